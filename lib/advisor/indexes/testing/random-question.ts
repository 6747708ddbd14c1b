import fc from "fast-check";
import type { AccessPattern, Id, Index, Schema, Table, TableLoad } from "../../../model";
import { builtTargets } from "../../../targets/registry";
import type { IndexQuestion } from "../index-advice";

const columnCount = 6;

/** A small schema of up to three tables with keys, foreign keys and indexes, and patterns over it. */
export function randomQuestion(): fc.Arbitrary<IndexQuestion> {
  return fc.record({
    target: fc.constantFrom(...builtTargets.filter(({ id }) => id === "postgresql" || id === "mysql" || id === "sqlite")),
    tables: fc.array(fc.record({ parent: fc.option(fc.nat(2), { nil: undefined }), indexes: fc.array(fc.record({ columns: columns(1), unique: fc.boolean() }), { maxLength: 2 }), rows: fc.option(fc.constantFrom(5, 100_000, 50_000_000), { nil: undefined }) }), { minLength: 1, maxLength: 3 }),
    patterns: fc.array(fc.record({
      table: fc.nat(2), operation: fc.constantFrom("get" as const, "list" as const, "update" as const, "delete" as const, "aggregate" as const, "insert" as const), equality: columns(0), range: fc.option(fc.integer({ min: 1, max: columnCount - 1 }), { nil: undefined }),
      sort: fc.array(fc.tuple(fc.integer({ min: 1, max: columnCount - 1 }), fc.constantFrom("asc" as const, "desc" as const)), { maxLength: 3 }), join: fc.option(fc.nat(2), { nil: undefined }), open: fc.boolean(), rate: fc.option(fc.nat(100), { nil: undefined }),
    }), { maxLength: 14 }),
  }).map(({ target, tables, patterns }) => {
    const made = tables.map(({ parent, indexes }, t): Table => ({
      id: `t${t}`, name: `table_${t}`, uniques: [], checks: [], options: {},
      columns: Array.from({ length: columnCount }, (_, c) => ({ id: `t${t}c${c}`, name: `c${c}`, nullable: false, type: c === 5 ? { kind: "timestamptz" } : c === 4 ? { kind: "string", length: 40 } : { kind: "int64" } })),
      primaryKey: { id: `t${t}pk`, columns: [`t${t}c0`] },
      foreignKeys: parent === undefined || parent >= tables.length ? [] : [{ id: `t${t}fk`, columns: [`t${t}c1`], referencedTable: `t${parent}`, referencedColumns: [`t${parent}c0`], onDelete: "no action", onUpdate: "no action" }],
      indexes: indexes.map((index, i): Index => ({ id: `t${t}i${i}`, name: `t${t}_i${i}`, unique: index.unique, parts: index.columns.map((c) => ({ column: `t${t}c${c}` })) })),
    }));
    const schema: Schema = { tables: made, enums: [], objects: [] };
    const list = patterns.map((pattern, i): AccessPattern => {
      const t = pattern.table % made.length;
      const id = (c: number): Id => `t${t}c${c}`;
      const join = pattern.join === undefined ? undefined : `t${pattern.join % made.length}`;
      return {
        id: `p${i}`, name: `pattern ${i}`, operation: pattern.operation, tableId: `t${t}`, equality: pattern.equality.map(id), sort: pattern.sort.map(([c, order]) => ({ column: id(c), order })),
        ...(pattern.range === undefined ? {} : { range: id(pattern.range) }), ...(join === undefined || join === `t${t}` ? {} : { joins: [join] }), ...(pattern.rate === undefined ? {} : { rate: pattern.rate }),
        ...(pattern.open && pattern.equality.includes(3) && pattern.operation === "list" ? { query: `SELECT * FROM table_${t} WHERE c3 = 1` } : {}),
      };
    });
    const loads = new Map<Id, TableLoad>(tables.flatMap(({ rows }, t) => (rows === undefined ? [] : [[`t${t}`, { rows }] as const])));
    return { schema, patterns: list, loads, capabilities: target.capabilities };
  });
}

function columns(minLength: number): fc.Arbitrary<readonly number[]> {
  return fc.uniqueArray(fc.integer({ min: 1, max: columnCount - 1 }), { minLength, maxLength: 3 });
}

/** The question with indexes added. */
export function withIndexes(question: IndexQuestion, added: readonly { readonly tableId: Id; readonly index: Index }[]): IndexQuestion {
  const tables = question.schema.tables.map((table) => ({ ...table, indexes: [...table.indexes, ...added.filter(({ tableId }) => tableId === table.id).map(({ index }) => index)] }));
  return { ...question, schema: { ...question.schema, tables } };
}
