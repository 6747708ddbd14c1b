import { isJsonObject, type Id, type JsonObject, type JsonValue } from "../../model";

/** A field of a mapping. */
export type EsField = {
  readonly id: Id;
  readonly name: string;
  /** As in the mapping, without `properties`. Objects have a `type` too (`object`, `nested`). */
  readonly mapping: JsonObject;
  /** Of objects. */
  readonly fields?: readonly EsField[];
  /** The column it came from. */
  readonly column?: Id;
  readonly marks: readonly string[];
};

/** An index behind an alias, or a data stream behind one. */
export type EsIndex = {
  readonly id: Id;
  /** What applications name. */
  readonly alias: string;
  /** What the physical name begins with; differs from the alias after a rename. */
  readonly base: string;
  /** Counted up by each change that an index cannot take. */
  readonly version: number;
  readonly stream: boolean;
  readonly settings: JsonObject;
  readonly fields: readonly EsField[];
  /** Fields that make `_id`, in order; empty: numbered by the engine. */
  readonly key: readonly string[];
  /** Everything that lies in its documents. */
  readonly tables: readonly Id[];
  /** Body of the lifecycle policy named like the base. */
  readonly policy?: JsonObject;
  /** Retention by the data stream's own lifecycle: `90d`. */
  readonly retention?: string;
  /** Values for documents that lack a new required field. */
  readonly defaults: JsonObject;
  readonly samples: readonly JsonObject[];
  /** Query that makes all documents from the primary store. */
  readonly feed: string;
};

export type EsQuery = { readonly id: Id; readonly slug: string; readonly name: string; readonly request: JsonObject };

export type EsModel = {
  readonly technology: "elasticsearch";
  readonly version: string;
  readonly indexes: readonly EsIndex[];
  readonly queries: readonly EsQuery[];
};

export function isEsModel(value: JsonValue): value is EsModel {
  return isJsonObject(value) && value["technology"] === "elasticsearch" && Array.isArray(value["indexes"]);
}

/** `products-v1`: what is really there; the alias points to it. */
export function physicalName({ base, version }: Pick<EsIndex, "base" | "version">): string {
  return `${base}-v${version}`;
}

/** The mappings of an index; `dynamic: strict` refuses documents with fields that are not drawn. */
export function mappingsOf({ fields }: Pick<EsIndex, "fields">): JsonObject {
  return { dynamic: "strict", properties: propertiesOf(fields) };
}

export function propertiesOf(fields: readonly EsField[]): JsonObject {
  return Object.fromEntries(fields.map(({ name, mapping, fields: inner }) => [name, inner === undefined ? mapping : { ...mapping, properties: propertiesOf(inner) }]));
}

/**
 * The template of one physical index. Its pattern is the exact name: `products-v*` would also take what is called products-variants-v1.
 * 501 is above everything that Elastic's own templates and integrations use (up to 500).
 */
export function templateOf(index: EsIndex): JsonObject {
  return {
    index_patterns: [physicalName(index)],
    ...(index.stream ? { data_stream: {} } : {}),
    priority: 501,
    template: {
      settings: index.policy === undefined ? index.settings : { ...index.settings, lifecycle: { name: policyName(index) } },
      mappings: mappingsOf(index),
      ...(index.retention === undefined ? {} : { lifecycle: { data_retention: index.retention } }),
    },
    _meta: { managed_by: "strata" },
  };
}

export function policyName({ base }: Pick<EsIndex, "base">): string {
  return `${base}-retention`;
}
