import type { LintRule } from "../rule";
import { shown } from "../show";
import { isRebuilt } from "../rebuild";

/** A rebuild without PRAGMA foreign_key_check */
export const sqliteRebuildUnchecked: LintRule = {
  code: "sqlite-rebuild-unchecked",
  targets: ["sqlite"],
  severity: "info",
  category: "style",
  summary: "A rebuild without PRAGMA foreign_key_check",
  explanation: "With foreign keys off, rows that lost their partner are not noticed.",
  fix: "PRAGMA foreign_key_check before COMMIT, and roll back when it gives rows.",
  act(act, { statements, index }) {
    if (act.kind !== "drop" || act.what !== "table" || !isRebuilt(act.names[0], statements.slice(index + 1))) return undefined;
    return statements.slice(index).some(({ acts }) => acts.some((other) => other.kind === "pragma" && other.name === "foreign_key_check")) ? undefined : { message: `${shown(act.names[0])} is rebuilt and nobody looks whether all foreign keys still find their rows.` };
  },
};
