import { diffSchemas } from "../diff";
import type { Diagnostic, Schema } from "../model";
import type { Target } from "../targets/target";
import { plan } from "./make-plan";
import type { PlannedMigration } from "./plan";

/** The wish that released migrations stood in another order, or had other contents. */
export interface ReorderWish {
  readonly target: Target;
  readonly version: string;
  /** Names of the released files, in their order. */
  readonly released: readonly string[];
  /** The order asked for. */
  readonly wanted: readonly string[];
  /** What is released, and what the wish would lead to; equal where only the order differs. */
  readonly base: Schema;
  readonly goal: Schema;
}

/** The answer: always a refusal, with the new migrations that lead where the wish wants to be. */
export interface ReorderAnswer {
  readonly refusal: Diagnostic;
  /** To be released after what is there; empty when the wished order leads to the same schema. */
  readonly instead: readonly PlannedMigration[];
}

/**
 * Refuses to reorder, drop or change released migrations: somebody has run them as they are, and checksums would no longer
 * hold. The state that is wished for is reached by a new migration after them.
 */
export function refuseReorder({ target, version, released, wanted, base, goal }: ReorderWish): ReorderAnswer {
  const moved = wanted.filter((name, at) => released.includes(name) && released.indexOf(name) !== at);
  const left = released.filter((name) => !wanted.includes(name));
  const unknown = wanted.filter((name) => !released.includes(name));
  const what = [
    ...(moved.length > 0 ? [`${moved.join(", ")} cannot move`] : []), ...(left.length > 0 ? [`${left.join(", ")} cannot be left out`] : []),
    ...(unknown.length > 0 ? [`${unknown.join(", ")} cannot come between`] : []),
  ].join("; ");
  const same = diffSchemas(base, goal).differences.length === 0;
  const planned = same ? { migrations: [], diagnostics: [] } : plan({ target, version, base, goal });
  const [last = ""] = released.slice(-1);
  const titles = planned.migrations.map(({ title }) => title);
  const instead = same
    ? "The schema is the same either way, so there is nothing to do: new databases run them in the order they were released."
    : titles.length === 0 ? `The state you want cannot be planned: ${planned.diagnostics.map(({ message }) => message).join(" ")}`
      : `The state you want is reached by ${titles.length === 1 ? "a new migration" : `${titles.length} new migrations`} after ${last}: ${titles.join("; ")}.`;
  return {
    refusal: { code: "release-reorder-refused", severity: "error", message: `Released migrations keep their order: ${what === "" ? "they stand as they were released" : what}. Databases have run them as they are, and their checksums hold only so. ${instead}` },
    instead: planned.migrations,
  };
}
