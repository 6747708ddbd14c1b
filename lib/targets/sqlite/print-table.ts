import { columnNames, type RuleContext } from "../target";
import type { Column, ForeignKey, Id, Index, Schema, Table } from "../../model";
import { enumClause } from "./enums";
import { isKeyword, quote, sameName } from "./lexical";
import { optionNames, readConflict } from "./options";
import { tokenize } from "./tokenizer";
import { declaredType } from "./types";

/** What printing looks up beyond the table itself. */
export type Surroundings = Pick<Schema, "enums" | "tables">;

/**
 * The tables that references may speak of at a moment of a plan: as they are then, else as they will be. SQLite looks at
 * what a reference names only when rows are written.
 */
export function surroundingsOf({ from, to, goal }: RuleContext): Surroundings {
  return { enums: to.enums, tables: [...to.tables, ...(goal?.tables ?? []), ...from.tables] };
}

/** The CREATE TABLE of a table with all its constraints, foreign keys included. `name` builds it under another name. */
export function createTable(table: Table, schema: Surroundings, name = table.name): string {
  const lines = table.columns.map((column) => columnDefinition(column, table, schema));
  const key = table.primaryKey;
  if (key !== undefined && inlineKey(table) === undefined) {
    lines.push(`${constraintName(key)}PRIMARY KEY (${key.columns.map((id) => list(table, [id]) + keyOrder(table, id)).join(", ")})${conflict(table, key.columns, optionNames.keyConflict)}`);
  }
  for (const unique of table.uniques) {
    lines.push(`${constraintName(unique)}UNIQUE (${list(table, unique.columns)})${conflict(table, unique.columns, optionNames.uniqueConflict)}`);
  }
  for (const check of table.checks) lines.push(`${constraintName(check)}CHECK (${check.expression})`);
  for (const foreignKey of table.foreignKeys) lines.push(foreignKeyDefinition(foreignKey, table, schema));
  const options = [
    ...(isOn(table, optionNames.strict) ? ["STRICT"] : []),
    ...(isOn(table, optionNames.withoutRowid) ? ["WITHOUT ROWID"] : []),
  ];
  return `CREATE TABLE ${quote(name)} (\n  ${lines.join(",\n  ")}\n)${options.length === 0 ? "" : ` ${options.join(", ")}`}`;
}

/** One column as it stands in CREATE TABLE and, for a table that does not key it, in ADD COLUMN. */
export function columnDefinition(column: Column, table: Table, schema: Surroundings): string {
  const type = typeText(declaredType(column.type, column.options?.[optionNames.declaredType], schema));
  let sql = type.trim() === "" ? quote(column.name) : `${quote(column.name)} ${type}`;
  const key = inlineKey(table);
  if (key !== undefined && key.column === column.id) {
    sql += ` ${constraintName(key)}PRIMARY KEY${keyOrder(table, column.id)}${conflict(table, [column.id], optionNames.keyConflict)}${column.identity === undefined ? "" : " AUTOINCREMENT"}`;
  }
  const name = column.options?.[optionNames.notNullName];
  if (!column.nullable) sql += `${name === undefined ? "" : ` CONSTRAINT ${quote(name)}`} NOT NULL${conflict(table, [column.id], optionNames.notNullConflict)}`;
  if (column.default !== undefined) sql += ` DEFAULT ${defaultValue(column.default)}`;
  if (column.collation !== undefined) sql += ` COLLATE ${quote(column.collation)}`;
  if (column.generated !== undefined) sql += ` GENERATED ALWAYS AS (${column.generated.expression}) ${column.generated.stored ? "STORED" : "VIRTUAL"}`;
  return sql + enumClause(column, schema);
}

/** Words and numbers stand as they are; a type name of other characters or with keywords can only have been quoted, as in `"a-b"`. */
function typeText(declared: string): string {
  const match = /^([A-Za-z_][A-Za-z0-9_]*(?:\s+[A-Za-z_][A-Za-z0-9_]*)*)?\s*(?:\(\s*[-+]?[\d.]+\s*(?:,\s*[-+]?[\d.]+\s*)?\))?$/.exec(declared.trim());
  const words = match?.[1]?.split(/\s+/) ?? [];
  return declared.trim() === "" || (match?.[1] !== undefined && words.every((word) => !isKeyword(word))) ? declared : `"${declared.replaceAll('"', '""')}"`;
}

/** A default stands bare when it is one value, else in parentheses, as the grammar asks. */
export function defaultValue(expression: string): string {
  return isSimpleDefault(expression) ? expression : `(${expression})`;
}

function isSimpleDefault(expression: string): boolean {
  const tokens = tokenize(expression);
  const [first, second] = tokens;
  if (tokens.length === 1) return first !== undefined && first.kind !== "punctuation" && first.kind !== "variable";
  return tokens.length === 2 && (first?.text === "-" || first?.text === "+") && second?.kind === "number";
}

/** A single-column key stands with its column: only there can it be AUTOINCREMENT. */
function inlineKey(table: Table): { readonly column: Id; readonly name?: string } | undefined {
  const [column, ...more] = table.primaryKey?.columns ?? [];
  if (table.primaryKey === undefined || column === undefined || more.length > 0) return undefined;
  return { column, ...(table.primaryKey.name === undefined ? {} : { name: table.primaryKey.name }) };
}

function foreignKeyDefinition(key: ForeignKey, table: Table, schema: Surroundings): string {
  const hasAll = (parent: Table): boolean => key.referencedColumns.every((id) => parent.columns.some((column) => column.id === id));
  const parent = table.id === key.referencedTable ? table : schema.tables.find((t) => t.id === key.referencedTable && hasAll(t));
  if (parent === undefined) throw new Error(`A foreign key of ${table.name} references a table that is not in the schema`);
  let sql = `${constraintName(key)}FOREIGN KEY (${list(table, key.columns)}) REFERENCES ${quote(parent.name)} (${list(parent, key.referencedColumns)})`;
  if (key.onDelete !== "no action") sql += ` ON DELETE ${key.onDelete.toUpperCase()}`;
  if (key.onUpdate !== "no action") sql += ` ON UPDATE ${key.onUpdate.toUpperCase()}`;
  if (key.match !== undefined) sql += ` MATCH ${key.match.toUpperCase()}`;
  if (key.deferral?.deferrable) sql += ` DEFERRABLE INITIALLY ${key.deferral.initiallyDeferred ? "DEFERRED" : "IMMEDIATE"}`;
  return sql;
}

/** The CREATE INDEX of an index. */
export function createIndex(index: Index, table: Table): string {
  const parts = index.parts.map((part) => {
    const [column] = part.column === undefined ? [] : columnNames(table, [part.column]);
    const collation = part.collation === undefined ? "" : ` COLLATE ${quote(part.collation)}`;
    return (column === undefined ? indexExpression(part.expression ?? "") : quote(column)) + collation + (part.order === "desc" ? " DESC" : "");
  });
  const where = index.where === undefined ? "" : ` WHERE ${index.where}`;
  return `CREATE ${index.unique ? "UNIQUE " : ""}INDEX ${quote(index.name)} ON ${quote(table.name)} (${parts.join(", ")})${where}`;
}

/** A bare string would be taken for a column name; in parentheses it is an expression. */
function indexExpression(expression: string): string {
  return tokenize(expression).length === 1 ? `(${expression})` : expression;
}

function constraintName(named: { readonly name?: string }): string {
  return named.name === undefined ? "" : `CONSTRAINT ${quote(named.name)} `;
}

function list(table: Table, ids: readonly Id[]): string {
  return columnNames(table, ids).map(quote).join(", ");
}

function keyOrder(table: Table, id: Id): string {
  return table.columns.find((column) => column.id === id)?.options?.[optionNames.keyOrder] === "desc" ? " DESC" : "";
}

function conflict(table: Table, columns: readonly Id[], option: string): string {
  const action = readConflict(table.columns.find((c) => c.id === columns[0])?.options?.[option], columns.length);
  return action === undefined ? "" : ` ON CONFLICT ${action}`;
}

/** Whether a table option that is a switch is on. */
export function isOn(table: Table, option: string): boolean {
  const key = Object.keys(table.options).find((name) => sameName(name, option));
  return key !== undefined && table.options[key] === "true";
}
