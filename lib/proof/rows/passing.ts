import { SandboxError } from "../../sandbox/sandbox";
import type { ColumnType, Schema } from "../../model";
import type { CatalogQuery, Target } from "../../targets/target";
import { castLiteral } from "./sql-literal";
import type { RawValue } from "./value-seed";

/** A value of a row under the name that expressions call it by. */
export interface NamedValue {
  readonly name: string;
  readonly type: ColumnType;
  /** Absent: NULL. */
  readonly value: RawValue | undefined;
}

const rowNumber = "strata_row";

/**
 * Which rows satisfy all conditions, as the engine itself judges them, by their index; undefined when the engine cannot
 * judge them outside their table. One query for all rows.
 */
export async function passing(
  rows: readonly (readonly NamedValue[])[], alias: string, conditions: readonly string[], schema: Schema, target: Target, query: CatalogQuery,
): Promise<ReadonlySet<number> | undefined> {
  if (conditions.length === 0) return new Set(rows.keys());
  const selects = rows.map((values, index) =>
    `SELECT ${[`${index} AS ${rowNumber}`, ...values.map(({ name, type, value }) => `${castLiteral(value, type, schema, target)} AS ${target.quote(name)}`)].join(", ")}`);
  const where = conditions.map((condition) => `(${condition}\n) IS NOT FALSE`).join(" AND ");
  try {
    const passed = await query(`SELECT ${rowNumber} FROM (${selects.join(" UNION ALL ")}) AS ${target.quote(alias)} WHERE ${where}`);
    return new Set(passed.map((row) => Number(row[rowNumber])));
  } catch (error) {
    if (!(error instanceof SandboxError)) throw error;
    return undefined;
  }
}
