import { describe, expect, it } from "vitest";
import type { Schema, Table } from "@/lib/model";
import { searchSchema } from "./palette-search";

function table(name: string, ...columns: readonly string[]): Table {
  return {
    id: name, name, uniques: [], foreignKeys: [], checks: [], indexes: [], options: {},
    columns: columns.map((column) => ({ id: `${name}.${column}`, name: column, type: { kind: "text" }, nullable: true })),
  };
}

const schema: Schema = {
  tables: [table("order_lines", "order_id", "status"), table("orders", "id", "status"), table("customers", "id", "orders_count")],
  enums: [{ id: "e", name: "order_status", values: ["new"] }],
  objects: [],
};

describe("searchSchema", () => {
  it("puts the exact name first, then what begins with the text, tables before columns", () => {
    expect(searchSchema(schema, "orders", 10).map((jump) => jump.label)).toEqual(["orders", "customers.orders_count"]);
    expect(searchSchema(schema, "order", 10).map((jump) => jump.label)).toEqual(["orders", "order_lines", "order_status", "order_lines.order_id", "customers.orders_count"]);
  });

  it("narrows to a table's columns with a dot, in any case", () => {
    expect(searchSchema(schema, "Orders.ST", 10).map((jump) => jump.id)).toEqual(["orders.status"]);
  });

  it("shows the tables when nothing is typed, and never more than asked for", () => {
    expect(searchSchema(schema, " ", 2)).toHaveLength(2);
  });
});
