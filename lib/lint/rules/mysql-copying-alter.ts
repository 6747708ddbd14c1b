import { columnChangeCost } from "../mysql/column-change";
import type { LintRule } from "../rule";
import { shown } from "../show";

/** ALTER TABLE that copies the table */
export const mysqlCopyingAlter: LintRule = {
  code: "mysql-copying-alter",
  targets: ["mysql"],
  severity: "error",
  category: "rewrite",
  summary: "ALTER TABLE that copies the table",
  explanation: "Changes of type, character set or stored generated columns and new checks are done by ALGORITHM=COPY: every row is copied, and nobody can write meanwhile.",
  fix: "pt-online-schema-change or gh-ost for a large table, or a new column that is filled in batches.",
  act(act, { known }) {
    if (!("table" in act) || act.table === undefined || known.isNew(act.table)) return undefined;
    const table = shown(act.table);
    switch (act.kind) {
      case "redefine column": {
        const cost = columnChangeCost(known.column(act.table, act.column), act.definition);
        if (cost === "none") return undefined;
        return cost === "copy"
          ? { message: `The new type of ${table}.${shown(act.column)} copies the whole table while writes wait.` }
          : { severity: "warning", message: `If the type of ${table}.${shown(act.column)} changes, the whole table is copied while writes wait; that cannot be told from this text.`, fix: "Lint with --base, or write ALGORITHM=INSTANT or INPLACE, LOCK=NONE, so that the engine refuses to copy." };
      }
      case "add column":
        if (act.column.generated === "stored") return { message: `Adding the stored generated column ${table}.${shown(act.column.name)} copies the whole table while writes wait.`, fix: "A virtual generated column is added at once." };
        if (act.column.identity) return { message: `Adding the AUTO_INCREMENT column ${table}.${shown(act.column.name)} rebuilds the table while writes wait, and numbers rows differently on replicas.` };
        return act.column.default?.functions.some(({ name }) => name === "(expression)") === true ? { message: `The expression that is the default of ${table}.${shown(act.column.name)} is computed for every row: the table is rebuilt.`, fix: "Add the column without it, set the default afterwards, fill the rows in batches." } : undefined;
      case "rewrite table": return { message: `${act.how} copies all of ${table} while writes wait.` };
      case "add constraint": return act.constraint.kind === "check" ? { message: `Adding this check copies all of ${table} while writes wait.` } : undefined;
      default: return undefined;
    }
  },
};
