import type { LintRule } from "../rule";
import { shown } from "../show";

/** NOT NULL is taken away */
export const banDropNotNull: LintRule = {
  code: "ban-drop-not-null",
  targets: ["postgresql"],
  severity: "warning",
  category: "breaking",
  summary: "NOT NULL is taken away",
  explanation: "Readers that never met a NULL in the column get one.",
  fix: "Release code that can read NULL first.",
  act(act, { known }) {
    if (act.kind !== "drop not null" || known.isNew(act.table)) return undefined;
    return { message: `${shown(act.table)}.${shown(act.column)} may be NULL from here on: code that reads it must expect that first.` };
  },
};
