import { generateKeyBetween, generateNKeysBetween } from "fractional-indexing";

/** Order keys for `count` records in a row, between two neighbours (undefined: the end). */
export function orderKeys(count: number, after?: string, before?: string): readonly string[] {
  try {
    return generateNKeysBetween(after ?? null, before ?? null, count);
  } catch {
    // A neighbour whose key is no order key: sort behind it rather than fail.
    return generateNKeysBetween(null, null, count).map((key) => `${after ?? ""}${key}`);
  }
}

/** An order key strictly between two others, or undefined when there is none (equal or unreadable keys): then all siblings are numbered anew. */
export function orderBetween(after: string | undefined, before: string | undefined): string | undefined {
  try {
    return generateKeyBetween(after ?? null, before ?? null);
  } catch {
    return undefined;
  }
}

export interface Ordered {
  readonly id: string;
  readonly ord: string;
}

/** The order of records everywhere: by `ord`, then id, compared by code units so that all replicas agree. */
export function compareOrder(a: Ordered, b: Ordered): number {
  if (a.ord !== b.ord) return a.ord < b.ord ? -1 : 1;
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
}
