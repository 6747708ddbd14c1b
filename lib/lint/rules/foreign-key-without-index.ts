import { nameKey } from "../act";
import type { Hit, LintRule } from "../rule";
import { shown } from "../show";

/** A foreign key whose columns no index starts with */
export const foreignKeyWithoutIndex: LintRule = {
  code: "foreign-key-without-index",
  aliases: ["E15"],
  targets: ["postgresql"],
  severity: "info",
  category: "style",
  summary: "A foreign key whose columns no index starts with",
  explanation: "Each DELETE and key UPDATE of the referenced table looks for rows that refer to it; without an index that is a scan of the whole table, under a row lock.",
  fix: "Create an index on the referring columns, not a partial one.",
  section({ known, statements }) {
    return statements.flatMap(({ acts }) => acts.flatMap((act): Hit[] => {
      const found = act.kind === "create table" ? [...act.constraints, ...act.columns.flatMap((column) => column.constraints)] : act.kind === "add constraint" ? [act.constraint] : act.kind === "add column" ? act.column.constraints : [];
      if (!("table" in act) || act.table === undefined) return [];
      const key = nameKey(act.table);
      // Of a table that was not seen being made nobody knows the indexes.
      if (!known.columns.has(key)) return [];
      const indexes = [...(known.indexes.get(key) ?? []), ...(known.comingIndexes.get(key) ?? [])];
      return found.filter((constraint) => constraint.kind === "foreign key" && !indexes.some((columns) => leads(columns, constraint.columns))).map((constraint) => ({
        at: constraint.at,
        message: `No index of ${shown(act.table)} starts with ${constraint.columns.map(shown).join(", ")}: deleting or changing a row of ${shown(constraint.references)} reads all of ${shown(act.table)}.`,
      }));
    }));
  },
};

function leads(index: readonly string[], columns: readonly string[]): boolean {
  const first = new Set(index.slice(0, columns.length));
  return columns.length > 0 && columns.every((column) => first.has(column));
}
