import type { EnumType, Schema, SchemaObject, Table } from "./schema";

/**
 * Name-based identity of an object in one database: `table:users`, `column:billing.invoices.total`,
 * `constraint:users.users_email_key`, `index:idx_a`, `type:mood`, `function:total(integer)`.
 * The default namespace is left out. Plan ordering and dependencies speak in addresses because engines do.
 */
export type Address = string;

export function qualified(namespace: string | undefined, name: string): string {
  return namespace === undefined ? name : `${namespace}.${name}`;
}

export const address = {
  namespace: (name: string): Address => `namespace:${name}`,
  table: (table: Pick<Table, "name" | "namespace">): Address => `table:${qualified(table.namespace, table.name)}`,
  column: (table: Pick<Table, "name" | "namespace">, column: string): Address =>
    `column:${qualified(table.namespace, table.name)}.${column}`,
  constraint: (table: Pick<Table, "name" | "namespace">, name: string): Address =>
    `constraint:${qualified(table.namespace, table.name)}.${name}`,
  index: (table: Pick<Table, "namespace">, name: string): Address => `index:${qualified(table.namespace, name)}`,
  enum: (type: Pick<EnumType, "name" | "namespace">): Address => `type:${qualified(type.namespace, type.name)}`,
  /** Objects that belong to a table are named within it, since two tables may have triggers of one name. */
  object: (object: SchemaObject, schema: Schema): Address => {
    const table = object.tableId === undefined ? undefined : schema.tables.find((t) => t.id === object.tableId);
    return table === undefined
      ? `${object.kind}:${qualified(object.namespace, object.name)}`
      : `${object.kind}:${qualified(table.namespace, table.name)}.${object.name}`;
  },
};
