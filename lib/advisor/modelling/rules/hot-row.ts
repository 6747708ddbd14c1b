import { forEachTable, type ModellingRule } from "../rule";

/** Writes per second to one row from which they wait for each other. A judgement: a commit takes some milliseconds, and holds the row's lock. */
const hot = 50;

export const hotRow: ModellingRule = {
  code: "hot-row", title: "One row that all write", severity: "warning",
  explanation: "Writes to one row wait for each other's commit, so a few milliseconds each bound how many there can be. Count in several rows and add them up, or append events and sum them later.",
  find: forEachTable((table, { loads }) => {
    const writes = loads.get(table.id)?.hottestWrites;
    return writes === undefined || writes < hot ? [] : [{ tableId: table.id, objectId: table.id, message: `One row of ${table.name} is written ${writes.toLocaleString("en-US")} times a second; with a commit of 5 ms, 200 is all there can be.` }];
  }),
};
