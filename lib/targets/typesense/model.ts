import { isJsonObject, type Id, type JsonObject, type JsonValue } from "../../model";

/** How a value stands in documents; values of one form can be made from those of another by `convert`. */
export type TsForm =
  | { readonly kind: "text" | "number" | "float" | "bool" | "json" }
  /** A whole number of parts: cents of a decimal (100), seconds (1) or milliseconds (1000) of a moment. */
  | { readonly kind: "parts"; readonly of: "decimal" | "moment"; readonly factor: number };

/** A field of a collection. */
export type TsField = {
  readonly id: Id;
  /** With its object's name and a dot where it lies in one. */
  readonly name: string;
  /** As in the collection's `fields`, without the name. */
  readonly definition: JsonObject;
  readonly form: TsForm;
  readonly column?: Id;
  /** The object it lies in. */
  readonly within?: string;
  readonly marks: readonly string[];
};

/** A collection behind an alias. */
export type TsCollection = {
  readonly id: Id;
  readonly alias: string;
  /** What the physical name begins with; differs from the alias after a rename. */
  readonly base: string;
  readonly version: number;
  readonly fields: readonly TsField[];
  readonly defaultSort?: string;
  readonly separators: readonly string[];
  /** Names of the members that make `id`, in order; empty: numbered by Typesense. */
  readonly key: readonly string[];
  readonly tables: readonly Id[];
  /** Collections whose documents it refers to: those of a group get new versions together. */
  readonly refersTo: readonly Id[];
  /** Bytes of the indexed fields of one document, and how many documents there will be; both for the estimate of memory. */
  readonly searchedBytes: number;
  readonly documents: number | null;
  readonly defaults: JsonObject;
  readonly samples: readonly JsonObject[];
  readonly feed: string;
};

export type TsQuery = { readonly slug: string; readonly name: string; readonly collection: string; readonly parameters: JsonObject };

export type TsModel = { readonly technology: "typesense"; readonly version: string; readonly collections: readonly TsCollection[]; readonly queries: readonly TsQuery[] };

export function isTsModel(value: JsonValue): value is TsModel {
  return isJsonObject(value) && value["technology"] === "typesense" && Array.isArray(value["collections"]);
}

/** `products_v1`: what is really there; the alias points to it. */
export function physicalName({ base, version }: Pick<TsCollection, "base" | "version">): string {
  return `${base}_v${version}`;
}

/** Whether a field is only in the documents, on disk: it is not in the schema, so that it can come and go without indexing anything anew. */
export function isStored({ definition }: TsField): boolean {
  return definition["index"] === false;
}

/** The body of `POST /collections`. A collection has one field at least. */
export function schemaOf(collection: TsCollection): JsonObject {
  const indexed = collection.fields.filter((field) => !isStored(field));
  return {
    name: physicalName(collection), fields: indexed.length === 0 ? [{ name: "id", type: "string" }] : indexed.map(fieldOf),
    ...(collection.fields.some(({ name, definition }) => name.includes(".") || String(definition["type"]).startsWith("object")) ? { enable_nested_fields: true } : {}),
    ...(collection.defaultSort === undefined ? {} : { default_sorting_field: collection.defaultSort }),
    ...(collection.separators.length === 0 ? {} : { token_separators: [...collection.separators] }),
  };
}

export function fieldOf({ name, definition }: TsField): JsonObject {
  return { name, ...definition };
}
