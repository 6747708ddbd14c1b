import type { LintRule } from "../rule";
import { shown } from "../show";

/** A FULLTEXT or SPATIAL index on a table that is there */
export const mysqlLockingIndex: LintRule = {
  code: "mysql-locking-index",
  targets: ["mysql"],
  severity: "error",
  category: "scan",
  summary: "A FULLTEXT or SPATIAL index on a table that is there",
  explanation: "These indexes are built in place, but without concurrent writes.",
  fix: "pt-online-schema-change or gh-ost for a large table.",
  act(act, { known }) {
    if (act.kind !== "create index" || known.isNew(act.table) || (act.method !== "fulltext" && act.method !== "spatial")) return undefined;
    return { message: `Building a ${act.method} index blocks writes to ${shown(act.table)} until it is done.` };
  },
};
