import type { LintRule } from "../rule";
import { shown } from "../show";

/** A partition detached without CONCURRENTLY */
export const requireConcurrentPartitionDetach: LintRule = {
  code: "require-concurrent-partition-detach",
  targets: ["postgresql"],
  severity: "warning",
  category: "lock",
  summary: "A partition detached without CONCURRENTLY",
  explanation: "DETACH PARTITION takes ACCESS EXCLUSIVE on the parent, which every query on any partition needs.",
  fix: "DETACH PARTITION ... CONCURRENTLY (PostgreSQL 14 and later), outside a transaction.",
  act(act) {
    if (act.kind !== "detach partition" || act.concurrently || act.finalize) return undefined;
    return { message: `Detaching ${shown(act.partition)} locks it and ${shown(act.table)} against reads and writes.` };
  },
};
