import type { Observation } from "../sandbox/sandbox";

/** What a statement did to one table that was there with its rows. */
export interface ObservedCost {
  /** The relation as the engine names it. */
  readonly relation: string;
  /** The strongest lock that the statement ran under: its own, or one that the transaction held already. PostgreSQL's mode, or MySQL's `LOCK=SHARED`. */
  readonly lock?: string;
  /** The cheapest way that the engine took: `INSTANT`, `INPLACE`, `COPY`. */
  readonly algorithm?: string;
  /** The statement took the lock itself. */
  readonly newLock: boolean;
  readonly rewritten: boolean;
  readonly scanned: boolean;
}

/** Modes that make others wait, weakest first. */
const strength = ["LOCK=SHARED", "Share", "ShareRowExclusive", "Exclusive", "AccessExclusive", "LOCK=EXCLUSIVE"];

/**
 * Who waits for a lock: in PostgreSQL (manual 13.3.1) writes wait from Share on, reads too only for AccessExclusive; in MySQL (manual,
 * Online DDL) writes for LOCK=SHARED, both for LOCK=EXCLUSIVE.
 */
export function whoWaits(mode: string | undefined): "reads and writes" | "writes" | undefined {
  if (mode === "AccessExclusive" || mode === "LOCK=EXCLUSIVE") return "reads and writes";
  return mode !== undefined && strength.includes(mode) ? "writes" : undefined;
}

/** Follows the statements of one transaction: a lock is kept to its end, so a later scan runs under an earlier lock. */
export class CostReader {
  private held = new Map<string, string>();

  /** A transaction began or ended. */
  boundary(): void {
    this.held = new Map();
  }

  /** The costs of a statement for the relations that `concerns` picks. */
  read(observation: Observation, concerns: (relation: string) => boolean): ObservedCost[] {
    const { algorithm, lock: asked } = observation;
    const taken = new Map(observation.locks.map(({ relation, mode }) => [relation, asked === undefined ? mode : `LOCK=${asked}`]));
    const rewritten = new Set(observation.rewrites);
    const scanned = new Set(observation.scans.map(({ relation }) => relation));
    const relations = [...new Set([...taken.keys(), ...rewritten, ...scanned])].filter(concerns).sort();
    const costs = relations.map((relation): ObservedCost => {
      const lock = stronger(taken.get(relation), this.held.get(relation));
      return {
        relation, ...(lock === undefined ? {} : { lock }), ...(algorithm === undefined ? {} : { algorithm }), newLock: whoWaits(taken.get(relation)) !== undefined,
        rewritten: rewritten.has(relation), scanned: scanned.has(relation),
      };
    });
    // Where the engine was asked for a way, the statement has committed by itself and its locks are gone.
    if (asked !== undefined) this.boundary();
    else for (const [relation, mode] of taken) {
      const lock = stronger(mode, this.held.get(relation));
      if (lock !== undefined) this.held.set(relation, lock);
    }
    return costs;
  }
}

function stronger(a: string | undefined, b: string | undefined): string | undefined {
  return strength.indexOf(a ?? "") >= strength.indexOf(b ?? "") ? a ?? b : b;
}

/** "AccessExclusive on orders, orders written anew": for files and pages. */
export function costText(costs: readonly ObservedCost[]): string {
  return costs.flatMap(({ relation, lock, algorithm, rewritten, scanned }) => [
    ...(algorithm === undefined ? [] : [`ALGORITHM=${algorithm}`]),
    ...(lock === undefined ? [] : [`${lock} on ${relation}`]),
    ...(rewritten ? [`${relation} written anew`] : []),
    ...(scanned ? [`${relation} read whole`] : []),
  ]).join(", ");
}
