import type { LintRule } from "../rule";
import { shown } from "../show";

/** A value of an enum is renamed */
export const renamingEnumValue: LintRule = {
  code: "renaming-enum-value",
  targets: ["postgresql"],
  severity: "warning",
  category: "breaking",
  summary: "A value of an enum is renamed",
  explanation: "No row is touched, but code of the version before sends a value that no longer exists.",
  fix: "Add the new value, move code and rows to it, and forbid the old one by a check.",
  act(act) {
    if (act.kind !== "rename" || act.what !== "enum value") return undefined;
    return { message: `Renaming ${shown(act.from)} of ${shown(act.of)} breaks running code that writes or compares the old value.` };
  },
};
