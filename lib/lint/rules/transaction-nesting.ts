import type { LintRule } from "../rule";

/** BEGIN inside a transaction, COMMIT outside one */
export const transactionNesting: LintRule = {
  code: "transaction-nesting",
  targets: ["postgresql", "mysql", "sqlite"],
  severity: "warning",
  category: "transaction",
  summary: "BEGIN inside a transaction, COMMIT outside one",
  explanation: "PostgreSQL has no nested transactions: a second BEGIN is only warned about, and the first COMMIT ends everything.",
  fix: "Keep one BEGIN and one COMMIT, or leave both to the runner.",
  act(act, { known }) {
    if (act.kind === "begin" && known.inTransaction) {
      return { message: known.begun === undefined ? "BEGIN inside the transaction that the runner opens: it begins nothing." : "BEGIN inside a transaction begins nothing: the first COMMIT ends both." };
    }
    if ((act.kind === "commit" || act.kind === "rollback") && (known.wrapped || !known.inTransaction)) {
      return { message: known.wrapped && known.begun === undefined ? `${act.kind.toUpperCase()} ends the transaction that the runner opened: what follows is not rolled back with it.` : `${act.kind.toUpperCase()} without BEGIN.` };
    }
    return undefined;
  },
};
