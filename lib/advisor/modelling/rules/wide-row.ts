import { rowSize } from "../../row-size";
import { forEachTable, type ModellingRule } from "../rule";

/** Judgements: more than this is seldom read together. */
const manyColumns = 50;
const manyBytes = 4000;

export const wideRow: ModellingRule = {
  code: "wide-row", title: "Wide rows", severity: "info",
  explanation: "Few wide rows fit a page, so each read brings much that nobody asked for, and each update writes all of it anew. What is seldom read together stands better in a second table with the same key.",
  find: forEachTable((table, { loads }) => {
    const bytes = loads.get(table.id)?.itemBytes ?? Math.round(rowSize(table).typical);
    if (table.columns.length <= manyColumns && bytes <= manyBytes) return [];
    return [{ tableId: table.id, objectId: table.id, message: `Rows of ${table.name} have ${table.columns.length} columns and about ${bytes.toLocaleString("en-US")} bytes.` }];
  }),
};
