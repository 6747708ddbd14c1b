import { isJsonObject, type Id, type JsonValue } from "../../model";

/** The shape: types with scalar fields and edges, and the predicates they are kept under; plain JSON. */
export type DgraphModel = {
  readonly kind: "dgraph";
  /** Which of Dgraph's two schemas is posted; the other follows from it. */
  readonly form: Form;
  readonly types: readonly TypeModel[];
  readonly enums: readonly EnumModel[];
};

export type Form = "graphql" | "dql";

export const scalars = ["String", "Int", "Int64", "Float", "Boolean", "DateTime", "Point"] as const;
export type Scalar = (typeof scalars)[number];

export type FieldModel = {
  /** Of the column it came from; a joined key's is the primary key's. */
  readonly id: Id;
  readonly name: string;
  /** What Dgraph keeps it under. Stays when the name changes, so that nothing is copied. */
  readonly predicate: string;
  readonly type: Scalar;
  /** Name of the enumeration whose values it holds. */
  readonly enum?: string;
  readonly list: boolean;
  readonly required: boolean;
  /** Tokenizers by GraphQL's names: `hash`, `exact`, `hour`, `int64`, ... */
  readonly search: readonly string[];
  /** Tells nodes apart: `@id`. */
  readonly key: boolean;
  /** Unique where the form can say so. */
  readonly unique: boolean;
  /** What GraphQL's `@default` writes on adding. */
  readonly default?: string;
  /** Drawn names of the columns whose values it holds, joined by `/` where there are several. */
  readonly columns: readonly string[];
  /** Dimensions of a vector. */
  readonly dimensions?: number;
  /** Digits behind the point that an integer of minor units stands for. */
  readonly scale?: number;
  readonly comment?: string;
};

export type EdgeModel = {
  /** Of the foreign key, with " inverse" for the way back; of the junction's table. */
  readonly id: Id;
  readonly name: string;
  readonly predicate: string;
  /** The type it leads to, by id. */
  readonly target: Id;
  readonly list: boolean;
  readonly required: boolean;
  /** Field of the target that leads back. */
  readonly inverse?: string;
  /** In DQL the way back is no predicate but `~` of this edge. */
  readonly back: boolean;
  readonly columns: readonly string[];
};

export type TypeModel = {
  readonly id: Id;
  readonly name: string;
  /** What Dgraph calls it. Stays when the name changes. */
  readonly stored: string;
  readonly table: string;
  readonly fields: readonly FieldModel[];
  readonly edges: readonly EdgeModel[];
  /** A rule of who may see its nodes: by a claim of the caller's token. */
  readonly auth?: { readonly claim: string; readonly path: readonly string[] };
  readonly subscription: boolean;
  readonly comment?: string;
};

export type EnumModel = { readonly id: Id; readonly name: string; readonly values: readonly string[] };

export function isDgraphModel(value: JsonValue): value is DgraphModel {
  return isJsonObject(value) && value["kind"] === "dgraph" && Array.isArray(value["types"]) && Array.isArray(value["enums"]);
}

/** The type with an id. Throws when it is missing: a model is whole. */
export function typeOf(model: Pick<DgraphModel, "types">, id: Id): TypeModel {
  const type = model.types.find((candidate) => candidate.id === id);
  if (type === undefined) throw new Error(`No type with id ${id}`);
  return type;
}

/** A predicate as DQL sees it; equal texts are the same storage. */
export function storage({ type, list, dimensions }: Pick<FieldModel, "type" | "list" | "dimensions">): string {
  const base = { String: "string", Int: "int", Int64: "int", Float: "float", Boolean: "bool", DateTime: "datetime", Point: "geo" }[type];
  return dimensions !== undefined ? "float32vector" : list ? `[${base}]` : base;
}
