import { canonicalJson, type JsonValue } from "../../../model";
import { textOf } from "./evaluate";
import type { Value } from "./syntax";

export interface Node {
  readonly id: number;
  readonly labels: Set<string>;
  readonly properties: Map<string, Value>;
}

export interface Relationship {
  readonly id: number;
  readonly type: string;
  readonly from: number;
  readonly to: number;
  readonly properties: Map<string, Value>;
}

/** Nodes and relationships of the sample data. */
export class Graph {
  nodes = new Map<number, Node>();
  relationships = new Map<number, Relationship>();
  private last = 0;

  addNode(labels: readonly string[]): Node {
    this.last += 1;
    const node: Node = { id: this.last, labels: new Set(labels), properties: new Map() };
    this.nodes.set(node.id, node);
    return node;
  }

  addRelationship(type: string, from: number, to: number): Relationship {
    this.last += 1;
    const relationship: Relationship = { id: this.last, type, from, to, properties: new Map() };
    this.relationships.set(relationship.id, relationship);
    return relationship;
  }

  /** A copy to go back to when a transaction fails. */
  copy(): () => void {
    const nodes = new Map([...this.nodes].map(([id, node]) => [id, { ...node, labels: new Set(node.labels), properties: new Map(node.properties) }]));
    const relationships = new Map([...this.relationships].map(([id, each]) => [id, { ...each, properties: new Map(each.properties) }]));
    return () => {
      this.nodes = nodes;
      this.relationships = relationships;
    };
  }

  /** Without the ids, which say nothing. */
  contents(): JsonValue {
    const node = ({ labels, properties }: Node): JsonValue => ({ labels: [...labels].sort(), properties: Object.fromEntries([...properties].sort(byKey).map(([key, value]) => [key, textOf(value)])) });
    const shown = new Map([...this.nodes.values()].map((each) => [each.id, node(each)]));
    const relationships = [...this.relationships.values()].map(({ type, from, to, properties }): JsonValue => ({
      type, from: shown.get(from) ?? null, to: shown.get(to) ?? null, properties: Object.fromEntries([...properties].sort(byKey).map(([key, value]) => [key, textOf(value)])),
    }));
    const sorted = (values: readonly JsonValue[]): readonly JsonValue[] => values.map((value) => canonicalJson(value)).sort().map((text): JsonValue => JSON.parse(text));
    return { nodes: sorted([...shown.values()]), relationships: sorted(relationships) };
  }
}

function byKey([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
