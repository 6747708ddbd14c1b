import type { Column, Table } from "../../../model";
import type { KindRules, RuleContext, Statement } from "../../target";
import { impliedChanges } from "../implied";
import { plainString, quote } from "../lexical";
import { checkName, foreignKeyName } from "../names";
import { tableOptions } from "../options";
import { changePartitions } from "../partitions";
import { columnDefinition, tableCollation } from "../print-column";
import { checkClause, foreignKeyClause, primaryKeyClause } from "../print-key";
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
  // Both ends of a foreign key change one after the other, and in between their collations differ.
  disturbs(from, to, context) {
    const facts = factsOf(context.version);
    return tableCollation(from, facts) === tableCollation(to, facts) ? [] : convertedColumns(from).map(({ id }) => id);
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
  const versioned = (side: Table): boolean => side.options[tableOptions.versioning] === "on";
  if (versioned(from) !== versioned(to)) clauses.push(`${versioned(to) ? "ADD" : "DROP"} SYSTEM VERSIONING`);
  if (from.options[tableOptions.keyPrefix] !== to.options[tableOptions.keyPrefix] && from.primaryKey !== undefined) clauses.push("DROP PRIMARY KEY", `ADD ${primaryKeyClause(from.primaryKey.columns, to)}`);
  const [before, after] = [tableCollation(from, facts), tableCollation(to, facts)];
  if (before === after) return alterTable(to, clauses);
  // Not CONVERT TO: that would touch columns with a collation of their own, and make TEXT larger.
  clauses.push(`DEFAULT COLLATE=${after}`);
  const enums = { enums: [...context.to.enums, ...context.from.enums] };
  const converted = convertedColumns(to);
  clauses.push(...converted.map((column) => `MODIFY COLUMN ${columnDefinition({ ...column, collation: after }, enums, facts)}`), ...impliedChanges(from, to));
  return alterTable(to, clauses);
}

/** Columns that follow the table's collation. */
function convertedColumns(table: Table): readonly Column[] {
  return table.columns.filter((column) => column.collation === undefined && isText(column.type));
}
