import type { LintRule } from "../rule";
import { shown } from "../show";

/** REFERENCES behind a column */
export const mysqlIgnoredReferences: LintRule = {
  code: "mysql-ignored-references",
  targets: ["mysql"],
  severity: "error",
  category: "data",
  summary: "REFERENCES behind a column",
  explanation: "MySQL parses it and makes nothing of it; MariaDB 10.5 and later make a foreign key.",
  fix: "FOREIGN KEY (column) REFERENCES ... as an item of its own.",
  act(act) {
    const columns = act.kind === "create table" ? act.columns : act.kind === "add column" ? [act.column] : [];
    return columns.flatMap(({ constraints, name }) => constraints.filter(({ kind }) => kind === "foreign key").map(({ at }) => ({ at, message: `REFERENCES behind column ${shown(name)} is read and ignored: no foreign key is made.` })));
  },
};
