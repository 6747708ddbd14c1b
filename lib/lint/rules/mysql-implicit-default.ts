import type { LintRule } from "../rule";
import { shown } from "../show";

/** A new NOT NULL column without a default */
export const mysqlImplicitDefault: LintRule = {
  code: "mysql-implicit-default",
  aliases: ["adding-required-field"],
  targets: ["mysql"],
  severity: "warning",
  category: "data",
  summary: "A new NOT NULL column without a default",
  explanation: "MySQL fills rows that are there with the implicit default of the type, and code of the version before cannot insert in strict mode.",
  fix: "Give it a default that is meant, or add it nullable and fill it in batches.",
  act(act, { known }) {
    if (act.kind !== "add column" || known.isNew(act.table)) return undefined;
    const { name, notNull, default: value, generated, identity } = act.column;
    if (!notNull || value !== undefined || generated !== undefined || identity) return undefined;
    return { message: `Rows of ${shown(act.table)} get an empty ${shown(name)} ('' or 0) that nobody asked for.` };
  },
};
