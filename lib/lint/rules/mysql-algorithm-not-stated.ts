import type { LintRule } from "../rule";
import { shown } from "../show";

/** ALTER TABLE without ALGORITHM and LOCK */
export const mysqlAlgorithmNotStated: LintRule = {
  code: "mysql-algorithm-not-stated",
  targets: ["mysql"],
  severity: "info",
  category: "style",
  summary: "ALTER TABLE without ALGORITHM and LOCK",
  explanation: "The engine takes the cheapest way that is possible, and that may be a copy with writes blocked.",
  fix: "Write ALGORITHM=INSTANT, or ALGORITHM=INPLACE, LOCK=NONE: the engine refuses when it cannot.",
  statement({ acts, at }, { known }) {
    const altered = acts.find((act) => "table" in act && act.table !== undefined && act.kind !== "create table" && act.kind !== "insert" && act.kind !== "update" && act.kind !== "delete");
    if (acts.some((act) => act.kind === "create table") || altered === undefined || !("table" in altered) || altered.table === undefined || known.isNew(altered.table)) return undefined;
    // CREATE INDEX and RENAME TABLE name their table too: only ALTER TABLE takes options with certainty.
    if (acts.some((act) => act.kind === "table option" && (act.name === "algorithm" || act.name === "lock")) || altered.kind === "create trigger" || altered.kind === "create index") return undefined;
    return { at, message: `Without ALGORITHM and LOCK the engine falls back to copying ${shown(altered.table)} when it has to, and says nothing.` };
  },
};
