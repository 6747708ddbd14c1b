import type { Column, Table } from "../../../model";
import type { Statement } from "../../target";
import { automaticName, qualify, quote } from "../lexical";
import { identityClause, tableName } from "../print";
import { changedClauses } from "../sequence-clauses";

type Identity = NonNullable<Column["identity"]>;

const nameOption = /\bSEQUENCE\s+NAME\s+((?:"(?:[^"]|"")+"|[\w$]+)(?:\.(?:"(?:[^"]|"")+"|[\w$]+))?)/i;

/** The sequence behind an identity column, as SQL takes it. */
export function identitySequence(column: Column, table: Table): string {
  return nameOption.exec(column.identity?.options ?? "")?.[1] ?? qualify(table.namespace, automaticName(table.name, column.name, "seq"));
}

/** Statements that keep automatically named sequences in step with their table's or column's new name. */
export function renameIdentitySequence(from: Column, fromTable: Table, to: Column, toTable: Table): Statement[] {
  if (from.identity === undefined || nameOption.test(from.identity.options ?? "")) return [];
  const before = automaticName(fromTable.name, from.name, "seq");
  const after = automaticName(toTable.name, to.name, "seq");
  if (before === after) return [];
  return [{ sql: `ALTER SEQUENCE ${qualify(toTable.namespace, before)} RENAME TO ${quote(after)}` }];
}

export function addIdentity(column: Column, table: Table, identity: Identity): Statement[] {
  const name = `${tableName(table)}`;
  return [
    { sql: `ALTER TABLE ${name} ALTER COLUMN ${quote(column.name)} ADD ${identityClause(identity)}` },
    // Numbers that rows already have must not be given out again.
    { sql: `SELECT setval(pg_get_serial_sequence(${textOf(name)}, ${textOf(column.name)}), max(${quote(column.name)})) FROM ${name} HAVING max(${quote(column.name)}) > 0` },
  ];
}

function textOf(name: string): string {
  return `'${name.replaceAll("'", "''")}'`;
}

/** SET GENERATED and SET <option> for what differs. Options missing on one side are set to the engine's defaults. */
export function alterIdentity(column: Column, table: Table, from: Identity, to: Identity): Statement[] {
  const alter = `ALTER TABLE ${tableName(table)} ALTER COLUMN ${quote(column.name)}`;
  const statements: string[] = [];
  if (from.mode !== to.mode) statements.push(`${alter} SET GENERATED ${to.mode.toUpperCase()}`);
  const clauses = changedClauses((from.options ?? "").replace(nameOption, ""), (to.options ?? "").replace(nameOption, ""));
  const sets = clauses.map(([word, clause]) => (word === "RESTART" ? clause : `SET ${clause}`));
  if (sets.length > 0) statements.push(`${alter} ${sets.join(" ")}`);
  const [oldName, newName] = [identitySequence({ ...column, identity: from }, table), identitySequence({ ...column, identity: to }, table)];
  if (oldName !== newName) statements.push(`ALTER SEQUENCE ${oldName} RENAME TO ${newName.replace(/^(?:"(?:[^"]|"")+"|[\w$]+)\./, "")}`);
  return statements.map((sql) => ({ sql }));
}
