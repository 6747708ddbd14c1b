import { address, type Address, type Id, type Schema, type Table } from "../model";
import { membersOf } from "./members";

/**
 * The address of every record of a schema, by id. What belongs to a table is named within `owner`, the table under
 * the name it is to be known by: base and goal members then meet under one name although their table is renamed.
 */
export function addressesOf(schema: Schema, owner: (table: Table) => Pick<Table, "name" | "namespace"> = (table) => table): ReadonlyMap<Id, Address> {
  const addresses = new Map<Id, Address>();
  for (const type of schema.enums) addresses.set(type.id, address.enum(type));
  const tables = new Map<Id, Table>();
  for (const table of schema.tables) {
    tables.set(table.id, table);
    addresses.set(table.id, address.table(table));
    const place = owner(table);
    for (const column of table.columns) addresses.set(column.id, address.column(place, column.name));
    for (const { kind, member } of membersOf(table)) {
      if (kind === "column") continue;
      if (kind === "index") addresses.set(member.id, address.index(place, member.name ?? member.id));
      else addresses.set(member.id, address.constraint(place, member.name ?? `#${member.id}`));
    }
  }
  for (const object of schema.objects) {
    const table = object.tableId === undefined ? undefined : tables.get(object.tableId);
    // Only the table is looked up by address.object; a schema of that one table spares the search.
    addresses.set(object.id, address.object(object, { ...schema, tables: table === undefined ? [] : [named(table, owner(table))] }));
  }
  return addresses;
}

function named(table: Table, { name, namespace }: Pick<Table, "name" | "namespace">): Table {
  const { namespace: _, ...rest } = table;
  return { ...rest, name, ...(namespace === undefined ? {} : { namespace }) };
}
