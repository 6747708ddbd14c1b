import type { LintRule } from "../rule";
import { shown } from "../show";

/** A column named twice in one list */
export const banDuplicateColumnAssignments: LintRule = {
  code: "ban-duplicate-column-assignments",
  targets: ["postgresql"],
  severity: "error",
  category: "refused",
  summary: "A column named twice in one list",
  explanation: "The engine refuses the statement.",
  fix: "Keep one of them.",
  act(act) {
    return act.kind === "names twice" ? { message: `${shown(act.name)} stands twice in ${act.where}.` } : undefined;
  },
};
