import type { LintRule } from "../rule";
import { shown } from "../show";

/** A table is emptied */
export const banTruncate: LintRule = {
  code: "ban-truncate",
  targets: ["postgresql", "mysql"],
  severity: "warning",
  category: "loss",
  summary: "A table is emptied",
  explanation: "All rows are gone, and no trigger for rows fires.",
  fix: "Delete in batches, outside the migration, when the rows really are not needed.",
  act(act, { known }) {
    if (act.kind !== "truncate") return undefined;
    const emptied = act.tables.filter((table) => !known.isNew(table));
    return emptied.length === 0 ? undefined : { message: `TRUNCATE loses every row of ${emptied.map(shown).join(", ")} under a lock that stops reads and writes.` };
  },
};
