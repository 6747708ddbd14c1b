import type { LintRule } from "../rule";
import { shown } from "../show";

/** MyISAM, or utf8 with three bytes */
export const mysqlStorage: LintRule = {
  code: "mysql-storage",
  targets: ["mysql"],
  severity: "info",
  category: "style",
  summary: "MyISAM, or utf8 with three bytes",
  explanation: "Both are of the past and are costly to change later.",
  fix: "InnoDB and utf8mb4.",
  act(act) {
    if (act.kind !== "table option") return undefined;
    if (act.name === "engine" && act.value === "myisam") return { message: `${shown(act.table)} uses MyISAM: no transactions, no foreign keys, and a crash can damage it.` };
    if (act.name === "charset" && (act.value === "utf8" || act.value === "utf8mb3")) return { message: `${shown(act.table)} uses utf8mb3, which cannot hold all of Unicode and is deprecated.` };
    return undefined;
  },
};
