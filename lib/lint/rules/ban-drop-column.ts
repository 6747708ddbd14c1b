import type { LintRule } from "../rule";
import { shown } from "../show";

/** A column is dropped */
export const banDropColumn: LintRule = {
  code: "ban-drop-column",
  targets: ["postgresql", "mysql", "sqlite"],
  severity: "warning",
  category: "loss",
  summary: "A column is dropped",
  explanation: "Values, indexes and constraints of the column are gone, and the version of the application that still reads it fails at once.",
  fix: "Release the application without the column first; keep the values in another table if they may be wanted; then drop.",
  act(act, { known }) {
    if (act.kind !== "drop column" || known.isNew(act.table)) return undefined;
    return { message: `Dropping ${shown(act.table)}.${shown(act.column)} loses its values, and running code that names it fails.` };
  },
};
