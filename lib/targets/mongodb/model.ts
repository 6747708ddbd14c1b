import { isJsonObject, type Id, type JsonObject, type JsonValue } from "../../model";

/** The shape of a MongoDB database, as plain JSON. What could be absent is null, so that equal shapes are equal text. */
export type MongoModel = {
  readonly target: "mongodb";
  readonly version: string;
  readonly collections: readonly MongoCollection[];
};

export type MongoCollection = {
  /** Of the table whose rows are its documents. */
  readonly id: Id;
  readonly name: string;
  readonly comment: string;
  /** The tables it holds, its own first. */
  readonly tables: readonly Id[];
  /** Counts the shapes its documents have had; each document says which it has, in `versionField`. */
  readonly schemaVersion: number;
  readonly versionField: string;
  /** `_id` first. */
  readonly fields: readonly MongoField[];
  /** Rules between fields, each an aggregation expression that must be true. */
  readonly expressions: readonly JsonObject[];
  readonly indexes: readonly MongoIndex[];
  /** Present where it is a time series collection: those have no validator and no version. */
  readonly timeseries: null | { readonly timeField: string; readonly metaField: string | null; readonly granularity: string; readonly expireAfterSeconds: number | null };
};

export type MongoField = {
  /** Of its column, or `embed:<table>` for embedded documents. */
  readonly id: Id;
  readonly name: string;
  /** The column it holds, null for what holds other fields. */
  readonly column: Id | null;
  readonly table: Id;
  /** Accepted BSON types without null, by their aliases; none: any. */
  readonly bson: readonly string[];
  readonly nullable: boolean;
  readonly required: boolean;
  /** Further keywords of $jsonSchema. */
  readonly rules: JsonObject;
  /** `one`: an embedded document; `many`: an array of them. */
  readonly shape: "value" | "one" | "many";
  readonly fields: readonly MongoField[];
  /** Of embedded documents and copies: the reference that is implied, or copied by: its columns with those they refer to. */
  readonly through: readonly { readonly column: Id; readonly refers: Id }[];
  readonly fill: Fill;
};

/** What documents get that lack the field: a value in extended JSON, the moment, or (nothing is known) an empty value that somebody should look at. */
export type Fill = { readonly kind: "value" | "empty"; readonly value: JsonValue } | { readonly kind: "now" };

export type MongoIndex = {
  readonly id: Id;
  readonly name: string;
  readonly key: readonly { readonly path: string; readonly order: 1 | -1 | "text" }[];
  readonly unique: boolean;
  readonly partial: JsonObject | null;
  readonly expireAfterSeconds: number | null;
  readonly weights: JsonObject | null;
  /** What it is for, for people. */
  readonly reason: string;
};

/** Whether a stored value is a model of this target: it says so itself. */
export function isMongoModel(value: JsonValue): value is MongoModel {
  return isJsonObject(value) && value["target"] === "mongodb" && Array.isArray(value["collections"]);
}

/** An object with exactly these properties, whatever they are called (`__proto__` too). */
export function object(entries: readonly (readonly [string, JsonValue])[]): JsonObject {
  return Object.fromEntries(entries);
}
