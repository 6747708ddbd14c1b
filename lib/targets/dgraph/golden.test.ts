import { parse } from "graphql";
import { describe, expect, it } from "vitest";
import { emptySchema, type Schema } from "../../model";
import type { MappingChoices } from "../native";
import { shop, shopVersion2 } from "../native/testing/shop";
import { dgraph } from ".";

const { native } = dgraph;
if (native === undefined) throw new Error("Dgraph has a native facility");

const forms: readonly (readonly [string, MappingChoices])[] = [["graphql", new Map()], ["dql", new Map([["users", { schema: "dql" }]])]];

describe("the files of the sample design for Dgraph", () => {
  it.each(forms)("are as reviewed in %s", async (form, choices) => {
    const first = native.map({ ...shop, choices, version: "25" });
    const second = native.map({ ...shopVersion2, choices, version: "25", released: first.model });
    const migrations = [...native.migrate(undefined, first.model).migrations, ...native.migrate(first.model, second.model).migrations];
    const files = [...native.artefacts(first.model), ...migrations.flatMap((migration, i) => native.files(migration, `${i + 1}`.padStart(3, "0")))];
    for (const { path, content } of files) await expect(content).toMatchFileSnapshot(`golden/${form}/${path}`);
    for (const { data } of migrations) if (data !== undefined) await expect(data.content).toMatchFileSnapshot(`golden/${form}/data/${data.slug}.${data.extension}`);
    const { plans } = first;
    await expect(plans.map(({ pattern, call, by, cost, problem }) => [`# ${pattern}`, ...(by === undefined ? [] : [`# by ${by}: ${cost ?? ""}`]), ...(problem === undefined ? [] : [`# ${problem}`]), ...(call === undefined ? [] : [call])].join("\n")).join("\n\n")).toMatchFileSnapshot(`golden/${form}/plans.txt`);
  });

  it("answer patterns in GraphQL that is GraphQL", () => {
    const { plans } = native.map({ ...shop, choices: new Map(), version: "25" });
    const calls = plans.flatMap(({ call }) => call ?? []).filter((call) => !/\bfunc:/.test(call));
    expect(calls.length).toBeGreaterThan(5);
    for (const call of calls) expect(() => parse(call), call).not.toThrow();
  });
});

describe("Dgraph's rules of mapping", () => {
  const map = (schema: Schema, choices: MappingChoices = new Map()): ReturnType<typeof native.map> => native.map({ schema, patterns: [], loads: new Map(), choices, version: "25" });
  const text = (id: string, name: string): Schema["tables"][number]["columns"][number] => ({ id, name, type: { kind: "text" }, nullable: false });
  const table = (id: string, name: string, columns: Schema["tables"][number]["columns"]): Schema["tables"][number] => ({ id, name, columns, primaryKey: { id: `${id}.pk`, columns: columns.slice(0, 1).map((each) => each.id) }, uniques: [], foreignKeys: [], checks: [], indexes: [], options: {} });

  it("calls nothing as Dgraph calls what it makes of others, or keeps for itself", () => {
    const names = ["user_orders", "users", "points", "as", "queries", "mutations", "strings", "date_times", "user_refs"];
    const { picture } = map({ ...emptySchema, tables: names.map((name, i) => table(`t${i}`, name, [text(`t${i}.c`, "uid"), text(`t${i}.d`, "row_aggregate"), text(`t${i}.e`, "as")])) });
    const titles = picture.boxes.map(({ title }) => title);
    expect(new Set(titles).size).toBe(names.length);
    expect(titles.filter((title) => /^(?:UserOrder|UserRef|Point|As|Query|Mutation|String|DateTime)$/.test(title))).toEqual([]);
    for (const { rows } of picture.boxes) expect(rows.map(({ name }) => name)).toEqual(["uidValue", "rowAggregateValue", "asValue"]);
  });

  it("joins the columns of a key that has several, since each @id stands by itself", () => {
    const { model, picture } = native.map({ ...shop, choices: new Map(), version: "25" });
    expect(picture.boxes.find(({ title }) => title === "OrderItem")?.rows[0]).toMatchObject({ name: "key", marks: ["key", "required"] });
    expect(native.artefacts(model)[0]?.content).toContain("key: String! @id");
  });

  it("keeps callers to their own rows by a rule, where a pattern names the column that says whose they are", () => {
    const patterns = shop.patterns.map((pattern) => (pattern.id === "p.orders" ? { ...pattern, scope: "orders.user_id" } : pattern));
    const ruled = native.map({ ...shop, patterns, choices: new Map(), version: "25" });
    expect(ruled.decisions).toContainEqual(expect.objectContaining({ about: "orders", choice: "authorization", chosen: "scope" }));
    expect(native.artefacts(ruled.model)[0]?.content).toContain("query ($USER_ID: String!) { queryOrder { user(filter: {id: {eq: $USER_ID}}) { __typename } } }");
    expect(native.artefacts(native.map({ ...shop, patterns, choices: new Map([["orders", { authorization: "none" }]]), version: "25" }).model)[0]?.content).not.toContain("@auth");
  });

  it("says what is near a limit, and what Dgraph does not keep", () => {
    const loads = new Map([...shop.loads, ["orders", { ...shop.loads.get("orders"), perParent: 2_000_000 }]]);
    expect(native.map({ ...shop, loads, choices: new Map(), version: "25" }).diagnostics).toContainEqual(expect.objectContaining({ code: "dgraph-query-edges", severity: "error" }));
    expect(native.map({ ...shop, choices: new Map(), version: "25" }).diagnostics.map(({ code }) => code)).toEqual(expect.arrayContaining(["dgraph-check-lost", "dgraph-on-delete", "dgraph-no-expiry"]));
  });
});
