import type { Id } from "./id";

export const patternOperations = ["get", "list", "search", "aggregate", "traverse", "subscribe", "insert", "update", "delete"] as const;
export type PatternOperation = (typeof patternOperations)[number];

export const textNeeds = ["prefix", "relevance", "typo", "logs"] as const;
export const consistencies = ["eventual", "read-your-writes", "strong"] as const;
export const orderings = ["none", "per key", "global"] as const;

/**
 * One read or write the application does; feeds the technology choice, the shape in other technologies, the indexes and the document's query table.
 * What is absent is unknown: a gap that is shown, never a default.
 */
export interface AccessPattern {
  readonly id: Id;
  /** What the team calls it: "List recent orders of a customer". */
  readonly name: string;
  readonly operation: PatternOperation;
  /** The table it starts from. */
  readonly tableId?: Id;
  /** The query in the target's language, as the team wrote it. */
  readonly query?: string;
  /** In the team's words ("O(1)", "Index scan, under 5 ms"). */
  readonly expectedPerformance?: string;
  /** Calls per second now. */
  readonly rate?: number;
  /** Calls per second in a year. */
  readonly rateInYear?: number;
  /** Columns compared for equality, of any table it reads; in the order they are given. */
  readonly equality?: readonly Id[];
  /** The column of which a range is read. */
  readonly range?: Id;
  readonly sort?: readonly PatternSort[];
  /** Further tables read along with the first one: joined, or embedded. */
  readonly joins?: readonly Id[];
  /** Steps of a traversal of unknown depth: the most there may be, or `unbounded`. */
  readonly hops?: number | "unbounded";
  /** Width of an aggregate's time window, in seconds. */
  readonly window?: number;
  /** How text is searched: by exact beginning, by relevance, forgiving typing errors at each keystroke, or as logs. */
  readonly text?: (typeof textNeeds)[number];
  /** Items returned or written by one call. */
  readonly items?: number;
  /** Bytes of one item as it is returned. */
  readonly itemBytes?: number;
  /** Milliseconds within which 99 of 100 calls are to be answered. */
  readonly p99?: number;
  readonly consistency?: (typeof consistencies)[number];
  /** Tables that are changed with it or not at all. */
  readonly atomicWith?: readonly Id[];
  /** In which order writes must be seen. */
  readonly ordering?: (typeof orderings)[number];
  /** How far back it reads, in days. */
  readonly historyDays?: number;
  /** The column that says whose rows may be seen (tenant, user). */
  readonly scope?: Id;
  /** Asked by people as they go, not known beforehand. */
  readonly adHoc?: boolean;
  /** How much it matters, 1 to 5; absent counts as 3. */
  readonly weight?: number;
}

export interface PatternSort {
  readonly column: Id;
  readonly order: "asc" | "desc";
}

/** Whether the pattern changes rows. */
export function writes({ operation }: Pick<AccessPattern, "operation">): boolean {
  return operation === "insert" || operation === "update" || operation === "delete";
}
