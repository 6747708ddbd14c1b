import type { JsonObject, JsonValue } from "../../model";
import { object, type FirestoreCollection, type FirestoreField, type FirestoreModel } from "./model";

/** Documents that the rules would take, made up by type; the same for the same shape. */
export function sampleDocuments(collection: FirestoreCollection, count = 2): readonly { readonly id: string; readonly data: JsonObject }[] {
  return Array.from({ length: count }, (_, row) => ({
    id: `sample${row + 1}`, data: object([...collection.fields.map((field) => [field.name, valueFor(field, row)] as const), [collection.versionField, collection.schemaVersion]]),
  }));
}

/** Where sample documents lie: within the first sample of each collection above. */
export function samplePath(model: FirestoreModel, collection: FirestoreCollection, id: string): string {
  const above = collection.within.map((parent) => `${model.collections.find((other) => other.id === parent)?.name ?? parent}/sample1`);
  return [...above, collection.name, id].join("/");
}

export function sampleCommands(model: FirestoreModel): readonly string[] {
  return model.collections.flatMap((collection) => sampleDocuments(collection).map(({ id, data }) => JSON.stringify({ write: samplePath(model, collection, id), data })));
}

function valueFor(field: FirestoreField, row: number): JsonValue {
  const members = field.rules.find((rule) => rule.kind === "in" && !rule.negated);
  if (members?.kind === "in" && members.values.length > 0) return members.values[row % members.values.length] ?? null;
  switch (field.type) {
    case "string": return cut(field, `${field.name} ${row + 1}`);
    case "int": return number(field, row + 1);
    case "number": return number(field, row + 1.5);
    case "bool": return row % 2 === 0;
    case "timestamp": return { $timestamp: `2026-01-0${(row % 8) + 1}T08:00:00.000Z` };
    case "bytes": return { $bytes: "c2FtcGxl" };
    case "map": return field.fields.length > 0 ? object(field.fields.map((inner) => [inner.name, valueFor(inner, row)])) : { note: `sample ${row + 1}` };
    case "list": return field.fields.length > 0 ? [object(field.fields.map((inner) => [inner.name, valueFor(inner, row)]))] : [`item ${row + 1}`];
    default: return null;
  }
}

function cut(field: FirestoreField, text: string): string {
  const size = field.rules.find((rule) => rule.kind === "size");
  const pattern = field.rules.find((rule) => rule.kind === "matches");
  if (pattern !== undefined) return "08:30:00";
  return size?.kind === "size" && size.max !== null ? text.slice(-size.max) : text;
}

function number(field: FirestoreField, wanted: number): number {
  return field.rules.reduce((value, rule) => {
    if (rule.kind !== "compare" || typeof rule.value !== "number") return value;
    return rule.operator === ">=" || rule.operator === ">" ? Math.max(value, rule.value + 1) : rule.operator === "<=" || rule.operator === "<" ? Math.min(value, rule.value - (rule.operator === "<" ? 1 : 0)) : value;
  }, wanted);
}
