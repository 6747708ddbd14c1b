import type { LintRule } from "../rule";
import { shown } from "../show";

/** A partition created in place */
export const createPartitionOf: LintRule = {
  code: "create-partition-of",
  targets: ["postgresql"],
  severity: "warning",
  category: "lock",
  summary: "A partition created in place",
  explanation: "PARTITION OF takes ACCESS EXCLUSIVE on the parent; ATTACH PARTITION takes only SHARE UPDATE EXCLUSIVE.",
  fix: "CREATE TABLE ... (LIKE parent INCLUDING ALL) with a CHECK of the bounds, then ATTACH PARTITION.",
  act(act, { known }) {
    if (act.kind !== "create table" || act.partitionOf === undefined || known.isNew(act.partitionOf)) return undefined;
    return { message: `CREATE TABLE ... PARTITION OF locks ${shown(act.partitionOf)} and all its readers and writers out while it runs.` };
  },
};
