import { asNumber, bsonTypes, isDocument, writeExtended, type Document } from "./bson-type";
import { schemaFault, violation } from "./json-schema";
import { matcher } from "./language";

/** A collection as commands left it. */
export interface Collection {
  validator: Document | undefined;
  level: string;
  action: string;
  timeseries: Document | undefined;
  expireAfterSeconds: number | undefined;
  readonly indexes: Map<string, Document>;
  documents: Document[];
}

/** A refusal with MongoDB's word for it: `IndexOptionsConflict: ...`. */
export class Refused extends Error {}

const indexesPerCollection = 64;
const fieldsPerIndex = 32;
const indexOptions = new Set(["key", "name", "unique", "sparse", "hidden", "partialFilterExpression", "expireAfterSeconds", "weights", "default_language", "language_override", "collation", "v", "background", "wildcardProjection", "2dsphereIndexVersion", "textIndexVersion"]);
const partialOperators = new Set(["$eq", "$exists", "$gt", "$gte", "$lt", "$lte", "$type", "$and", "$or", "$in"]);

/** Adds an index, or says why MongoDB would not. The same index again changes nothing. */
export function addIndex(name: string, collection: Collection, spec: unknown): void {
  if (!isDocument(spec)) throw new Refused("BadValue: an index is an object");
  const { key, name: indexName, unique, partialFilterExpression, expireAfterSeconds, weights } = spec;
  const foreign = Object.keys(spec).find((option) => !indexOptions.has(option));
  if (foreign !== undefined) throw new Refused(`InvalidIndexSpecificationOption: ${foreign} is no option of an index`);
  if (typeof indexName !== "string" || indexName === "" || indexName === "*") throw new Refused("CannotCreateIndex: an index needs a name");
  if (!isDocument(key) || Object.keys(key).length === 0) throw new Refused("CannotCreateIndex: an index needs fields");
  const fields = Object.entries(key);
  for (const [path, order] of fields) {
    if (path === "" || path.startsWith("$") || path.split(".").includes("")) throw new Refused(`CannotCreateIndex: ${path} is no path`);
    if (!(order === "text" || order === "hashed" || order === "2dsphere" || order === "2d" || (typeof order === "number" && order !== 0))) throw new Refused(`CannotCreateIndex: ${writeExtended({ order })} is no kind of index`);
  }
  if (fields.length > fieldsPerIndex) throw new Refused(`CannotCreateIndex: ${fields.length} fields are more than ${fieldsPerIndex}`);
  const text = fields.some(([, order]) => order === "text");
  const existing = collection.indexes.get(indexName);
  if (existing !== undefined) {
    if (writeExtended(existing) === writeExtended(spec)) return;
    throw new Refused(`IndexKeySpecsConflict: another index of ${name} has the name ${indexName}`);
  }
  for (const [other, { key: theirs, partialFilterExpression: partial, collation }] of collection.indexes) {
    if (writeExtended({ key: theirs, partial, collation }) === writeExtended({ key, partial: partialFilterExpression, collation: spec["collation"] })) throw new Refused(`IndexOptionsConflict: ${other} of ${name} has the same fields`);
    if (text && isDocument(theirs) && Object.values(theirs).includes("text")) throw new Refused(`CannotCreateIndex: ${name} has the text index ${other}, and a collection has one at most`);
  }
  if (collection.indexes.size + 2 > indexesPerCollection) throw new Refused(`CannotCreateIndex: ${name} would have more than ${indexesPerCollection} indexes`);
  if (expireAfterSeconds !== undefined) {
    if (fields.length !== 1 || fields[0]?.[0] === "_id" || text) throw new Refused("CannotCreateIndex: only an index on one field other than _id makes documents go");
    if (typeof expireAfterSeconds !== "number" || expireAfterSeconds < 0 || expireAfterSeconds > 2_147_483_647) throw new Refused("CannotCreateIndex: expireAfterSeconds is out of range");
  }
  if (weights !== undefined && !text) throw new Refused("CannotCreateIndex: weights are for text indexes");
  if (collection.timeseries !== undefined && (unique === true || text || partialFilterExpression !== undefined && expireAfterSeconds === undefined && Object.keys(key).includes("_id"))) throw new Refused("InvalidOptions: a time series collection has no unique and no text indexes");
  if (partialFilterExpression !== undefined) partialFault(partialFilterExpression);
  if (spec["sparse"] === true && partialFilterExpression !== undefined) throw new Refused("CannotCreateIndex: sparse and partial exclude each other");
  collection.indexes.set(indexName, spec);
  try {
    checkUnique(name, collection, collection.documents);
    checkArrays(collection, collection.documents);
  } catch (error) {
    collection.indexes.delete(indexName);
    throw error;
  }
}

function partialFault(value: unknown): void {
  if (Array.isArray(value)) return value.forEach(partialFault);
  if (!isDocument(value)) return;
  for (const [key, inner] of Object.entries(value)) {
    if (key.startsWith("$") && (!partialOperators.has(key) || (key === "$exists" && inner !== true))) throw new Refused(`CannotCreateIndex: a partial index does not know ${key}${key === "$exists" ? ": false" : ""}`);
    partialFault(inner);
  }
}

/** Values an index keeps of a document for one path: several where it passes an array. */
function valuesAt(value: unknown, path: readonly string[]): readonly unknown[] {
  const [step, ...rest] = path;
  if (step === undefined) return Array.isArray(value) ? value : [value];
  if (Array.isArray(value)) return value.flatMap((item) => valuesAt(item, path));
  return isDocument(value) && Object.hasOwn(value, step) ? valuesAt(value[step], rest) : [null];
}

/** Throws when two documents have the same key of a unique index, _id's included. */
export function checkUnique(name: string, collection: Collection, documents: readonly Document[]): void {
  const ids = collection.timeseries === undefined ? [["_id_", { key: { _id: 1 }, unique: true }] as const] : [];
  for (const [index, spec] of [...ids, ...collection.indexes]) {
    const { key, unique, partialFilterExpression }: Document = spec;
    if (unique !== true || !isDocument(key)) continue;
    const inIndex = isDocument(partialFilterExpression) ? matcher(partialFilterExpression, () => []) : () => true;
    const seen = new Map<string, number>();
    for (const [i, document] of documents.entries()) {
      if (!inIndex(document)) continue;
      let keys: unknown[][] = [[]];
      for (const path of Object.keys(key)) keys = keys.flatMap((start) => valuesAt(document, path.split(".")).map((value) => [...start, value]));
      for (const values of keys) {
        const text = writeExtended({ values });
        if ((seen.get(text) ?? i) !== i) throw new Refused(`DuplicateKey: ${name} has two documents with the same key in ${index}: ${text}`);
        seen.set(text, i);
      }
    }
  }
}

/** Throws when an index would have to look into two arrays of one document. */
export function checkArrays(collection: Collection, documents: readonly Document[]): void {
  for (const [index, { key }] of collection.indexes) {
    if (!isDocument(key) || Object.values(key).includes("text")) continue;
    for (const document of documents) {
      const arrays = new Set(Object.keys(key).flatMap((path) => arrayOn(document, path.split(".")) ?? []));
      if (arrays.size > 1) throw new Refused(`CannotIndexParallelArrays: ${index} would look into ${[...arrays].join(" and ")}`);
    }
  }
}

function arrayOn(document: unknown, path: readonly string[], walked: readonly string[] = []): string | undefined {
  if (Array.isArray(document)) return walked.join(".");
  const [step, ...rest] = path;
  return step === undefined || !isDocument(document) ? undefined : arrayOn(document[step], rest, [...walked, step]);
}

/** Throws on a validator MongoDB does not take. */
export function validatorFault(validator: unknown): void {
  if (!isDocument(validator)) throw new Refused("TypeMismatch: a validator is an object");
  for (const schema of schemasIn(validator)) {
    const fault = schemaFault(schema);
    if (fault !== undefined) throw new Refused(`FailedToParse: ${fault}`);
  }
  try {
    matcher(validator, () => [])({});
  } catch (error) {
    throw new Refused(`BadValue: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function* schemasIn(value: unknown): Generator<unknown> {
  if (Array.isArray(value)) for (const item of value) yield* schemasIn(item);
  if (!isDocument(value)) return;
  for (const [key, inner] of Object.entries(value)) {
    if (key === "$jsonSchema") yield inner;
    else if (key === "$and" || key === "$or" || key === "$nor") yield* schemasIn(inner);
  }
}

/** Why a document may not be written; undefined when it may. `before`: what it was, for validationLevel moderate. */
export function writeFault(name: string, collection: Collection, document: Document, before?: Document): string | undefined {
  if (collection.timeseries !== undefined) {
    const time = String(collection.timeseries["timeField"]);
    return bsonTypes(document[time]).includes("date") ? undefined : `BadValue: ${name} is a time series: ${time} must be a date`;
  }
  const { validator, level, action } = collection;
  if (validator === undefined || level === "off" || action === "warn") return undefined;
  const keeps = matcher(validator, () => []);
  if (keeps(document) || (level === "moderate" && before !== undefined && !keeps(before))) return undefined;
  const [schema] = [...schemasIn(validator)];
  return `DocumentValidationFailure: ${(isDocument(schema) ? violation(schema, document) : undefined) ?? "a rule of the validator is broken"} (${name})`;
}

/** Numbers in `expireAfterSeconds`, or undefined for `off`. */
export function seconds(value: unknown): number | undefined {
  const number = asNumber(value);
  if (value === "off" || value === undefined) return undefined;
  if (number === undefined || number < 0) throw new Refused("InvalidOptions: expireAfterSeconds is a number of seconds, or off");
  return number;
}

