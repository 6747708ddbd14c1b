import { isJsonObject, type Id, type JsonValue } from "../../model";

/** The shape of a graph: labels, relationship types, constraints, indexes; plain JSON. */
export type Neo4jModel = {
  readonly kind: "neo4j";
  readonly edition: Edition;
  readonly nodes: readonly NodeModel[];
  readonly relationships: readonly RelationshipModel[];
  readonly constraints: readonly ConstraintModel[];
  readonly indexes: readonly IndexModel[];
  readonly checks: readonly CheckModel[];
};

export type Edition = "enterprise" | "community";

export type PropertyModel = {
  /** Of the column it came from. */
  readonly id: Id;
  readonly name: string;
  /** As Cypher names it: `STRING`, `ZONED DATETIME`, `LIST<STRING NOT NULL>`. */
  readonly type: string;
  /** How a value that has no type of its own is kept; absent: as it is. */
  readonly encoding?: Encoding;
  /** Digits behind the point that an integer of minor units stands for. */
  readonly scale?: number;
  readonly required: boolean;
  /** A Cypher expression. */
  readonly default?: string;
  /** What an enum allows. */
  readonly values?: readonly string[];
  readonly comment?: string;
  /** Where it holds what a look-up's row says: the look-up's column. */
  readonly of?: Id;
  /** The column's drawn name, which import files have in their head. */
  readonly column: string;
};

export type Encoding = "minor units" | "decimal text" | "json" | "base64" | "native text" | "uuid text";

/** A label with its properties; its id is the table's. */
export type NodeModel = {
  readonly id: Id;
  readonly name: string;
  readonly table: string;
  /** Ids of the properties that tell its nodes apart; empty: nothing does. */
  readonly key: readonly Id[];
  readonly properties: readonly PropertyModel[];
  readonly comment?: string;
  readonly retention?: { readonly days: number; readonly property: string };
};

/** How one end of a relationship is found: by properties of its node, whose values lie in columns of the source table. */
export type EndModel = { readonly node: Id; readonly properties: readonly Id[]; readonly columns: readonly string[] };

/** A relationship type between two labels; its id is the foreign key's, or the junction's table. */
export type RelationshipModel = {
  readonly id: Id;
  readonly name: string;
  readonly from: EndModel;
  readonly to: EndModel;
  /** The table whose rows make it. */
  readonly source: Id;
  readonly sourceName: string;
  /** A junction's own; a foreign key has none. */
  readonly junction: boolean;
  /** Property ids that tell relationships between the same two nodes apart. */
  readonly key: readonly Id[];
  readonly properties: readonly PropertyModel[];
  /** How many the node that held the foreign key has: exactly one, or at most one. Absent for junctions. */
  readonly holder?: { readonly end: "from" | "to"; readonly required: boolean; readonly unique: boolean };
  readonly onDelete?: string;
  readonly comment?: string;
};

/** What a constraint or index is on, with the label or type as it is named. */
export type Subject = { readonly of: "node" | "relationship"; readonly name: string; readonly owner: Id };

export type ConstraintModel = {
  readonly id: Id;
  readonly name: string;
  readonly kind: "unique" | "key" | "exists" | "type";
  readonly on: Subject;
  /** Names, in order. */
  readonly properties: readonly string[];
  readonly type?: string;
};

export type IndexModel = {
  readonly id: Id;
  readonly name: string;
  readonly kind: "range" | "text" | "fulltext" | "point" | "vector";
  readonly on: Subject;
  readonly properties: readonly string[];
  readonly dimensions?: number;
};

/** A query that finds what no constraint of the edition forbids; each row it gives is one violation. */
export type CheckModel = { readonly id: Id; readonly name: string; readonly title: string; readonly query: string };

export function isNeo4jModel(value: JsonValue): value is Neo4jModel {
  return isJsonObject(value) && value["kind"] === "neo4j" && Array.isArray(value["nodes"]) && Array.isArray(value["relationships"]) && Array.isArray(value["constraints"]) && Array.isArray(value["indexes"]);
}

/** The node with an id. Throws when it is missing: a model is whole. */
export function nodeOf(model: Pick<Neo4jModel, "nodes">, id: Id): NodeModel {
  const node = model.nodes.find((candidate) => candidate.id === id);
  if (node === undefined) throw new Error(`No node label with id ${id}`);
  return node;
}

/** Names for property ids of a node or relationship. Throws for an id that is none of its properties. */
export function propertyNames(owner: { readonly properties: readonly PropertyModel[] }, ids: readonly Id[]): readonly string[] {
  return ids.map((id) => {
    const property = owner.properties.find((candidate) => candidate.id === id);
    if (property === undefined) throw new Error(`No property with id ${id}`);
    return property.name;
  });
}
