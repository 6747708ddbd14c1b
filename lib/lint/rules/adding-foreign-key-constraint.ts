import type { LintRule } from "../rule";
import { shown } from "../show";

/** A foreign key that is checked while both tables are locked */
export const addingForeignKeyConstraint: LintRule = {
  code: "adding-foreign-key-constraint",
  targets: ["postgresql"],
  severity: "error",
  category: "scan",
  summary: "A foreign key that is checked while both tables are locked",
  explanation: "ADD FOREIGN KEY holds SHARE ROW EXCLUSIVE on both tables while every row is looked up, so nobody can write to either.",
  fix: "Add it NOT VALID, commit, then VALIDATE CONSTRAINT in another transaction, which lets reads and writes go on.",
  act(act, { known }) {
    if (act.kind === "add column" && !known.isNew(act.table)) {
      const key = act.column.constraints.find((constraint) => constraint.kind === "foreign key");
      return key === undefined ? undefined : {
        message: `Adding ${shown(act.table)}.${shown(act.column.name)} with REFERENCES locks ${shown(act.table)} for everybody and ${shown(key.references)} for writers at once${act.column.default === undefined ? "" : ", and checks every row"}.`,
        severity: act.column.default === undefined ? "warning" : "error",
      };
    }
    if (act.kind !== "add constraint" || act.constraint.kind !== "foreign key" || act.constraint.notValid || known.isNew(act.table)) return undefined;
    return { message: `Adding this foreign key reads all of ${shown(act.table)} while writes to it and to ${shown(act.constraint.references)} wait.`, aliases: ["constraint-missing-not-valid"] };
  },
};
