import type { LintRule } from "../rule";
import { shown } from "../show";

/** TRUNCATE ... CASCADE */
export const banTruncateCascade: LintRule = {
  code: "ban-truncate-cascade",
  targets: ["postgresql"],
  severity: "error",
  category: "loss",
  summary: "TRUNCATE ... CASCADE",
  explanation: "Every table with a foreign key to the named ones is emptied too, and so on.",
  fix: "Name each table that is to be emptied.",
  act(act) {
    if (act.kind !== "truncate" || !act.cascade) return undefined;
    return { message: `TRUNCATE ... CASCADE of ${act.tables.map(shown).join(", ")} also empties every table that refers to it.` };
  },
};
