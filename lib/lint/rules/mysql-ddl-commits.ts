import type { Act } from "../act";
import type { LintRule } from "../rule";

/** A change of the schema inside a transaction */
export const mysqlDdlCommits: LintRule = {
  code: "mysql-ddl-commits",
  targets: ["mysql"],
  severity: "warning",
  category: "transaction",
  summary: "A change of the schema inside a transaction",
  explanation: "MySQL commits implicitly before and after each statement that changes the schema: a transaction around several of them is none.",
  fix: "One change for each migration file, each of which can be run again.",
  statement({ acts: own, at }, { known, statements, index }) {
    if (!known.inTransaction || !own.some(isDdl)) return undefined;
    // Alone in a transaction of the runner it commits nothing but itself.
    const earlier = statements.slice(0, index).some(({ acts }) => acts.some((other) => isDdl(other) || other.kind === "insert" || other.kind === "update" || other.kind === "delete"));
    return known.begun === undefined && !earlier ? undefined : { at, message: "A change of the schema commits what came before it: a failure further down cannot take it back." };
  },
};

function isDdl(act: Act): boolean {
  switch (act.kind) {
    case "create table": return !act.temporary;
    case "add column": case "drop column": case "redefine column": case "set default": case "drop default": case "add constraint": case "drop constraint": case "drop foreign key":
    case "rewrite table": case "alter table": case "rename": case "create index": case "drop": case "truncate": return true;
    case "create": case "other": return act.ddl;
    default: return false;
  }
}
