import type { Hazard, PlannedMigration } from "./plan";
import { bracketed } from "./bracketed";

/** A hazard at the statement of a file that brings it. */
export interface StatementHazard extends Hazard {
  readonly direction: "up" | "down";
  /** Place among the file's statements of that direction, from 0. */
  readonly statement: number;
  /** How it is known: absent before a proof; `measured` when an engine showed it, `not measured` when it was only declared. */
  readonly evidence?: "measured" | "not measured";
  /** What the engine showed: "AccessExclusive on orders, all rows of orders read". */
  readonly observed?: string;
}

/** What the steps of a migration declare, each at the step's first statement up. */
export function declaredHazards(planned: PlannedMigration): StatementHazard[] {
  const places = stepsOfStatements(planned, "up");
  return planned.steps.flatMap((step, i) => {
    const statement = places.indexOf(i);
    return statement < 0 ? [] : step.hazards.map((hazard): StatementHazard => ({ ...hazard, direction: "up", statement }));
  });
}

/** The step that each statement of `migrationStatements` belongs to, as its place among the steps; undefined for what frames them. */
export function stepsOfStatements(planned: PlannedMigration, direction: "up" | "down"): (number | undefined)[] {
  const places = planned.steps.map((_, i) => i);
  const own = (direction === "up" ? places : places.toReversed()).flatMap((i) => {
    const step = planned.steps[i];
    return step === undefined ? [] : bracketed(direction === "up" ? step.up : step.down).map((sql) => (sql === "BEGIN" || sql === "COMMIT" ? undefined : i));
  });
  return own.length === 0 ? [] : [...(planned.preamble ?? []).map(() => undefined), ...own];
}
