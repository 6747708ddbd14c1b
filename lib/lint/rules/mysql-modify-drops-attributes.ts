import type { LintRule } from "../rule";
import { shown } from "../show";

/** MODIFY or CHANGE that does not repeat the whole definition */
export const mysqlModifyDropsAttributes: LintRule = {
  code: "mysql-modify-drops-attributes",
  targets: ["mysql"],
  severity: "warning",
  category: "loss",
  summary: "MODIFY or CHANGE that does not repeat the whole definition",
  explanation: "The engine keeps nothing of the old definition: what the statement leaves out is dropped silently.",
  fix: "Repeat the whole definition as SHOW CREATE TABLE prints it, or use ALTER COLUMN ... SET DEFAULT and RENAME COLUMN where they are enough.",
  act(act, { known }) {
    if (act.kind !== "redefine column" || known.isNew(act.table)) return undefined;
    const before = known.column(act.table, act.column);
    const what = `${shown(act.table)}.${shown(act.column)}`;
    if (before !== undefined) {
      const lost = before.attributes.filter((attribute) => attribute !== "NULL" && !act.definition.attributes.includes(attribute) && !(attribute === "NOT NULL" && act.definition.attributes.includes("NULL")));
      return lost.length === 0 ? undefined : { message: `${what} loses ${lost.join(", ")}: MODIFY and CHANGE keep only what they repeat.`, severity: "error" };
    }
    if (act.definition.attributes.length > 0) return undefined;
    return { message: `${what} is defined anew by its type alone: NOT NULL, DEFAULT, COMMENT, character set and ON UPDATE that it had are gone.` };
  },
};
