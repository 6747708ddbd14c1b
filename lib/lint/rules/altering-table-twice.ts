import { altersTable, nameKey } from "../act";
import type { LintRule } from "../rule";
import { shown } from "../show";

/** Several ALTER TABLE of one table */
export const alteringTableTwice: LintRule = {
  code: "altering-table-twice",
  aliases: ["W12"],
  targets: ["postgresql"],
  severity: "info",
  category: "style",
  summary: "Several ALTER TABLE of one table",
  explanation: "Each takes the lock anew, and those that read the table read it again.",
  fix: "Put the actions into one ALTER TABLE, separated by commas - but not NOT VALID together with VALIDATE.",
  act(act, { known, statement }) {
    if (!altersTable(act) || known.isNew(act.table)) return undefined;
    const key = nameKey(act.table);
    // Once for a statement, whatever it holds.
    if (statement.acts.find((other) => altersTable(other) && nameKey(other.table) === key) !== act || !known.altered.has(key)) return undefined;
    return { message: `${shown(act.table)} was altered before in this file: one ALTER TABLE with both actions takes its lock, and reads the table, once.` };
  },
};
