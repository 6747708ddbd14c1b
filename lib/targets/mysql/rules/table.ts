import type { Table } from "../../../model";
import type { KindRules, RuleContext, Statement } from "../../target";
import { impliedChanges } from "../implied";
import { plainString, quote } from "../lexical";
import { checkName, foreignKeyName } from "../names";
import { tableOptions } from "../options";
import { changePartitions } from "../partitions";
import { columnDefinition, tableCollation } from "../print-column";
import { checkClause, foreignKeyClause } from "../print-key";
import { alterTable, createTable, optionClause, optionReset } from "../print-table";
import { isText } from "../types";
import { factsOf } from "../versions";

/** Tables. Nothing is ever rebuilt by hand: ALTER TABLE does it. */
export const table: KindRules["table"] = {
  createsForeignKeys: false,
  create: (created, context) => [{ sql: createTable({ ...created, foreignKeys: [], indexes: [] }, context.to, factsOf(context.version)) }],
  drop: (dropped) => [{ sql: `DROP TABLE ${quote(dropped.name)}`, loss: `all rows of ${dropped.name}` }],
  rename(from, to, context) {
    if (from.name === to.name) return [];
    return [{ sql: `RENAME TABLE ${quote(from.name)} TO ${quote(to.name)}` }, ...namesBack(from, to, context)];
  },
  alter: (from, to, changed, context) => [...alterOptions(from, to, changed, context), ...(changed.includes("options") ? changePartitions(from, to) : [])],
};

/** InnoDB renames the foreign keys and checks it had named after the table along with it; the plan goes on under the old names. */
function namesBack(from: Table, to: Table, context: RuleContext): Statement[] {
  const facts = factsOf(context.version);
  const moved = (name: string, kind: string): string | undefined => {
    const number = name.startsWith(`${from.name}_${kind}_`) ? name.slice(from.name.length + kind.length + 2) : "";
    return /^\d+$/.test(number) ? `${to.name}_${kind}_${number}` : undefined;
  };
  const checks = facts.flavour === "mariadb" ? [] : from.checks.flatMap((check) => {
    const name = moved(checkName(check, from), "chk");
    return name === undefined ? [] : [`DROP CONSTRAINT ${quote(name)}`, `ADD ${checkClause(check, from, facts)}`];
  });
  const renamed = { ...from, name: to.name };
  const keys = from.foreignKeys.flatMap((key) => {
    const name = moved(foreignKeyName(key, from), "ibfk");
    if (name === undefined) return [];
    return [...alterTable(to, [`DROP FOREIGN KEY ${quote(name)}`]), ...alterTable(to, [`ADD ${foreignKeyClause({ ...key, name: foreignKeyName(key, from) }, renamed, context.to, facts)}`])];
  });
  return [...alterTable(to, checks), ...keys];
}

function alterOptions(from: Table, to: Table, changed: readonly string[], context: RuleContext): readonly Statement[] {
  const facts = factsOf(context.version);
  const clauses: string[] = [];
  if (changed.includes("comment")) clauses.push(`COMMENT=${plainString(to.comment ?? "")}`);
  if (!changed.includes("options")) return alterTable(to, clauses);
  for (const name of new Set([...Object.keys(from.options), ...Object.keys(to.options)])) {
    const [before, after] = [from.options[name], to.options[name]];
    // The counter is where it is: only a design that names one moves it.
    if (before === after || (name === tableOptions.autoIncrement && after === undefined)) continue;
    const clause = after === undefined ? (optionClause(name, before ?? "") === undefined ? undefined : optionReset(name)) : optionClause(name, after);
    if (clause !== undefined) clauses.push(clause);
  }
  const [before, after] = [tableCollation(from, facts), tableCollation(to, facts)];
  if (before === after) return alterTable(to, clauses);
  // Not CONVERT TO: that would touch columns with a collation of their own, and make TEXT larger.
  clauses.push(`DEFAULT COLLATE=${after}`);
  const enums = { enums: [...context.to.enums, ...context.from.enums] };
  const converted = to.columns.filter((column) => column.collation === undefined && isText(column.type));
  clauses.push(...converted.map((column) => `MODIFY COLUMN ${columnDefinition({ ...column, collation: after }, enums, facts)}`), ...impliedChanges(from, to));
  const referring = [...context.from.tables, ...context.to.tables].some((other) => other.foreignKeys.some((key) =>
    (other.id === to.id && key.columns.some((id) => converted.some((column) => column.id === id)))
    || (key.referencedTable === to.id && key.referencedColumns.some((id) => converted.some((column) => column.id === id)))));
  const statements = alterTable(to, clauses);
  // Both ends of a foreign key change one after the other; in between the collations differ.
  return referring ? [{ sql: "SET foreign_key_checks = 0" }, ...statements, { sql: "SET foreign_key_checks = 1" }] : statements;
}
