import type { LintRule } from "../rule";
import { shown } from "../show";

/** DROP ... CASCADE */
export const banDropCascade: LintRule = {
  code: "ban-drop-cascade",
  targets: ["postgresql"],
  severity: "warning",
  category: "loss",
  summary: "DROP ... CASCADE",
  explanation: "What depends on the object is dropped too, whatever it is, and each of those tables is locked.",
  fix: "Name each dependent object in a DROP of its own; without CASCADE the engine says what is left.",
  act(act) {
    if (act.kind !== "drop" || !act.cascade) return undefined;
    return { message: `DROP ... CASCADE of ${act.names.map(shown).join(", ")} also drops what nobody named: views, foreign keys, columns of other tables.` };
  },
};
