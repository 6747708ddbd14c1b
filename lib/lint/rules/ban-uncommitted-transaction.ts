import type { LintRule } from "../rule";

/** BEGIN without COMMIT */
export const banUncommittedTransaction: LintRule = {
  code: "ban-uncommitted-transaction",
  targets: ["postgresql", "mysql", "sqlite"],
  severity: "error",
  category: "transaction",
  summary: "BEGIN without COMMIT",
  explanation: "An open transaction keeps every lock it took, and is rolled back when the connection ends.",
  fix: "End the file with COMMIT.",
  section({ known }) {
    if (known.begun === undefined) return undefined;
    return { at: known.begun.at, message: "The transaction that begins here is never committed: its locks stay until the connection ends, and its work is lost." };
  },
};
