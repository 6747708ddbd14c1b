import type { Id } from "../../model";
import type { Hazard } from "../plan";

/**
 * Rows below which a lock, scan or rewrite is over before anybody notices: a million rows take about a second to read or write anew
 * (PostgreSQL 18.6, SQLite 3.54), so ten thousand take some ten milliseconds.
 */
export const smallTable = 10_000;
/** Rows from which it takes seconds and more, longer than applications wait. */
export const largeTable = 1_000_000;

/** Kinds whose cost grows with the rows; a loss or a break is the same for one row. */
const growing: ReadonlySet<Hazard["kind"]> = new Set(["lock", "rewrite", "scan"]);

/** The hazard with the severity that fits the rows expected; as it was where nothing is said of them, or where it is only a note. */
export function weigh(hazard: Hazard, rows: number | undefined): Hazard {
  if (rows === undefined || !growing.has(hazard.kind) || hazard.severity === "info") return hazard;
  if (rows < smallTable) return { ...hazard, severity: "info" };
  return { ...hazard, severity: rows >= largeTable ? "error" : "warning" };
}

/** Rows of the largest of these tables; undefined when none is declared. */
export function mostRows(tables: readonly (Id | undefined)[], rows: ReadonlyMap<Id, number> | undefined): number | undefined {
  const known = tables.flatMap((id) => (id === undefined ? [] : rows?.get(id) ?? []));
  return known.length === 0 ? undefined : Math.max(...known);
}
