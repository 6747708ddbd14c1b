import type { Column, Schema, SchemaObject, Table } from "../../../model";
import type { RuleContext, Statement } from "../../target";
import { literal, qualify, quote } from "../lexical";
import { tableName } from "../print";
import { identitySequence } from "./identity";

/** The sequence a default takes its numbers from, as SQL takes it; undefined for other defaults. */
function defaultSequence(column: Column): string | undefined {
  return /^nextval\('((?:[^']|'')+)'::regclass\)$/.exec(column.default ?? "")?.[1]?.replaceAll("''", "'");
}

/**
 * Whether an identity column's sequence has the name of this one. A serial column that becomes an identity (or the other
 * way) has both under one name, and neither can be made while the other is there: the column's change makes and drops it.
 */
export function belongsToIdentity(object: SchemaObject, running: Schema): boolean {
  const name = qualify(object.namespace, object.name);
  return running.tables.some((table) => table.columns.some((column) => column.identity !== undefined && identitySequence(column, table) === name));
}

/** Before an identity is added: the serial's sequence goes when the identity's takes its name. */
export function dropSerialSequence(from: Column, to: Column, table: Table): Statement[] {
  const name = defaultSequence(from);
  if (to.identity === undefined || name === undefined || identitySequence(to, table) !== name) return [];
  return [{ sql: `DROP SEQUENCE ${name}` }];
}

/** After an identity is dropped: a sequence of its name is made anew and goes on counting after the highest number. */
export function createSerialSequence(from: Column, to: Column, table: Table, context: RuleContext): Statement[] {
  const name = defaultSequence(to);
  const sequence = name === undefined ? undefined : findSequence(name, context.to);
  if (from.identity === undefined || name === undefined || sequence === undefined || identitySequence(from, table) !== name) return [];
  const column = quote(to.name);
  return [
    { sql: sequence.definition },
    { sql: `SELECT setval(${literal(name)}, max(${column})) FROM ${tableName(table)} HAVING max(${column}) > 0` },
  ];
}

function findSequence(name: string, schema: Schema): SchemaObject | undefined {
  return schema.objects.find((object) => object.kind === "sequence" && qualify(object.namespace, object.name) === name);
}
