import { mapIds } from "../diff";
import { qualified, type Id, type Schema } from "../model";

/** The schema with ids that are names, so that what is called the same in two texts is the same. */
export function withNameIds(schema: Schema): Schema {
  const ids = new Map<Id, string>();
  for (const table of schema.tables) {
    const name = qualified(table.namespace, table.name);
    const columns = new Map(table.columns.map((column) => [column.id, column.name]));
    const names = (list: readonly Id[]): string => list.map((id) => columns.get(id) ?? id).join(",");
    ids.set(table.id, `table ${name}`);
    for (const column of table.columns) ids.set(column.id, `column ${name}.${column.name}`);
    if (table.primaryKey !== undefined) ids.set(table.primaryKey.id, `primary key ${name}`);
    for (const key of table.uniques) ids.set(key.id, `unique ${name} ${names(key.columns)}`);
    for (const key of table.foreignKeys) ids.set(key.id, `foreign key ${name} ${names(key.columns)}`);
    for (const check of table.checks) ids.set(check.id, `check ${name} ${check.expression}`);
    for (const index of table.indexes) ids.set(index.id, `index ${name} ${index.name}`);
  }
  for (const type of schema.enums) ids.set(type.id, `enum ${qualified(type.namespace, type.name)}`);
  for (const object of schema.objects) ids.set(object.id, `${object.kind} ${qualified(object.namespace, object.name)}`);
  return mapIds(schema, (id) => ids.get(id) ?? id);
}
