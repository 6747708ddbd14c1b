import { nameKey, type Act } from "../act";
import type { LintRule } from "../rule";
import { shown } from "../show";

/** Actions that ALTER TABLE can take together. */
const alterations: readonly Act["kind"][] = ["add column", "drop column", "change type", "set not null", "drop not null", "set default", "drop default", "add constraint", "alter table"];

function isAlteration(kind: Act["kind"]): boolean {
  return alterations.includes(kind);
}

function mergeable(kind: Act["kind"]): boolean {
  return isAlteration(kind);
}

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
  act(act, { known, statement, statements, index }) {
    if (!("table" in act) || act.table === undefined || !isAlteration(act.kind) || known.isNew(act.table)) return undefined;
    const key = nameKey(act.table);
    if (statement.acts.find((other) => "table" in other && other.table !== undefined && nameKey(other.table) === key) !== act) return undefined;
    const earlier = statements.slice(0, index).some((other) => other.acts.some((before) => "table" in before && before.table !== undefined && isAlteration(before.kind) && nameKey(before.table) === key));
    return earlier && mergeable(act.kind) ? { message: `${shown(act.table)} was altered before in this file: one ALTER TABLE with both actions takes its lock, and reads the table, once.` } : undefined;
  },
};
