import { columnsOf } from "../column-types";
import type { LintRule } from "../rule";
import { shown } from "../show";

/** A column of type char */
export const banCharField: LintRule = {
  code: "ban-char-field",
  targets: ["postgresql"],
  severity: "info",
  category: "style",
  summary: "A column of type char",
  explanation: "char(n) stores padding, and comparisons ignore it in ways that surprise.",
  fix: "Use text, with a check of the length where one is meant.",
  act(act) {
    return columnsOf(act).flatMap(({ table, name, type }) => (/^(?:bpchar|char)$/.test(type.name) ? [{ at: type.at, message: `${shown(table)}.${shown(name)} is of type char, which pads values with spaces and is no faster than text.` }] : []));
  },
};
