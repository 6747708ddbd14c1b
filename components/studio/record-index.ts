import type { Check, Column, EnumType, ForeignKey, Id, Index, PrimaryKey, Schema, SchemaObject, Table, UniqueKey } from "@/lib/model";
import type { Design, Group, Note } from "@/lib/design/design";

/** What an id of a design stands for. */
export type Found =
  | { readonly kind: "table"; readonly table: Table }
  | { readonly kind: "column"; readonly table: Table; readonly column: Column }
  | { readonly kind: "primary key"; readonly table: Table; readonly key: PrimaryKey }
  | { readonly kind: "unique"; readonly table: Table; readonly key: UniqueKey }
  | { readonly kind: "foreign key"; readonly table: Table; readonly key: ForeignKey }
  | { readonly kind: "check"; readonly table: Table; readonly check: Check }
  | { readonly kind: "index"; readonly table: Table; readonly index: Index }
  | { readonly kind: "enum"; readonly type: EnumType }
  | { readonly kind: "object"; readonly object: SchemaObject }
  | { readonly kind: "group"; readonly group: Group }
  | { readonly kind: "note"; readonly note: Note };

const schemas = new WeakMap<Schema, ReadonlyMap<Id, Found>>();

function indexSchema(schema: Schema): ReadonlyMap<Id, Found> {
  const known = schemas.get(schema);
  if (known !== undefined) return known;
  const found = new Map<Id, Found>();
  for (const table of schema.tables) {
    found.set(table.id, { kind: "table", table });
    for (const column of table.columns) found.set(column.id, { kind: "column", table, column });
    if (table.primaryKey !== undefined) found.set(table.primaryKey.id, { kind: "primary key", table, key: table.primaryKey });
    for (const key of table.uniques) found.set(key.id, { kind: "unique", table, key });
    for (const key of table.foreignKeys) found.set(key.id, { kind: "foreign key", table, key });
    for (const check of table.checks) found.set(check.id, { kind: "check", table, check });
    for (const index of table.indexes) found.set(index.id, { kind: "index", table, index });
  }
  for (const type of schema.enums) found.set(type.id, { kind: "enum", type });
  for (const object of schema.objects) found.set(object.id, { kind: "object", object });
  schemas.set(schema, found);
  return found;
}

/** What `id` stands for in the design, or undefined when it is gone. */
export function findRecord(design: Design, id: Id): Found | undefined {
  const inSchema = indexSchema(design.schema).get(id);
  if (inSchema !== undefined) return inSchema;
  const group = design.layout.groups.find((g) => g.id === id);
  if (group !== undefined) return { kind: "group", group };
  const note = design.layout.notes.find((n) => n.id === id);
  return note === undefined ? undefined : { kind: "note", note };
}

/** The table an id belongs to: itself, or the owner of a column, key, check or index. */
export function tableOf(design: Design, id: Id): Table | undefined {
  const found = findRecord(design, id);
  return found !== undefined && "table" in found ? found.table : undefined;
}
