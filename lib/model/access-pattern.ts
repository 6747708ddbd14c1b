import type { Id } from "./id";

export const patternOperations = ["get", "list", "search", "aggregate", "insert", "update", "delete"] as const;
export type PatternOperation = (typeof patternOperations)[number];

/** One read or write the application does; feeds the technology choice, the indexes and the document's query table. */
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
}
