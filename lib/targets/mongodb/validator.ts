import type { JsonObject, JsonValue } from "../../model";
import { object, type MongoCollection, type MongoField, type MongoIndex } from "./model";

/** The collection's validator: $jsonSchema, and with it the expressions that compare fields. */
export function validatorOf(collection: MongoCollection): JsonObject {
  const schema: JsonObject = {
    $jsonSchema: {
      bsonType: "object", title: collection.name, ...(collection.comment === "" ? {} : { description: collection.comment }),
      ...members(collection.fields, [[collection.versionField, { bsonType: "int", minimum: collection.schemaVersion, description: "Counts the shapes that documents of this collection have had" }]]),
    },
  };
  return collection.expressions.length === 0 ? schema : { $and: [schema, ...collection.expressions.map((expression): JsonObject => ({ $expr: expression }))] };
}

function members(fields: readonly MongoField[], more: readonly (readonly [string, JsonValue])[] = []): JsonObject {
  const required = [...fields.filter((field) => field.required).map(({ name }) => name), ...more.map(([name]) => name)];
  return { ...(required.length === 0 ? {} : { required }), properties: object([...fields.map((field) => [field.name, fieldSchema(field)] as const), ...more]) };
}

/** The $jsonSchema of one field. */
export function fieldSchema(field: MongoField): JsonObject {
  const types = field.nullable && field.bson.length > 0 ? [...field.bson, "null"] : field.bson;
  const type: JsonObject = types.length === 0 ? {} : { bsonType: types.length === 1 ? types[0] ?? "" : types };
  const { enum: values } = field.rules;
  const rules: JsonObject = field.nullable && Array.isArray(values) && !values.includes(null) ? { ...field.rules, enum: [...values, null] } : field.rules;
  if (field.shape === "one") return { ...type, ...members(field.fields) };
  if (field.shape === "many") return { ...type, ...rules, items: { bsonType: "object", ...members(field.fields) } };
  return { ...type, ...rules };
}

/** The command that makes the collection under a name, with its validator in force. */
function createCommand(collection: MongoCollection, name: string): JsonObject {
  const { timeseries } = collection;
  if (timeseries !== null) {
    return {
      create: name, timeseries: { timeField: timeseries.timeField, ...(timeseries.metaField === null ? {} : { metaField: timeseries.metaField }), granularity: timeseries.granularity },
      ...(timeseries.expireAfterSeconds === null ? {} : { expireAfterSeconds: timeseries.expireAfterSeconds }),
    };
  }
  return { create: name, validator: validatorOf(collection), validationLevel: "strict", validationAction: "error" };
}

/** One index as createIndexes takes it. */
export function indexSpec({ name, key, unique, partial, expireAfterSeconds, weights }: MongoIndex): JsonObject {
  return {
    key: object(key.map(({ path, order }) => [path, order] as const)), name, ...(unique ? { unique } : {}), ...(partial === null ? {} : { partialFilterExpression: partial }),
    ...(expireAfterSeconds === null ? {} : { expireAfterSeconds }), ...(weights === null ? {} : { weights }),
  };
}

/** The commands that make all of a collection, in order; under another name than it will have, where it is made beside an old one. */
export function createCommands(collection: MongoCollection, name = collection.name): readonly JsonObject[] {
  return [createCommand(collection, name), ...(collection.indexes.length === 0 ? [] : [{ createIndexes: name, indexes: collection.indexes.map(indexSpec) }])];
}
