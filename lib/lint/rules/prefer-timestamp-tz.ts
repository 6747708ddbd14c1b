import { columnsOf } from "../column-types";
import type { LintRule } from "../rule";
import { shown } from "../show";

/** A timestamp without time zone */
export const preferTimestampTz: LintRule = {
  code: "prefer-timestamp-tz",
  targets: ["postgresql"],
  severity: "info",
  category: "style",
  summary: "A timestamp without time zone",
  explanation: "The same value means another moment in another session.",
  fix: "Use timestamptz.",
  act(act) {
    return columnsOf(act).flatMap(({ table, name, type }) => (type.name === "timestamp" ? [{ at: type.at, message: `${shown(table)}.${shown(name)} is a timestamp without time zone: it does not say which moment is meant.` }] : []));
  },
};
