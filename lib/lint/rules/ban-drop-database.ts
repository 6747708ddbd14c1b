import type { LintRule } from "../rule";
import { shown } from "../show";

/** A database or a schema is dropped */
export const banDropDatabase: LintRule = {
  code: "ban-drop-database",
  targets: ["postgresql", "mysql"],
  severity: "error",
  category: "loss",
  summary: "A database or a schema is dropped",
  explanation: "Everything in it is gone.",
  fix: "Do this by hand, after a backup, not in a migration.",
  act(act) {
    if (act.kind !== "drop" || (act.what !== "database" && act.what !== "schema")) return undefined;
    return { message: `Dropping ${act.what} ${act.names.map(shown).join(", ")} loses everything in it.`, severity: act.what === "database" ? "error" : "warning" };
  },
};
