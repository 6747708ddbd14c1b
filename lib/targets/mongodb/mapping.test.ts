import vm from "node:vm";
import { describe, expect, it } from "vitest";
import { emptySchema, type AccessPattern, type Diagnostic, type JsonValue, type Schema } from "../../model";
import { entities, type EntitySpec } from "../native/testing/entities";
import { shop } from "../native/testing/shop";
import { javascript } from "./javascript";
import { isMongoModel, type MongoCollection, type MongoModel } from "./model";
import { validatorOf } from "./validator";
import { mongodb } from ".";

const { native } = mongodb;
if (native === undefined) throw new Error("MongoDB is native");

function mapped(input: { readonly schema: Schema; readonly loads?: ReturnType<typeof entities>["loads"]; readonly patterns?: readonly AccessPattern[] }): { readonly model: MongoModel; readonly diagnostics: readonly Diagnostic[] } {
  const { model, diagnostics } = native?.map({ loads: new Map(), patterns: [], choices: new Map(), version: "8.0", ...input }) ?? { model: null, diagnostics: [] };
  if (!isMongoModel(model)) throw new Error("no model");
  return { model, diagnostics };
}

const id = { type: { kind: "uuid" as const } };
const text = { type: { kind: "text" as const } };
function collection(model: MongoModel, name: string): MongoCollection {
  const found = model.collections.find((candidate) => candidate.name === name);
  if (found === undefined) throw new Error(`no collection ${name}`);
  return found;
}

describe("Where rows lie", () => {
  const parts = (child: Partial<EntitySpec>, patterns: readonly AccessPattern[]): readonly string[] => mapped(entities({
    posts: { columns: { id, title: text } }, comments: { columns: { id, post_id: { ...id, references: ["posts", "cascade"] }, body: text }, ...child },
  }, {}, patterns)).model.collections.map(({ name }) => name);
  const together: AccessPattern = { id: "p", name: "Post with comments", operation: "get", tableId: "posts", equality: ["posts.id"], joins: ["comments"], rate: 10 };

  it("embeds few that are read together", () => {
    expect(parts({ load: { perParent: 20 } }, [together])).toEqual(["posts"]);
  });
  it.each([
    ["that nobody counted", {}, [together]],
    ["that are many", { load: { perParent: 20_000 } }, [together]],
    ["that are large", { load: { perParent: 400, itemBytes: 10_000 } }, [together]],
    ["that are read by themselves", { load: { perParent: 20 } }, [together, { id: "q", name: "Newest", operation: "list", tableId: "comments", sort: [{ column: "comments.id", order: "desc" }] }]],
    ["that are written more often than read", { load: { perParent: 20 } }, [together, { id: "w", name: "Write", operation: "update", tableId: "comments", equality: ["comments.id"], rate: 500 }]],
    ["that nothing reads together", { load: { perParent: 20 } }, []],
  ] as const)("keeps apart those %s", (_, child, patterns) => {
    expect(parts(child, patterns)).toEqual(["posts", "comments"]);
  });
});

describe("Validators and indexes", () => {
  it("carry over what checks say, with strict bounds, and let nulls pass", () => {
    const { model } = mapped(entities({ t: { columns: { id, price: { type: { kind: "decimal", precision: 10, scale: 2 } }, state: { ...text, nullable: true }, starts: { type: { kind: "timestamptz" } }, ends: { type: { kind: "timestamptz" }, nullable: true } }, checks: ["price > 0", "state IN ('a', 'b')", "starts < ends", "lower(state) = state"] } }, {}, []));
    expect(validatorOf(collection(model, "t"))).toMatchObject({ $and: [
      { $jsonSchema: { properties: { price: { minimum: { $numberDecimal: "0" }, exclusiveMinimum: true }, state: { bsonType: ["string", "null"], enum: ["a", "b", null] } } } },
      { $expr: { $or: [{ $lte: ["$ends", null] }, { $lt: ["$starts", "$ends"] }] } },
    ] });
  });

  it("say which check is lost", () => {
    const { diagnostics } = mapped(entities({ t: { columns: { id, name: text }, checks: ["lower(name) = name"] } }, {}, []));
    expect(diagnostics).toContainEqual(expect.objectContaining({ code: "mongodb-check-lost", place: { objectId: "t.check.0" } }));
  });

  it("order fields by equality, sort and range, and leave out what another index begins with", () => {
    const { model } = mapped(entities({ t: { columns: { id, a: text, b: text, c: text } } }, {}, [
      { id: "p", name: "P", operation: "list", tableId: "t", equality: ["t.a"], range: "t.c", sort: [{ column: "t.b", order: "desc" }] }, { id: "q", name: "Q", operation: "list", tableId: "t", equality: ["t.a"] },
    ]));
    expect(collection(model, "t").indexes.map(({ name }) => name)).toEqual(["a_1_b_-1_c_1"]);
  });

  it("let any number of documents lack a unique value that may be null", () => {
    const { model } = mapped(entities({ t: { columns: { id, code: { ...text, nullable: true } }, uniques: [["code"]] } }, {}, []));
    expect(collection(model, "t").indexes).toMatchObject([{ unique: true, partial: { code: { $type: "string" } } }]);
  });

  it("never have more than 64", () => {
    const columns = Object.fromEntries(Array.from({ length: 70 }, (_, i) => [`c${i}`, text]));
    const { diagnostics } = mapped(entities({ t: { columns: { id, ...columns }, indexes: Object.keys(columns).map((name) => [name]) } }, {}, []));
    expect(diagnostics).toContainEqual(expect.objectContaining({ code: "mongodb-too-many-indexes", severity: "error" }));
  });

  it("refuse documents that may pass 16 MB", () => {
    const { diagnostics } = mapped(entities({ t: { columns: { id, body: text }, load: { itemBytes: 20_000_000 } } }, {}, []));
    expect(diagnostics).toContainEqual(expect.objectContaining({ code: "mongodb-document-too-large", severity: "error" }));
  });
});

describe("Files", () => {
  const hostile = ["it's \"odd\"", "a.b$c", "$where", "*/ } // `x`", "constructor", "__proto__", "a\nb\u2028c", "</script>", "名前", "db.x"];
  const schema: Schema = { ...emptySchema, tables: hostile.map((name, i) => ({ id: `t${i}`, name, comment: name, columns: hostile.map((column, n) => ({ id: `t${i}.${n}`, name: column, type: { kind: "text" }, nullable: true, default: `'${name.replaceAll("'", "''")}'` })), uniques: [], foreignKeys: [], checks: [], indexes: [], options: {} })) };

  it("parse as JavaScript whatever things are called, and carry the same validators", () => {
    const { model } = mapped({ schema });
    for (const { path, content } of [...native.artefacts(model), ...native.migrate(undefined, model).migrations.flatMap((migration) => native.files(migration, "001"))]) {
      if (path.endsWith(".js")) expect(() => new vm.Script(content), path).not.toThrow();
      else expect(() => { JSON.parse(content); }, path).not.toThrow();
    }
    for (const item of model.collections) {
      const printed: unknown = vm.runInNewContext(`JSON.stringify(${javascript(validatorOf(item))})`);
      expect(printed).toBe(JSON.stringify(validatorOf(item)));
    }
  });

  it("call the driver for every command, in its order", async () => {
    const { model } = mapped(shop);
    const [migration] = native.migrate(undefined, model).migrations;
    if (migration === undefined) throw new Error("no migration");
    const calls: string[] = [];
    const noted = (name: string) => (...parameters: readonly JsonValue[]): Promise<void> => { calls.push(`${name} ${String(parameters[0])}`); return Promise.resolve(); };
    const db = { createCollection: noted("create"), dropCollection: noted("drop"), collection: (name: string) => ({ createIndexes: () => noted("createIndexes")(name) }) };
    const exported: { exports: { up?: (db: object) => Promise<void> } } = { exports: {} };
    const driver = { Decimal128: { fromString: (digits: string) => ({ digits }) } };
    vm.runInNewContext(native.files(migration, "001")[0].content, { module: exported, require: () => driver, Date });
    await exported.exports.up?.(db);
    expect(calls).toEqual(migration.steps.flatMap(({ up }) => up).map((command) => { const [[verb, name] = ["", ""]] = Object.entries(JSON.parse(command)); return `${verb} ${String(name)}`; }));
  });
});

describe("A field renamed only", () => {
  it("keeps its values up and down", () => {
    const [a, b] = [{ columns: { id, title: text } }, { columns: { id, name: { ...text, was: "t.title" } } }].map((t) => entities({ t }, {}, []));
    if (a === undefined || b === undefined) throw new Error("no versions");
    const first = mapped(a).model;
    const second = native.map({ ...b, choices: new Map(), version: "8.0", released: first }).model;
    const plan = native.migrate(first, second);
    expect(plan.migrations.map(({ phase }) => phase)).toEqual(["expand", "backfill", "constrain", "contract"]);
    for (const { steps, data } of plan.migrations) for (const { reversibility } of [...steps, ...(data === undefined ? [] : [data])]) expect(reversibility).toEqual({ kind: "lossless" });
  });
});
