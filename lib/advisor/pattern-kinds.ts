import { textNeeds } from "../model";

export { textNeeds };

/** What an access pattern asks of a technology. Each technology's file says, kind by kind, how well it does it. */
export const patternKinds = [
  { id: "point", label: "Read one thing by its key" },
  { id: "write_point", label: "Write one thing by its key" },
  { id: "range", label: "Read a sorted range under a key" },
  { id: "filter", label: "List by equal values of known fields" },
  { id: "adhoc", label: "Questions not known in advance" },
  { id: "aggregate", label: "Counts and sums over groups" },
  { id: "join", label: "Combine related tables" },
  { id: "write_tx", label: "Write several things together or not at all" },
  { id: "geo", label: "Find what is near or inside an area" },
  { id: "traverse", label: "Follow relationships three steps and more" },
  { id: "traverse-shallow", label: "Follow relationships one or two steps" },
  { id: "text-prefix", label: "Find by the beginning of a name" },
  { id: "text-relevance", label: "Full-text search ranked by relevance" },
  { id: "text-typo", label: "Search as people type, with typing errors" },
  { id: "text-logs", label: "Search in log lines" },
  { id: "window", label: "Aggregate over time windows" },
  { id: "append", label: "Append events or measurements" },
  { id: "update_history", label: "Correct or erase old entries" },
  { id: "rank", label: "Rankings: top n, place of one" },
  { id: "counter", label: "Count up one thing" },
  { id: "queue", label: "Hand out jobs in order" },
  { id: "sync", label: "Live, offline copies in clients" },
  { id: "graphql", label: "GraphQL straight over the data" },
] as const satisfies readonly { readonly id: string; readonly label: string }[];

/** A row of every technology's fit. The answers' `text` is one of four by its need, `traverse` one of two by its depth. */
export type FitKind = (typeof patternKinds)[number]["id"];

/** What text search must do; the words of access patterns. */
export type TextNeed = (typeof textNeeds)[number];

/** Kinds as the answers name them: text search is one kind with a need. */
export const answeredKinds = [
  "point", "write_point", "range", "filter", "adhoc", "aggregate", "join", "write_tx", "geo", "traverse", "text", "window", "append",
  "update_history", "rank", "counter", "queue", "sync", "graphql",
] as const;
export type PatternKind = (typeof answeredKinds)[number];

/** The row of the fit table a pattern is scored by. */
export function fitKindOf(pattern: { readonly kind: PatternKind; readonly text?: TextNeed | null | undefined }): FitKind {
  return pattern.kind === "text" ? `text-${pattern.text ?? "relevance"}` : pattern.kind;
}

export function labelOfKind(kind: FitKind): string {
  return patternKinds.find(({ id }) => id === kind)?.label ?? kind;
}
