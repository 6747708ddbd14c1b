import type { ModellingRule } from "../rule";

export const patternWithoutIndex: ModellingRule = {
  code: "pattern-without-index", title: "A pattern no index can serve", severity: "warning",
  explanation: "A wildcard at the beginning, a function around the column, or a sort by another table's column: the database reads every row, however many there are, until the query or the model changes.",
  find: ({ indexes }) => indexes.unserved.map(({ tableId, need, reason, help }) => ({ tableId, objectId: need.id, message: `"${need.name}": ${reason} ${help}` })),
};
