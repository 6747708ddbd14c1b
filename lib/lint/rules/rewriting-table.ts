import type { LintRule } from "../rule";
import { shown } from "../show";

/** SET LOGGED, UNLOGGED, TABLESPACE, ACCESS METHOD or a new generated expression */
export const rewritingTable: LintRule = {
  code: "rewriting-table",
  targets: ["postgresql"],
  severity: "error",
  category: "rewrite",
  summary: "SET LOGGED, UNLOGGED, TABLESPACE, ACCESS METHOD or a new generated expression",
  explanation: "The table and its indexes are written anew under ACCESS EXCLUSIVE.",
  fix: "Copy the rows in batches into a new table that has the wanted setting, and switch over.",
  act(act, { known }) {
    if (act.kind !== "rewrite table" || known.isNew(act.table)) return undefined;
    // It may be so already: then nothing is written.
    const severity = act.how.endsWith("LOGGED") ? "warning" : "error";
    return { severity, message: `${act.how} writes all of ${shown(act.table)} anew under a lock that stops reads and writes.` };
  },
};
