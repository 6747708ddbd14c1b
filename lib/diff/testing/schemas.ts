import { emptySchema, type Column, type Schema, type Table } from "../../model";

/** A table for tests: columns as `name:kind`, ids made of the names unless given. */
export function table(name: string, columns: readonly string[], rest: Partial<Table> = {}): Table {
  const id = rest.id ?? `table ${name}`;
  return {
    id, name, uniques: [], foreignKeys: [], checks: [], indexes: [], options: {}, ...rest,
    columns: rest.columns ?? columns.map((text) => column(id, text)),
  };
}

function column(table: string, text: string): Column {
  const [name = "", kind = "text"] = text.split(":");
  return { id: `${table} ${name}`, name, nullable: true, type: kind === "int64" || kind === "int32" || kind === "uuid" ? { kind } : { kind: "text" } };
}

export function schema(...tables: readonly Table[]): Schema {
  return { ...emptySchema, tables };
}
