import { isJsonObject, type Id, type JsonObject, type JsonValue } from "../../model";

/** The shape of a Firestore database, as plain JSON. What could be absent is null, so that equal shapes are equal text. */
export type FirestoreModel = {
  readonly target: "firestore";
  readonly edition: string;
  readonly collections: readonly FirestoreCollection[];
  readonly indexes: readonly FirestoreIndex[];
  readonly overrides: readonly FirestoreOverride[];
};

export type FirestoreCollection = {
  /** Of the table whose rows are its documents. */
  readonly id: Id;
  /** The collection id: the last segment but one of its documents' paths. */
  readonly name: string;
  readonly comment: string;
  /** The tables it holds, its own first. */
  readonly tables: readonly Id[];
  /** Ids of the collections it lies in, the outermost first; empty at the root. */
  readonly within: readonly Id[];
  /** The key columns whose values, joined by `_`, are the document's id; none: an id is generated. */
  readonly documentId: readonly Id[];
  readonly schemaVersion: number;
  readonly versionField: string;
  readonly fields: readonly FirestoreField[];
  /** Conditions between fields. */
  readonly conditions: readonly FieldCondition[];
  readonly access: Access;
};

/** `admin`: only with the custom claim admin. `self`: the document's id is the signed-in user's. `owner`: a field is; `claim`: a field equals that custom claim. `readers`: everybody signed in reads, admins write. */
export type Access = { readonly kind: "admin" | "readers" | "self" } | { readonly kind: "owner" | "claim"; readonly field: string; readonly claim: string };

export type FirestoreField = {
  readonly id: Id;
  readonly name: string;
  readonly column: Id | null;
  readonly table: Id;
  /** Words of the rules language: `string`, `int`, `number`, `bool`, `timestamp`, `bytes`, `map`, `list`; none: any. */
  readonly type: string;
  readonly nullable: boolean;
  readonly required: boolean;
  /** May not change after creation. */
  readonly immutable: boolean;
  readonly rules: readonly FieldRule[];
  /** What a map holds, or each map of a list. */
  readonly fields: readonly FirestoreField[];
  readonly fill: { readonly kind: "value" | "empty"; readonly value: JsonValue } | { readonly kind: "now" };
};

/** A condition on a field's value that rules can say. */
export type FieldRule =
  | { readonly kind: "in"; readonly values: readonly JsonValue[]; readonly negated: boolean }
  | { readonly kind: "compare"; readonly operator: string; readonly value: JsonValue }
  | { readonly kind: "size"; readonly min: number | null; readonly max: number | null }
  | { readonly kind: "matches"; readonly pattern: string };

export type FieldCondition = { readonly left: string; readonly operator: string; readonly right: string };

export type FirestoreIndex = {
  readonly id: Id;
  /** From its fields; the console shows no names, people need one. */
  readonly name: string;
  readonly collectionGroup: string;
  readonly queryScope: "COLLECTION" | "COLLECTION_GROUP";
  readonly fields: readonly { readonly fieldPath: string; readonly order: "ASCENDING" | "DESCENDING" | null; readonly arrayConfig: "CONTAINS" | null }[];
  readonly density: string | null;
  readonly reason: string;
};

export type FirestoreOverride = {
  readonly id: Id;
  readonly name: string;
  readonly collectionGroup: string;
  readonly fieldPath: string;
  readonly ttl: boolean;
  readonly indexes: readonly { readonly order: "ASCENDING" | "DESCENDING" | null; readonly arrayConfig: "CONTAINS" | null; readonly queryScope: "COLLECTION" | "COLLECTION_GROUP" }[];
  readonly reason: string;
};

/** Whether a stored value is a model of this target: it says so itself. */
export function isFirestoreModel(value: JsonValue): value is FirestoreModel {
  return isJsonObject(value) && value["target"] === "firestore" && Array.isArray(value["collections"]);
}

/** An object with exactly these properties, whatever they are called. */
export function object(entries: readonly (readonly [string, JsonValue])[]): JsonObject {
  return Object.fromEntries(entries);
}
