import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import type { Mapped, MappingDecision } from "../native";
import { entities, type Entities, type EntitySpec } from "../native/testing/entities";
import { shop } from "../native/testing/shop";
import { map } from "./map";
import { itemSchema } from "./item-schema";
import { readUnits, writeUnits } from "./sizes";

const uuid = { type: { kind: "uuid" } } as const;
const text = { type: { kind: "text" } } as const;
const mapped = (design: Entities, choices: Readonly<Record<string, Readonly<Record<string, string>>>> = {}) => map({ ...design, choices: new Map(Object.entries(choices)), version: "current" });
const one = (spec: EntitySpec, patterns: Entities["patterns"] = []): Entities => entities({ things: spec }, { state: ["on", "off"] }, patterns);
const decision = ({ decisions }: Pick<Mapped, "decisions">, about: string, choice: string): MappingDecision | undefined => decisions.find((each) => each.about === about && each.choice === choice);
const plan = ({ plans }: Pick<Mapped, "plans">, id: string) => plans.find(({ pattern }) => pattern === id);
const codes = ({ diagnostics }: Pick<Mapped, "diagnostics">, severity: string) => diagnostics.filter((each) => each.severity === severity).map(({ code }) => code);

describe("keys of DynamoDB tables", () => {
  it("are the parent's key and the child's, where the parent identifies the child", () => {
    expect(mapped(shop).model.tables.find(({ name }) => name === "order_items")).toMatchObject({ hash: { attribute: "order_id" }, range: { attribute: "position", type: "N" } });
  });

  it("join the columns that patterns give by value, and leave the one of which a range is read as the sort key", () => {
    const found = mapped(shop);
    expect(found.model.tables.find(({ name }) => name === "metrics")).toMatchObject({ hash: { attribute: "host_name", type: "S" }, range: { attribute: "at" } });
    expect(plan(found, "p.metric")?.call).toContain('"#host_name = :host_name AND #at >= :at"');
  });

  it("begin with the tenant when every read names it", () => {
    const design = one({ columns: { id: uuid, tenant: uuid, name: text } }, [{ id: "get", name: "Get", operation: "get", tableId: "things", equality: ["things.id"], scope: "things.tenant", rate: 5 }]);
    expect(mapped(design).model.tables[0]).toMatchObject({ hash: { attribute: "tenant" }, range: { attribute: "id" } });
  });

  it("are the list's when nothing reads a row by itself, so that no index is needed", () => {
    const design = entities({ products: { columns: { id: uuid } }, reviews: { columns: { id: uuid, product_id: { ...uuid, references: ["products", "cascade"] }, at: { type: { kind: "timestamptz" } } } } }, {}, [
      { id: "latest", name: "Latest", operation: "list", tableId: "reviews", equality: ["reviews.product_id"], sort: [{ column: "reviews.at", order: "desc" }], items: 5 },
    ]);
    expect(mapped(design).model.tables.find(({ name }) => name === "reviews")).toMatchObject({ hash: { attribute: "product_id" }, range: { attribute: "at_id" }, global: [] });
  });

  it("stay as released, also when a column is renamed; the team may want the new name", () => {
    const before = one({ columns: { id: uuid, name: text } });
    const after = one({ columns: { thing_id: { ...uuid, was: "things.id" }, name: text }, key: ["thing_id"] });
    const released = mapped(before).model;
    expect(map({ ...after, choices: new Map(), version: "current", released }).model.tables).toMatchObject([{ name: "things", hash: { attribute: "id" } }]);
  });

  it("of a renamed table keep its name until the team says otherwise", () => {
    const released = mapped(one({ columns: { id: uuid } })).model;
    const renamed = { ...one({ columns: { id: uuid } }), schema: { ...one({ columns: { id: uuid } }).schema, tables: one({ columns: { id: uuid } }).schema.tables.map((table) => ({ ...table, name: "items" })) } };
    expect(map({ ...renamed, choices: new Map(), version: "current", released }).model.tables[0]?.name).toBe("things");
    expect(map({ ...renamed, choices: new Map([["things", { "table-name": "follow" }]]), version: "current", released }).model.tables[0]?.name).toBe("items");
  });

  it("are a random id where the design has none", () => {
    const design = entities({ logs: { columns: { line: text }, key: [] } }, {}, []);
    expect(mapped(design)).toMatchObject({ model: { tables: [{ hash: { attribute: "id", type: "S" } }] } });
  });
});

describe("indexes of DynamoDB tables", () => {
  const columns = { id: uuid, owner: uuid, state: { type: { kind: "enum", enumId: "enum.state" } }, at: { type: { kind: "timestamptz" } }, flag: { type: { kind: "boolean" }, nullable: true }, tags: { type: { kind: "array", of: { kind: "text" } } } } as const;
  const list = (id: string, equality: readonly string[], sort: readonly string[] = [], more: Partial<Entities["patterns"][number]> = {}): Entities["patterns"][number] => ({ id, name: id, operation: "list", tableId: "things", equality: equality.map((name) => `things.${name}`), sort: sort.map((name) => ({ column: `things.${name}`, order: "desc" })), items: 10, rate: 1, ...more });

  it("are shared where one key schema serves several patterns", () => {
    const found = mapped(one({ columns }, [list("all", ["owner"]), list("by state", ["owner", "state"], ["at"]), list("of state", ["state", "owner"])]));
    expect(found.model.tables[0]?.global).toMatchObject([{ hash: [{ attribute: "owner" }], range: [{ attribute: "state" }, { attribute: "at" }], patterns: ["all", "by state", "of state"] }]);
  });

  it("are two where the orders differ", () => {
    expect(mapped(one({ columns }, [list("recent", ["owner"], ["at"]), list("by state", ["owner"], ["state"])])).model.tables[0]?.global).toHaveLength(2);
  });

  it("of optional attributes are sparse, and a boolean is a number there", () => {
    expect(mapped(one({ columns }, [list("flagged", ["flag"], ["at"])])).model.tables[0]?.global).toMatchObject([{ sparse: true, hash: [{ attribute: "flag", type: "N" }] }]);
  });

  it("cannot be of lists, and say what would make it possible", () => {
    expect(plan(mapped(one({ columns }, [list("tagged", ["tags"])])), "tagged")?.problem).toContain("items of their own");
  });

  it("never stand in for a Scan", () => {
    const found = mapped(one({ columns }, [list("everything", [], ["at"])]));
    expect(plan(found, "everything")).toMatchObject({ problem: expect.stringContaining("What makes it possible") });
    expect(plan(found, "everything")?.call).toBeUndefined();
  });

  it("that are asked for in two directions at once leave the rest of the order to the caller", () => {
    const found = mapped(one({ columns }, [list("mixed", ["owner"], [], { sort: [{ column: "things.state", order: "asc" }, { column: "things.at", order: "desc" }] })]));
    expect(plan(found, "mixed")).toMatchObject({ call: expect.stringContaining("Query"), problem: expect.stringContaining("one direction") });
  });

  it("are local where a list must see the latest write, and the team may choose otherwise", () => {
    const design = one({ columns, key: ["owner", "id"] }, [list("mine", ["owner"], ["at"], { consistency: "strong" })]);
    expect(mapped(design).model.tables[0]).toMatchObject({ local: [{ range: [{ attribute: "at" }] }], global: [] });
    const other = mapped(design, { mine: { consistency: "global" } });
    expect(other.model.tables[0]).toMatchObject({ local: [], global: [{}] });
    expect(plan(other, "mine")?.problem).toContain("eventually consistent");
  });

  it("leave large values out where they make most of an item", () => {
    expect(decision(mapped(shop), "p.brand", "projection")).toMatchObject({ chosen: "include", reason: expect.stringContaining("description, attributes") });
  });
});

describe("plans, limits and losses", () => {
  it("count units by the documented rounding", () => {
    expect([readUnits(1, "eventual"), readUnits(4096, "strong"), readUnits(4097, "strong"), readUnits(4097, "transaction"), writeUnits(1024), writeUnits(1025), writeUnits(1025, true)]).toEqual([0.5, 1, 2, 4, 1, 2, 4]);
    expect(plan(mapped(shop), "p.metric")?.cost).toContain("31.5 read units (1,440 items of 177 B = 249 KB");
  });

  it("answer a strongly consistent read of a unique value by its look-up item", () => {
    expect(plan(mapped(shop), "p.user")).toMatchObject({ by: "look-up table users_by_email, then primary key of users", cost: expect.stringContaining("2 read units") });
  });

  it("refuse a transaction of more than 100 items", () => {
    const loads = new Map([...shop.loads, ["order_items", { rows: 500_000_000, perParent: 400 }]]);
    expect(plan(mapped({ ...shop, loads }), "p.place")?.problem).toContain("up to 100 items");
  });

  it("say what is near a limit and what passes it", () => {
    expect(codes(mapped(one({ columns: { id: uuid, body: { type: { kind: "string", length: 500_000 } } } })), "error")).toEqual(["dynamodb-item-size"]);
    expect(codes(mapped(one({ columns: { id: uuid }, load: { itemBytes: 250 * 1024 } })), "warning")).toEqual(["dynamodb-item-size"]);
    expect(codes(mapped(one({ columns: { id: uuid }, load: { hottestWrites: 2000 } })), "error")).toEqual(["dynamodb-hot-item"]);
    expect(codes(mapped(one({ columns: { ["k".repeat(256)]: uuid }, key: ["k".repeat(256)] })), "error")).toEqual(["dynamodb-key-name"]);
    const many = Array.from({ length: 21 }, (_, i) => `c${i}`);
    const patterns = many.map((name) => ({ id: name, name, operation: "list" as const, tableId: "things", equality: [`things.${name}`] }));
    expect(codes(mapped(one({ columns: { id: uuid, ...Object.fromEntries(many.map((name) => [name, text])) } }, patterns)), "error")).toEqual(["dynamodb-too-many-indexes"]);
  });

  it("warn where a few partition values take all writes", () => {
    const design = one({ columns: { id: uuid, state: { type: { kind: "enum", enumId: "enum.state" } } } }, [
      { id: "put", name: "Put", operation: "insert", tableId: "things", rate: 4000 }, { id: "list", name: "List", operation: "list", tableId: "things", equality: ["things.state"] },
    ]);
    expect(codes(mapped(design), "error")).toEqual(["dynamodb-hot-index"]);
  });

  it("write the item's schema with defaults, values and bounds", () => {
    const entity = mapped(shop).model.entities.find(({ name }) => name === "products");
    expect(entity === undefined ? undefined : itemSchema(entity)).toMatchObject({ properties: { price: { minimum: 0 }, stock: { default: 0, minimum: 0 }, sku: { maxLength: 40 } }, required: expect.not.arrayContaining(["brand"]) });
  });
});

const linter = process.env["STRATA_LONG"] === "1" && spawnSync("cfn-lint", ["--version"]).status === 0;
describe.skipIf(!linter)("CloudFormation (where cfn-lint, AWS's own linter, is installed; STRATA_LONG=1)", () => {
  it("finds nothing in the exported template", () => {
    const path = fileURLToPath(new URL("golden/shop/template.json", import.meta.url));
    expect(spawnSync("cfn-lint", [path], { encoding: "utf8" })).toMatchObject({ status: 0, stdout: "" });
  });
});
