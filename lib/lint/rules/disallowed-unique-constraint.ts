import type { LintRule } from "../rule";
import { shown } from "../show";

/** A unique key whose index is built under a lock */
export const disallowedUniqueConstraint: LintRule = {
  code: "disallowed-unique-constraint",
  aliases: ["E7"],
  targets: ["postgresql"],
  severity: "error",
  category: "scan",
  summary: "A unique key whose index is built under a lock",
  explanation: "ADD UNIQUE holds ACCESS EXCLUSIVE while the index is built.",
  fix: "CREATE UNIQUE INDEX CONCURRENTLY, then ADD CONSTRAINT ... UNIQUE USING INDEX.",
  act(act, { known }) {
    if (act.kind === "add constraint" && act.constraint.kind === "unique" && act.constraint.usingIndex === undefined && !known.isNew(act.table)) {
      return { message: `Adding this unique key to ${shown(act.table)} builds its index under a lock that stops reads and writes.` };
    }
    if (act.kind !== "add column" || known.isNew(act.table) || !act.column.constraints.some((constraint) => constraint.kind === "unique")) return undefined;
    return { message: `Adding ${shown(act.table)}.${shown(act.column.name)} as UNIQUE builds its index under a lock that stops reads and writes.` };
  },
};
