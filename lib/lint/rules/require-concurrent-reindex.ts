import type { LintRule } from "../rule";
import { shown } from "../show";

/** REINDEX without CONCURRENTLY */
export const requireConcurrentReindex: LintRule = {
  code: "require-concurrent-reindex",
  targets: ["postgresql"],
  severity: "error",
  category: "rewrite",
  summary: "REINDEX without CONCURRENTLY",
  explanation: "REINDEX holds SHARE on the table and ACCESS EXCLUSIVE on each index while it is built anew.",
  fix: "REINDEX ... CONCURRENTLY (PostgreSQL 12 and later), outside a transaction.",
  act(act) {
    if (act.kind !== "reindex" || act.concurrently || act.scope === "system") return undefined;
    return { message: `REINDEX ${act.scope} ${act.of === undefined ? "" : `${shown(act.of)} `}blocks writes to its tables, and reads that use the index, until it is done.` };
  },
};
