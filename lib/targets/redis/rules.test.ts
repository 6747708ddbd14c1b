import { describe, expect, it } from "vitest";
import type { Mapped } from "../native";
import { entities, type Entities, type EntitySpec } from "../native/testing/entities";
import { shop } from "../native/testing/shop";
import { luaText } from "./lua-text";
import { map } from "./map";
import { keyName } from "./structures";

const uuid = { type: { kind: "uuid" } } as const;
const text = { type: { kind: "text" } } as const;
const mapped = (design: Entities, choices: Readonly<Record<string, Readonly<Record<string, string>>>> = {}, version = "8.0") => map({ ...design, choices: new Map(Object.entries(choices)), version });
const one = (spec: EntitySpec, patterns: Entities["patterns"] = []): Entities => entities({ things: spec }, {}, patterns);
const plan = ({ plans }: Pick<Mapped, "plans">, id: string) => plans.find(({ pattern }) => pattern === id);
const codes = ({ diagnostics }: Pick<Mapped, "diagnostics">, severity: string) => diagnostics.filter((each) => each.severity === severity).map(({ code }) => code);
const list = (id: string, equality: readonly string[], sort: readonly string[] = []): Entities["patterns"][number] => ({ id, name: id, operation: "list", tableId: "things", equality: equality.map((name) => `things.${name}`), sort: sort.map((name) => ({ column: `things.${name}`, order: "desc" })), items: 10 });

describe("structures of Redis designs", () => {
  it("follow from what is done with the rows", () => {
    expect(Object.fromEntries(mapped(shop).model.entities.map(({ name, structure }) => [name, structure]))).toEqual({ users: "hash", products: "hash", orders: "hash", order_items: "hash", sessions: "hash", metrics: "stream", follows: "link" });
  });

  it("offer JSON where Redis has it", () => {
    const options = (version: string): readonly string[] => mapped(shop, {}, version).decisions.find(({ about, choice }) => about === "products" && choice === "structure")?.options.map(({ id }) => id) ?? [];
    expect([options("8.0"), options("7.2")]).toEqual([["hash", "json"], ["hash"]]);
  });

  it("keep a set for rows without an order, and one sorted set for those with and without", () => {
    const columns = { id: uuid, team: text, at: { type: { kind: "timestamptz" } } } as const;
    expect(mapped(one({ columns }, [list("all", ["team"])])).model.entities[0]?.lookups).toMatchObject([{ kind: "set", key: "idx:things:team:" }]);
    expect(mapped(one({ columns }, [list("all", ["team"]), list("latest", ["team"], ["at"])])).model.entities[0]?.lookups).toMatchObject([{ kind: "sorted", key: "idx:things:team.at:", patterns: ["all", "latest"] }]);
  });

  it("order what expires by when it does, so that readers leave out what has", () => {
    const found = mapped(shop);
    expect(found.model.entities.find(({ name }) => name === "sessions")?.lookups).toMatchObject([{ kind: "sorted", order: "expires_at" }]);
    expect(plan(found, "p.sessions")?.call).toMatch(/ZRANGE \S+ \d+ \+inf BYSCORE LIMIT 0 10/);
  });

  it("use hash tags when one server should not hold it all, and stay as released after that", () => {
    const small = one({ columns: { id: uuid }, load: { rows: 10, rowsInYear: 10 } });
    const large = one({ columns: { id: uuid }, load: { rows: 10, rowsInYear: 1_000_000_000 } });
    expect(mapped(small).model.entities[0]?.prefix).toBe("things:");
    expect(mapped(large).model.entities[0]?.prefix).toBe("{things}:");
    expect(map({ ...large, choices: new Map(), version: "8.0", released: mapped(small).model }).model.entities[0]?.prefix).toBe("things:");
  });

  it("have a counter where the design numbers rows", () => {
    const design = one({ columns: { id: { type: { kind: "int64" } } } });
    const numbered = { ...design, schema: { ...design.schema, tables: design.schema.tables.map((table) => ({ ...table, columns: table.columns.map((column) => ({ ...column, identity: { mode: "always" as const } })) })) } };
    expect(mapped(numbered).model.entities[0]?.counter).toBe("next:things:id");
  });

  it("count a revision only when the shape changes", () => {
    const first = mapped(shop).model;
    expect(map({ ...shop, choices: new Map(), version: "8.0", released: first }).model.revision).toBe(1);
    expect(map({ ...shop, choices: new Map([["follows", { structure: "hash" }]]), version: "8.0", released: first }).model.revision).toBe(2);
  });
});

describe("plans and findings of Redis designs", () => {
  it("never ask the whole key space", () => {
    const found = mapped(one({ columns: { id: uuid, team: text } }, [list("everything", [])]));
    expect(plan(found, "everything")).toMatchObject({ problem: expect.stringContaining("What makes it possible") });
    expect(plan(found, "everything")?.call).toBeUndefined();
    for (const { plans } of [mapped(shop), mapped(shop, {}, "7.2")]) for (const { call } of plans) expect(call ?? "").not.toMatch(/^(?:KEYS|SCAN) /m);
  });

  it("search by words only where Redis can", () => {
    expect(plan(mapped(shop), "p.search")?.call).toContain("FT.SEARCH idx:products");
    expect(plan(mapped(shop, {}, "7.2"), "p.search")?.problem).toContain("Redis 8, or the Search module");
    expect(codes(mapped(shop, { products: { search: "index" } }, "7.2"), "warning")).toContain("redis-search-module");
  });

  it("say that MULTI takes nothing back", () => {
    expect(plan(mapped(shop), "p.place")).toMatchObject({ call: expect.stringMatching(/^MULTI\nFCALL put_orders[^]*\nEXEC$/), problem: expect.stringContaining("takes none back") });
  });

  it("name limits with their numbers", () => {
    expect(codes(mapped(one({ columns: { id: uuid }, load: { itemBytes: 600 * 1024 ** 2, rows: 1 } })), "error")).toEqual(["redis-value-size"]);
    expect(codes(mapped(one({ columns: { id: uuid }, load: { rows: 1, rowsInYear: 1_000_000_000 } })), "warning")).toEqual(["redis-memory"]);
    const many = Object.fromEntries(Array.from({ length: 33 }, (_, i) => [`c${i}`, text]));
    expect(codes(mapped(one({ columns: { id: uuid, ...many } }, [{ id: "s", name: "s", operation: "search", tableId: "things", text: "relevance" }])), "error")).toEqual(["redis-search-fields"]);
  });

  it("write texts into Lua as texts, and names into keys without wildcards", () => {
    expect(luaText("a\"]]\\\n\u00e9\0")).toBe("\"a\\\"]]\\\\\\010\\195\\169\\000\"");
    expect([keyName("a:b*[c]"), keyName("idx"), keyName("**"), keyName("名前")]).toEqual(["a_b_c_", "idx_", "entity", "名前"]);
  });
});
