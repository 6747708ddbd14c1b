import type { LintRule } from "../rule";
import { shown } from "../show";

/** An index dropped without CONCURRENTLY */
export const requireConcurrentIndexDeletion: LintRule = {
  code: "require-concurrent-index-deletion",
  targets: ["postgresql"],
  severity: "warning",
  category: "lock",
  summary: "An index dropped without CONCURRENTLY",
  explanation: "DROP INDEX takes ACCESS EXCLUSIVE on the table: short by itself, but it waits behind long transactions, and everybody waits behind it.",
  fix: "DROP INDEX CONCURRENTLY, by itself in a file without a transaction.",
  act(act) {
    if (act.kind !== "drop" || act.what !== "index" || act.concurrently) return undefined;
    return { message: `Dropping ${act.names.map(shown).join(", ")} locks its table against reads and writes, and waits for every transaction that uses it.` };
  },
};
