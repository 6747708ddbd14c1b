import type { Column, SchemaObject, Table } from "../../../model";
import type { MemberRules, RuleContext, Statement } from "../../target";
import { enumCheckName } from "../enums";
import { mentions, quote } from "../lexical";
import { columnDefinition } from "../print-table";
import { tokenize } from "../tokenizer";
import { altersConstraints } from "../version";

/** Columns: native where ALTER TABLE can (sqlite.org/lang_altertable.html), else a rebuild. */
export const column: MemberRules<Column> = {
  create(added, table, context) {
    if (!canAdd(added, table)) return "rebuild";
    return [{ sql: `ALTER TABLE ${quote(table.name)} ADD COLUMN ${columnDefinition(added, { ...table, uniques: [], foreignKeys: [] }, context.to)}` }];
  },
  drop(dropped, table, context) {
    if (!canDrop(dropped, table, context)) return "rebuild";
    const constraint = dropEnumCheck(dropped, table, context);
    if (constraint === "rebuild") return "rebuild";
    const loss = dropped.generated === undefined ? { loss: `the values of ${table.name}.${dropped.name}` } : {};
    return [...constraint, { sql: `ALTER TABLE ${quote(table.name)} DROP COLUMN ${quote(dropped.name)}`, ...loss }];
  },
  rename: (from, to, table) => [{ sql: `ALTER TABLE ${quote(table.name)} RENAME COLUMN ${quote(from.name)} TO ${quote(to)}` }],
  alter(from, to, changed, table, context) {
    const properties = changed.filter((property) => property !== "comment");
    if (properties.length === 0) return [];
    const [only, ...more] = properties;
    const notNullHasConflict = to.options?.["not null on conflict"] !== undefined;
    if (only !== "nullable" || more.length > 0 || notNullHasConflict || !altersConstraints(context.version) || from.generated !== undefined) return "rebuild";
    // A NULL that meets a default becomes the default, which only a rebuild's copy does.
    if (!to.nullable && to.default !== undefined && to.default.toUpperCase() !== "NULL") return "rebuild";
    return [{ sql: `ALTER TABLE ${quote(table.name)} ALTER COLUMN ${quote(to.name)} ${to.nullable ? "DROP" : "SET"} NOT NULL` }];
  },
};

/** ADD COLUMN takes no key, no stored generated column, no default that must be computed, and NOT NULL only with a default. */
function canAdd(added: Column, table: Table): boolean {
  const inKey = [table.primaryKey, ...table.uniques, ...table.foreignKeys].some((key) => key?.columns.includes(added.id));
  if (inKey || added.generated?.stored) return false;
  const constant = added.default === undefined || isConstant(added.default);
  const empty = added.default === undefined || added.default.toUpperCase() === "NULL";
  // Constraints of a column that has to hold for old rows: a generated value or an enum's check over a computed default.
  return constant && (added.nullable || (!empty && added.generated === undefined));
}

function isConstant(expression: string): boolean {
  const tokens = tokenize(expression);
  if (tokens.length === 1) return tokens[0]?.kind !== "punctuation" && !/^current_/i.test(expression.trim());
  return tokens.length === 2 && /^[-+]/.test(expression.trim()) && tokens[1]?.kind === "number";
}

/** The check of an enum column may stand at the table, where DROP COLUMN stumbles over it; DROP CONSTRAINT takes the first of the name. */
function dropEnumCheck(dropped: Column, table: Table, context: RuleContext): readonly Statement[] | "rebuild" {
  const { type } = dropped;
  if (type.kind !== "enum") return [];
  const shared = table.columns.some((other) => other.id !== dropped.id && other.type.kind === "enum" && other.type.enumId === type.enumId);
  const found = context.from.enums.find((candidate) => candidate.id === type.enumId);
  if (shared || found === undefined || !altersConstraints(context.version)) return "rebuild";
  return [{ sql: `ALTER TABLE ${quote(table.name)} DROP CONSTRAINT ${quote(enumCheckName(found))}` }];
}

/** DROP COLUMN refuses a column that anything else names; text that may name it counts as naming it. */
function canDrop(dropped: Column, table: Table, context: RuleContext): boolean {
  if (table.columns.length === 1) return false;
  const keys = [table.primaryKey, ...table.uniques, ...table.foreignKeys].flatMap((key) => key?.columns ?? []);
  const indexed = table.indexes.flatMap((index) => index.parts.flatMap((part) => part.column ?? []));
  if (keys.includes(dropped.id) || indexed.includes(dropped.id)) return false;
  const texts = [
    ...table.checks.map((check) => check.expression),
    ...table.columns.flatMap((c) => (c.id === dropped.id ? [] : c.generated?.expression ?? [])),
    ...table.indexes.flatMap((index) => [index.where ?? "", ...index.parts.map((part) => part.expression ?? "")]),
    ...context.from.objects.filter((object) => concerns(object, table)).map((object) => object.definition),
  ];
  return !texts.some((text) => mentions(text, dropped.name));
}

function concerns(object: SchemaObject, table: Table): boolean {
  return (object.kind === "view" || object.kind === "trigger") && mentions(object.definition, table.name);
}
