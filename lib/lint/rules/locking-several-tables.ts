import { blocksWrites, nameKey } from "../act";
import { locksOf } from "../locks";
import type { LintRule } from "../rule";
import { shown } from "../show";

/** One transaction locks several tables */
export const lockingSeveralTables: LintRule = {
  code: "locking-several-tables",
  aliases: ["E10"],
  targets: ["postgresql"],
  severity: "info",
  category: "lock",
  summary: "One transaction locks several tables",
  explanation: "Each further table adds to the outage and to the risk of a deadlock.",
  fix: "One transaction, better one migration, for each table.",
  act(act, { known }) {
    if (!known.inTransaction) return undefined;
    const others = [...known.held].filter(([, mode]) => mode === "AccessExclusive").map(([table]) => table);
    const taken = locksOf(act).find(({ table, mode }) => blocksWrites(mode) && !known.isNew(table) && !others.includes(nameKey(table)));
    return taken === undefined || others.length === 0 ? undefined : { message: `${shown(taken.table)} is locked while ${others.map(shown).join(", ")} is locked against everybody: both are out at once, and a transaction that takes them in another order makes a deadlock.` };
  },
};
