import { isJsonObject, type Id, type JsonValue } from "../../model";

/** How the rows of an entity are kept. `link`: only in the indexes on its two ends (m:n). */
export type Structure = "hash" | "json" | "stream" | "link";

export type FieldKind = "text" | "number" | "moment" | "date" | "boolean" | "json" | "list" | "bytes";

export type Field = {
  readonly id: Id;
  readonly name: string;
  readonly kind: FieldKind;
  readonly required: boolean;
  /** Average bytes of a value as text. */
  readonly bytes: number;
  readonly comment?: string;
  readonly default?: string;
  readonly values?: readonly string[];
  readonly refers?: Id;
  readonly length?: number;
  readonly scale?: number;
};

/** Keys that lead to rows: a set of ids, or a sorted set by a number, by text, or by when the row expires. */
export type Lookup = {
  readonly id: Id;
  /** What its keys begin with: `idx:orders:user_id.placed_at:`; none is the beginning of another, so that each can be found by its own. */
  readonly key: string;
  readonly kind: "set" | "sorted" | "lexical" | "unique";
  /** Fields whose values follow in the key. */
  readonly by: readonly string[];
  /** The field that sorts: its number, or its text. */
  readonly order?: string;
  /** Dates sort by their digits. */
  readonly digits?: true;
  /** A link's members are the values of these fields; absent: the row's id. */
  readonly member?: readonly string[];
  readonly patterns: readonly Id[];
};

export type Entity = {
  readonly id: Id;
  readonly name: string;
  /** As part of a function's name: put_<call>. */
  readonly call: string;
  readonly structure: Structure;
  /** What row keys begin with: `orders:`. */
  readonly prefix: string;
  /** Fields whose values follow in the key; for a stream, those that choose the stream. */
  readonly key: readonly string[];
  readonly fields: readonly Field[];
  readonly lookups: readonly Lookup[];
  /** The field that says when a row goes; or days after it was written. */
  readonly expiry?: { readonly field?: string; readonly days: number };
  /** The field that is a stream entry's time. */
  readonly time?: string;
  /** Fields that expire by themselves, with the field that says when (Redis 7.4 and later). */
  readonly expiring: readonly { readonly field: string; readonly at: string }[];
  /** The key that counts up for new ids. */
  readonly counter?: string;
  readonly comment?: string;
  readonly rows?: number;
  readonly rowsInYear?: number;
};

export type SearchField = { readonly field: string; readonly type: "TEXT" | "TAG" | "NUMERIC" | "VECTOR"; readonly options: readonly string[] };

/** A search index behind an alias, so that another version of it can take over in one command. */
export type Search = {
  readonly id: Id;
  readonly entity: Id;
  readonly alias: string;
  readonly name: string;
  readonly generation: number;
  readonly on: "HASH" | "JSON";
  readonly prefix: string;
  readonly fields: readonly SearchField[];
};

export type ServedPattern = { readonly id: Id; readonly name: string; readonly calls: readonly string[]; readonly by?: string; readonly cost?: string; readonly problem?: string };

export type RedisModel = {
  readonly technology: "redis";
  readonly version: string;
  /** What `schema:version` holds; counts the released shapes. */
  readonly revision: number;
  readonly entities: readonly Entity[];
  readonly searches: readonly Search[];
  readonly patterns: readonly ServedPattern[];
};

export function isRedisModel(value: JsonValue): value is RedisModel {
  return isJsonObject(value) && value["technology"] === "redis" && Array.isArray(value["entities"]) && Array.isArray(value["searches"]) && typeof value["revision"] === "number";
}
