import { describe, expect, it } from "vitest";
import type { AccessPattern, Schema } from "../../model";
import { openSandbox } from "../../sandbox";
import { findTarget } from "../../targets/registry";
import { adviseIndexes } from "./advise-indexes";

const ddl = ["CREATE TABLE customers (id INTEGER PRIMARY KEY, email TEXT NOT NULL, region TEXT)", "CREATE TABLE orders (id INTEGER PRIMARY KEY, customer_id INTEGER NOT NULL REFERENCES customers (id), status TEXT NOT NULL, total INTEGER, placed_at TEXT NOT NULL, deleted_at TEXT)"];

/** Each pattern as its query, and its fields as names of columns. */
const asked: readonly { readonly query: string; readonly equality?: readonly string[]; readonly sort?: readonly string[]; readonly range?: string; readonly joins?: readonly string[]; readonly table?: string }[] = [
  { query: "SELECT * FROM orders WHERE customer_id = 1 AND status = ? ORDER BY placed_at DESC", equality: ["customer_id", "status"], sort: ["placed_at"] },
  { query: "SELECT * FROM orders WHERE status = ? ORDER BY placed_at", equality: ["status"], sort: ["placed_at"] },
  { query: "SELECT * FROM orders WHERE total > 5", range: "total" },
  { query: "SELECT * FROM orders WHERE status = ? AND total BETWEEN 1 AND 2", equality: ["status"], range: "total" },
  { query: "SELECT * FROM customers WHERE lower(email) = ?", equality: ["email"], table: "customers" },
  { query: "SELECT * FROM orders WHERE status = 'open' AND deleted_at IS NULL ORDER BY total", equality: ["status", "deleted_at"], sort: ["total"] },
  { query: "SELECT o.* FROM customers c JOIN orders o ON o.customer_id = c.id WHERE lower(c.email) = ?", equality: ["email"], joins: ["orders"], table: "customers" },
];

describe("advised indexes on SQLite", () => {
  it("are what the engine finds and sorts every pattern's rows by", async () => {
    const target = findTarget("sqlite");
    if (target === undefined) throw new Error("No target");
    const sandbox = await openSandbox("sqlite");
    try {
      for (const sql of ddl) await sandbox.run(sql);
      const { schema } = await sandbox.introspect();
      const patterns = asked.map((each, i) => patternOf(each, i, schema));
      const plan = async (query: string): Promise<string> => (await sandbox.query(`EXPLAIN QUERY PLAN ${query.replaceAll("?", "'x'")}`)).map(({ detail }) => String(detail)).join("; ");
      const before = await Promise.all(asked.map(({ query }) => plan(query)));
      const { add } = adviseIndexes({ schema, patterns, loads: new Map(), capabilities: target.capabilities, quote: (name) => target.quote(name) });
      const to: Schema = { ...schema, tables: schema.tables.map((table) => ({ ...table, indexes: add.filter(({ tableId }) => tableId === table.id).map(({ index }) => index) })) };
      for (const table of to.tables) {
        for (const index of table.indexes) {
          const made = target.rules.index.create(index, table, { from: schema, to, version: target.versions[0]?.id ?? "", online: false });
          if (typeof made === "string") throw new Error(made);
          for (const { sql } of made) await sandbox.run(sql);
        }
      }
      const after = await Promise.all(asked.map(({ query }) => plan(query)));
      expect(before.filter((text) => !/SCAN|TEMP B-TREE/.test(text))).toEqual([]);
      expect(after.filter((text) => /SCAN|TEMP B-TREE/.test(text))).toEqual([]);
    } finally {
      await sandbox.close();
    }
  });

  it.each(["sqlite", "postgresql"] as const)("are recognised again as the catalog of %s prints them", async (id) => {
    const target = findTarget(id);
    if (target === undefined) throw new Error("No target");
    const sandbox = await openSandbox(id);
    const ask = (schema: Schema): ReturnType<typeof adviseIndexes> => adviseIndexes({ schema, patterns: asked.map((each, i) => patternOf(each, i, schema)), loads: new Map(), capabilities: target.capabilities, quote: (name) => target.quote(name) });
    try {
      for (const sql of ddl) await sandbox.run(sql);
      const { schema } = await sandbox.introspect();
      const { add } = ask(schema);
      const to: Schema = { ...schema, tables: schema.tables.map((table) => ({ ...table, indexes: add.filter(({ tableId }) => tableId === table.id).map(({ index }) => index) })) };
      for (const table of to.tables) {
        for (const index of table.indexes) {
          const made = target.rules.index.create(index, table, { from: schema, to, version: target.versions[0]?.id ?? "", online: false });
          if (typeof made === "string") throw new Error(made);
          for (const { sql } of made) await sandbox.run(sql);
        }
      }
      const again = ask((await sandbox.introspect()).schema);
      expect(add.length).toBeGreaterThan(3);
      expect(again.add).toEqual([]);
      expect(again.needless).toEqual([]);
    } finally {
      await sandbox.close();
    }
  });
});

function patternOf({ query, equality = [], sort = [], range, joins = [], table = "orders" }: (typeof asked)[number], i: number, schema: Schema): AccessPattern {
  const own = schema.tables.find(({ name }) => name === table);
  const id = (name: string): string => own?.columns.find((column) => column.name === name)?.id ?? "";
  return {
    id: `p${i}`, name: query, operation: "list", query, ...(own === undefined ? {} : { tableId: own.id }), equality: equality.map(id), sort: sort.map((name) => ({ column: id(name), order: query.includes("DESC") ? "desc" : "asc" })),
    ...(range === undefined ? {} : { range: id(range) }), joins: joins.map((name) => schema.tables.find((each) => each.name === name)?.id ?? ""),
  };
}
