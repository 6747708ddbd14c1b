import type { ForeignKey, IndexPart, Schema, Table } from "../model";
import { mentions } from "./expression";
import { cutName, freeName } from "./resolve/names";

/** PostgreSQL's limit (NAMEDATALEN - 1); shorter names fit the other targets too. */
const longest = 63;

/**
 * Names for keys and indexes as PostgreSQL 18 chooses them (ChooseIndexName, makeObjectName): `orders_customer_id_fkey`,
 * made free by a number. `parts` may be shortened so that the suffix stays whole.
 */
function chooseName(table: string, parts: readonly string[], suffix: string, taken: ReadonlySet<string>): string {
  const base = [table, ...parts].join("_");
  return freeName(`${cutName(base, longest - suffix.length - 4)}_${suffix}`, taken);
}

/** Names that constraints of this table and indexes of the whole schema already have. */
function takenNames(table: Table, schema: Schema): ReadonlySet<string> {
  const constraints = [table.primaryKey, ...table.uniques, ...table.foreignKeys, ...table.checks].flatMap((member) => member?.name ?? []);
  // Indexes, and the indexes behind primary and unique keys, share one namespace.
  const relations = schema.tables.flatMap((each) => [each.name, ...each.indexes.map((index) => index.name), ...[each.primaryKey, ...each.uniques].flatMap((key) => key?.name ?? [])]);
  return new Set([...constraints, ...relations]);
}

const columnNames = (table: Table, ids: readonly string[]): readonly string[] => ids.map((id) => table.columns.find((column) => column.id === id)?.name ?? id);

export function primaryKeyName(table: Table, schema: Schema): string {
  return chooseName(table.name, [], "pkey", takenNames(table, schema));
}

export function uniqueName(table: Table, columns: readonly string[], schema: Schema): string {
  return chooseName(table.name, columnNames(table, columns), "key", takenNames(table, schema));
}

export function foreignKeyName(table: Table, columns: ForeignKey["columns"], schema: Schema): string {
  return chooseName(table.name, columnNames(table, columns), "fkey", takenNames(table, schema));
}

/** With the column's name when the expression is about one column, as PostgreSQL does. */
export function checkName(table: Table, expression: string, schema: Schema): string {
  const about = table.columns.filter((column) => mentions(expression, column.name));
  return chooseName(table.name, about.length === 1 && about[0] !== undefined ? [about[0].name] : [], "check", takenNames(table, schema));
}

export function indexName(table: Table, parts: readonly IndexPart[], schema: Schema): string {
  const names = parts.map((part) => (part.column === undefined ? "expr" : (columnNames(table, [part.column])[0] ?? "expr")));
  return chooseName(table.name, names, "idx", takenNames(table, schema));
}

/** A singular for the names of foreign key columns: `customers` gives `customer`, `categories` gives `category`. */
export function singular(name: string): string {
  const rules: readonly (readonly [RegExp, string])[] = [
    [/(people)$/i, "person"], [/ies$/i, "y"], [/(ss|sh|ch|x|us)es$/i, "$1"], [/(ss|us|is)$/i, "$1"], [/s$/i, ""],
  ];
  const rule = rules.find(([pattern]) => pattern.test(name));
  return rule === undefined || name.length < 4 ? name : name.replace(rule[0], rule[1]);
}
