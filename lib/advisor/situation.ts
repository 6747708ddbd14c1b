import { assumedHops, settle, type Settled } from "./assumptions";
import { isKnown, type Attributes, type AttributePattern } from "./attributes";
import { fitKindOf, type FitKind } from "./pattern-kinds";

/** A pattern with its share of all weight. */
export interface WeighedPattern {
  readonly index: number;
  readonly pattern: AttributePattern;
  /** The row of the fit table it is scored by. */
  readonly kind: FitKind;
  /** 0 to 1; all shares add up to 1. */
  readonly share: number;
}

/** The answers as rules see them: assumptions filled in, patterns weighed. */
export interface Situation {
  readonly answers: Settled;
  readonly patterns: readonly WeighedPattern[];
  /** Share of the patterns of these kinds. */
  share(...kinds: readonly FitKind[]): number;
  /** The first pattern of one of these kinds. */
  find(...kinds: readonly FitKind[]): WeighedPattern | undefined;
  /** Peak reads and writes together, per second; undefined when neither is known. */
  readonly callsPerSecond: number | undefined;
  /** Whether something is kept and read by its time. */
  readonly hasTime: boolean;
  /** Whether most of what is asked is log search over appended lines. */
  readonly isLogStore: boolean;
  /** Steps of the deepest traversal; 0 when there is none. */
  readonly hops: number;
}

/** Steps of a traversal; where nobody said, the assumption. */
export function hopsOf(pattern: AttributePattern): number {
  if (pattern.kind !== "traverse") return 0;
  return pattern.hops === "unbounded" ? Number.POSITIVE_INFINITY : pattern.hops ?? assumedHops;
}

/** Makes the situation of the answers. A weight of 0 leaves a pattern out; without weights all count alike. */
export function situationOf(answers: Attributes): Situation {
  const given = answers.patterns ?? [];
  const total = given.reduce((sum, { weight }) => sum + (weight ?? 1), 0);
  const patterns = given.flatMap((pattern, index): readonly WeighedPattern[] => {
    const share = total === 0 ? 0 : (pattern.weight ?? 1) / total;
    if (share === 0) return [];
    const kind: FitKind = pattern.kind === "traverse" && hopsOf(pattern) <= 2 ? "traverse-shallow" : fitKindOf(pattern);
    return [{ index, pattern, kind, share }];
  });
  // Rounded, so that the order in which fractions are added cannot decide on which side of a half a share is.
  const share = (...kinds: readonly FitKind[]): number => Math.round(1e9 * patterns.reduce((sum, one) => sum + (kinds.includes(one.kind) ? one.share : 0), 0)) / 1e9;
  const find = (...kinds: readonly FitKind[]): WeighedPattern | undefined => patterns.find(({ kind }) => kinds.includes(kind));
  const { reads_s: reads, writes_s: writes } = answers;
  return {
    answers: settle(answers),
    patterns, share, find,
    callsPerSecond: !isKnown(reads) && !isKnown(writes) ? undefined : (reads ?? 0) + (writes ?? 0),
    hasTime: isKnown(answers.retention_days) || isKnown(answers.history_query_days) || find("append", "window", "update_history") !== undefined,
    isLogStore: share("text-logs") >= 0.25 && share("text-logs", "append", "window", "range", "filter", "aggregate", "adhoc") >= 0.75,
    hops: Math.max(0, ...given.map(hopsOf)),
  };
}
