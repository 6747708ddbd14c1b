import type { JsonValue } from "../../model";
import type { InColumn } from "./model";

/** Commas and spaces of a table's name. */
export function escapeTable(name: string): string {
  return name.replaceAll(/[\r\n]+/g, " ").replaceAll(/[, ]/g, "\\$&");
}

/** Commas, equals signs and spaces of tag keys, tag values and field keys. Newlines have no form there; a backslash at the end would escape what follows. */
export function escapeKey(text: string): string {
  return text.replaceAll(/[\r\n]+/g, " ").replace(/\\+$/, "").replaceAll(/[,= ]/g, "\\$&");
}

/** A field's value: integers with `i`, texts in quotes with quotes and backslashes escaped. */
export function fieldValue(value: JsonValue, type: InColumn["type"]): string {
  switch (type) {
    case "int64": return `${Math.trunc(Number(value))}i`;
    case "float64": return String(Number(value));
    case "bool": return value === true || value === "true" ? "true" : "false";
    case "utf8": return `"${(typeof value === "string" ? value : JSON.stringify(value)).replaceAll("\\", "\\\\").replaceAll('"', '\\"')}"`;
  }
}

/**
 * One point: table, tags in the order of their keys (which saves the server from sorting), fields, nanoseconds. Absent values are left out;
 * undefined without a field, which a point needs.
 */
export function point(table: string, columns: readonly InColumn[], values: ReadonlyMap<string, JsonValue>, nanoseconds: string): string | undefined {
  const tags = columns.filter(({ role }) => role === "tag").toSorted((a, b) => (a.name < b.name ? -1 : 1)).flatMap(({ name }) => {
    const value = values.get(name);
    return value === undefined || value === null || value === "" ? [] : [`,${escapeKey(name)}=${escapeKey(String(value))}`];
  });
  const fields = columns.filter(({ role }) => role === "field").flatMap(({ name, type }) => {
    const value = values.get(name);
    return value === undefined || value === null ? [] : [`${escapeKey(name)}=${fieldValue(value, type)}`];
  });
  return fields.length === 0 ? undefined : `${escapeTable(table)}${tags.join("")} ${fields.join(",")} ${nanoseconds}`;
}
