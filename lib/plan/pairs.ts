import { mapIds } from "../diff";
import type { Schema } from "../model";
import type { Target } from "../targets/target";
import { plan } from "./make-plan";

/** The statements between two schemas, each to be run by itself. */
export interface PairPlan {
  readonly up: readonly string[];
  readonly down: readonly string[];
  /** What the plan could not make, as sentences. */
  readonly unsupported: readonly string[];
}

/** Plans between two introspected schemas. Records are matched by name alone, so a rename is a drop and an add. */
export function planPair(target: Target, version: string, from: Schema, to: Schema): PairPlan {
  // Engines hand out the same ids again and again; they must not pair by accident.
  const result = plan({ target, version, base: mapIds(from, (id) => `from ${id}`), goal: mapIds(to, (id) => `to ${id}`) });
  const steps = result.migrations.flatMap((migration) => migration.steps);
  return {
    up: steps.flatMap((step) => step.up.map((statement) => statement.sql)),
    down: steps.toReversed().flatMap((step) => step.down.map((statement) => statement.sql)),
    unsupported: result.diagnostics.filter((diagnostic) => diagnostic.severity === "error").map((diagnostic) => diagnostic.message),
  };
}
