import type { LintRule } from "../rule";

/** PRAGMA foreign_keys inside a transaction */
export const sqlitePragmaInTransaction: LintRule = {
  code: "sqlite-pragma-in-transaction",
  targets: ["sqlite"],
  severity: "error",
  category: "transaction",
  summary: "PRAGMA foreign_keys inside a transaction",
  explanation: "SQLite ignores it there without a word, so that foreign keys stay as they were.",
  fix: "Set it before BEGIN, in a file that the runner does not wrap.",
  act(act, { known }) {
    if (act.kind !== "pragma" || act.name !== "foreign_keys" || act.value === undefined || !known.inTransaction) return undefined;
    return { message: `PRAGMA foreign_keys does nothing inside a transaction${known.begun === undefined ? ", and the runner of this file opens one" : ""}.` };
  },
};
