import type { LintRule } from "../rule";
import { shown } from "../show";

/** A column is renamed */
export const renamingColumn: LintRule = {
  code: "renaming-column",
  targets: ["postgresql", "mysql", "sqlite"],
  severity: "warning",
  category: "breaking",
  summary: "A column is renamed",
  explanation: "The application runs in two versions while it is deployed, and one of them uses the name that is gone.",
  fix: "Expand and contract: add the new column, keep both equal with a trigger, move the code, drop the old one.",
  act(act, { known }) {
    if (act.kind !== "rename" || act.what !== "column" || (act.of !== undefined && known.isNew(act.of))) return undefined;
    return { message: `Renaming ${shown(act.of)}.${shown(act.from)} to ${shown(act.to)} breaks running code that uses the old name at once.` };
  },
};
