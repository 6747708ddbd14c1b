import { columnsOf } from "../column-types";
import type { LintRule } from "../rule";
import { shown } from "../show";

/** A column of type varchar(n) */
export const preferTextField: LintRule = {
  code: "prefer-text-field",
  targets: ["postgresql"],
  severity: "info",
  category: "style",
  summary: "A column of type varchar(n)",
  explanation: "Changing the limit is a type change; a check can be replaced without touching rows.",
  fix: "Use text with a CHECK of the length.",
  act(act) {
    return columnsOf(act).flatMap(({ table, name, type }) => (type.name === "varchar" && type.modifiers.length > 0 ? [{ at: type.at, message: `${shown(table)}.${shown(name)} is limited to ${type.modifiers[0] ?? 0} characters by its type.` }] : []));
  },
};
