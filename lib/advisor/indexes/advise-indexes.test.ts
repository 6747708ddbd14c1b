import { describe, expect, it } from "vitest";
import type { AccessPattern, Column, ColumnType, Id, Schema, Table, TableLoad, TechnologyId } from "../../model";
import { findTarget } from "../../targets/registry";
import { adviseIndexes } from "./advise-indexes";
import type { IndexAdvice } from "./index-advice";

const types: Readonly<Record<string, ColumnType>> = { created_at: { kind: "timestamptz" }, deleted_at: { kind: "timestamptz" }, email: { kind: "string", length: 200 }, status: { kind: "string", length: 20 }, data: { kind: "json" }, tags: { kind: "array", of: { kind: "text" } }, body: { kind: "text" } };

/** A table whose columns are named `<table>.<column>` by id; the first is its primary key. */
function table(name: string, columns: string, more: Partial<Table> = {}): Table {
  const made = columns.split(" ").map((each): Column => ({ id: `${name}.${each}`, name: each, type: types[each] ?? { kind: "int64" }, nullable: each === "deleted_at" }));
  return { id: name, name, columns: made, primaryKey: { id: `${name}.pk`, columns: [`${name}.id`] }, uniques: [], foreignKeys: [], checks: [], indexes: [], options: {}, ...more };
}

function pattern(id: string, fields: Partial<AccessPattern>): AccessPattern {
  return { id, name: id, operation: "list", ...fields };
}

interface Given {
  readonly target?: TechnologyId;
  readonly loads?: Readonly<Record<Id, TableLoad>>;
  readonly objects?: Schema["objects"];
}

function advise(tables: readonly Table[], patterns: readonly AccessPattern[], { target = "postgresql", loads = {}, objects = [] }: Given = {}): IndexAdvice {
  const found = findTarget(target);
  if (found === undefined) throw new Error(`No target ${target}`);
  return adviseIndexes({ schema: { tables, enums: [], objects }, patterns, loads: new Map(Object.entries(loads)), capabilities: found.capabilities });
}

/** Parts of each advised index, in words. */
function keys({ add }: IndexAdvice): readonly string[] {
  return add.map(({ index }) => [
    ...(index.method === undefined ? [] : [index.method]),
    index.parts.map(({ column, expression, order, operatorClass, collation }) => [column?.split(".")[1] ?? expression, operatorClass ?? collation, order].filter((each) => each !== undefined).join(" ")).join(", "),
    ...(index.include === undefined ? [] : [`including ${index.include.map((id) => id.split(".")[1]).join(", ")}`]), ...(index.where === undefined ? [] : [`where ${index.where}`]),
  ].join(" "));
}

const fk = (from: string, column: string, to: string, onDelete: "cascade" | "no action" = "no action"): Table["foreignKeys"][number] => ({ id: `${from}.fk.${column}`, name: `${from}_${column}_fkey`, columns: [`${from}.${column}`], referencedTable: to, referencedColumns: [`${to}.id`], onDelete, onUpdate: "no action" });

const customers = table("customers", "id email region");
const orders = table("orders", "id customer_id status total created_at deleted_at", { foreignKeys: [fk("orders", "customer_id", "customers", "cascade")] });
const ofCustomer: Partial<AccessPattern> = { tableId: "orders", equality: ["orders.customer_id"] };
const newestFirst = { column: "orders.created_at", order: "desc" as const };

describe("index advice", () => {
  it("puts what is equal first, then what is sorted by, then the range", () => {
    expect(keys(advise([customers, orders], [pattern("p", { ...ofCustomer, sort: [newestFirst], range: "orders.total" })]))).toEqual(["customer_id, created_at, total"]);
  });

  it("serves a foreign key, a list and a narrower list by one index", () => {
    const advice = advise([customers, orders], [pattern("a", ofCustomer), pattern("b", { ...ofCustomer, sort: [newestFirst] }), pattern("c", { tableId: "orders", equality: ["orders.status", "orders.customer_id"], sort: [newestFirst] })]);
    expect(keys(advice)).toEqual(["customer_id, created_at", "customer_id, status, created_at"]);
    expect(advice.add[0]?.needs.map(({ id }) => id)).toEqual(["a", "b", "orders.fk.customer_id"]);
  });

  it("finds the fewest indexes where the order of equal columns is free", () => {
    const columns = (...names: readonly string[]): Partial<AccessPattern> => ({ tableId: "orders", equality: names.map((name) => `orders.${name}`) });
    const advice = advise([table("orders", "id a b c d")], [pattern("1", columns("a")), pattern("2", columns("a", "b")), pattern("3", columns("c")), pattern("4", columns("a", "b", "c")), pattern("5", columns("c", "d")), pattern("6", columns("d"))]);
    expect(advice.add).toHaveLength(3);
  });

  it("keeps the directions of a sort that turns within", () => {
    expect(keys(advise([table("orders", "id a b")], [pattern("p", { tableId: "orders", sort: [{ column: "orders.a", order: "desc" }, { column: "orders.b", order: "asc" }] })]))).toEqual(["a, b desc"]);
  });

  it("uses the keys that are there", () => {
    const unique = { ...customers, uniques: [{ id: "u", name: "customers_email_key", columns: ["customers.email"] }] };
    const advice = advise([unique], [pattern("get", { operation: "get", tableId: "customers", equality: ["customers.email"], sort: [{ column: "customers.region", order: "asc" }] })]);
    expect(advice.add).toEqual([]);
    expect(advice.served.map(({ by }) => by)).toEqual(["u"]);
  });

  it("reads joined rows by their foreign key, and only children need an index", () => {
    const up = advise([customers, orders], [pattern("p", { tableId: "orders", equality: ["orders.status"], joins: ["customers"] })]);
    expect(keys(up)).toEqual(["customer_id", "status"]);
    const down = advise([customers, orders], [pattern("p", { operation: "get", tableId: "customers", equality: ["customers.id"], joins: ["orders"], sort: [newestFirst] })]);
    expect(keys(down)).toEqual(["customer_id, created_at"]);
  });

  it("names foreign keys without an index, with what suffers", () => {
    const { bareForeignKeys: [bare] } = advise([customers, orders], [pattern("Erase a customer", { operation: "delete", tableId: "customers", equality: ["customers.id"], rate: 2 })], { loads: { orders: { rows: 1_000_000 } } });
    expect(bare?.foreignKeyId).toBe("orders.fk.customer_id");
    expect(bare?.suffers[0]).toContain("all 1,000,000 rows of orders to delete what belongs to it: \"Erase a customer\" (2/s)");
    expect(advise([customers, orders], [], { target: "mysql" }).bareForeignKeys).toEqual([]);
  });

  it("leaves out of the index the rows that no query asks for", () => {
    const queue = pattern("next", { tableId: "orders", equality: ["orders.status"], sort: [{ column: "orders.created_at", order: "asc" }], query: "SELECT * FROM orders WHERE status = 'open' AND deleted_at IS NULL ORDER BY created_at LIMIT 10" });
    const bare = { ...orders, foreignKeys: [] };
    expect(keys(advise([bare], [queue]))).toEqual(["created_at where deleted_at IS NULL AND status = 'open'"]);
    expect(keys(advise([bare], [queue], { target: "mysql" }))).toEqual(["status, created_at"]);
    const all = pattern("all", { tableId: "orders", equality: ["orders.status"], query: "SELECT * FROM orders WHERE status = $1" });
    expect(keys(advise([bare], [queue, all]))).toEqual(["status, created_at"]);
  });

  it("takes no condition as constant that stands beside an OR", () => {
    const either = pattern("either", { tableId: "orders", equality: ["orders.status"], query: "SELECT * FROM orders WHERE status = 'open' OR status = 'held'" });
    expect(keys(advise([{ ...orders, foreignKeys: [] }], [either]))).toEqual(["status"]);
  });

  it("indexes what a query compares: lower(email), the beginning of a name, any part of it", () => {
    const by = (id: string, query: string, more: Partial<AccessPattern>): AccessPattern => pattern(id, { tableId: "customers", query, ...more });
    expect(keys(advise([customers], [by("p", "SELECT * FROM customers WHERE lower(email) = lower($1)", { equality: ["customers.email"] })]))).toEqual(["lower(email)"]);
    const prefix = by("p", "SELECT * FROM customers WHERE email LIKE 'abc%'", { operation: "search", text: "prefix" });
    expect(keys(advise([customers], [prefix]))).toEqual(["email text_pattern_ops"]);
    expect(keys(advise([customers], [prefix], { target: "sqlite" }))).toEqual(["email NOCASE"]);
    expect(keys(advise([customers], [prefix], { target: "mysql" }))).toEqual(["email"]);
    const anywhere = by("p", "SELECT * FROM customers WHERE email LIKE '%abc%'", { operation: "search" });
    expect(keys(advise([customers], [anywhere]))).toEqual(["gin email gin_trgm_ops"]);
    expect(advise([customers], [anywhere]).add[0]?.extension).toBe("pg_trgm");
    expect(advise([customers], [anywhere], { target: "sqlite" }).unserved.map(({ code }) => code)).toEqual(["leading-wildcard"]);
  });

  it("says that no index serves a function of a time, and why", () => {
    const { add, unserved } = advise([{ ...orders, foreignKeys: [] }], [pattern("p", { tableId: "orders", equality: ["orders.created_at"], query: "SELECT * FROM orders WHERE date(created_at) = $1" })]);
    expect(add).toEqual([]);
    expect(unserved.map(({ code, columnId }) => [code, columnId])).toEqual([["function-on-column", "orders.created_at"]]);
  });

  it("says that no index sorts by another table's column", () => {
    const advice = advise([customers, orders], [pattern("p", { tableId: "orders", equality: ["orders.status"], joins: ["customers"], sort: [{ column: "customers.region", order: "asc" }] })]);
    expect(advice.unserved.map(({ code }) => code)).toEqual(["across-tables"]);
  });

  it("indexes documents and lists by what they hold, and words by relevance", () => {
    const papers = table("papers", "id data tags body");
    const patterns = [pattern("a", { tableId: "papers", equality: ["papers.data"] }), pattern("b", { tableId: "papers", equality: ["papers.tags"] }), pattern("c", { operation: "search", text: "relevance", tableId: "papers" })];
    expect(keys(advise([papers], patterns))).toEqual(["gin data jsonb_path_ops", "gin tags", "gin to_tsvector('english', body)"]);
    expect(keys(advise([papers], patterns.slice(2), { target: "mysql" }))).toEqual(["fulltext body"]);
  });

  it("summarises blocks where rows only come, in time's order, and are many", () => {
    const events = table("events", "id created_at total");
    const report = pattern("report", { operation: "aggregate", tableId: "events", range: "events.created_at" });
    expect(keys(advise([events], [report], { loads: { events: { rows: 200_000_000 } } }))).toEqual(["brin created_at"]);
    expect(keys(advise([events], [report], { loads: { events: { rows: 200_000 } } }))).toEqual(["created_at"]);
    expect(keys(advise([events], [report, pattern("latest", { tableId: "events", sort: [{ column: "events.created_at", order: "desc" }], items: 10 })], { loads: { events: { rows: 200_000_000 } } }))).toEqual(["created_at"]);
    expect(keys(advise([events], [report, pattern("fix", { operation: "update", tableId: "events", equality: ["events.id"] })], { loads: { events: { rows: 200_000_000 } } }))).toEqual(["created_at"]);
  });

  it("keeps beside the key the few columns that a query returns", () => {
    const total = pattern("p", { ...ofCustomer, query: "SELECT customer_id, total FROM orders WHERE customer_id = $1" });
    expect(keys(advise([customers, orders], [total]))).toEqual(["customer_id including total"]);
    expect(keys(advise([{ ...orders, foreignKeys: [] }], [total], { target: "sqlite" }))).toEqual(["customer_id"]);
  });

  it("advises none for a table of a few pages", () => {
    const advice = advise([customers, orders], [pattern("p", ofCustomer)], { loads: { orders: { rows: 200 } } });
    expect(advice.add).toEqual([]);
    expect(advice.small[0]?.tableId).toBe("orders");
    expect(keys(advise([customers, orders], [pattern("p", ofCustomer)], { loads: { orders: { rows: 200, rowsInYear: 2_000_000 } } }))).toEqual(["customer_id"]);
  });

  it("finds duplicates, beginnings of others, and what nothing uses, and says what each saves", () => {
    const index = (id: string, ...columns: readonly string[]): Table["indexes"][number] => ({ id, name: id, unique: false, parts: columns.map((column) => ({ column: `orders.${column}` })) });
    const full = { ...orders, indexes: [index("short", "customer_id"), index("long", "customer_id", "created_at"), index("again", "customer_id", "created_at"), index("key", "id"), index("idle", "total")] };
    const advice = advise([customers, full], [pattern("p", { ...ofCustomer, sort: [newestFirst] }), pattern("new", { operation: "insert", tableId: "orders", rate: 50 })], { loads: { orders: { rows: 1_000_000 } } });
    expect(advice.needless.map(({ indexId, kind, coveredBy }) => [indexId, kind, coveredBy])).toEqual([["short", "prefix", "long"], ["again", "duplicate", "long"], ["key", "duplicate", "orders.pk"], ["idle", "unused", undefined]]);
    expect(advice.needless[0]?.saves).toMatchObject({ entriesPerSecond: 50, unknownRates: false });
    // A million keys of eight bytes with twelve bytes each around them, nine tenths of each page.
    expect(advice.needless[0]?.saves.bytes).toBe(Math.ceil((1_000_000 * 20) / (8192 * 0.9)) * 8192);
    expect(advice.add).toEqual([]);
  });

  it("says which index that is there a new one replaces", () => {
    const short = { ...orders, indexes: [{ id: "short", name: "short", unique: false, parts: [{ column: "orders.customer_id" }] }] };
    expect(advise([customers, short], [pattern("p", { ...ofCustomer, sort: [newestFirst] })]).add[0]?.replaces).toEqual(["short"]);
  });

  it("counts only updates that change a column of the index", () => {
    const update = (set: string): AccessPattern => pattern("u", { operation: "update", tableId: "orders", equality: ["orders.id"], rate: 30, query: `UPDATE orders SET ${set} WHERE id = $1` });
    expect(advise([customers, orders], [update("total = total + 1, status = 'paid'")]).add[0]?.cost.entriesPerSecond).toBe(0);
    expect(advise([customers, orders], [update("total = 1, customer_id = $2")]).add[0]?.cost.entriesPerSecond).toBe(30);
  });

  it("puts first the column that says whose rows they are", () => {
    const docs = table("docs", "id status owner_id created_at");
    expect(keys(advise([docs], [pattern("p", { tableId: "docs", equality: ["docs.status"], scope: "docs.owner_id", sort: [{ column: "docs.created_at", order: "desc" }] })]))).toEqual(["owner_id, status, created_at"]);
  });
});
