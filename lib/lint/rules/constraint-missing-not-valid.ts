import type { LintRule } from "../rule";
import { shown } from "../show";

/** A check that is validated under a lock that stops writes */
export const constraintMissingNotValid: LintRule = {
  code: "constraint-missing-not-valid",
  aliases: ["E1"],
  targets: ["postgresql"],
  severity: "error",
  category: "scan",
  summary: "A check that is validated under a lock that stops writes",
  explanation: "ADD CHECK holds ACCESS EXCLUSIVE while every row is read. NOT VALID skips the reading; VALIDATE CONSTRAINT then reads under SHARE UPDATE EXCLUSIVE, which lets reads and writes go on - unless it runs in the same transaction.",
  fix: "Add it NOT VALID, commit, then VALIDATE CONSTRAINT in another transaction.",
  act(act, { known }) {
    if (!("table" in act) || act.table === undefined || known.isNew(act.table)) return undefined;
    if (act.kind === "add column" && act.column.constraints.some((constraint) => constraint.kind === "check")) {
      return { message: `Adding ${shown(act.table)}.${shown(act.column.name)} with a CHECK reads the whole table under a lock that stops reads and writes.`, fix: "Add the column first, then the check NOT VALID, and VALIDATE CONSTRAINT in another transaction." };
    }
    if (act.kind === "add constraint" && act.constraint.kind === "check" && !act.constraint.notValid) {
      return { message: `Adding this check reads all of ${shown(act.table)} under a lock that stops reads and writes.` };
    }
    if (act.kind !== "validate constraint" || !known.inTransaction) return undefined;
    const added = known.constraint(act.table, act.name);
    if (added === undefined || added.transaction !== known.transaction || added.valid) return undefined;
    return { message: `${shown(act.name)} is validated in the transaction that added it: the lock of ADD CONSTRAINT is held while all of ${shown(act.table)} is read.`, fix: "Commit after ADD CONSTRAINT ... NOT VALID and validate in a transaction of its own." };
  },
};
