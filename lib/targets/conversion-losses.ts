import type { Diagnostic, Severity } from "../model";
import type { NamePool } from "./conversion-names";
import type { Target } from "./target";

/** What the parts of a conversion share. */
export interface Converting {
  readonly from: Target;
  readonly to: Target;
  readonly losses: Losses;
  /** Names of tables, indexes and keys, which share one space in some targets. */
  readonly pool: NamePool;
}

/** Collects what a conversion loses. Losses said in the same words are one finding that names its places. */
export class Losses {
  private readonly found = new Map<string, { readonly code: string; readonly severity: Severity; readonly message: string; readonly places: string[]; readonly objectId: string }>();

  add(code: string, severity: Severity, message: string, place: string, objectId: string): void {
    const key = `${code} ${message}`;
    const known = this.found.get(key);
    if (known === undefined) this.found.set(key, { code, severity, message, places: [place], objectId });
    else known.places.push(place);
  }

  /** Worst first, then in the order they were met. */
  list(): readonly Diagnostic[] {
    const rank: Readonly<Record<Severity, number>> = { error: 0, warning: 1, info: 2 };
    return [...this.found.values()].sort((a, b) => rank[a.severity] - rank[b.severity]).map(({ code, severity, message, places, objectId }) => ({
      code, severity, message: `${message}: ${places.slice(0, 5).join(", ")}${places.length > 5 ? ` and ${places.length - 5} more` : ""}`, place: { objectId },
    }));
  }
}
