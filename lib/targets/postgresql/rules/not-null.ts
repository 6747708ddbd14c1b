import type { Column, Table } from "../../../model";
import type { Statement } from "../../target";
import { automaticName, literal, qualify, quote } from "../lexical";

/** What Column.options says of a NOT NULL constraint that is not a plain one (PostgreSQL 18). */
interface NotNull {
  readonly name: string;
  readonly named: boolean;
  readonly valid: boolean;
  readonly inherited: boolean;
  readonly comment: string | undefined;
}

/** Undefined for a column that takes NULL. */
function notNullOf({ name, nullable, options }: Column, table: Table): NotNull | undefined {
  if (nullable) return undefined;
  const own = options?.["notNullName"];
  return {
    name: own ?? automaticName(table.name, name, "not_null"), named: own !== undefined,
    valid: options?.["notNullValid"] !== "false", inherited: options?.["notNullInherited"] !== "false", comment: options?.["notNullComment"],
  };
}

/** `CONSTRAINT n NOT NULL` within a column's definition; nothing for one that takes NULL, or whose constraint is added unchecked. */
export function notNullClause({ nullable, options }: Column): string[] {
  if (nullable || options?.["notNullValid"] === "false") return [];
  const name = options?.["notNullName"];
  return [`${name === undefined ? "" : `CONSTRAINT ${quote(name)} `}NOT NULL${options?.["notNullInherited"] === "false" ? " NO INHERIT" : ""}`];
}

/** What of it a column's definition cannot say. */
export function notNullExtras(column: Column, table: Table): Statement[] {
  const found = notNullOf(column, table);
  if (found === undefined) return [];
  return [
    ...(found.valid ? [] : [{ sql: add(column, found, table) }]),
    ...(found.comment === undefined ? [] : [commentOn(found, table)]),
  ];
}

/** From one state to the other; `set` sets a plain one in the form that was asked for. */
export function alterNotNull(from: Column, to: Column, table: Table, set: () => Statement[]): Statement[] {
  const [before, after] = [notNullOf(from, table), notNullOf(to, table)];
  const alter = `ALTER TABLE ${nameOf(table)}`;
  const drop = { sql: `${alter} ALTER COLUMN ${quote(to.name)} DROP NOT NULL` };
  if (after === undefined) return before === undefined ? [] : [drop];
  const remarks = before?.comment === after.comment ? [] : [commentOn(after, table)];
  const plain = !after.named && after.valid && after.inherited;
  if (before === undefined) return [...(plain ? set() : [{ sql: add(to, after, table) }]), ...remarks];
  if (before.valid && !after.valid) return [drop, { sql: add(to, after, table) }, ...(after.comment === undefined ? [] : [commentOn(after, table)])];
  return [
    ...(before.name !== after.name && (before.named || after.named) ? [{ sql: `${alter} RENAME CONSTRAINT ${quote(before.name)} TO ${quote(after.name)}` }] : []),
    ...(before.inherited === after.inherited ? [] : [{ sql: `${alter} ALTER CONSTRAINT ${quote(after.name)} ${after.inherited ? "INHERIT" : "NO INHERIT"}` }]),
    ...(before.valid === after.valid ? [] : [{ sql: `${alter} VALIDATE CONSTRAINT ${quote(after.name)}` }]),
    ...remarks,
  ];
}

function add(column: Column, { name, inherited, valid }: NotNull, table: Table): string {
  return `ALTER TABLE ${nameOf(table)} ADD CONSTRAINT ${quote(name)} NOT NULL ${quote(column.name)}${inherited ? "" : " NO INHERIT"}${valid ? "" : " NOT VALID"}`;
}

function commentOn({ name, comment: text }: NotNull, table: Table): Statement {
  return { sql: `COMMENT ON CONSTRAINT ${quote(name)} ON ${nameOf(table)} IS ${text === undefined ? "NULL" : literal(text)}` };
}

function nameOf(table: Pick<Table, "name" | "namespace">): string {
  return qualify(table.namespace, table.name);
}
