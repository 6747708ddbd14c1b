import type { LintRule } from "../rule";
import { shown } from "../show";

/** A foreign key on a table that is there */
export const mysqlForeignKey: LintRule = {
  code: "mysql-foreign-key",
  targets: ["mysql"],
  severity: "error",
  category: "rewrite",
  summary: "A foreign key on a table that is there",
  explanation: "With foreign_key_checks on, ADD FOREIGN KEY copies the table; with it off, it is done in place and rows without a partner are never found.",
  fix: "SET foreign_key_checks = 0, add it with ALGORITHM=INPLACE, LOCK=NONE, set it back, and count the rows without a partner.",
  act(act, { known }) {
    if (!("table" in act) || act.table === undefined || known.isNew(act.table)) return undefined;
    const key = act.kind === "add constraint" && act.constraint.kind === "foreign key" ? act.constraint : undefined;
    if (key === undefined) return undefined;
    const value = known.settings.get("foreign_key_checks")?.value.toLowerCase();
    return value === "0" || value === "off"
      ? { category: "data", severity: "warning", message: `With foreign_key_checks off nobody looks at the rows of ${shown(act.table)}: those without a partner in ${shown(key.references)} stay for ever.`, fix: "Count rows without a partner before and after, and repair them." }
      : { message: `Adding this foreign key copies all of ${shown(act.table)} while writes wait.` };
  },
};
