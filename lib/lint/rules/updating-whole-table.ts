import type { LintRule } from "../rule";
import { shown } from "../show";

/** UPDATE or DELETE of a whole table in a schema migration */
export const updatingWholeTable: LintRule = {
  code: "updating-whole-table",
  targets: ["postgresql", "mysql", "sqlite"],
  severity: "warning",
  category: "lock",
  summary: "UPDATE or DELETE of a whole table in a schema migration",
  explanation: "Row locks are held until commit, the table grows by every row, and replicas lag behind.",
  fix: "A data migration of its own, in batches that commit.",
  act(act, { known }) {
    if ((act.kind !== "update" && act.kind !== "delete") || !act.whole || act.table === undefined || known.isNew(act.table)) return undefined;
    return { message: `${act.kind.toUpperCase()} of every row of ${shown(act.table)} in one transaction: its row locks are held to the end, and all old versions stay in the table.` };
  },
};
