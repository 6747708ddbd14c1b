import type { Act, ObjectName } from "../act";
import type { LintRule } from "../rule";
import { shown } from "../show";

/** A table named without its schema */
export const requireTableSchema: LintRule = {
  code: "require-table-schema",
  targets: ["postgresql"],
  severity: "info",
  category: "style",
  summary: "A table named without its schema",
  explanation: "The same migration changes another table for another role or setting.",
  fix: "Write the schema in front of the name.",
  act(act) {
    const names = tables(act).filter((table) => table.namespace === undefined);
    return names.map((table) => ({ message: `${shown(table)} is written without its schema: which table is meant depends on the search_path of the session.` }));
  },
};

function tables(act: Act): readonly ObjectName[] {
  switch (act.kind) {
    case "create table": return act.temporary ? [] : [act.table];
    case "drop": return act.what === "table" ? act.names : [];
    case "add column": case "drop column": case "change type": case "set not null": case "drop not null": case "set default": case "drop default":
    case "add constraint": case "validate constraint": case "drop constraint": case "rewrite table": case "alter table": case "attach partition": case "detach partition":
      return [act.table];
    case "rename": return act.what === "table" || act.what === "column" ? act.of === undefined ? [] : [act.of] : [];
    case "set schema": return act.what === "table" ? [act.of] : [];
    default: return [];
  }
}
