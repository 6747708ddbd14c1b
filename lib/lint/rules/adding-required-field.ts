import type { LintRule } from "../rule";
import { shown } from "../show";

/** A new column that is NOT NULL and has no default */
export const addingRequiredField: LintRule = {
  code: "adding-required-field",
  targets: ["postgresql"],
  severity: "error",
  category: "data",
  summary: "A new column that is NOT NULL and has no default",
  explanation: "Rows that are there would hold NULL, so the engine refuses the statement; and application code of the version before inserts rows without the column.",
  fix: "Give it a default; or add it nullable, write it from the application, fill the rows in batches, and set it not null later.",
  act(act, { known }) {
    if (act.kind !== "add column" || known.isNew(act.table)) return undefined;
    const { name, notNull, default: value, generated, identity, type, constraints } = act.column;
    if (!notNull || value !== undefined || generated !== undefined || identity || /^(?:small|big)?serial[248]?$/.test(type?.name ?? "")) return undefined;
    if (constraints.some((constraint) => constraint.kind === "primary key")) return undefined;
    return { message: `${shown(act.table)}.${shown(name)} is NOT NULL without a default: the statement fails on a table with rows, and so does every INSERT that does not know the column.` };
  },
};
