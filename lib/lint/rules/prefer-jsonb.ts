import { columnsOf } from "../column-types";
import type { LintRule } from "../rule";
import { shown } from "../show";

/** A column of type json */
export const preferJsonb: LintRule = {
  code: "prefer-jsonb",
  aliases: ["E3"],
  targets: ["postgresql"],
  severity: "info",
  category: "style",
  summary: "A column of type json",
  explanation: "json keeps the text as it came, has no equality operator and no index.",
  fix: "Use jsonb.",
  act(act) {
    return columnsOf(act).flatMap(({ table, name, type }) => (type.name === "json" ? [{ at: type.at, message: `${shown(table)}.${shown(name)} is of type json, which has no equality: SELECT DISTINCT, GROUP BY and UNION on it fail.` }] : []));
  },
};
