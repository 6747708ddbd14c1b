import type { Id, JsonObject, JsonValue } from "../../model";
import { converted, filling } from "./backfill";
import type { Job } from "./job";
import { object, type MongoCollection, type MongoField, type MongoModel } from "./model";

/** Where the rows of a table lie: in a collection, and there in these fields, the outermost first. */
export interface Location {
  readonly collection: MongoCollection;
  readonly trail: readonly MongoField[];
}

export function locate(model: MongoModel, table: Id): Location | undefined {
  for (const collection of model.collections) {
    if (collection.id === table) return { collection, trail: [] };
    const trail = trailTo(collection.fields, `embed:${table}`);
    if (trail !== undefined) return { collection, trail };
  }
  return undefined;
}

function trailTo(fields: readonly MongoField[], id: Id): readonly MongoField[] | undefined {
  for (const field of fields) {
    if (field.id === id) return [field];
    const inner = trailTo(field.fields, id);
    if (inner !== undefined) return [field, ...inner];
  }
  return undefined;
}

/** The path of a column's values in documents of a collection; also of references that embedding made needless. */
export function pathOf(fields: readonly MongoField[], column: Id): string | undefined {
  for (const field of fields) {
    if (field.column === column) return field.name;
    const inner = pathOf(field.fields, column);
    if (inner !== undefined) return `${field.name}.${inner}`;
  }
  for (const field of fields) {
    const through = field.through.find((pair) => pair.column === column && field.id.startsWith("embed:"));
    if (through !== undefined) return pathOf(fields, through.refers);
  }
  return undefined;
}

/** A document of the new fields from values at old paths; null where a value is not to be had. `_id` that is generated is left out. */
function document(to: readonly MongoField[], source: readonly MongoField[], value: (field: MongoField) => JsonValue | undefined): JsonObject {
  return object(to.flatMap((field): [string, JsonValue][] => {
    if (field.column === null && field.bson[0] === "objectId") return [];
    if (field.column === null && field.shape === "one" && !field.id.startsWith("embed:") && !field.id.startsWith("copy:")) return [[field.name, document(field.fields, source, value)]];
    const found = value(field);
    if (found === undefined) return field.required ? [[field.name, filling(field)]] : [];
    const old = field.column === null ? undefined : holder(source, field.column);
    const typed = old === undefined || field.bson.length === 0 || (old.bson.length > 0 && old.bson.every((type) => field.bson.includes(type))) ? found : converted(found, old, field);
    return [[field.name, old !== undefined && field.required && !field.nullable && (!old.required || old.nullable) ? { $ifNull: [typed, filling(field)] } : typed]];
  }));
}

/** The field that holds a column, at any depth. */
function holder(fields: readonly MongoField[], column: Id): MongoField | undefined {
  for (const field of fields) {
    const found = field.column === column ? field : holder(field.fields, column);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Fields of an element of the array, or of documents, whose values stand below `at` (`$`, `$$row.`, `$items.`). */
function valuesIn(fields: readonly MongoField[], at: string): (field: MongoField) => string | undefined {
  return (field) => {
    if (field.column !== null) {
      const path = pathOf(fields, field.column);
      return path === undefined ? undefined : `${at}${path}`;
    }
    const same = fields.find(({ id }) => id === field.id);
    return same === undefined ? undefined : `${at}${same.name}`;
  };
}

/** Gathers a collection's documents into their parents' (walked by the parents, so that each is whole). Undefined where they would lie deeper than one level. */
export function gathering(source: MongoCollection, target: Location): Job | undefined {
  const [field, ...deeper] = target.trail;
  const pairs = (field?.through ?? []).map(({ column, refers }) => ({ foreign: pathOf(source.fields, column), local: pathOf(target.collection.fields, refers) }));
  const known = pairs.flatMap(({ foreign, local }) => (foreign === undefined || local === undefined ? [] : [{ foreign, local }]));
  const [first] = known;
  if (field === undefined || deeper.length > 0 || first === undefined || known.length < pairs.length) return undefined;
  const join: JsonObject = known.length === 1 ? { localField: first.local, foreignField: first.foreign } : {
    let: object(known.map(({ local }, i) => [`parent${i}`, `$${local}`])),
    pipeline: [{ $match: { $expr: { $and: known.map(({ foreign }, i) => ({ $eq: [`$${foreign}`, `$$parent${i}`] })) } } }],
  };
  const rows: JsonValue = { $map: { input: { $sortArray: { input: "$_rows", sortBy: { _id: 1 } } }, as: "row", in: document(field.fields, source.fields, valuesIn(source.fields, "$$row.")) } };
  return {
    title: `Gather ${source.name} in ${target.collection.name}.${field.name}`, collection: target.collection.name, filter: { [field.name]: { $exists: false } },
    pipeline: [
      { $lookup: { from: source.name, ...join, as: "_rows" } }, { $project: object([[field.name, field.shape === "many" ? rows : { $ifNull: [{ $arrayElemAt: [rows, 0] }, null] }]]) },
      { $merge: { into: target.collection.name, on: "_id", whenMatched: "merge", whenNotMatched: "discard" } },
    ],
  };
}

/** Makes documents of their own from what lies in others' documents. Undefined where it lies deeper than one level. */
export function scattering(source: Location, target: MongoCollection): Job | undefined {
  const [field, ...deeper] = source.trail;
  if (field === undefined || deeper.length > 0 || target.timeseries !== null) return undefined;
  const inItem = valuesIn(field.fields, `$${field.name}.`);
  const value = (wanted: MongoField): string | undefined => {
    const own = inItem(wanted);
    const through = field.through.find(({ column }) => column === wanted.column);
    const path = through === undefined ? undefined : pathOf(source.collection.fields, through.refers);
    return own ?? (path === undefined ? undefined : `$${path}`);
  };
  return {
    title: `Make documents of ${target.name} from ${source.collection.name}.${field.name}`, collection: source.collection.name, filter: field.shape === "many" ? { [`${field.name}.0`]: { $exists: true } } : { [field.name]: { $type: "object" } },
    pipeline: [...(field.shape === "many" ? [{ $unwind: `$${field.name}` }] : []), { $replaceWith: { ...document(target.fields, field.fields, value), [target.versionField]: target.schemaVersion } }, into(target)],
  };
}

/** Moves what lies in others' documents into those of another parent (walked by the new parents). Undefined where either lies deeper than one level. */
export function regathering(source: Location, target: Location): Job | undefined {
  const [held, ...below] = source.trail;
  const [field, ...deeper] = target.trail;
  if (held === undefined || field === undefined || below.length + deeper.length > 0) return undefined;
  const at = `$${held.name}.`;
  const columnPath = (column: Id): string | undefined => {
    const own = pathOf(held.fields, column);
    if (own !== undefined) return `${at}${own}`;
    const through = held.through.find((pair) => pair.column === column);
    const path = through === undefined ? undefined : pathOf(source.collection.fields, through.refers);
    return path === undefined ? undefined : `$${path}`;
  };
  const pairs = field.through.map(({ column, refers }) => ({ foreign: columnPath(column), local: pathOf(target.collection.fields, refers) }));
  if (pairs.length === 0 || pairs.some(({ foreign, local }) => foreign === undefined || local === undefined)) return undefined;
  const inItem = valuesIn(held.fields, at);
  const value = (wanted: MongoField): string | undefined => inItem(wanted) ?? (wanted.column === null ? undefined : columnPath(wanted.column));
  return {
    title: `Gather ${source.collection.name}.${held.name} in ${target.collection.name}.${field.name}`, collection: target.collection.name, filter: { [field.name]: { $exists: false } },
    pipeline: [
      {
        $lookup: {
          from: source.collection.name, let: object(pairs.map(({ local }, i) => [`parent${i}`, `$${local ?? ""}`])), as: "_rows",
          pipeline: [...(held.shape === "many" ? [{ $unwind: `$${held.name}` }] : []), { $match: { $expr: { $and: pairs.map(({ foreign }, i) => ({ $eq: [foreign ?? "", `$$parent${i}`] })) } } }, { $replaceWith: document(field.fields, held.fields, value) }],
        },
      },
      { $project: object([[field.name, field.shape === "many" ? "$_rows" : { $ifNull: [{ $arrayElemAt: ["$_rows", 0] }, null] }]]) },
      { $merge: { into: target.collection.name, on: "_id", whenMatched: "merge", whenNotMatched: "discard" } },
    ],
  };
}

/** $merge by what identifies the documents, so that running again changes nothing. */
function into(target: MongoCollection, name = target.name): JsonObject {
  const generated = target.fields.some(({ name: field, column, bson }) => field === "_id" && column === null && bson[0] === "objectId");
  const key = generated ? target.indexes.find(({ unique, partial }) => unique && partial === null)?.key.map(({ path }) => path) : undefined;
  return { $merge: { into: name, on: key === undefined ? "_id" : key.length === 1 ? key[0] ?? "_id" : key, whenMatched: "keepExisting", whenNotMatched: "insert" } };
}

/** Writes a collection's documents in another shape into another collection: for what cannot be changed in place. */
export function copying(from: MongoCollection, source: string, to: MongoCollection, target: string): Job {
  const made: JsonObject = { ...document(to.fields, from.fields, valuesIn(from.fields, "$")), ...(to.timeseries === null ? { [to.versionField]: to.schemaVersion } : {}) };
  const job = { title: `Copy ${source} to ${target}`, collection: source, filter: {} };
  return to.timeseries === null ? { ...job, pipeline: [{ $replaceWith: made }, into(to, target)] } : { ...job, pipeline: [{ $replaceWith: made }], insertInto: target };
}

/** Fills the copies of an extended reference from the documents referred to. Undefined where they lie within arrays. */
export function copyingReferences(collection: MongoCollection, field: MongoField, model: MongoModel): Job | undefined {
  const [pair, ...more] = field.through;
  const table = field.fields[0]?.table;
  const other = table === undefined ? undefined : locate(model, table);
  if (pair === undefined || more.length > 0 || other === undefined || other.trail.length > 0 || !collection.fields.includes(field)) return undefined;
  const local = pathOf(collection.fields, pair.column);
  const foreign = pathOf(other.collection.fields, pair.refers);
  if (local === undefined || foreign === undefined) return undefined;
  const value = (wanted: MongoField): string | undefined => {
    const path = pathOf(other.collection.fields, wanted.id.slice(field.id.length + 1));
    return path === undefined ? undefined : `$$other.${path}`;
  };
  return {
    title: `Copy ${field.fields.map(({ name }) => name).join(", ")} of ${other.collection.name} into ${collection.name}.${field.name}`, collection: collection.name, filter: { [field.name]: { $exists: false } },
    pipeline: [
      { $lookup: { from: other.collection.name, localField: local, foreignField: foreign, as: "_others" } }, { $match: { "_others.0": { $exists: true } } },
      { $project: object([[field.name, { $let: { vars: { other: { $arrayElemAt: ["$_others", 0] } }, in: document(field.fields, [], value) } }]]) },
      { $merge: { into: collection.name, on: "_id", whenMatched: "merge", whenNotMatched: "discard" } },
    ],
  };
}
