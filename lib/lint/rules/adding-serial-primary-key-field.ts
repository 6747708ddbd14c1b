import type { LintRule } from "../rule";
import { shown } from "../show";

/** A primary key whose index is built under a lock */
export const addingSerialPrimaryKeyField: LintRule = {
  code: "adding-serial-primary-key-field",
  targets: ["postgresql"],
  severity: "error",
  category: "scan",
  summary: "A primary key whose index is built under a lock",
  explanation: "ADD PRIMARY KEY holds ACCESS EXCLUSIVE while the index is built and the columns are read for NULLs.",
  fix: "CREATE UNIQUE INDEX CONCURRENTLY on columns that are NOT NULL already, then ADD CONSTRAINT ... PRIMARY KEY USING INDEX.",
  act(act, { known }) {
    if (act.kind === "add constraint" && act.constraint.kind === "primary key" && !known.isNew(act.table)) {
      return act.constraint.usingIndex === undefined
        ? { message: `Adding a primary key to ${shown(act.table)} builds its index under a lock that stops reads and writes, and reads the table for NULLs.` }
        : undefined;
    }
    if (act.kind !== "add column" || known.isNew(act.table) || !act.column.constraints.some((constraint) => constraint.kind === "primary key")) return undefined;
    return { message: `Adding the primary key ${shown(act.table)}.${shown(act.column.name)} builds its index under a lock that stops reads and writes.` };
  },
};
