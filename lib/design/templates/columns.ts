import type { ReferentialAction } from "../../model";
import type { ColumnSpec, TableSpec } from "./template";

// The vocabulary templates are written in: one function per kind of column they have.

type More = Omit<Partial<ColumnSpec>, "type">;

/** The row's own number, made by the database. */
export const id = (): ColumnSpec => ({ type: { kind: "int64" }, identity: true });
export const string = (length: number, more: More = {}): ColumnSpec => ({ type: { kind: "string", length }, ...more });
export const text = (more: More = {}): ColumnSpec => ({ type: { kind: "text" }, ...more });
export const int = (more: More = {}): ColumnSpec => ({ type: { kind: "int32" }, ...more });
export const bigint = (more: More = {}): ColumnSpec => ({ type: { kind: "int64" }, ...more });
export const float = (more: More = {}): ColumnSpec => ({ type: { kind: "float64" }, ...more });
/** An amount of money with two decimals. */
export const money = (more: More = {}): ColumnSpec => ({ type: { kind: "decimal", precision: 12, scale: 2 }, ...more });
export const flag = (value: boolean, more: More = {}): ColumnSpec => ({ type: { kind: "boolean" }, default: String(value), ...more });
export const date = (more: More = {}): ColumnSpec => ({ type: { kind: "date" }, ...more });
export const moment = (more: More = {}): ColumnSpec => ({ type: { kind: "timestamptz" }, ...more });
/** When the row was written. */
export const createdAt = (): ColumnSpec => moment({ default: "now()" });
export const json = (more: More = {}): ColumnSpec => ({ type: { kind: "json" }, ...more });
export const oneOf = (name: string, value?: string, more: More = {}): ColumnSpec => ({ type: { kind: "enum name", name }, ...(value === undefined ? {} : { default: `'${value}'` }), ...more });
/** References the `id` of a table. */
export const ref = (table: string, onDelete: ReferentialAction = "no action", more: More = {}): ColumnSpec => ({ type: { kind: "int64" }, references: { table, onDelete }, ...more });
export const optionalRef = (table: string, more: More = {}): ColumnSpec => ref(table, "set null", { nullable: true, ...more });

export function table(name: string, comment: string, columns: TableSpec["columns"], more: Omit<TableSpec, "name" | "comment" | "columns"> = {}): TableSpec {
  return { name, comment, columns, ...more };
}
