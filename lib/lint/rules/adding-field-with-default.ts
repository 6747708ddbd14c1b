import type { LintRule } from "../rule";
import { shown } from "../show";
import { isSteady } from "../steady-functions";

/** A new column whose default has to be computed for every row */
export const addingFieldWithDefault: LintRule = {
  code: "adding-field-with-default",
  targets: ["postgresql"],
  severity: "error",
  category: "rewrite",
  summary: "A new column whose default has to be computed for every row",
  explanation: "PostgreSQL 11 and later keep a constant or stable default (now()) in the catalog and touch no row. A volatile one, and a stored generated column, are computed for each row: the table and its indexes are written anew under ACCESS EXCLUSIVE.",
  fix: "Add the column without the default, set the default in a second statement, and fill the rows that are there in batches.",
  act(act, { known, version }) {
    if (act.kind !== "add column" || known.isNew(act.table)) return undefined;
    const { name, generated, default: value } = act.column;
    const what = `${shown(act.table)}.${shown(name)}`;
    if (generated === "stored") return { message: `Adding the stored generated column ${what} rewrites the whole table under a lock that stops reads and writes.`, fix: "Use a virtual generated column (PostgreSQL 18), or a plain column that a trigger and a batched backfill fill." };
    if (value === undefined) return undefined;
    if (version < 11) return { message: `Adding ${what} with a default rewrites the whole table before PostgreSQL 11.` };
    const differing = value.functions.find((call) => !isSteady(call, known));
    return differing === undefined ? undefined : { message: `The default of ${what} calls ${differing.name}, which may differ for each row: the whole table is rewritten under a lock that stops reads and writes.` };
  },
};
