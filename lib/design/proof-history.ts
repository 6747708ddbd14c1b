import { emptySchema, type Schema } from "../model";
import type { MigrationFile } from "../plan/migration-file";
import type { ProofHistory } from "../proof/prove";
import type { EvolutionState } from "./evolve";

/** One release as far as a later proof needs it. */
export interface PastRelease {
  readonly number: number;
  readonly schema: Schema;
  /** Its migrations, without scripts for rows. */
  readonly files: readonly MigrationFile[];
}

/**
 * What rows of a proof have gone through since the first of the changes under way began; undefined when none is. `releases` in any order;
 * the schema of each, and the files, are read only where they are needed.
 */
export function proofHistory(states: readonly EvolutionState[], releases: readonly PastRelease[]): ProofHistory | undefined {
  const begun = states.flatMap(({ inFlight }) => inFlight?.startedIn ?? []);
  if (begun.length === 0) return undefined;
  const start = Math.min(...begun);
  const filled = states.flatMap(({ evolution, inFlight }) => (evolution?.phases ?? []).map((phase, i) => ({ backfills: phase.backfills, number: inFlight?.phases[i]?.releasedIn })));
  return {
    base: releases.find(({ number }) => number === start - 1)?.schema ?? emptySchema,
    releases: releases.filter(({ number }) => number >= start).toSorted((a, b) => a.number - b.number).map(({ number, files }) => ({
      files, backfills: filled.filter((phase) => phase.number === number).flatMap(({ backfills }) => backfills),
    })),
  };
}
