import type { LintRule } from "../rule";

/** ALTER TABLE that SQLite does not have */
export const sqliteAlterRefused: LintRule = {
  code: "sqlite-alter-refused",
  targets: ["sqlite"],
  severity: "error",
  category: "refused",
  summary: "ALTER TABLE that SQLite does not have",
  explanation: "SQLite changes neither types nor defaults nor keys in place; NOT NULL and checks only from 3.53 on.",
  fix: "Rebuild the table: create the new one, copy the rows, drop the old one, rename.",
  act(act, { version }) {
    const refused = (what: string): { message: string } => ({ message: `SQLite ${version} has no ${what}: it is a syntax error.` });
    switch (act.kind) {
      case "set not null": case "drop not null": return version < 3.53 ? refused("ALTER COLUMN ... NOT NULL") : undefined;
      case "drop constraint": return version < 3.53 ? refused("DROP CONSTRAINT") : undefined;
      case "add constraint": return act.constraint.kind === "check" && version >= 3.53 ? undefined : refused(`ADD ${act.constraint.kind.toUpperCase()}`);
      case "drop column": return version < 3.35 ? refused("DROP COLUMN") : undefined;
      case "alter table": return act.what === "ALTER COLUMN" ? refused("change of a column's type or default") : undefined;
      default: return undefined;
    }
  },
};
