import type { LintRule } from "../rule";
import { shown } from "../show";

/** An index built without CONCURRENTLY */
export const requireConcurrentIndexCreation: LintRule = {
  code: "require-concurrent-index-creation",
  aliases: ["E6"],
  targets: ["postgresql"],
  severity: "error",
  category: "scan",
  summary: "An index built without CONCURRENTLY",
  explanation: "CREATE INDEX holds SHARE on the table for the whole build: reads go on, writes wait.",
  fix: "CREATE INDEX CONCURRENTLY, by itself in a file without a transaction. On a partitioned table: create it ON ONLY the parent, concurrently on each partition, and attach.",
  act(act, { known }) {
    if (act.kind !== "create index" || act.concurrently || known.isNew(act.table)) return undefined;
    if (act.only) return undefined;
    return { message: `Building ${act.name === undefined ? "this index" : shown(act.name)} blocks all writes to ${shown(act.table)} until it is done.` };
  },
};
