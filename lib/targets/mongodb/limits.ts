import type { Diagnostic } from "../../model";
import type { MongoCollection, MongoField } from "./model";
import { number, type Situation } from "../native/situation";

/** MongoDB's limits (mongodb.com/docs/manual/reference/limits, seen 2026-11): indexes of a collection, _id's included. */
export const indexesPerCollection = 64;
/** Fields of a compound index. */
export const fieldsPerIndex = 32;
/** Levels of documents within documents. */
export const nestingDepth = 100;
export const documentBytes = 16 * 1_048_576;
/** From where on documents are too large to be handy, by MongoDB's own advice. */
const largeBytes = 1_048_576;

/** Limits that are passed (errors) or near (warnings), with the number and what to do. */
export function limitsOf(collection: MongoCollection, situation: Situation): readonly Diagnostic[] {
  const found: Diagnostic[] = [];
  const place = { objectId: collection.id };
  const indexes = collection.indexes.length + 1;
  if (indexes > indexesPerCollection) found.push({ code: "mongodb-too-many-indexes", severity: "error", message: `${collection.name} would have ${indexes} indexes, _id's included; MongoDB allows ${indexesPerCollection}. Drop some, or split the collection.`, place });
  else if (indexes > indexesPerCollection / 2) found.push({ code: "mongodb-many-indexes", severity: "warning", message: `${collection.name} has ${indexes} of at most ${indexesPerCollection} indexes, and each is written with every document.`, place });
  for (const index of collection.indexes) if (index.key.length > fieldsPerIndex) found.push({ code: "mongodb-index-too-wide", severity: "error", message: `Index ${index.name} has ${index.key.length} fields; MongoDB allows ${fieldsPerIndex}.`, place });
  const depth = deepest(collection.fields);
  if (depth > nestingDepth) found.push({ code: "mongodb-too-deep", severity: "error", message: `${collection.name} nests documents ${depth} deep; MongoDB allows ${nestingDepth}.`, place });
  const bytes = collection.tables.reduce((sum, id, i) => sum + (i === 0 ? own(situation, id) : own(situation, id) * most(collection.fields, `embed:${id}`)), 0);
  if (bytes > documentBytes) found.push({ code: "mongodb-document-too-large", severity: "error", message: `A document of ${collection.name} may grow to about ${megabytes(bytes)} MB; MongoDB refuses more than 16 MB. Keep ${collection.tables.length > 1 ? "the largest embedded table in a collection of its own" : "large values in GridFS or an object store"}.`, place });
  else if (bytes > largeBytes) found.push({ code: "mongodb-document-large", severity: "warning", message: `A document of ${collection.name} may grow to about ${megabytes(bytes)} MB: every read and write moves all of it. Below 1 MB is advised.`, place });
  return found;
}

function own(situation: Situation, id: string): number {
  const table = situation.table(id);
  return table === undefined ? 0 : situation.rowBytes(table);
}

/** How many embedded documents of this kind one document holds at most, arrays in arrays multiplied. */
function most(fields: readonly MongoField[], id: string, times = 1): number {
  for (const field of fields) {
    const here = times * (field.shape === "many" ? Number(field.rules["maxItems"] ?? 1) : 1);
    if (field.id === id) return here;
    const inner = most(field.fields, id, here);
    if (inner > 0) return inner;
  }
  return 0;
}

function deepest(fields: readonly MongoField[]): number {
  return 1 + Math.max(0, ...fields.map(({ shape, fields: inner }) => (shape === "value" ? 0 : deepest(inner))));
}

function megabytes(bytes: number): string {
  return number(Math.round(bytes / 104_857.6) / 10);
}
