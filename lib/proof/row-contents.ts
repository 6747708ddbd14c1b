import type { Column, Table } from "../model";
import type { CatalogQuery, Target } from "../targets/target";
import { tableName } from "./rows/sql-literal";

/** A table's rows, each value as the engine's own text of it, in the order of the columns asked for. */
export type TextRows = readonly (readonly unknown[])[];

/** Rows as texts, sorted: equal lists mean equal content, whatever the order of rows. */
export type Contents = readonly string[];

/** Reads the given columns of all rows of a table. */
export async function readRows(table: Table, columns: readonly Column[], target: Target, query: CatalogQuery): Promise<TextRows> {
  const text = target.types.print({ kind: "text" }, { enums: [] });
  const shown = (column: Column): string => target.values?.asText(target.quote(column.name), column.type) ?? `CAST(${target.quote(column.name)} AS ${text})`;
  const list = columns.map((column, at) => `${shown(column)} AS c${at}`);
  const rows = await query(`SELECT ${list.length === 0 ? "1 AS none" : list.join(", ")} FROM ${tableName(table, target)}`);
  return rows.map((row) => columns.map((_, at) => row[`c${at}`] ?? null));
}

/** The contents of rows, or of some of their columns by position. */
export function contents(rows: TextRows, positions?: readonly number[]): Contents {
  return rows.map((row) => JSON.stringify(positions === undefined ? row : positions.map((at) => row[at]))).sort();
}

/** How two contents differ, for people; undefined when they do not. */
export function contentDifference(before: Contents, after: Contents): string | undefined {
  if (before.length !== after.length) return `${before.length} ${before.length === 1 ? "row" : "rows"} before, ${after.length} after`;
  const left = new Map<string, number>();
  for (const row of after) left.set(row, (left.get(row) ?? 0) + 1);
  const missing = before.filter((row) => {
    const count = left.get(row) ?? 0;
    left.set(row, count - 1);
    return count <= 0;
  });
  if (missing.length === 0) return undefined;
  const instead = after.find((row) => (left.get(row) ?? 0) > 0);
  return `${missing.length} of ${before.length} rows changed, for example ${shortened(missing[0])} became ${shortened(instead)}`;
}

function shortened(row: string | undefined): string {
  return row === undefined ? "nothing" : row.length > 120 ? `${row.slice(0, 119)}…` : row;
}
