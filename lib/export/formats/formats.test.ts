import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { importText, readSchemaFile } from "../../import";
import type { ColumnType, Schema, Table } from "../../model";
import { openSqlJs } from "../../sandbox/sqljs";
import { byName } from "../../targets/testing/by-name";
import { sqlite } from "../../targets/sqlite";
import type { DocumentInput } from "../input";
import { exportFormats, findFormat } from "../registry";
import { shop, shopDocument } from "../testing/example";

const input = shopDocument(sqlite, "3.54");
const write = (id: string, from: DocumentInput = input): string => findFormat(id)?.write(from) ?? expect.fail(id);

test.each(exportFormats.map((format) => [format.id, format] as const))("%s is written as the golden file says, twice the same", async (id, format) => {
  const text = format.write(input);
  expect(format.write(input)).toBe(text);
  await expect(text).toMatchFileSnapshot(`../golden/shop.${id}.${format.extension}`);
});

test.each(exportFormats.map((format) => [format.id, format] as const))("%s of an empty design is written", (_id, format) => {
  const empty: DocumentInput = { name: "", target: sqlite, version: "9", rationale: "", schema: { tables: [], enums: [], objects: [] }, migrations: [], patterns: [] };
  expect(typeof format.write(empty)).toBe("string");
});

test("the SQL script makes the schema on the engine", async () => {
  const sandbox = await openSqlJs(sqlite);
  await sandbox.run(write("sql"));
  expect(byName((await sandbox.introspect()).schema)).toEqual(byName(shop));
  await sandbox.close();
});

test("Strata's JSON reads back as the same schema, whatever the order of its keys", () => {
  const reversed = (value: unknown): unknown => (Array.isArray(value) ? value.map(reversed) : typeof value === "object" && value !== null ? Object.fromEntries(Object.entries(value).reverse().map(([k, v]) => [k, reversed(v)])) : value);
  const read = readSchemaFile(write("json"));
  expect(read).toMatchObject({ ok: true, value: { target: "sqlite", schema: shop } });
  const other = readSchemaFile(JSON.stringify(reversed(JSON.parse(write("json")))));
  if (!other.ok) throw new Error("unreadable");
  expect(write("json", { ...input, schema: other.value.schema })).toBe(write("json"));
});

/** What DBML has words for: the rest of a schema stands in comments. */
function spoken(schema: Schema): unknown {
  return byName({
    ...schema, objects: [],
    tables: schema.tables.map((table): Table => ({
      ...table, options: {},
      indexes: table.indexes.map(({ where: _, method: __, include: ___, ...index }) => ({ ...index, parts: index.parts.map(({ column, expression }) => (column === undefined ? { expression: expression ?? "" } : { column })) })),
    })),
  });
}

async function readDbml(text: string): Promise<Schema> {
  const read = await importText({ format: "dbml", target: sqlite, text }, { openSandbox: () => expect.fail("DBML needs no engine") });
  if (!read.ok) throw new Error(`${JSON.stringify(read.diagnostics)}\n${text}`);
  return read.value.schema;
}

describe("DBML", () => {
  test("the shop reads back as itself", async () => {
    expect(spoken(await readDbml(write("dbml")))).toEqual(spoken(shop));
  });

  test("any names, comments, defaults and types read back", async () => {
    const hostile = fc.oneof(fc.constantFrom("Table", "a b", "a\"b", "it's", "a\\b", "`", "]", "//", "a.b", "ü", "😀", "\n", "note", "indexes", "}", "1", "pk"), fc.string({ unit: "grapheme-ascii", minLength: 1, maxLength: 8 }));
    const text = hostile.map((t) => t.trimStart()).filter((t) => t !== "");
    const types = fc.constantFrom<ColumnType>({ kind: "text" }, { kind: "int64" }, { kind: "string", length: 9 }, { kind: "decimal", precision: 9, scale: 3 }, { kind: "timestamp", precision: 3 }, { kind: "enum", enumId: "e" }, { kind: "native", text: "my type" });
    const defaults = fc.oneof(text.map((t) => sqlite.literal(t)), fc.constantFrom("0", "-1.5", "1.50", "true", "NULL", "1e5", "lower('A')", "12345678901234567890", "''"));
    const unique = fc.uniqueArray(text, { minLength: 2, maxLength: 4, selector: (t) => t.toLowerCase() });
    await fc.assert(fc.asyncProperty(unique, unique, fc.array(types, { minLength: 4, maxLength: 4 }), fc.array(fc.option(defaults, { nil: undefined }), { minLength: 4, maxLength: 4 }), text, fc.boolean(), async (tableNames, columnNames, columnTypes, values, said, flag) => {
      const tables = tableNames.map((name, t): Table => {
        const columns = columnNames.map((column, i) => ({
          id: `${t}.${i}`, name: column, type: columnTypes[i] ?? { kind: "text" as const }, nullable: flag && i > 0,
          ...(values[i] === undefined ? {} : { default: values[i] }), ...(i === 1 ? { comment: said } : {}),
        }));
        const [first = "", second = ""] = columns.map((c) => c.id);
        return {
          id: `t${t}`, name, columns, comment: said, options: {}, primaryKey: flag ? { id: "k", columns: [first] } : { id: "k", name: said, columns: [first, second] },
          uniques: [flag ? { id: "u", columns: [second] } : { id: "u", name: said, columns: [second, first], comment: said }],
          checks: [{ id: "x", name: said, expression: "a > 'b'" }],
          foreignKeys: [{ id: "f", name: `${said}${t}`, columns: [second], referencedTable: "t0", referencedColumns: ["0.0"], onDelete: "set null", onUpdate: "cascade" }],
          indexes: [{ id: "i", name: said, unique: flag, parts: [{ expression: "lower(a)" }, { column: first }], comment: said }],
        };
      });
      const usesEnum = columnNames.some((_, i) => columnTypes[i]?.kind === "enum");
      const schema: Schema = { tables, enums: usesEnum ? [{ id: "e", name: `${said} enum`, values: tableNames }] : [], objects: [] };
      expect(spoken(await readDbml(write("dbml", { ...input, schema, groups: [{ name: said, tables: ["t0"] }], notes: [said] })))).toEqual(spoken(schema));
    }), { seed: 4, numRuns: 60 });
  });
});

test("each line of a Mermaid diagram is one the grammar takes, whatever the names", () => {
  const entity = /^ {2}[A-Za-z_]\w*(?:\["[^"\n%\\]+"\])? \{$/;
  const attribute = /^ {4}[A-Za-z_][\w()[\]]* [A-Za-z_]\w*(?: (?:PK|FK|UK)(?:, (?:PK|FK|UK))*)?(?: "[^"\n]*")?$/;
  const relation = /^ {2}[A-Za-z_]\w* (?:\|\||\|o|\}o)(?:--|\.\.)(?:\|\||o\||o\{) [A-Za-z_]\w* : "[^"\n]*"$/;
  fc.assert(fc.property(fc.array(fc.oneof(fc.string({ unit: "binary", maxLength: 8 }), fc.constantFrom("title", "a\"b", "#", "ü", "1x", "one", "end", "%%", "\\")), { minLength: 9, maxLength: 9 }), (names) => {
    const schema: Schema = { ...shop, tables: shop.tables.map((table, t) => ({ ...table, name: names[t] ?? "", columns: table.columns.map((column, i) => ({ ...column, name: names[i] ?? "", comment: names[i + 3] ?? "" })) })) };
    const [head, ...lines] = write("mermaid", { ...input, schema }).trimEnd().split("\n");
    expect(head).toBe("erDiagram");
    for (const line of lines) expect([entity, attribute, relation, /^ {2}\}$/].some((form) => form.test(line)), line).toBe(true);
    expect(new Set(lines.filter((line) => entity.test(line)).map((line) => line.split(/[ [{]+/)[1])).size).toBe(2);
  }), { seed: 9 });
});

test("a spreadsheet takes no cell for a formula", () => {
  const schema: Schema = { ...shop, tables: shop.tables.map((table) => ({ ...table, name: "=1+1", columns: table.columns.map((column) => ({ ...column, comment: "@x,\"\n" })) })) };
  const text = write("csv", { ...input, schema });
  expect(text).toContain(",'=1+1,");
  expect(text).toContain("\"'@x,\"\"\n\"");
});
