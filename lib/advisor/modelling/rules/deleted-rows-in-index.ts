import { isDeletionMark } from "../../indexes/deletion-mark";
import { queryFacts } from "../../indexes/query-facts";
import { forEachTable, type ModellingRule } from "../rule";

export const deletedRowsInIndex: ModellingRule = {
  code: "deleted-rows-in-index", title: "Deleted rows fill an index", severity: "info",
  explanation: "Where every query asks for rows that are not deleted, an index over just those is smaller and cheaper to keep, the more so the more is deleted.",
  find: forEachTable((table, { capabilities, patterns, quote }) => {
    const mark = table.columns.find(isDeletionMark);
    if (mark === undefined || !capabilities.partialIndexes) return [];
    const reads = patterns.filter(({ tableId, operation }) => tableId === table.id && operation !== "insert");
    const live = ({ query }: (typeof reads)[number]): boolean => queryFacts(query, [table]).constants.some(({ column, test }) => column === mark.id && test === "null");
    if (reads.length === 0 || !reads.every(live)) return [];
    const keys = new Set(table.foreignKeys.map(({ columns }) => columns[0]));
    return table.indexes.filter(({ where, unique, parts }) => where === undefined && !unique && !keys.has(parts[0]?.column)).map((index) => ({
      tableId: table.id, objectId: index.id, message: `${index.name} holds deleted rows too, which no query of ${table.name} asks for.`,
      fixes: [{ label: "Leave deleted rows out of it", change: { kind: "change index" as const, indexId: index.id, where: `${quote(mark.name)} IS NULL` } }],
    }));
  }),
};
