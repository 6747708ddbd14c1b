import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { ColumnType, JsonObject } from "../../model";
import type { NativeInput } from "../native/native";
import { entities, type Entities } from "../native/testing/entities";
import { shop } from "../native/testing/shop";
import { typesense } from "./index";

const t = (kind: "uuid" | "text" | "int32" | "int64" | "float64" | "boolean" | "json" | "timestamptz"): ColumnType => ({ kind });
const short: ColumnType = { kind: "string", length: 80 };
const native = typesense.native ?? fail();
const input = (made: Entities, more: Partial<NativeInput> = {}): NativeInput => ({ ...made, choices: new Map(), version: "30", ...more });

function fail(): never {
  throw new Error("Typesense has no native facility");
}

function schema(made: Entities, name: string, more: Partial<NativeInput> = {}): { readonly fields: readonly JsonObject[]; readonly [key: string]: unknown } {
  const file = native.artefacts(native.map(input(made, more)).model).find(({ path }) => path === `collections/${name}.json`);
  return JSON.parse(file?.content ?? "null");
}

const people = { users: { columns: { id: { type: t("uuid") }, name: { type: short } } }, posts: { columns: { id: { type: t("uuid") }, body: { type: t("text") }, score: { type: t("int32") }, user_id: { type: t("uuid"), references: ["users", "restrict"] as const } } } };
const search = { id: "p", name: "Search posts", operation: "search" as const, tableId: "posts", joins: ["users"], text: "typo" as const, scope: "posts.user_id", sort: [{ column: "posts.score", order: "desc" as const }] };
const names = { id: "n", name: "People by name", operation: "list" as const, tableId: "users", equality: ["users.name"] };
const blog = entities(people, {}, [search, names]);

describe("the mapping", () => {
  it("holds in memory only what patterns use", () => {
    expect(schema(entities(people, {}, [names]), "users_v1").fields).toEqual([{ name: "name", type: "string" }]);
  });

  it("joins by a reference to the very version, and switches both aliases together", () => {
    expect(schema(blog, "posts_v1").fields).toContainEqual({ name: "user_id", type: "string", reference: "users_v1.id", async_reference: true });
    const first = native.map(input(blog)).model;
    const sorted = entities(people, {}, [search, { ...names, sort: [{ column: "users.name", order: "asc" }] }]);
    const second = native.map(input(sorted, { released: first })).model;
    const { migrations } = native.migrate(first, second);
    expect(migrations.find(({ phase }) => phase === "switch code")?.steps.flatMap(({ up }) => up)).toEqual([
      JSON.stringify({ method: "PUT", path: "/aliases/users", body: { collection_name: "users_v2" } }), JSON.stringify({ method: "PUT", path: "/aliases/posts", body: { collection_name: "posts_v2" } }),
    ]);
    expect(JSON.stringify(migrations[0]?.steps)).toContain("users_v2.id");
  });

  it("ranks by a required number that searches sort by", () => {
    expect(schema(blog, "posts_v1")["default_sorting_field"]).toBe("score");
  });

  it("keeps decimals as minor units, or as the team says, and converts what is there", () => {
    const priced = entities({ goods: { columns: { id: { type: t("uuid") }, price: { type: { kind: "decimal", precision: 12, scale: 2 } } } } }, {}, [{ id: "p", name: "By price", operation: "list", tableId: "goods", range: "goods.price" }]);
    expect(schema(priced, "goods_v1").fields).toEqual([{ name: "price", type: "int64", range_index: true }]);
    const first = native.map(input(priced)).model;
    const second = native.map(input(priced, { released: first, choices: new Map([["goods.price", { number: "float" }]]) })).model;
    const fill = native.migrate(first, second).migrations.find(({ data }) => data !== undefined)?.data;
    expect(fill?.commands[0]).toContain('"kind":"divide","by":100');
  });

  it("prints how much memory a collection takes, and warns when it is much", () => {
    const large = (rows: number): Entities => entities({ users: { ...people.users, load: { rowsInYear: rows } } }, {}, [names]);
    const memory = (rows: number): readonly (readonly [string, string])[] => native.map(input(large(rows))).diagnostics.filter(({ code, place }) => code === "typesense-memory" && place !== undefined).map(({ severity, message }) => [severity, message] as const);
    expect(memory(1000)).toEqual([["info", expect.stringContaining("1000 documents x 42 bytes of indexed fields = 42 kB; two to three times that in memory: 84 kB to 130 kB")]]);
    expect(memory(2_000_000_000)[0]?.[0]).toBe("warning");
  });

  it("leaves series of measurements out, and says why", () => {
    const { decisions, plans } = native.map(input(shop));
    expect(decisions.find(({ about, choice }) => about === "metrics" && choice === "placement")).toMatchObject({ chosen: "none", reason: expect.stringContaining("memory") });
    expect(plans.find(({ pattern }) => pattern === "p.metric")?.problem).toContain("primary store");
  });

  it("says what one page and one sort can hold", () => {
    const columns = Object.fromEntries(["a", "b", "c", "d"].map((name) => [name, { type: t("int32") }]));
    const { plans } = native.map(input(entities({ x: { columns: { id: { type: t("uuid") }, ...columns } } }, {}, [{ id: "p", name: "Sorted", operation: "list", tableId: "x", sort: ["a", "b", "c", "d"].map((name) => ({ column: `x.${name}`, order: "asc" })), items: 1000 }])));
    expect(plans[0]?.problem).toMatch(/3 fields.*250 hits.*4 pages/);
  });
});

describe("changes", () => {
  const columns = { id: { type: t("uuid") }, title: { type: short }, note: { type: t("text"), nullable: true as const } };
  const patterns = [{ id: "p", name: "Search", operation: "list" as const, tableId: "books", equality: ["books.title"] }];
  const one = entities({ books: { columns } }, {}, patterns);
  const first = native.map(input(one)).model;
  const migrations = (made: Entities, more: Partial<NativeInput> = {}): ReturnType<typeof native.migrate>["migrations"] => native.migrate(first, native.map(input(made, { released: first, ...more })).model).migrations;

  it("of what is on disk only need no new version, and nothing where nothing has to be filled", () => {
    expect(migrations(entities({ books: { columns: { ...columns, blurb: { type: t("text"), nullable: true } } } }, {}, patterns))).toEqual([]);
    const { note: _note, ...rest } = columns;
    const dropped = migrations(entities({ books: { columns: rest } }, {}, patterns));
    expect(dropped.flatMap(({ steps }) => steps.flatMap(({ up }) => up))).toEqual([JSON.stringify({ method: "PATCH", path: "/collections/books_v1/documents?filter_by=id%3A*", body: { note: null } })]);
  });

  it("of indexed fields are new versions, or PATCH where the team says so and it can", () => {
    const more = entities({ books: { columns } }, {}, [...patterns, { id: "q", name: "By note", operation: "list", tableId: "books", equality: ["books.note"] }]);
    expect(migrations(more).map(({ phase }) => phase)).toEqual(["expand", "backfill", "switch code", "contract"]);
    const patched = migrations(more, { choices: new Map([["books", { changes: "patch" }]]) });
    expect(patched.flatMap(({ steps }) => steps.flatMap(({ up }) => up))).toEqual([JSON.stringify({ method: "PATCH", path: "/collections/books_v1", body: { fields: [{ name: "note", type: "string", optional: true }] } })]);
    const renamed = entities({ books: { columns: { id: columns.id, note: columns.note, name: { type: short, was: "books.title" } } } }, {}, patterns);
    expect(migrations(renamed, { choices: new Map([["books", { changes: "patch" }]]) })).toHaveLength(4);
  });
});

describe("scripts", () => {
  it("are JavaScript that Node reads, whatever names hold; and put filter values between backticks", () => {
    const hostile = entities({ "a`b\u2028*/ ${x}": { columns: { id: { type: t("uuid") }, "q\"'`\n${y}": { type: short } } } }, {}, []);
    const model = native.map(input(hostile)).model;
    const folder = mkdtempSync(join(tmpdir(), "strata-typesense-"));
    try {
      for (const [i, { content }] of native.artefacts(model).filter(({ path }) => path.endsWith(".mjs")).entries()) {
        writeFileSync(join(folder, `${i}.mjs`), content);
        execFileSync(process.execPath, ["--check", join(folder, `${i}.mjs`)]);
      }
      const value = native.artefacts(model).find(({ path }) => path.endsWith("filter-value.mjs"))?.content ?? "";
      writeFileSync(join(folder, "value.mjs"), `${value}\nconsole.log(JSON.stringify(withValues({ q: "{{words}}", filter_by: "brand:={{brand}} && price:<{{price}}" }, { words: "a", brand: "A, \`B\` && C", price: 5 })));`);
      expect(JSON.parse(execFileSync(process.execPath, [join(folder, "value.mjs")], { encoding: "utf8" }))).toEqual({ q: "a", filter_by: "brand:=`A, B && C` && price:<5" });
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});

describe("patterns", () => {
  it("filter and sort by what a reference leads to, and by the reference itself where its key is compared", () => {
    const { plans } = native.map(input(entities(people, {}, [
      { id: "joined", name: "Posts of people called so", operation: "list", tableId: "posts", joins: ["users"], equality: ["users.name"], sort: [{ column: "posts.score", order: "desc" }], items: 5 },
      { id: "key", name: "Posts of a person", operation: "list", tableId: "posts", equality: ["users.id"], items: 5 },
      names,
    ])));
    expect(plans.slice(0, 2).map(({ call, problem }) => [/"filter_by": "(.*)"/.exec(call ?? "")?.[1], problem])).toEqual([["$users(name:={{name}})", undefined], ["user_id:={{user_id}}", undefined]]);
  });

  it("count numbers up by facets", () => {
    const { plans } = native.map(input(entities(people, {}, [{ id: "p", name: "Scores", operation: "aggregate", tableId: "posts" }])));
    expect(plans[0]).toMatchObject({ call: expect.stringContaining('"facet_by": "score"') });
    expect(plans[0]?.problem).toBeUndefined();
  });
});
