import type { CatalogQuery, Target } from "../../targets/target";
import type { Column, ColumnType, Schema, Table } from "../../model";
import { sqlTokens, tokenName } from "../../diff";
import { valuesFromChecks } from "./check-values";
import { domainOf } from "./domains";
import { passing } from "./passing";
import { rawValue } from "./raw-value";
import type { RawValue } from "./value-seed";

/** Row from which samples count for columns that number rows by themselves: what a migration inserts keeps the low numbers. */
const countedSamples = 100_000;

/** Where the values of one column come from. */
export interface ColumnValues {
  readonly column: Column;
  /** What values are stored as: a domain's base. */
  readonly type: ColumnType;
  /** Values to choose among besides the plain ones; empty when nothing restricts the column. */
  readonly choices: readonly RawValue[];
  /** The plain value for a row; undefined when nothing is known about the type. */
  plain(row: number): RawValue | undefined;
}

/** Finds what each column that takes values may hold, from its type, its domain and the checks and options that name it. */
export async function columnValues(table: Table, schema: Schema, target: Target, query: CatalogQuery): Promise<ColumnValues[]> {
  const columnNames = new Set(table.columns.map((column) => column.name.toLowerCase()));
  const about = (text: string): { text: string; names: ReadonlySet<string>; alone: boolean } => {
    const names = namesIn(text);
    return { text, names, alone: [...names].filter((name) => columnNames.has(name)).length === 1 };
  };
  const checks = table.checks.map((check) => about(check.expression));
  const options = relatedOptions(table, schema, target).map(about);
  const found: ColumnValues[] = [];
  for (const [position, column] of table.columns.entries()) {
    if (column.generated !== undefined) continue;
    const domain = domainOf(column.type, schema, target);
    const type = domain?.base ?? column.type;
    const counted = column.identity !== undefined || /\bnextval\s*\(/i.test(column.default ?? "");
    const naming = checks.filter(({ names }) => names.has(column.name.toLowerCase()));
    const hints = [...naming, ...options.filter(({ names }) => names.has(column.name.toLowerCase()))].map(({ text }) => text);
    const sample = (row: number): RawValue | undefined => target.values?.sample(type, row, position);
    const plain = (row: number): RawValue | undefined => {
      const known = rawValue(type, { row, position, name: column.name }, schema.enums, counted);
      // Among the target's own types some count too (bigint unsigned), and rows that refer to these must know the value.
      return counted ? known ?? sample(row + countedSamples) : sample(row) ?? known;
    };
    const tried = hints.length > 0 || domain !== undefined ? valuesFromChecks(type, [...hints, ...(domain?.checks ?? [])]) : [];
    // What concerns this column alone is settled now; only checks between columns are left to trying whole rows.
    const own = naming.filter(({ alone }) => alone).map(({ text }) => text);
    const conditions = [{ name: "value", checks: domain?.checks ?? [] }, { name: column.name, checks: own }].filter((condition) => condition.checks.length > 0);
    let allowed = conditions.length === 0 ? tried : [...several(plain), ...tried];
    for (const { name, checks: expressions } of conditions) {
      const rows = allowed.map((value) => [{ name, type, value }]);
      const passed = await passing(rows, table.name, expressions, schema, target, query);
      if (passed !== undefined && passed.size > 0) allowed = allowed.filter((_, index) => passed.has(index));
    }
    found.push({ column, type, choices: allowed, plain: conditions.length === 0 ? plain : (row) => allowed[row % Math.max(allowed.length, 1)] });
  }
  return found;
}

function several(plain: (row: number) => RawValue | undefined): RawValue[] {
  return Array.from({ length: 8 }, (_, row) => plain(row)).flatMap((value) => value ?? []);
}

/** Options of a table and of the tables its options name or that name it: where partitions say which rows they take. */
function relatedOptions(table: Table, schema: Schema, target: Target): string[] {
  const own = Object.values(table.options);
  const names = (of: Table): string[] => [of.name, target.quote(of.name), ...(of.namespace === undefined ? [] : [`${of.namespace}.${of.name}`, `${target.quote(of.namespace)}.${target.quote(of.name)}`])];
  const related = schema.tables.filter((other) => other !== table
    && (Object.values(other.options).some((option) => names(table).includes(option)) || own.some((option) => names(other).includes(option))));
  const texts = [...own, ...related.flatMap((other) => Object.values(other.options))];
  // One text: the key's columns stand in one option, the bounds in another.
  return texts.length > 0 ? [texts.join(" ; ")] : [];
}

/** The names in an expression, in lower case. */
export function namesIn(expression: string): ReadonlySet<string> {
  return new Set(sqlTokens(expression).flatMap((token) => tokenName(token)?.toLowerCase() ?? []));
}
