import type { Act } from "../act";
import { refusesTransaction } from "../locks";
import type { LintRule } from "../rule";

/** A statement inside a transaction that refuses one */
export const banConcurrentIndexCreationInTransaction: LintRule = {
  code: "ban-concurrent-index-creation-in-transaction",
  targets: ["postgresql"],
  severity: "error",
  category: "transaction",
  summary: "A statement inside a transaction that refuses one",
  explanation: "CONCURRENTLY, VACUUM, CREATE DATABASE and their kin are refused inside a transaction (SQLSTATE 25001), and several statements sent as one string are one.",
  fix: "Put it by itself into a file that runs without a transaction: sql-migrate `Up notransaction`, goose `NO TRANSACTION`, dbmate `transaction:false`, Liquibase `runInTransaction:false`, Flyway `executeInTransaction=false`.",
  act(act, { known }) {
    if (!known.inTransaction || !refusesTransaction(act)) return undefined;
    return { message: `${what(act)} cannot run inside a transaction, and ${known.begun === undefined ? "the runner of this file opens one" : "one is open here"}.` };
  },
};

function what(act: Act): string {
  switch (act.kind) {
    case "create index": return "CREATE INDEX CONCURRENTLY";
    case "drop": return act.what === "database" ? "DROP DATABASE" : "DROP INDEX CONCURRENTLY";
    case "reindex": return act.concurrently ? "REINDEX CONCURRENTLY" : `REINDEX ${act.scope.toUpperCase()}`;
    case "detach partition": return "DETACH PARTITION CONCURRENTLY";
    case "vacuum": case "vacuum full": return "VACUUM";
    case "cluster": return "CLUSTER of every table";
    default: return "This statement";
  }
}
