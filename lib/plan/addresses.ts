import { address, type Address, type Id, type Schema, type Table } from "../model";
import { membersOf } from "./members";

/** The address of every record of a schema, by id. */
export function addressesOf(schema: Schema): ReadonlyMap<Id, Address> {
  const addresses = new Map<Id, Address>();
  for (const type of schema.enums) addresses.set(type.id, address.enum(type));
  const tables = new Map<Id, Table>();
  for (const table of schema.tables) {
    tables.set(table.id, table);
    addresses.set(table.id, address.table(table));
    for (const column of table.columns) addresses.set(column.id, address.column(table, column.name));
    for (const { kind, member } of membersOf(table)) {
      if (kind === "column") continue;
      if (kind === "index") addresses.set(member.id, address.index(table, member.name ?? member.id));
      else addresses.set(member.id, address.constraint(table, member.name ?? `#${member.id}`));
    }
  }
  for (const object of schema.objects) {
    const owner = object.tableId === undefined ? undefined : tables.get(object.tableId);
    // Only the owner is looked up by address.object; a schema of that one table spares the search.
    addresses.set(object.id, address.object(object, { ...schema, tables: owner === undefined ? [] : [owner] }));
  }
  return addresses;
}
