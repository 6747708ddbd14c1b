import type { LintRule } from "../rule";
import { shown } from "../show";

/** More work in a transaction that holds an exclusive lock */
export const statementWhileLocked: LintRule = {
  code: "statement-while-locked",
  aliases: ["E4"],
  targets: ["postgresql"],
  severity: "info",
  category: "lock",
  summary: "More work in a transaction that holds an exclusive lock",
  explanation: "The lock is held until commit, so each further statement makes the outage longer.",
  fix: "Commit after the statement that takes the lock; one migration for each.",
  statement({ at }, { known, statements, index }) {
    if (!known.inTransaction) return undefined;
    const locked = [...known.held].filter(([, mode]) => mode === "AccessExclusive").map(([table]) => table);
    if (locked.length === 0 || statements[index]?.acts.every((act) => act.kind === "commit" || act.kind === "rollback" || act.kind === "set") === true) return undefined;
    return { at, message: `This runs while the transaction locks everybody out of ${locked.map(shown).join(", ")}.` };
  },
};
