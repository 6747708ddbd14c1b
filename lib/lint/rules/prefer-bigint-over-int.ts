import { columnsOf } from "../column-types";
import type { LintRule } from "../rule";
import { shown } from "../show";

/** A column of type integer */
export const preferBigintOverInt: LintRule = {
  code: "prefer-bigint-over-int",
  aliases: ["prefer-big-int"],
  targets: ["postgresql"],
  severity: "info",
  category: "style",
  summary: "A column of type integer",
  explanation: "A key that runs out stops every insert, and changing its type rewrites the table.",
  fix: "Use bigint for keys and for numbers that can grow.",
  act(act) {
    return columnsOf(act).flatMap(({ table, name, type }) => (/^(?:int4|integer|int|serial4?)$/.test(type.name) ? [{ at: type.at, message: `${shown(table)}.${shown(name)} holds numbers up to 2,147,483,647 only.` }] : []));
  },
};
