import type { ForeignKey, Schema, Table } from "../../model";
import type { Statement } from "../target";
import { impliedClause, impliedKeys } from "./implied";
import { plainString, quote } from "./lexical";
import { plainTableOptions, tableOptions } from "./options";
import { columnDefinition, tableCollation } from "./print-column";
import { checkClause, foreignKeyClause, indexClause, primaryKeyClause, uniqueClause } from "./print-key";
import { tokenize } from "./tokenizer";
import type { VersionFacts } from "./versions";

/** The CREATE TABLE of a table with its keys, and those of its foreign keys that `references` lists. */
export function createTable(table: Table, schema: Pick<Schema, "tables" | "enums">, facts: VersionFacts, references: readonly ForeignKey[] = []): string {
  const lines = [
    ...table.columns.map((column) => columnDefinition(column, schema, facts)),
    ...(table.primaryKey === undefined ? [] : [primaryKeyClause(table.primaryKey.columns, table)]),
    ...table.uniques.map((key) => uniqueClause(key, table)),
    ...table.indexes.map((index) => indexClause(index, table, facts)),
    ...impliedKeys({ ...table, foreignKeys: references }).map((key) => impliedClause(key, table)),
    ...table.checks.map((check) => checkClause(check, table, facts)),
    ...references.map((key) => foreignKeyClause(key, table, schema, facts)),
  ];
  const collation = tableCollation(table, facts);
  const options = [
    ...Object.entries(table.options).flatMap(([name, value]) => optionClause(name, value) ?? []),
    ...(/^\w+$/.test(collation) ? [`DEFAULT COLLATE=${collation}`] : []),
    ...(table.comment === undefined ? [] : [`COMMENT=${plainString(table.comment)}`]),
    ...(table.options[tableOptions.versioning] === "on" ? ["WITH SYSTEM VERSIONING"] : []),
  ];
  const partitions = table.options[tableOptions.partitions];
  return `CREATE TABLE ${quote(table.name)} (\n  ${lines.join(",\n  ")}\n) ${options.join(" ")}${partitions === undefined ? "" : `\nPARTITION BY ${partitions}`}`;
}

/** `ROW_FORMAT=DYNAMIC`; undefined for what is printed otherwise. */
export function optionClause(name: string, value: string): string | undefined {
  const known = name.toLowerCase();
  if (known === tableOptions.collation || known === tableOptions.partitions || !/^\w+$/.test(known)) return undefined;
  const tokens = tokenize(value);
  const [only] = tokens;
  if (tokens.length !== 1 || only === undefined) return undefined;
  return `${known.toUpperCase()}=${only.kind === "string" ? plainString(only.value) : only.kind === "word" || only.kind === "number" ? only.text : plainString(value)}`;
}

/** What takes an option back, undefined when nothing does. */
export function optionReset(name: string): string | undefined {
  const value = Object.hasOwn(plainTableOptions, name.toLowerCase()) ? plainTableOptions[name.toLowerCase()] : undefined;
  return value === undefined ? undefined : `${name.toUpperCase()}=${value}`;
}

/** One ALTER TABLE of all clauses; none without clauses. */
export function alterTable(table: Pick<Table, "name">, clauses: readonly string[], facts: Pick<Statement, "loss"> = {}): readonly Statement[] {
  return clauses.length === 0 ? [] : [{ sql: `ALTER TABLE ${quote(table.name)} ${clauses.join(", ")}`, ...facts }];
}
