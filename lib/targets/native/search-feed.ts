import type { ForeignKey, Table } from "../../model";
import type { DocumentField, SearchDocument } from "./search-documents";

/** A name of the primary store, quoted as standard SQL does. */
function name(text: string): string {
  return `"${text.replaceAll('"', '""')}"`;
}

function text(value: string): string {
  return `'${value.replaceAll("'", "''")}'`;
}

/**
 * The query that makes all documents from the primary store, one JSON object per row, for a full rebuild: PostgreSQL's spelling, which is where
 * entities usually live. `value` writes a field's value as the engine takes it; absent values are left out of the documents.
 * Rows come in key order, so that a rebuild that was cut off goes on where it stopped.
 */
export function documentSql(document: SearchDocument, value: (field: DocumentField, column: string) => string): string {
  const { table, fields, groups } = document;
  const pairs = fields.map((field) => [text(field.name), value(field, `t.${name(field.column.name)}`)] as const);
  for (const group of groups) {
    const inner = object(group.fields.map((field) => [text(field.name), value(field, `g.${name(field.column.name)}`)] as const), "      ");
    const from = `FROM ${tableName(group.table)} AS g WHERE ${joined(group.foreignKey, document.table, group.table, group.kind)}`;
    pairs.push([text(group.name), group.kind === "copy" ? `(SELECT ${inner} ${from})` : `(SELECT coalesce(jsonb_agg(${inner}${ordered(group.table)}), '[]'::jsonb) ${from})`]);
  }
  const key = (table.primaryKey?.columns ?? []).flatMap((column) => table.columns.find(({ id }) => id === column)?.name ?? []);
  const order = key.length === 0 ? "" : `\nORDER BY ${key.map((column) => `t.${name(column)}`).join(", ")}`;
  return `SELECT jsonb_strip_nulls(${object(pairs, "  ")})\nFROM ${tableName(table)} AS t${order}`;
}

/** A function takes at most 100 arguments (PostgreSQL 18), so long objects are joined of parts. */
function object(pairs: readonly (readonly [string, string])[], indent: string): string {
  const parts: string[] = [];
  for (let i = 0; i < pairs.length; i += 40) parts.push(`jsonb_build_object(\n${pairs.slice(i, i + 40).map(([key, value]) => `${indent}${key}, ${value}`).join(",\n")}\n${indent.slice(2)})`);
  return parts.length === 0 ? "'{}'::jsonb" : parts.join(" || ");
}

function joined(key: ForeignKey, own: Table, other: Table, kind: "children" | "copy"): string {
  const [child, parent] = kind === "children" ? [other, own] : [own, other];
  const [childAlias, parentAlias] = kind === "children" ? ["g", "t"] : ["t", "g"];
  return key.columns.map((column, i) => {
    const left = child.columns.find(({ id }) => id === column)?.name ?? column;
    const right = parent.columns.find(({ id }) => id === key.referencedColumns[i])?.name ?? key.referencedColumns[i] ?? "";
    return `${childAlias}.${name(left)} = ${parentAlias}.${name(right)}`;
  }).join(" AND ");
}

function ordered({ primaryKey, columns }: Table): string {
  const key = (primaryKey?.columns ?? []).flatMap((column) => columns.find(({ id }) => id === column)?.name ?? []);
  return key.length === 0 ? "" : ` ORDER BY ${key.map((column) => `g.${name(column)}`).join(", ")}`;
}

function tableName({ namespace, name: own }: Table): string {
  return namespace === undefined ? name(own) : `${name(namespace)}.${name(own)}`;
}
