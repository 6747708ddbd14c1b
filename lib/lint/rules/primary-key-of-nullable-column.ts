import type { LintRule } from "../rule";
import { shown } from "../show";
import type { LintStatement } from "../statement";

/** A primary key over an index whose column may be NULL */
export const primaryKeyOfNullableColumn: LintRule = {
  code: "primary-key-of-nullable-column",
  aliases: ["W14"],
  targets: ["postgresql"],
  severity: "error",
  category: "scan",
  summary: "A primary key over an index whose column may be NULL",
  explanation: "PRIMARY KEY USING INDEX is quick only when the columns are NOT NULL already; otherwise every row is read under ACCESS EXCLUSIVE.",
  fix: "Make the columns NOT NULL first, by a validated check.",
  act(act, { known, statements, index }) {
    if (act.kind !== "add constraint" || act.constraint.kind !== "primary key" || known.isNew(act.table)) return undefined;
    const { usingIndex } = act.constraint;
    if (usingIndex === undefined) return undefined;
    const made = indexColumns(usingIndex, statements, index) ?? known.namedIndexes.get(usingIndex) ?? [];
    const nullable = made.filter((column) => known.column(act.table, column)?.notNull === false);
    return nullable.length === 0 ? undefined : { message: `The primary key makes ${nullable.map((column) => `${shown(act.table)}.${shown(column)}`).join(", ")} NOT NULL, which reads the whole table under a lock that stops reads and writes.` };
  },
};

function indexColumns(name: string, statements: readonly LintStatement[], before: number): readonly string[] | undefined {
  return statements.slice(0, before).flatMap(({ acts }) => acts.flatMap((act) => (act.kind === "create index" && act.name === name ? [act.columns] : []))).at(-1);
}
