import { batchPlace, type Backfill } from "../../plan/backfill";
import type { Sandbox } from "../../sandbox/sandbox";
import type { Target } from "../../targets/target";
import { tableName } from "../rows/sql-literal";

/** Rows of one batch: small, so that a handful of rows already takes several. */
const batchRows = 3;

/** Runs a batched change on a sandbox the way its scripts do: in the order of the key, batch after batch. Gives the number of batches. */
export async function runBackfill(sandbox: Sandbox, target: Target, backfill: Backfill, direction: "apply" | "rollback"): Promise<number> {
  const statement = backfill[direction];
  if ("absent" in statement) return 0;
  const text = target.types.print({ kind: "text" }, { enums: [] });
  const names = backfill.key.map(({ name }) => target.quote(name));
  const keys = await sandbox.query(`SELECT ${names.map((name, at) => `${castText(name, text, target)} AS k${at}`).join(", ")} FROM ${tableName(backfill.source, target)} ORDER BY ${names.join(", ")}`);
  let batches = 0;
  for (let at = 0; at < keys.length; at += batchRows) {
    const batch = keys.slice(at, at + batchRows).map((row) => `(${names.map((name, i) => {
      const value = row[`k${i}`];
      const column = statement.alias === undefined ? name : `${target.quote(statement.alias)}.${name}`;
      return value === null || value === undefined ? `${column} IS NULL` : `${column} = ${target.literal(String(value))}`;
    }).join(" AND ")})`).join(" OR ");
    await sandbox.run(statement.sql.replaceAll(batchPlace, `(${batch})`));
    batches += 1;
  }
  return batches;
}

/** How many rows a batched change has left. */
export async function rowsLeft(sandbox: Sandbox, query: string): Promise<number> {
  const [row] = await sandbox.query(query);
  return Number(Object.values(row ?? {})[0] ?? Number.NaN);
}

function castText(expression: string, text: string, target: Target): string {
  return target.sync?.convert(expression, { kind: "text" }, { enums: [] }) ?? `CAST(${expression} AS ${text})`;
}
