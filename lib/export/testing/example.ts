import type { Schema } from "../../model";
import type { Target } from "../../targets/target";
import type { DocumentInput } from "../input";

/** A small shop with one of everything a file can say. */
export const shop: Schema = {
  enums: [{ id: "e1", name: "order_status", values: ["new", "paid", "it's sent"] }],
  tables: [
    {
      id: "t1", name: "customers", options: {}, checks: [], foreignKeys: [],
      columns: [
        { id: "c1", name: "id", type: { kind: "int64" }, nullable: false, identity: { mode: "by default" } },
        { id: "c2", name: "email", type: { kind: "string", length: 255 }, nullable: false },
        { id: "c3", name: "full name", type: { kind: "text" }, nullable: true },
        { id: "c4", name: "created_at", type: { kind: "timestamp" }, nullable: false, default: "CURRENT_TIMESTAMP" },
      ],
      primaryKey: { id: "k1", columns: ["c1"] }, uniques: [{ id: "u1", columns: ["c2"] }],
      indexes: [{ id: "i1", name: "idx_customers_lower", unique: false, parts: [{ expression: "lower(email)" }] }],
    },
    {
      id: "t2", name: "order", options: {},
      columns: [
        { id: "c5", name: "customer_id", type: { kind: "int64" }, nullable: false },
        { id: "c6", name: "number", type: { kind: "int32" }, nullable: false },
        { id: "c7", name: "status", type: { kind: "enum", enumId: "e1" }, nullable: false, default: "'new'" },
        { id: "c8", name: "total", type: { kind: "decimal", precision: 10, scale: 2 }, nullable: false, default: "0" },
        { id: "c9", name: "referred_by", type: { kind: "int64" }, nullable: true },
      ],
      primaryKey: { id: "k2", name: "order_pk", columns: ["c5", "c6"] }, uniques: [{ id: "u2", name: "one_total", columns: ["c6", "c8"] }],
      foreignKeys: [
        { id: "f1", name: "order_customer", columns: ["c5"], referencedTable: "t1", referencedColumns: ["c1"], onDelete: "cascade", onUpdate: "no action" },
        { id: "f2", columns: ["c9"], referencedTable: "t1", referencedColumns: ["c1"], onDelete: "set null", onUpdate: "no action" },
      ],
      checks: [{ id: "x1", name: "total_positive", expression: "total >= 0" }],
      indexes: [{ id: "i2", name: "idx_order_status", unique: true, parts: [{ column: "c7" }, { column: "c8", order: "desc" }], where: "total > 0" }],
    },
  ],
  objects: [{ id: "o1", kind: "view", name: "big_orders", definition: "CREATE VIEW big_orders AS\n  SELECT * FROM \"order\" WHERE total > 100", dependsOn: ["table:order"] }],
};

/** The shop as a document's input. */
export function shopDocument(target: Target, version: string): DocumentInput {
  return {
    name: "Shop", target, version, schema: shop,
    rationale: "Orders need **transactions** and joins.\n\nOne file is enough: the shop runs on one machine.",
    migrations: [{ name: "001_create_customers.sql", title: "Initial schema" }, { name: "002_add_order_total.sql", title: "Add order.total" }],
    patterns: [
      { id: "p1", name: "Get customer", operation: "get", tableId: "t1", expectedPerformance: "O(1)" },
      { id: "p2", name: "List recent customers", operation: "list", tableId: "t1" },
      { id: "p3", name: "Find | by words", operation: "search", query: "SELECT * FROM customers WHERE email LIKE 'a|b' || ?" },
    ],
    diagramSvg: "<svg xmlns=\"http://www.w3.org/2000/svg\"/>",
    prose: "### Open Questions\n\n- How long are orders kept?",
    groups: [{ name: "People & co", tables: ["t1"] }], notes: ["Read me\nfirst"],
  };
}
