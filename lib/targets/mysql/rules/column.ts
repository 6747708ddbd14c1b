import type { Column, Table } from "../../../model";
import type { MemberRules, RuleContext, Statement } from "../../target";
import { mentions } from "../expression";
import { impliedChanges } from "../implied";
import { quote, sameName } from "../lexical";
import { checkName } from "../names";
import { columnDefinition } from "../print-column";
import { checkClause, indexClause, primaryKeyClause, uniqueClause } from "../print-key";
import { alterTable } from "../print-table";
import { uniqueName } from "../names";
import { renamedIn } from "../rename-in";
import { factsOf } from "../versions";

/** Columns. Every change repeats the whole definition. */
export const column: MemberRules<Column> = {
  create(added, table, context) {
    const after = withColumn(table, added);
    if (isUnsafe(added, context)) return filledByHand(added, table, context);
    return alterTable(table, [`ADD COLUMN ${columnDefinition(added, context.to, factsOf(context.version))}${place(added, table, context)}`, ...impliedChanges(withoutColumn(table, added), after)]);
  },
  drop(dropped, table) {
    const loss = dropped.generated === undefined ? { loss: `the values of ${table.name}.${dropped.name}` } : {};
    return alterTable(table, [`DROP COLUMN ${quote(dropped.name)}`, ...impliedChanges(table, withoutColumn(table, dropped))], loss);
  },
  rename(from, to, table, context) {
    const helper = impliedChanges(table, { ...table, columns: table.columns.map((other) => (other.id === from.id ? { ...other, name: to } : other)) });
    return alterTable(table, [`RENAME COLUMN ${quote(from.name)} TO ${quote(to)}`, ...helper, ...repeated(from, to, table, context)]);
  },
  alter(from, to, _changed, table, context) {
    const facts = factsOf(context.version);
    const after = withColumn(table, to);
    const enums = { enums: [...context.to.enums, ...context.from.enums] };
    const definition = columnDefinition(to, enums, facts);
    if (modifiable(from, to)) return alterTable(table, [`MODIFY COLUMN ${definition}`, ...impliedChanges(table, after)]);
    return alterTable(table, madeAnew(from, to, definition, table, context), from.generated === undefined ? { loss: `the values of ${table.name}.${from.name}` } : {});
  },
};

/**
 * FIRST or AFTER, where a column is to stand before others; nothing at the end. On MariaDB nothing too where the table has generated
 * columns or checks: there a place costs a copy of the table that the end does not (EVOLUTION, Appendix C; MySQL 9.7 takes it INSTANT).
 */
function place(added: Column, table: Table, context: RuleContext): string {
  if (factsOf(context.version).flavour === "mariadb" && (table.checks.length > 0 || table.columns.some(({ generated }) => generated !== undefined))) return "";
  const wanted = (context.goal ?? context.to).tables.find(({ id }) => id === table.id)?.columns ?? [];
  const at = wanted.findIndex(({ id }) => id === added.id);
  const there = new Map(table.columns.filter(({ id }) => id !== added.id).map((column) => [column.id, column]));
  if (at < 0 || !wanted.slice(at + 1).some(({ id }) => there.has(id))) return "";
  const previous = wanted.slice(0, at).findLast(({ id }) => there.has(id));
  return previous === undefined ? " FIRST" : ` AFTER ${quote(there.get(previous.id)?.name ?? previous.name)}`;
}

/** Functions whose values differ on a replica: ADD COLUMN with such a default is refused by MySQL (error 1674), MODIFY is not. */
const unsafe = /\b(?:uuid|uuid_short|rand|random_bytes|sysdate|user|current_user|session_user|system_user|connection_id|last_insert_id|load_file)\s*\(/i;

function isUnsafe(column: Column, context: RuleContext): boolean {
  return factsOf(context.version).flavour === "mysql" && column.generated === undefined && unsafe.test(column.default ?? "");
}

/** Added empty, filled row by row, then given its default. */
function filledByHand(added: Column, table: Table, context: RuleContext): readonly Statement[] {
  const facts = factsOf(context.version);
  const { default: value = "NULL", ...bare } = added;
  const after = withColumn(table, added);
  return [
    ...alterTable(table, [`ADD COLUMN ${columnDefinition({ ...bare, nullable: true }, context.to, facts)}${place(added, table, context)}`]),
    { sql: `UPDATE ${quote(table.name)} SET ${quote(added.name)} = ${value}` },
    ...alterTable(table, [`MODIFY COLUMN ${columnDefinition(added, context.to, facts)}`, ...impliedChanges(withoutColumn(table, added), after)]),
  ];
}

/** MODIFY turns an ordinary column into a stored one and back; what is virtual on one side is made anew (MySQL manual, ALTER TABLE and generated columns). */
function modifiable(from: Column, to: Column): boolean {
  const virtual = (side: Column): boolean => side.generated !== undefined && !side.generated.stored;
  return virtual(from) === virtual(to) && (from.generated === undefined) === (to.generated === undefined);
}

/** Drops the column and adds it in its place, with the keys it stands in, in one statement. */
function madeAnew(from: Column, to: Column, definition: string, table: Table, context: RuleContext): string[] {
  const facts = factsOf(context.version);
  const place = table.columns.findIndex(({ id }) => id === from.id);
  const previous = table.columns[place - 1];
  const after = withColumn(table, to);
  const has = (ids: readonly (string | undefined)[]): boolean => ids.includes(from.id);
  const drops: string[] = [];
  const adds: string[] = [];
  if (table.primaryKey !== undefined && has(table.primaryKey.columns)) {
    drops.push("DROP PRIMARY KEY");
    adds.push(`ADD ${primaryKeyClause(table.primaryKey.columns, after)}`);
  }
  for (const key of table.uniques.filter(({ columns }) => has(columns))) {
    drops.push(`DROP INDEX ${quote(uniqueName(key, table))}`);
    adds.push(`ADD ${uniqueClause(key, after)}`);
  }
  for (const index of table.indexes.filter(({ parts }) => has(parts.map((part) => part.column)) || parts.some(({ expression = "" }) => mentions(expression, from.name)))) {
    drops.push(`DROP INDEX ${quote(index.name)}`);
    adds.push(`ADD ${indexClause(index, after, facts)}`);
  }
  for (const check of table.checks.filter(({ expression }) => mentions(expression, from.name))) {
    drops.push(`DROP CONSTRAINT ${quote(checkName(check, table))}`);
    adds.push(`ADD ${checkClause(check, after, facts)}`);
  }
  return [...drops, `DROP COLUMN ${quote(from.name)}`, `ADD COLUMN ${definition} ${previous === undefined ? "FIRST" : `AFTER ${quote(previous.name)}`}`, ...adds];
}

/** What names the column and does not follow its new name by itself: repeated in the same statement. */
function repeated(from: Column, to: string, table: Table, context: RuleContext): string[] {
  const facts = factsOf(context.version);
  if (facts.renameRewrites) return [];
  const text = (sql: string): string => renamedIn(sql, from.name, to);
  const after: Table = { ...table, columns: table.columns.map((other) => (other.id === from.id ? { ...other, name: to } : other)) };
  const enums = { enums: [...context.to.enums, ...context.from.enums] };
  return [
    ...table.checks.filter(({ expression }) => mentions(expression, from.name)).flatMap((check) => [
      `DROP CONSTRAINT ${quote(checkName(check, table))}`, `ADD ${checkClause({ ...check, expression: text(check.expression) }, after, facts)}`,
    ]),
    ...table.indexes.filter(({ parts }) => parts.some(({ expression = "" }) => mentions(expression, from.name))).flatMap((index) => [
      `DROP INDEX ${quote(index.name)}`,
      `ADD ${indexClause({ ...index, parts: index.parts.map((part) => (part.expression === undefined ? part : { ...part, expression: text(part.expression) })) }, after, facts)}`,
    ]),
    ...table.columns.flatMap((other) => {
      const { generated } = other;
      if (other.id === from.id || generated === undefined || !mentions(generated.expression, from.name)) return [];
      return [`MODIFY COLUMN ${columnDefinition({ ...other, generated: { ...generated, expression: text(generated.expression) } }, enums, facts)}`];
    }),
    ...table.columns.flatMap((other) => {
      if (other.id === from.id || other.default === undefined || other.generated !== undefined || !mentions(other.default, from.name)) return [];
      return [`MODIFY COLUMN ${columnDefinition({ ...other, default: text(other.default) }, enums, facts)}`];
    }),
  ];
}

function withColumn(table: Table, column: Column): Table {
  const present = table.columns.some(({ id }) => id === column.id);
  return { ...table, columns: present ? table.columns.map((other) => (other.id === column.id ? column : other)) : [...table.columns, column] };
}

function withoutColumn(table: Table, column: Column): Table {
  return { ...table, columns: table.columns.filter((other) => other.id !== column.id && !sameName(other.name, column.name)) };
}
