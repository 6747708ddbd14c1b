import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import type { Column, ColumnType, Schema, Table } from "../../model";
import type { Sandbox } from "../../sandbox/sandbox";
import { openSqlJs } from "../../sandbox/sqljs";
import { byName } from "../testing/by-name";
import { sqlite } from "./index";
import { fold, literal, quote } from "./lexical";
import { tokenize } from "./tokenizer";

let sandbox: Sandbox;
beforeAll(async () => { sandbox = await openSqlJs(sqlite); return () => sandbox.close(); });

const names = fc.oneof(
  fc.constantFrom("select", "a\"b", "a'b", "`", "]", "[x]", "a;DROP TABLE x;--", "/*", "*/", "--", "ü", "表", "😀", "a b", "1", "$x", "\\", "\n", "rowid", "enum_x", "\u202e", "true", "Order", "%s"),
  fc.string({ unit: "binary", minLength: 1, maxLength: 12 }).filter((s) => !s.includes("\0") && !/[\ud800-\udfff]/.test(s) && !/^sqlite_/i.test(s)),
);

describe("hostile names and texts, run on the engine", () => {
  test("a quoted name is that very name", async () => {
    await fc.assert(fc.asyncProperty(names, async (name) => {
      await sandbox.reset();
      await sandbox.run(`CREATE TABLE ${quote(name)} (${quote(name)} TEXT)`);
      expect(await sandbox.query("SELECT name FROM sqlite_schema")).toEqual([{ name }]);
    }), { seed: 11, numRuns: 150 });
  });

  test("a literal is that very text", async () => {
    await fc.assert(fc.asyncProperty(fc.oneof(names, fc.string({ unit: "grapheme" }), fc.constant("a\0b")), async (text) => {
      const [row] = await sandbox.query(`SELECT hex(${literal(text)}) AS h`);
      expect(row?.["h"]).toBe([...new TextEncoder().encode(text)].map((b) => b.toString(16).padStart(2, "0")).join("").toUpperCase());
    }), { seed: 11, numRuns: 150 });
  });

  test("names that no identifier can be are refused", () => {
    expect(() => quote("")).toThrow();
    expect(() => quote("a\0b")).toThrow();
  });

  test("the tokenizer never fails and loses nothing but space and comments", () => {
    const pieces = fc.array(fc.constantFrom("'", "\"", "`", "[", "]", "--", "/*", "*/", "\n", "(", ")", "a", " ", "1e", "x'", "0x", ".", ";", "''"), { maxLength: 20 }).map((p) => p.join(""));
    fc.assert(fc.property(pieces, (sql) => {
      let end = 0;
      for (const token of tokenize(sql)) {
        expect(token.start).toBeGreaterThanOrEqual(end);
        expect(sql.slice(token.start, token.end)).toBe(token.text);
        expect(token.end).toBeGreaterThan(token.start);
        end = token.end;
      }
    }), { seed: 3, numRuns: 500 });
  });

  test("whole schemas with hostile names come back from the catalog", async () => {
    await fc.assert(fc.asyncProperty(schemas(), async (schema) => {
      await sandbox.reset();
      for (const statement of sqlite.createSchema(schema)) await sandbox.run(statement.sql);
      const read = await sandbox.introspect();
      expect(read.unmodelled).toEqual([]);
      expect(byName(read.schema)).toEqual(byName(schema));
    }), { seed: 5, numRuns: 120 });
  });
});

const columnTypes = fc.constantFrom<ColumnType>({ kind: "text" }, { kind: "int64" }, { kind: "uuid" }, { kind: "string", length: 9 }, { kind: "enum", enumId: "e" }, { kind: "native", text: "my type" });

function schemas(): fc.Arbitrary<Schema> {
  const unique = (list: readonly string[]): readonly string[] => [...new Map(list.map((name) => [fold(name), name])).values()];
  return fc.record({
    tableNames: fc.array(names, { minLength: 2, maxLength: 4 }).map(unique),
    columnNames: fc.array(names, { minLength: 2, maxLength: 5 }).map(unique),
    types: fc.array(columnTypes, { minLength: 5, maxLength: 5 }),
    flags: fc.array(fc.boolean(), { minLength: 8, maxLength: 8 }),
    values: fc.uniqueArray(fc.oneof(names, fc.constant("")), { maxLength: 4 }),
    text: names,
  }).map(({ tableNames, columnNames, types, flags, values, text }): Schema => {
    const usesEnum = columnNames.some((_, i) => types[i]?.kind === "enum");
    const tables = tableNames.map((name, t): Table => {
      const columns = columnNames.map((column, i): Column => ({
        id: `${t}.${i}`, name: column, type: types[i] ?? { kind: "text" }, nullable: flags[i] ?? true,
        ...(flags[5] && i === 1 ? { default: literal(text) } : {}), ...(flags[6] && i === 0 ? { collation: "NOCASE" } : {}),
      }));
      const [first, last] = [columns[0]?.id ?? "", columns.at(-1)?.id ?? ""];
      const other = tableNames.length - 1 - t;
      return {
        id: `t${t}`, name, columns, primaryKey: { id: "pk", name: text, columns: [first] },
        uniques: flags[7] && first !== last ? [{ id: "u", columns: [last, first] }] : [],
        foreignKeys: [{ id: "f", name: text, columns: [last], referencedTable: `t${other}`, referencedColumns: [`${other}.0`], onDelete: "cascade", onUpdate: "no action" }],
        checks: [{ id: "c", expression: `${quote(columns[0]?.name ?? "")} <> ${literal(text)}` }],
        indexes: [{ id: "i", name: `${text} ${t}`, unique: false, parts: [{ column: last, order: "desc" }], where: `${quote(columns[0]?.name ?? "")} IS NOT NULL` }],
        options: {},
      };
    });
    return { tables, enums: usesEnum ? [{ id: "e", name: text, values }] : [], objects: [] };
  });
}
