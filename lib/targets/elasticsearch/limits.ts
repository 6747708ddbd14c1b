import type { Diagnostic } from "../../model";
import type { NativeInput } from "../native/native";
import { physicalName, type EsField, type EsIndex } from "./model";

/** Limits of one index by default (Elasticsearch, mapping limit settings: elastic.co/docs/reference/elasticsearch/index-settings/mapping-limit). */
const limits = { fields: 1000, depth: 20 };
/** Distinct nested fields: 50 in 8.x, 100 since 9.0. */
const nestedFields: Readonly<Record<string, number>> = { "8": 50, "9": 100 };

/** Limits that are passed (error) or near (warning, from half on), with the number and what to do. */
export function checkLimits(indexes: readonly EsIndex[], { version, schema }: Pick<NativeInput, "version" | "schema">): readonly Diagnostic[] {
  return indexes.flatMap((index) => {
    const found: Diagnostic[] = [];
    const check = (what: string, count: number, most: number, advice: string): void => {
      if (count * 2 <= most) return;
      found.push({ code: "elasticsearch-limit", severity: count > most ? "error" : "warning", message: `${physicalName(index)} has ${count} ${what}; at most ${most} are allowed. ${advice}`, place: { objectId: index.id } });
    };
    check("fields", countFields(index.fields), limits.fields, "Choose flattened for objects with many keys, or an index of their own for children (index.mapping.total_fields.limit).");
    check("levels of objects", depthOf(index.fields), limits.depth, "Put the inner objects into an index of their own (index.mapping.depth.limit).");
    check("nested fields", countNested(index.fields), nestedFields[version] ?? 100, "Choose object or flattened for children that are not asked for by two values together (index.mapping.nested_fields.limit).");
    const table = schema.tables.find(({ id }) => id === index.id);
    const parts = (table?.primaryKey?.columns ?? []).map((key) => table?.columns.find(({ id }) => id === key)?.type);
    const bytes = index.key.length === 0 ? 0 : parts.reduce((sum, type) => sum + (type === undefined ? 0 : type.kind === "text" ? Infinity : type.kind === "string" ? (type.length ?? Infinity) * 4 : 40), parts.length - 1);
    if (bytes > 512) found.push({ code: "elasticsearch-id-length", severity: "warning", message: `_id of ${index.alias} may have ${Number.isFinite(bytes) ? `${bytes} bytes` : "any length"}, and 512 are the most: longer keys are refused when they are fed.`, place: { objectId: index.id } });
    return found;
  });
}

/** Every mapper counts: objects, fields, multi-fields and aliases. */
export function countFields(fields: readonly EsField[]): number {
  return fields.reduce((sum, { mapping, fields: inner = [] }) => sum + 1 + (typeof mapping["fields"] === "object" ? 1 : 0) + countFields(inner), 0);
}

function depthOf(fields: readonly EsField[]): number {
  return 1 + Math.max(0, ...fields.map(({ fields: inner }) => (inner === undefined ? 0 : depthOf(inner))));
}

function countNested(fields: readonly EsField[]): number {
  return fields.reduce((sum, { mapping, fields: inner = [] }) => sum + (mapping["type"] === "nested" ? 1 : 0) + countNested(inner), 0);
}
