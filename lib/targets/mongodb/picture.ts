import { isJsonObject, type Id, type JsonValue } from "../../model";
import type { NativeBox, NativeLink, NativePicture, NativeRow } from "../native";
import type { MongoCollection, MongoField } from "./model";
import { sampleDocuments } from "./samples";
import type { Situation } from "../native/situation";

/** The collections as boxes with their documents' fields, and what refers to what. */
export function pictureOf(collections: readonly MongoCollection[], situation: Situation): NativePicture {
  return { boxes: collections.map(box), links: collections.flatMap((collection) => linksOf(collection, collections, situation)) };
}

function box(collection: MongoCollection): NativeBox {
  const { timeseries } = collection;
  const columns = collection.fields.map(({ name }) => name);
  return {
    id: collection.id, kind: timeseries === null ? "collection" : "time series collection", title: collection.name, tables: collection.tables,
    ...(timeseries === null ? collection.schemaVersion > 1 ? { subtitle: `documents of version ${collection.schemaVersion}` } : {} : { subtitle: `by ${timeseries.timeField}, ${timeseries.granularity}` }),
    rows: collection.fields.flatMap((field) => rowsOf(field, 0)),
    parts: [
      ...collection.indexes.map((index) => ({
        kind: index.expireAfterSeconds !== null ? "TTL index" : index.weights !== null ? "text index" : index.unique ? "unique index" : "index", title: index.name,
        detail: `${index.key.map(({ path, order }) => `${path}: ${order}`).join(", ")}${index.expireAfterSeconds === null ? "" : `; goes after ${index.expireAfterSeconds} s`}${index.partial === null ? "" : "; partial"}: ${index.reason}`,
      })),
      ...(timeseries === null || timeseries.expireAfterSeconds === null ? [] : [{ kind: "expiry", title: "expireAfterSeconds", detail: `${timeseries.expireAfterSeconds} s after ${timeseries.timeField}` }]),
    ],
    samples: [{ facet: "documents", columns, items: sampleDocuments(collection).map((document) => columns.map((name) => (isJsonObject(document) ? shortened(document[name]) : ""))) }],
  };
}

function rowsOf(field: MongoField, depth: number): readonly NativeRow[] {
  const type = field.shape === "many" ? `[object] max ${String(field.rules["maxItems"] ?? "")}` : field.bson.length === 0 ? "any" : field.bson.join(" | ");
  const marks = [...(field.name === "_id" && depth === 0 ? ["key"] : []), ...(field.required ? ["required"] : []), ...(field.id.startsWith("copy:") && field.fields.length > 0 ? ["copy"] : []), ...(field.nullable ? ["null"] : [])];
  return [{ depth, name: field.name, type, marks, ...(field.column === null ? {} : { column: field.column }) }, ...field.fields.flatMap((inner) => rowsOf(inner, depth + 1))];
}

function linksOf(collection: MongoCollection, collections: readonly MongoCollection[], situation: Situation): readonly NativeLink[] {
  const to = (table: Id): MongoCollection | undefined => collections.find(({ tables }) => tables.includes(table));
  return collection.tables.flatMap((id) => situation.table(id)?.foreignKeys ?? []).flatMap((key): NativeLink[] => {
    const other = to(key.referencedTable);
    const held = key.columns.map((column) => nameOf(collection.fields, column));
    if (other === undefined || held.some((name) => name === undefined)) return [];
    const copied = hasField(collection.fields, `copy:${key.id}`);
    return [{ from: collection.id, to: other.id, label: held.join(", "), kind: copied ? "copies" : "refers" }];
  });
}

function nameOf(fields: readonly MongoField[], column: Id): string | undefined {
  for (const field of fields) {
    if (field.column === column) return field.name;
    const inner = nameOf(field.fields, column);
    if (inner !== undefined) return `${field.name}.${inner}`;
  }
  return undefined;
}

function hasField(fields: readonly MongoField[], id: Id): boolean {
  return fields.some((field) => field.id === id || hasField(field.fields, id));
}

function shortened(value: JsonValue | undefined): string {
  const text = value === undefined ? "" : typeof value === "string" ? value : JSON.stringify(value);
  return text.length > 60 ? `${text.slice(0, 57)}...` : text;
}
