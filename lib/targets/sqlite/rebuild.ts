import type { Column, Schema, SchemaObject, Table } from "../../model";
import type { RuleContext, Statement } from "../target";
import { fold, quote, sameName } from "./lexical";
import { optionNames } from "./options";
import { createIndex, createTable, defaultValue, isOn, surroundingsOf, type Surroundings } from "./print-table";
import { declaredType } from "./types";

/**
 * Builds a table anew by the twelve steps of sqlite.org/lang_altertable.html 7: create new, copy, drop old, rename new,
 * restore indexes and triggers. Foreign keys are off meanwhile, or dropping the parent would delete its children's rows;
 * that PRAGMA is ignored inside a transaction, so it stands outside. legacy_alter_table keeps the rename from judging views
 * and triggers of other tables, which name a table that is not there for a moment; they stay as they are.
 */
export function rebuildTable(from: Table, to: Table, dependants: readonly SchemaObject[], context: RuleContext, surroundings: Surroundings = surroundingsOf(context)): readonly Statement[] {
  const temporary = freeName(to.name, context);
  const { sql: copy, lost, filled } = copyRows(from, to, temporary, surroundings);
  const triggers = dependants.filter((object) => object.kind === "trigger" && (object.tableId === from.id || object.tableId === to.id));
  return [
    { sql: "PRAGMA foreign_keys = OFF", transaction: "outside" },
    { sql: createTable(selfReferring(to, from), surroundings, temporary) },
    ...(copy === undefined ? [] : [{ sql: copy, ...(filled.length === 0 ? {} : { loss: `which rows had no value in ${filled.map((name) => `${to.name}.${name}`).join(", ")}` }) }]),
    ...keepSequence(from, to, temporary),
    { sql: `DROP TABLE ${quote(from.name)}`, ...(lost.length === 0 ? {} : { loss: `the values of ${lost.map((name) => `${from.name}.${name}`).join(", ")}` }) },
    { sql: "PRAGMA legacy_alter_table = ON" },
    { sql: `ALTER TABLE ${quote(temporary)} RENAME TO ${quote(to.name)}` },
    { sql: "PRAGMA legacy_alter_table = OFF" },
    ...to.indexes.map((index) => ({ sql: createIndex(index, to) })),
    ...triggers.map((trigger) => ({ sql: trigger.definition })),
    ...checkForeignKeys(to, context),
    { sql: "PRAGMA foreign_keys = ON", transaction: "outside" },
  ];
}

/** A table that references itself does so under its final name; the schema may know it by the old id. */
function selfReferring(to: Table, from: Table): Table {
  return { ...to, foreignKeys: to.foreignKeys.map((key) => (key.referencedTable === from.id ? { ...key, referencedTable: to.id } : key)) };
}

function freeName(name: string, { from, to }: RuleContext): string {
  const taken = new Set([from, to].flatMap((schema: Schema) => [
    ...schema.tables.flatMap((table) => [table.name, ...table.indexes.map((index) => index.name)]),
    ...schema.objects.map((object) => object.name),
  ]).map(fold));
  let free = `new_${name}`;
  while (taken.has(fold(free))) free += "_";
  return free;
}

interface Copy {
  readonly sql: string | undefined;
  /** Columns whose values have no place in the new table. */
  readonly lost: readonly string[];
  /** Columns whose NULLs become the default. */
  readonly filled: readonly string[];
}

function copyRows(from: Table, to: Table, temporary: string, schema: Surroundings): Copy {
  const kept = new Set(to.columns.map((column) => column.id));
  const sources = new Map(to.columns.map((column) => [column.id, from.columns.find((old) => old.id === column.id)
    // Schemas of different readings share no ids; but a column that lives on under another name is not this one.
    ?? from.columns.find((old) => !kept.has(old.id) && sameName(old.name, column.name))]));
  const used = new Set([...sources.values()].map((old) => old?.id));
  const lost = from.columns.filter((old) => old.generated === undefined && !used.has(old.id)).map((old) => old.name);
  const settable = to.columns.filter((column) => column.generated === undefined);
  const pairs = settable.flatMap((column) => {
    const old = sources.get(column.id);
    return old === undefined ? [] : [{ column, fills: fillsNulls(old, column), value: copiedValue(old, column, to, schema) }];
  });
  const [first] = settable;
  // With no column in common the rows still stay rows.
  if (pairs.length === 0 && first !== undefined) pairs.push({ column: first, fills: false, value: first.default === undefined ? "NULL" : defaultValue(first.default) });
  if (pairs.length === 0) return { sql: undefined, lost, filled: [] };
  const sql = `INSERT INTO ${quote(temporary)} (${pairs.map((p) => quote(p.column.name)).join(", ")}) SELECT ${pairs.map((p) => p.value).join(", ")} FROM ${quote(from.name)}`;
  return { sql, lost, filled: pairs.filter((p) => p.fills).map((p) => p.column.name) };
}

function fillsNulls(old: Column, column: Column): boolean {
  return old.nullable && !column.nullable && column.default !== undefined && column.default.toUpperCase() !== "NULL";
}

function copiedValue(old: Column, column: Column, to: Table, schema: Surroundings): string {
  let value = quote(old.name);
  // Affinity converts by itself; a STRICT table refuses what is of another type.
  if (isOn(to, optionNames.strict)) {
    const type = declaredType(column.type, column.options?.[optionNames.declaredType], schema).toUpperCase();
    if (type !== "ANY" && type !== declaredType(old.type, old.options?.[optionNames.declaredType], schema).toUpperCase()) value = `CAST(${value} AS ${type})`;
  }
  return fillsNulls(old, column) && column.default !== undefined ? `coalesce(${value}, ${defaultValue(column.default)})` : value;
}

/** AUTOINCREMENT never gives a number twice, not even of a deleted row: the counter moves with the table. */
function keepSequence(from: Table, to: Table, temporary: string): readonly Statement[] {
  const numbered = (table: Table): boolean => table.columns.some((column) => column.identity !== undefined);
  if (!numbered(from) || !numbered(to)) return [];
  const name = (text: string): string => `'${text.replaceAll("'", "''")}'`;
  return [
    { sql: `DELETE FROM sqlite_sequence WHERE name = ${name(temporary)}` },
    { sql: `INSERT INTO sqlite_sequence (name, seq) SELECT ${name(temporary)}, seq FROM sqlite_sequence WHERE name = ${name(from.name)}` },
  ];
}

/**
 * PRAGMA foreign_key_check only lists; put through a CHECK it stops the migration. Looks at this table and the tables that
 * reference it, but at none with a reference to what is no key yet (a cycle half built): SQLite refuses to judge those.
 */
function checkForeignKeys(to: Table, { from, to: goal }: RuleContext): readonly Statement[] {
  const parentOf = (id: string): Table | undefined => (id === to.id ? to : goal.tables.find((table) => table.id === id));
  const judgeable = (table: Table): boolean => table.foreignKeys.every((key) => {
    const parent = parentOf(key.referencedTable);
    return parent !== undefined && isKey(key.referencedColumns, parent);
  });
  const children = goal.tables.filter((table) => table.foreignKeys.some((key) => key.referencedTable === to.id) && from.tables.some((old) => old.name === table.name));
  const names = [...new Set([...(to.foreignKeys.length > 0 ? [to] : []), ...children.filter((table) => table.id !== to.id)].filter(judgeable).map((table) => table.name))];
  if (names.length === 0) return [];
  const list = names.map((name) => `'${name.replaceAll("'", "''")}'`).join(", ");
  return [
    { sql: "CREATE TEMP TABLE foreign_key_violations (found INTEGER CHECK (found = 0))" },
    // By way of the catalog, since one of the tables may come only later in the plan.
    { sql: `INSERT INTO foreign_key_violations SELECT count(*) FROM sqlite_schema AS s, pragma_foreign_key_check(s.name) WHERE s.name IN (${list})` },
    { sql: "DROP TABLE temp.foreign_key_violations" },
  ];
}

/** Whether the columns are a key that references can stand on; those that cannot (a cycle half taken down) are not to be judged yet. */
export function isKey(columns: readonly string[], table: Table): boolean {
  const wanted = columns.toSorted().join();
  const uniqueIndexes = table.indexes.filter((index) => index.unique && index.where === undefined).map((index) => index.parts.map((part) => part.column ?? ""));
  return [...[table.primaryKey, ...table.uniques].map((key) => key?.columns ?? []), ...uniqueIndexes].some((key) => key.toSorted().join() === wanted);
}
