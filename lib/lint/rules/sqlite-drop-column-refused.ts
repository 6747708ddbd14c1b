import { nameKey } from "../act";
import type { LintRule } from "../rule";
import { shown } from "../show";

/** A dropped column that an index or key still uses */
export const sqliteDropColumnRefused: LintRule = {
  code: "sqlite-drop-column-refused",
  targets: ["sqlite"],
  severity: "error",
  category: "refused",
  summary: "A dropped column that an index or key still uses",
  explanation: "DROP COLUMN is refused for columns of keys, indexes, checks, generated columns, triggers and views.",
  fix: "Drop the index first; a column of a key needs a rebuild of the table.",
  act(act, { known }) {
    if (act.kind !== "drop column") return undefined;
    const used = known.indexes.get(nameKey(act.table))?.some((columns) => columns.includes(act.column)) === true;
    return used ? { message: `SQLite refuses to drop ${shown(act.table)}.${shown(act.column)} while an index or key uses it.` } : undefined;
  },
};
