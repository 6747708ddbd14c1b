import { canonicalJson, type JsonObject, type JsonValue } from "../../model";
import { compareElements } from "../native";
import type { MongoCollection, MongoField } from "./model";

/** What differs between the fields of two shapes of one document, level by level. */
export interface FieldDiff {
  readonly added: readonly MongoField[];
  readonly dropped: readonly MongoField[];
  readonly changed: readonly FieldChange[];
}

export interface FieldChange {
  readonly from: MongoField;
  readonly to: MongoField;
  readonly renamed: boolean;
  /** Values of the old type are not accepted any more. */
  readonly retyped: boolean;
  /** Documents may lack it, or hold null, and may not any more. */
  readonly demanded: boolean;
  /** Further rules that some documents may break. */
  readonly tightened: boolean;
  readonly inner: FieldDiff;
}

const nothing: FieldDiff = { added: [], dropped: [], changed: [] };

export function diffFields(from: readonly MongoField[], to: readonly MongoField[]): FieldDiff {
  const { added, dropped, changed } = compareElements(from, to);
  return {
    added, dropped,
    changed: changed.map(({ from: before, to: after, renamed }) => ({
      from: before, to: after, renamed,
      retyped: before.shape !== after.shape || (after.bson.length > 0 && !before.bson.every((type) => after.bson.includes(type))) || (before.bson.length === 0 && after.bson.length > 0),
      demanded: (!before.required && after.required) || (before.nullable && !after.nullable),
      tightened: !loosens(before.rules, after.rules),
      inner: before.shape === "value" || after.shape === "value" ? nothing : diffFields(before.fields, after.fields),
    })),
  };
}

/** Whether every value that kept to the old rules keeps to the new ones; when in doubt, no. */
function loosens(from: JsonObject, to: JsonObject): boolean {
  return Object.entries(to).every(([key, limit]) => {
    const before = from[key];
    if (canonicalJson(before) === canonicalJson(limit)) return true;
    if (before === undefined) return false;
    if (key === "enum" && Array.isArray(before) && Array.isArray(limit)) return before.every((value: JsonValue) => limit.some((other) => canonicalJson(other) === canonicalJson(value)));
    if (typeof before !== "number" || typeof limit !== "number") return false;
    return key.startsWith("min") ? limit <= before : key.startsWith("max") ? limit >= before : false;
  });
}

export function isEmpty({ added, dropped, changed }: FieldDiff): boolean {
  return added.length + dropped.length + changed.length === 0;
}

/** Whether the documents must be written anew in another collection: _id cannot be changed, nor how a collection stores. */
export function mustRebuild(from: MongoCollection, to: MongoCollection): boolean {
  const storage = ({ timeseries }: MongoCollection): string => canonicalJson(timeseries === null ? null : [timeseries.timeField, timeseries.metaField]);
  const id = ({ fields }: MongoCollection): string => canonicalJson(identity(fields.find(({ name }) => name === "_id")));
  return storage(from) !== storage(to) || id(from) !== id(to);
}

function identity(field: MongoField | undefined): JsonValue {
  return field === undefined ? null : [field.id, field.name, field.shape, field.bson, field.fields.map(identity)];
}

/** Whether documents of the old shape are wrong in the new one until they are rewritten. */
export function needsRewrite(from: MongoCollection, to: MongoCollection): boolean {
  return mustRebuild(from, to) || rewrites(diffFields(from.fields, to.fields));
}

/** Whether the difference asks for something to be done in documents, other than taking away. */
export function rewrites({ added, changed }: FieldDiff): boolean {
  return added.some(({ required, id }) => required || id.startsWith("embed:") || id.startsWith("copy:")) || changed.some(({ renamed, retyped, demanded, inner }) => renamed || retyped || demanded || rewrites(inner));
}

/** Whether some documents may break the new rules though nothing is to be rewritten for them. */
export function tightens({ changed }: FieldDiff): boolean {
  return changed.some(({ tightened, inner }) => tightened || tightens(inner));
}
