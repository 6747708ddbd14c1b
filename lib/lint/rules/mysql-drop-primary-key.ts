import type { LintRule } from "../rule";
import { shown } from "../show";

/** DROP PRIMARY KEY without a new one */
export const mysqlDropPrimaryKey: LintRule = {
  code: "mysql-drop-primary-key",
  targets: ["mysql"],
  severity: "error",
  category: "rewrite",
  summary: "DROP PRIMARY KEY without a new one",
  explanation: "The clustered index is gone, so the table is copied; row-based replication and online tools need a key.",
  fix: "DROP PRIMARY KEY, ADD PRIMARY KEY (...) in one ALTER TABLE, which is done in place.",
  act(act, { statement }) {
    if (act.kind !== "drop constraint" || act.name !== "PRIMARY") return undefined;
    if (statement.acts.some((other) => other.kind === "add constraint" && other.constraint.kind === "primary key")) return undefined;
    return { message: `Dropping the primary key of ${shown(act.table)} copies the whole table while writes wait, and leaves rows without a name for replicas and tools.` };
  },
};
