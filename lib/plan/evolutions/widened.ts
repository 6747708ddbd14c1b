import { address, type Column, type Id, type Schema, type SchemaObject, type Table } from "../../model";
import type { ApplicationVersions } from "../evolution";
import { changeTable, tableOf } from "../running-schema";
import type { AlignedGround } from "./ground";
import { rowKey } from "./records";

/** A column that gets the wider type. */
export interface Widened {
  readonly table: Table;
  readonly column: Column;
  readonly final: Column;
}

/** Both versions see the same tables, as a change of the base leaves them. */
export function versions(widened: readonly Widened[], { base, target }: AlignedGround, change: (schema: Schema) => Schema): ApplicationVersions {
  const schema = change(base);
  const tables = [...new Set(widened.map(({ table }) => table.id))].map((id) => tableOf(schema, id));
  const readings = tables.flatMap((table) => (["old", "new"] as const).map((writer) => ({
    writer, written: table.id, read: table.id, match: (rowKey(table) ?? table.columns).map(({ name }) => [name, name] as const), values: table.columns.map(({ name }) => ({ column: name, expression: target.quote(name) })),
  })));
  return { old: tables, new: tables, readings };
}

/** With the wider type in the tables' own columns. */
export function withFinalTypes(schema: Schema, widened: readonly Widened[], only: (one: Widened) => boolean = () => true): Schema {
  return widened.filter(only).reduce((running, { table, column, final }) => changeTable(running, table.id, (owner) => ({ ...owner, columns: owner.columns.map((one) => (one.id === column.id ? { ...one, type: final.type } : one)) })), schema);
}

/** Whether a foreign key has or refers to one of the columns. */
export function touches(key: Table["foreignKeys"][number], columns: ReadonlySet<Id>): boolean {
  return [...key.columns, ...key.referencedColumns].some((id) => columns.has(id));
}

/** The sequence a column's default takes its numbers from, and what says that the column owns it. */
export interface Counter {
  readonly sequence: SchemaObject;
  readonly owner: SchemaObject;
}

/** What numbers the rows of a column by its default; undefined where nothing of the schema does. */
export function counterOf(table: Table, column: Column, schema: Schema): Counter | undefined {
  const standard = column.default ?? "";
  const owner = schema.objects.find((object) => object.dependsOn.includes(address.column(table, column.name)) && schema.objects.some((other) => owns(object, other, standard, schema)));
  const sequence = owner === undefined ? undefined : schema.objects.find((other) => owns(owner, other, standard, schema));
  return owner === undefined || sequence === undefined ? undefined : { sequence, owner };
}

function owns(owner: SchemaObject, sequence: SchemaObject, standard: string, schema: Schema): boolean {
  return sequence !== owner && sequence.name === owner.name && standard.includes(sequence.name) && owner.dependsOn.includes(address.object(sequence, schema));
}
