import type { LintRule } from "../rule";
import { shown } from "../show";

/** An exclusion constraint on a table that is there */
export const addingExclusionConstraint: LintRule = {
  code: "adding-exclusion-constraint",
  aliases: ["E8"],
  targets: ["postgresql"],
  severity: "error",
  category: "scan",
  summary: "An exclusion constraint on a table that is there",
  explanation: "ADD EXCLUDE builds its index and checks every row under ACCESS EXCLUSIVE, and can be neither NOT VALID nor built concurrently.",
  fix: "Add it in a quiet hour with a short lock_timeout, or fill a new table that has it and switch over.",
  act(act, { known }) {
    const found = act.kind === "add constraint" ? [act.constraint] : act.kind === "add column" ? act.column.constraints : [];
    if (!("table" in act) || act.table === undefined || known.isNew(act.table) || !found.some((constraint) => constraint.kind === "exclude")) return undefined;
    return { message: `Adding this exclusion constraint reads ${shown(act.table)} and builds an index under a lock that stops reads and writes.` };
  },
};
