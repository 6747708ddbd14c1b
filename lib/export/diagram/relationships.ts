import type { ForeignKey, Id, Schema, Table } from "../../model";

/** How many rows stand at an end: exactly one, at most one, or any number. */
export type Cardinality = "one" | "zero-or-one" | "zero-or-many";

/** A foreign key read as a relationship. A composite key is one relationship. */
export interface Relationship {
  /** Id of the foreign key. */
  readonly id: Id;
  /** The referencing table and its columns. */
  readonly child: Id;
  readonly childColumns: readonly Id[];
  /** The referenced table and its columns, paired with `childColumns`. */
  readonly parent: Id;
  readonly parentColumns: readonly Id[];
  /** Rows of the child for one row of the parent. */
  readonly childEnd: Cardinality;
  /** Rows of the parent for one row of the child. */
  readonly parentEnd: Cardinality;
  /** The key is part of the child's own identity. */
  readonly identifying: boolean;
}

/** Relationships of a schema, in table order; foreign keys to tables that are not there are left out. */
export function relationships(schema: Schema): readonly Relationship[] {
  const known = new Set(schema.tables.map((table) => table.id));
  return schema.tables.flatMap((table) => relationshipsOf(table).filter((r) => known.has(r.parent)));
}

/** Relationships whose child is this table. They depend on this table alone. */
export function relationshipsOf(table: Table): readonly Relationship[] {
  return table.foreignKeys.map((key) => ({
    id: key.id,
    child: table.id,
    childColumns: key.columns,
    parent: key.referencedTable,
    parentColumns: key.referencedColumns,
    childEnd: isUnique(table, key.columns) ? "zero-or-one" : "zero-or-many",
    parentEnd: mayBeAbsent(table, key) ? "zero-or-one" : "one",
    identifying: key.columns.length > 0 && key.columns.every((id) => table.primaryKey?.columns.includes(id) === true),
  }));
}

/** No two rows agree in these columns: some key or whole unique index lies within them. */
function isUnique(table: Table, columns: readonly Id[]): boolean {
  const within = (key: readonly (Id | undefined)[]) => key.length > 0 && key.every((id) => id !== undefined && columns.includes(id));
  return (table.primaryKey !== undefined && within(table.primaryKey.columns))
    || table.uniques.some((key) => within(key.columns))
    || table.indexes.some((index) => index.unique && index.where === undefined && within(index.parts.map((part) => part.column)));
}

/** With MATCH SIMPLE one null frees the row from its parent; with MATCH FULL all columns must be null. */
function mayBeAbsent(table: Table, key: ForeignKey): boolean {
  const nullable = (id: Id) => table.primaryKey?.columns.includes(id) !== true
    && table.columns.find((column) => column.id === id)?.nullable === true;
  return key.match === "full" ? key.columns.length > 0 && key.columns.every(nullable) : key.columns.some(nullable);
}
