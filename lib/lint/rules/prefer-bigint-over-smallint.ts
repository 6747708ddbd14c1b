import { columnsOf } from "../column-types";
import type { LintRule } from "../rule";
import { shown } from "../show";

/** A column of type smallint */
export const preferBigintOverSmallint: LintRule = {
  code: "prefer-bigint-over-smallint",
  aliases: ["prefer-big-int"],
  targets: ["postgresql"],
  severity: "info",
  category: "style",
  summary: "A column of type smallint",
  explanation: "Small integers run out soon, and padding mostly eats the two bytes saved.",
  fix: "Use bigint, or integer where the range is certain.",
  act(act) {
    return columnsOf(act).flatMap(({ table, name, type }) => (/^(?:int2|smallint|smallserial|serial2)$/.test(type.name) ? [{ at: type.at, message: `${shown(table)}.${shown(name)} holds numbers up to 32,767 only.` }] : []));
  },
};
