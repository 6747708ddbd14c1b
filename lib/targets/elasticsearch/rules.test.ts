import { describe, expect, it } from "vitest";
import { isJsonObject, type ColumnType, type JsonValue } from "../../model";
import type { NativeInput } from "../native/native";
import { entities, type Entities } from "../native/testing/entities";
import { shop } from "../native/testing/shop";
import { elasticsearch } from "./index";

const t = (kind: "uuid" | "text" | "int32" | "json" | "timestamptz"): ColumnType => ({ kind });
const native = elasticsearch.native ?? fail();
const input = (made: Entities, more: Partial<NativeInput> = {}): NativeInput => ({ ...made, choices: new Map(), version: "9", ...more });

function fail(): never {
  throw new Error("Elasticsearch has no native facility");
}

/** A value inside plain JSON. */
function at(value: JsonValue | undefined, ...path: readonly (string | number)[]): JsonValue | undefined {
  return path.reduce<JsonValue | undefined>((held, key) => (Array.isArray(held) && typeof key === "number" ? held[key] : isJsonObject(held) && Object.hasOwn(held, key) ? held[key] : undefined), value);
}

function properties(made: Entities, table: string, more: Partial<NativeInput> = {}): JsonValue | undefined {
  const file = native.artefacts(native.map(input(made, more)).model).find(({ path }) => path.startsWith(`index_templates/${table}`));
  const template: JsonValue = JSON.parse(file?.content ?? "null");
  return at(template, "template", "mappings", "properties");
}

const order = { columns: { id: { type: t("uuid") }, buyer: { type: t("text") }, at: { type: t("timestamptz") } } };
const line = (perParent: number): Parameters<typeof entities>[0][string] => ({
  columns: { order_id: { type: t("uuid"), references: ["orders", "cascade"] }, position: { type: t("int32") }, product: { type: { kind: "string", length: 40 } }, quantity: { type: t("int32") } },
  key: ["order_id", "position"], load: { perParent },
});
const read = { id: "p", name: "Orders", operation: "list" as const, tableId: "orders", joins: ["lines"] };

describe("the mapping", () => {
  it("puts bounded children that are read with their parent into it, and says the number", () => {
    const few = native.map(input(entities({ orders: order, lines: line(40) }, {}, [read])));
    expect(few.decisions.find(({ about, choice }) => about === "lines" && choice === "placement")).toMatchObject({ chosen: "embedded", reason: expect.stringContaining("40") });
    const many = native.map(input(entities({ orders: order, lines: line(4000) }, {}, [read])));
    expect(many.decisions.find(({ about, choice }) => about === "lines" && choice === "placement")?.chosen).toBe("none");
  });

  it("keeps children nested only where two of their values are asked for together", () => {
    const together = { ...read, equality: ["lines.product"], range: "lines.quantity" };
    expect(at(properties(entities({ orders: order, lines: line(40) }, {}, [read]), "orders"), "lines", "type")).toBe("object");
    expect(at(properties(entities({ orders: order, lines: line(40) }, {}, [together]), "orders"), "lines", "type")).toBe("nested");
    const { plans } = native.map(input(entities({ orders: order, lines: line(40) }, {}, [together])));
    expect(plans[0]?.call).toContain('"nested"');
    expect(plans[0]?.problem).toBeUndefined();
  });

  it("copies what a document refers to and is read with, and makes a field of it that a search reads", () => {
    const made = entities({ users: { columns: { id: { type: t("uuid") }, name: { type: { kind: "string", length: 80 } } } }, posts: { columns: { id: { type: t("uuid") }, body: { type: t("text") }, user_id: { type: t("uuid"), references: ["users", "restrict"] } } } }, {}, [
      { id: "p", name: "Search posts", operation: "search", tableId: "posts", joins: ["users"], text: "relevance" },
    ]);
    expect(at(properties(made, "posts"), "user", "properties", "name", "type")).toBe("text");
    expect(native.map(input(made)).plans[0]?.call).toContain("user.name");
    expect(native.artefacts(native.map(input(made)).model).find(({ path }) => path === "feed/posts.sql")?.content).toContain('t."user_id" = g."id"');
  });

  it("counts shards from the rows of a year", () => {
    const shards = (rows: number): JsonValue | undefined => {
      const file = native.artefacts(native.map(input(entities({ orders: { ...order, load: { rowsInYear: rows, itemBytes: 1000 } } }, {}, []))).model)[0];
      return at(JSON.parse(file?.content ?? "null"), "template", "settings", "number_of_shards");
    };
    expect([shards(1000), shards(29_000_000), shards(95_000_000)]).toEqual([1, 1, 4]);
  });

  it("refuses what passes a limit, with the number", () => {
    const wide = (n: number): Entities => entities({ wide: { columns: { id: { type: t("uuid") }, ...Object.fromEntries(Array.from({ length: n }, (_, i) => [`c${i}`, { type: t("int32") }])) } } }, {}, []);
    const found = (n: number): readonly string[] => native.map(input(wide(n))).diagnostics.filter(({ code }) => code === "elasticsearch-limit").map(({ severity }) => severity);
    expect([found(400), found(600), found(1000)]).toEqual([[], ["warning"], ["error"]]);
    const vector = entities({ v: { columns: { id: { type: t("uuid") }, e: { type: { kind: "vector", dimensions: 5000 } } } } }, {}, []);
    expect(native.map(input(vector)).diagnostics).toContainEqual(expect.objectContaining({ severity: "error", message: expect.stringContaining("4096") }));
    const nested = native.map(input(entities({ orders: order, lines: line(20_000) }, {}, [{ ...read, equality: ["lines.product"], range: "lines.quantity" }]), { choices: new Map([["lines", { placement: "embedded" }]]) }));
    expect(nested.diagnostics).toContainEqual(expect.objectContaining({ severity: "error", message: expect.stringContaining("20000") }));
  });

  it("says which patterns it cannot serve, and why", () => {
    const { plans } = native.map(input(shop));
    const problem = (id: string): string => plans.find(({ pattern }) => pattern === id)?.problem ?? "";
    expect(problem("p.reach")).toContain("3 hops");
    expect(problem("p.place")).toContain("products");
    expect(plans.find(({ pattern }) => pattern === "p.session")?.call).toBe("GET /sessions/_doc/{{id}}");
  });
});

describe("versions", () => {
  const columns = { id: { type: t("uuid") }, title: { type: { kind: "string" as const, length: 80 } } };
  const one = entities({ books: { columns } }, {}, []);
  const first = native.map(input(one)).model;
  const physical = (made: Entities, more: Partial<NativeInput> = {}): string => native.map(input(made, { released: first, ...more })).picture.boxes[0]?.subtitle ?? "";

  it("stay with new fields and longer texts, and go on with everything else", () => {
    expect(physical(one)).toContain("books-v1");
    expect(physical(entities({ books: { columns: { ...columns, pages: { type: t("int32") } } } }, {}, []))).toContain("books-v1");
    expect(physical(entities({ books: { columns: { ...columns, title: { type: { kind: "string", length: 200 } } } } }, {}, []))).toContain("books-v1");
    expect(physical(entities({ books: { columns: { id: columns.id, name: { ...columns.title, was: "books.title" } } } }, {}, []))).toContain("books-v2");
    expect(physical(entities({ books: { columns: { id: columns.id } } }, {}, []))).toContain("books-v2");
    expect(physical(entities({ books: { columns: { ...columns, pages: { type: t("int32") } } } }, {}, []), { choices: new Map([["books", { "new-fields": "new-version" }]]) })).toContain("books-v2");
  });

  it("copy nothing when a table gets another name", () => {
    const [table] = one.schema.tables;
    if (table === undefined) throw new Error("No table");
    const renamed = native.map(input({ ...one, schema: { ...one.schema, tables: [{ ...table, name: "titles" }] } }, { released: first }));
    const commands = native.migrate(first, renamed.model).migrations.flatMap(({ steps, data }) => [...steps.flatMap(({ up }) => up), ...data?.commands ?? []]);
    expect(commands).toHaveLength(2);
    for (const command of commands) expect(command).toContain("/_aliases");
  });

  it("are filled from the primary store where the old documents hold something else", () => {
    const keyed = entities({ books: { columns: { ...columns, title: { type: t("timestamptz") } } } }, {}, []);
    const fill = native.migrate(first, native.map(input(keyed, { released: first })).model).migrations.find(({ phase }) => phase === "backfill");
    expect(fill?.data).toMatchObject({ commands: [], extension: "mjs", content: expect.stringContaining("psql") });
  });
});
