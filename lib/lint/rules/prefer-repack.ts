import type { LintRule } from "../rule";
import { shown } from "../show";

/** VACUUM FULL or CLUSTER */
export const preferRepack: LintRule = {
  code: "prefer-repack",
  targets: ["postgresql"],
  severity: "error",
  category: "rewrite",
  summary: "VACUUM FULL or CLUSTER",
  explanation: "Both write the table and its indexes anew under ACCESS EXCLUSIVE.",
  fix: "pg_repack, or REPACK (CONCURRENTLY) from PostgreSQL 19 on, outside a migration.",
  act(act, { known }) {
    if ((act.kind !== "vacuum full" && act.kind !== "cluster") || (act.table !== undefined && known.isNew(act.table))) return undefined;
    return { message: `${act.kind === "cluster" ? "CLUSTER" : "VACUUM FULL"} writes ${act.table === undefined ? "every table" : shown(act.table)} anew under a lock that stops reads and writes.` };
  },
};
