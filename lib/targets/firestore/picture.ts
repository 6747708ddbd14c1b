import { isJsonObject, type JsonValue } from "../../model";
import type { NativeBox, NativeLink, NativePicture, NativeRow } from "../native";
import type { Situation } from "../native/situation";
import type { FirestoreCollection, FirestoreField, FirestoreModel } from "./model";
import { sampleDocuments } from "./samples";

/** Collections as boxes, subcollections owned by theirs, with indexes and sample documents. */
export function pictureOf(model: FirestoreModel, situation: Situation): NativePicture {
  return { boxes: model.collections.map((collection) => box(collection, model, situation)), links: model.collections.flatMap((collection) => linksOf(collection, model, situation)) };
}

function box(collection: FirestoreCollection, model: FirestoreModel, situation: Situation): NativeBox {
  const names = collection.fields.map(({ name }) => name);
  const id = collection.documentId.map((column) => situation.column(column)?.name ?? column).join("_");
  const path = [...collection.within.map((parent) => `${model.collections.find((other) => other.id === parent)?.name ?? parent}/{id}`), `${collection.name}/{${id === "" ? "generated" : id}}`].join("/");
  return {
    id: collection.id, kind: collection.within.length === 0 ? "collection" : "subcollection", title: collection.name, subtitle: path, tables: collection.tables,
    rows: [...collection.documentId.length === 1 ? [{ depth: 0, name: id, type: "document id", marks: ["key"], column: collection.documentId[0] ?? "" }] : [], ...collection.fields.flatMap((field) => rowsOf(field, 0))],
    parts: [
      ...model.indexes.filter(({ collectionGroup }) => collectionGroup === collection.name).map(({ fields, queryScope, reason }) => ({ kind: queryScope === "COLLECTION" ? "composite index" : "collection group index", title: fields.map(({ fieldPath, order, arrayConfig }) => `${fieldPath} ${(order ?? arrayConfig ?? "").toLowerCase()}`).join(", "), detail: reason })),
      ...model.overrides.filter(({ collectionGroup }) => collectionGroup === collection.name).map(({ fieldPath, ttl, reason }) => ({ kind: ttl ? "TTL" : "field override", title: fieldPath, detail: reason })),
      { kind: "access", title: collection.access.kind === "owner" || collection.access.kind === "claim" ? `${collection.access.kind} by ${collection.access.field}` : collection.access.kind, detail: "who the rules let in" },
    ],
    samples: [{ facet: "documents", columns: ["id", ...names], items: sampleDocuments(collection).map((document) => [document.id, ...names.map((name) => shortened(document.data[name]))]) }],
  };
}

function rowsOf(field: FirestoreField, depth: number): readonly NativeRow[] {
  const marks = [...(field.required ? ["required"] : []), ...(field.nullable ? ["null"] : []), ...(field.immutable ? ["immutable"] : [])];
  return [{ depth, name: field.name, type: field.type === "list" && field.fields.length > 0 ? "list of maps" : field.type === "" ? "any" : field.type, marks, ...(field.column === null ? {} : { column: field.column }) }, ...field.fields.flatMap((inner) => rowsOf(inner, depth + 1))];
}

function linksOf(collection: FirestoreCollection, model: FirestoreModel, situation: Situation): readonly NativeLink[] {
  const parent = collection.within.at(-1);
  const owns: NativeLink[] = parent === undefined ? [] : [{ from: parent, to: collection.id, label: collection.name, kind: "owns" }];
  return [...owns, ...collection.tables.flatMap((id) => situation.table(id)?.foreignKeys ?? []).flatMap((key): NativeLink[] => {
    const other = model.collections.find(({ tables }) => tables.includes(key.referencedTable));
    const held = key.columns.flatMap((column) => (holds(collection.fields, column) ? [situation.column(column)?.name ?? column] : []));
    return other === undefined || held.length === 0 ? [] : [{ from: collection.id, to: other.id, label: held.join(", "), kind: "refers" }];
  })];
}

function holds(fields: readonly FirestoreField[], column: string): boolean {
  return fields.some((field) => field.column === column || holds(field.fields, column));
}

function shortened(value: JsonValue | undefined): string {
  const text = value === undefined ? "" : typeof value === "string" ? value : isJsonObject(value) && "$timestamp" in value ? String(value["$timestamp"]) : JSON.stringify(value);
  return text.length > 60 ? `${text.slice(0, 57)}...` : text;
}
