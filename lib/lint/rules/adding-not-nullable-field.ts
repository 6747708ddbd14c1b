import type { LintRule } from "../rule";
import { shown } from "../show";

/** SET NOT NULL without a validated check before it */
export const addingNotNullableField: LintRule = {
  code: "adding-not-nullable-field",
  aliases: ["E2"],
  targets: ["postgresql"],
  severity: "error",
  category: "scan",
  summary: "SET NOT NULL without a validated check before it",
  explanation: "SET NOT NULL reads every row under ACCESS EXCLUSIVE. From PostgreSQL 12 on the reading is spared when a valid CHECK (column IS NOT NULL) is there.",
  fix: "Add CHECK (column IS NOT NULL) NOT VALID, commit, VALIDATE CONSTRAINT, then SET NOT NULL and drop the check. From PostgreSQL 18 on: ADD CONSTRAINT ... NOT NULL column NOT VALID, then VALIDATE CONSTRAINT.",
  act(act, { known, version }) {
    if (act.kind === "add constraint" && act.constraint.kind === "not null" && !act.constraint.notValid && !known.isNew(act.table)) {
      return { message: `NOT NULL on ${shown(act.table)}.${act.constraint.columns.map(shown).join(", ")} reads the whole table under a lock that stops reads and writes.` };
    }
    if (act.kind !== "set not null" || known.isNew(act.table) || known.column(act.table, act.column)?.notNull === true) return undefined;
    // A valid CHECK (c IS NOT NULL) spares the reading from version 12 on; a validated constraint of an earlier migration may be that check.
    const proven = known.constraintsOf(act.table).some(({ valid, facts }) => valid && (facts === undefined || facts.expression?.notNull.includes(act.column) === true || (facts.kind === "not null" && facts.columns.includes(act.column))));
    if (proven && version >= 12) return undefined;
    return { message: `SET NOT NULL on ${shown(act.table)}.${shown(act.column)} reads the whole table under a lock that stops reads and writes, and fails on a NULL.` };
  },
};
