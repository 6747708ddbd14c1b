import { strToU8, zipSync } from "fflate";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Schema } from "../../model";
import { sqlite } from "../../targets/sqlite";
import { detectFormat, importText, writeSchemaFile, type ImportFormat } from "../index";
import { seed } from "../../model/testing/seed";

const schema: Schema = {
  tables: [
    {
      id: "t1", name: "__proto__", columns: [{ id: "c1", name: "constructor", type: { kind: "array", of: { kind: "enum", enumId: "e1" } }, nullable: false }],
      primaryKey: { id: "p1", columns: ["c1"] }, uniques: [], foreignKeys: [], checks: [], indexes: [{ id: "i1", name: "i", unique: false, parts: [{ column: "c1", order: "desc" }] }], options: {},
    },
    {
      id: "t2", name: "b", columns: [{ id: "c2", name: "x", type: { kind: "decimal", precision: 5 }, nullable: true, default: "0" }], uniques: [],
      foreignKeys: [{ id: "f1", columns: ["c2"], referencedTable: "t1", referencedColumns: ["c1"], onDelete: "cascade", onUpdate: "no action" }],
      checks: [], indexes: [], options: { strict: "true" },
    },
  ],
  enums: [{ id: "e1", name: "mood", values: ["a"] }],
  objects: [{ id: "o1", kind: "view", name: "v", definition: "CREATE VIEW v AS SELECT 1", dependsOn: [] }],
};

const read = (text: string, format: ImportFormat = "json") => importText({ format, target: sqlite, text, file: "a.json" }, { openSandbox: () => expect.fail("needs no engine") });
/** The written schema with one value set, or taken away, at a dotted path. */
function changed(path: string, value: unknown): string {
  const copy: unknown = JSON.parse(writeSchemaFile("sqlite", schema));
  const keys = path.split(".");
  const last = keys.pop() ?? "";
  const owner = keys.reduce((at: unknown, key) => (typeof at === "object" && at !== null ? Reflect.get(at, key) : expect.fail(path)), copy);
  if (typeof owner !== "object" || owner === null) throw new Error(path);
  Reflect.set(owner, last, value);
  return JSON.stringify(copy);
}

describe("reading Strata's JSON", () => {
  test("a written schema is read back as it was", async () => {
    const result = await read(writeSchemaFile("sqlite", schema));
    expect(result).toMatchObject({ ok: true, value: { schema } });
    expect(await read(JSON.stringify(schema))).toMatchObject({ ok: true, value: { schema } });
  });

  test.each<[string, string, unknown, string]>([
    ["a key of another table's column", "schema.tables.1.foreignKeys.0.columns", ["c1"], "tables[1].foreignKeys[0] names no column of its table: c1"],
    ["an unknown table", "schema.tables.1.foreignKeys.0.referencedTable", "t9", "referencedTable names no table: t9"],
    ["an unknown enum", "schema.enums", [], "tables[0].columns[0].type names no enum: e1"],
    ["one id twice", "schema.tables.1.id", "c1", "has the id c1 of something else"],
    ["unpaired columns", "schema.tables.1.foreignKeys.0.referencedColumns", [], "does not pair its columns"],
    ["a missing property", "schema.tables.0.columns", undefined, "schema.tables[0].columns"],
    ["an empty name", "schema.tables.0.name", "", "schema.tables[0].name"],
    ["another target", "target", "mysql", "for mysql, not for sqlite"],
    ["an unknown object kind", "schema.objects.0.kind", "toString", "no objects of the kind toString"],
    ["another version", "strata", 2, "strata"],
  ])("%s is refused with its place", async (_name, path, value, words) => {
    const result = await read(changed(path, value));
    expect(result.ok).toBe(false);
    expect(result.diagnostics.map(({ message }) => message).join("\n")).toContain(words);
  });

  test("a smuggled prototype reaches nothing", async () => {
    const text = writeSchemaFile("sqlite", schema).replace('"options": {}', '"options": {"__proto__": {"polluted": "yes"}}').replace('"strata": 1', '"strata": 1, "__proto__": {"polluted": "yes"}');
    const result = await read(text);
    const options = result.ok ? result.value.schema.tables[0]?.options : {};
    expect([Object.getPrototypeOf(options ?? {}) === Object.prototype, Reflect.get({}, "polluted"), Reflect.get(options ?? {}, "polluted")]).toEqual([true, undefined, undefined]);
  });

  test("deep nesting and broken JSON are refused, the latter at its place", async () => {
    const deep = await read("[".repeat(1_000_000));
    expect(deep.diagnostics[0]?.message).toContain("nests deeper");
    const broken = await read('{\n "strata": 1,\n oops }');
    expect(broken.diagnostics[0]).toMatchObject({ code: "import-json-syntax", place: { file: "a.json", line: 3, column: 2 } });
  });

  test("any JSON value gives a result, never an exception", async () => {
    await fc.assert(fc.asyncProperty(fc.json(), async (text) => {
      expect((await read(text)).ok).toBe(false);
    }), { seed, numRuns: 100 });
  });
});

describe("reading a bundle", () => {
  const zip = (files: Record<string, string>): string => Buffer.from(zipSync(Object.fromEntries(Object.entries(files).map(([name, text]) => [name, strToU8(text)])))).toString("base64");
  const good = { "schema.json": writeSchemaFile("sqlite", schema), "migrations/10_c.sql": "c", "migrations/002_b.sql": "b", "migrations/001_a.sql": "a", "strata.lock": "lock", "DESIGN.md": "x" };

  test("gives schema, migrations in order, and the lock", async () => {
    expect(await read(zip(good), "bundle")).toMatchObject({
      ok: true, value: { schema, lock: "lock", migrations: [{ name: "001_a.sql", content: "a" }, { name: "002_b.sql", content: "b" }, { name: "10_c.sql", content: "c" }] },
    });
  });

  test("names that leave the folder, too many entries, and bombs are refused", async () => {
    expect((await read(zip({ ...good, "../evil.sql": "" }), "bundle")).diagnostics[0]?.message).toContain("outside its folder");
    const many = Object.fromEntries(Array.from({ length: 2001 }, (_, i) => [`f${i}`, ""]));
    expect((await read(zip(many), "bundle")).diagnostics[0]?.message).toContain("2000 entries");
    expect((await read(zip({ ...good, big: "0".repeat(51 * 1024 * 1024) }), "bundle")).diagnostics[0]?.message).toContain("50 MB");
  });

  test("what is no zip is said to be none", async () => {
    for (const text of ["!!", "aGVsbG8gd29ybGQ=", zip({ "a.txt": "x" })]) expect((await read(text, "bundle")).ok).toBe(false);
  });
});

test("a format is told by the file's name, else by its first words", () => {
  expect(detectFormat("", "x.DBML")).toBe("dbml");
  expect(detectFormat("UEsDBBQ")).toBe("bundle");
  expect(detectFormat(' {"strata": 1}')).toBe("json");
  expect(detectFormat("// shop\nTable users {\n id int\n}")).toBe("dbml");
  expect(detectFormat("-- Table users: the people\nCREATE TABLE users (id int);")).toBe("sql");
  expect(detectFormat("TABLE users;")).toBe("sql");
});
