import type { LintRule } from "../rule";
import { shown } from "../show";

/** A new enum value without BEFORE or AFTER */
export const requireEnumValueOrdering: LintRule = {
  code: "require-enum-value-ordering",
  targets: ["postgresql"],
  severity: "info",
  category: "style",
  summary: "A new enum value without BEFORE or AFTER",
  explanation: "Comparison and ORDER BY go by the order of the values, and it cannot be changed later.",
  fix: "Name the neighbour with BEFORE or AFTER.",
  act(act) {
    if (act.kind !== "add enum value" || act.placed) return undefined;
    return { message: `${shown(act.value)} becomes the last value of ${shown(act.type)}: BEFORE or AFTER says that this is meant.` };
  },
};
