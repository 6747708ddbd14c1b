import type { Act } from "../act";
import type { Known } from "../known";
import type { LintRule } from "../rule";

/** A statement outside a transaction that cannot be run twice */
export const preferRobustStmts: LintRule = {
  code: "prefer-robust-stmts",
  targets: ["postgresql"],
  severity: "info",
  category: "style",
  summary: "A statement outside a transaction that cannot be run twice",
  explanation: "When a later statement fails, the file has to be run again, and the first statements then fail.",
  fix: "IF NOT EXISTS, IF EXISTS - or a transaction around the file.",
  act(act, { known, statements }) {
    // One statement alone, and what a transaction undoes whole, can be run again as it is.
    if (known.inTransaction || statements.length < 2) return undefined;
    const missing = guard(act, known);
    return missing === undefined ? undefined : { message: `Outside a transaction this fails when the file is run again after a failure further down: ${missing} is missing.` };
  },
};

function guard(act: Act, known: Known): string | undefined {
  switch (act.kind) {
    case "create table": return act.ifNotExists || act.temporary ? undefined : "IF NOT EXISTS";
    case "create index": case "add column": return act.ifNotExists || known.isNew(act.table) ? undefined : "IF NOT EXISTS";
    case "drop": case "drop column": case "drop constraint": return act.ifExists ? undefined : "IF EXISTS";
    default: return undefined;
  }
}
