import { isJsonObject, type Id, type JsonValue } from "../../model";

/** DynamoDB's attribute types that Strata writes. Sets are left out: a list column may hold a value twice, and an empty set cannot be stored. */
export type AttributeType = "S" | "N" | "B" | "BOOL" | "L" | "M";

/** A type that a key may have (Amazon DynamoDB API reference, AttributeDefinition). */
export type KeyType = "S" | "N" | "B";

/** An attribute that a key is made of, with the columns whose values it holds: several where a table's key has to join them with `#`. */
export type Key = { readonly attribute: string; readonly type: KeyType; readonly columns: readonly Id[] };

/** How a value comes to be that no column holds. */
export type Source =
  | { readonly kind: "column" }
  /** The columns' values joined with `#`; integers are padded with zeros to `pad` digits, so that text sorts as numbers do. */
  | { readonly kind: "joined"; readonly prefix?: string; readonly parts: readonly Part[] }
  | { readonly kind: "constant"; readonly value: string }
  /** Seconds since 1970 of a moment, and days later. */
  | { readonly kind: "expiry"; readonly of?: string; readonly days: number };

export type Part = { readonly attribute: string; readonly pad?: number };

export type Attribute = {
  readonly id: Id;
  readonly name: string;
  readonly type: AttributeType;
  readonly required: boolean;
  readonly source: Source;
  /** Average bytes of the value, estimated from the column's type. */
  readonly bytes: number;
  readonly comment?: string;
  /** The default in DynamoDB's JSON, where it is a simple value. */
  readonly default?: JsonValue;
  readonly format?: string;
  readonly values?: readonly string[];
  /** Id of the attribute whose values it repeats. */
  readonly refers?: Id;
  /** Most characters. */
  readonly length?: number;
  /** Decimals; absent: whole numbers, or any. */
  readonly scale?: number;
  readonly minimum?: number;
  readonly maximum?: number;
};

/** An entity as items of a table. */
export type Entity = {
  readonly id: Id;
  readonly name: string;
  /** Id of the table its items lie in. */
  readonly table: string;
  readonly attributes: readonly Attribute[];
  /** Average bytes of an item, names and values. */
  readonly bytes: number;
  readonly comment?: string;
};

export type Projection = { readonly type: "ALL" | "KEYS_ONLY" | "INCLUDE"; readonly attributes: readonly string[] };

export type SecondaryIndex = {
  readonly id: Id;
  readonly name: string;
  /** Up to four each for a global index, one each for a local one. */
  readonly hash: readonly Key[];
  readonly range: readonly Key[];
  readonly projection: Projection;
  /** Only items that have this attribute are in it. */
  readonly sparse: boolean;
  readonly patterns: readonly Id[];
  readonly capacity?: Capacity;
};

export type Capacity = { readonly read: number; readonly write: number };

export type DynamoTable = {
  /** The entity's id; for a look-up, the unique key's. */
  readonly id: Id;
  readonly name: string;
  /** The name it would have the first time; and the how many-th table it is under that name, since keys cannot be changed in place. */
  readonly base: string;
  readonly generation: number;
  readonly entities: readonly Id[];
  /** Present for a table that only keeps values unique: the entity whose values they are, and the attributes that name its item. */
  readonly lookup?: { readonly entity: Id; readonly owner: readonly string[] };
  readonly hash: Key;
  readonly range?: Key;
  readonly local: readonly SecondaryIndex[];
  readonly global: readonly SecondaryIndex[];
  readonly ttl?: string;
  readonly recovery: boolean;
  readonly stream?: "NEW_AND_OLD_IMAGES" | "KEYS_ONLY";
  /** Absent: on demand. */
  readonly capacity?: Capacity;
};

/** How a pattern is served, kept for the exported list. */
export type ServedPattern = { readonly id: Id; readonly name: string; readonly calls: readonly string[]; readonly by?: string; readonly cost?: string; readonly problem?: string };

export type DynamoModel = {
  readonly technology: "dynamodb";
  readonly tables: readonly DynamoTable[];
  readonly entities: readonly Entity[];
  readonly patterns: readonly ServedPattern[];
};

export function isDynamoModel(value: JsonValue): value is DynamoModel {
  return isJsonObject(value) && value["technology"] === "dynamodb" && Array.isArray(value["tables"]) && Array.isArray(value["entities"]) && Array.isArray(value["patterns"]);
}

/** The item's own key attributes, partition key first. */
export function keysOf(table: Pick<DynamoTable, "hash" | "range">): readonly Key[] {
  return table.range === undefined ? [table.hash] : [table.hash, table.range];
}
