import { canonicalJson, type JsonValue } from "../../../model";
import { isOf, textOf } from "./evaluate";
import type { Graph } from "./graph";
import type { Statement, Subject, Value } from "./syntax";
import { Refused } from "./tokens";

type Constraint = Extract<Statement, { readonly kind: "create constraint" }>;
type Index = Extract<Statement, { readonly kind: "create index" }>;

const propertyTypes = new Set(["BOOLEAN", "STRING", "INTEGER", "FLOAT", "DATE", "LOCAL TIME", "ZONED TIME", "LOCAL DATETIME", "ZONED DATETIME", "DURATION", "POINT"]);
const where = ({ of, name }: Subject): string => (of === "node" ? `(:${name})` : `()-[:${name}]-()`);

/** Constraints and indexes as the database would list them, with the refusals of the Cypher manual (constraints and indexes, 5.26 and 2026). */
export class SchemaAccount {
  private readonly constraints = new Map<string, Constraint>();
  private readonly indexes = new Map<string, Index>();
  constructor(private readonly enterprise: boolean) {}

  createConstraint(constraint: Constraint, graph: Graph): void {
    const { name, on, properties, requires, type } = constraint;
    if (!this.enterprise && requires !== "unique") throw new Refused(`Unable to create Constraint ${name}: ${words[requires]} constraints require Neo4j Enterprise Edition`);
    if (new Set(properties).size < properties.length) throw new Refused(`Unable to create Constraint ${name}: a property stands twice in it`);
    if (type !== undefined && !propertyTypes.has(/^LIST<(.+) NOT NULL>$/.exec(type)?.[1] ?? type)) throw new Refused(`Failed to create property type constraint: invalid property type ${type}`);
    const same = (other: Constraint): boolean => subjectKey(other.on) === subjectKey(on) && canonicalJson(other.properties) === canonicalJson(properties);
    const there = this.constraints.get(name) ?? [...this.constraints.values()].find((other) => same(other) && other.requires === requires && other.type === type);
    if (there !== undefined) return;
    if (this.indexes.has(name)) throw new Refused(`There already exists an index called '${name}'.`);
    const backed = requires === "unique" || requires === "key";
    for (const other of this.constraints.values()) {
      if (!same(other)) continue;
      if (backed && (other.requires === "unique" || other.requires === "key")) throw new Refused(`Conflicting constraint already exists: '${other.name}' on ${where(on)} (${properties.join(", ")})`);
      if (requires === "type" && other.requires === "type") throw new Refused(`Conflicting constraint already exists: '${other.name}' holds ${properties.join(", ")} to ${other.type}`);
    }
    const index = backed ? [...this.indexes.values()].find((other) => other.method === "range" && subjectKey(other.on) === subjectKey(on) && canonicalJson(other.properties) === canonicalJson(properties)) : undefined;
    if (index !== undefined) throw new Refused(`There already exists an index '${index.name}' on ${where(on)} (${properties.join(", ")}). A constraint cannot be created until the index has been dropped.`);
    check(constraint, graph);
    this.constraints.set(name, constraint);
  }

  createIndex(index: Index): void {
    const { name, on, properties, method, options } = index;
    if (new Set(properties).size < properties.length) throw new Refused(`Unable to create index ${name}: a property stands twice in it`);
    if (method === "vector") {
      const dimensions = options.find(([key]) => key === "vector.dimensions")?.[1];
      const value = dimensions?.kind === "value" && dimensions.value?.type === "INTEGER" ? dimensions.value.value : 0;
      if (value < 1 || value > 4096) throw new Refused(`'vector.dimensions' must be between 1 and 4096 inclusively; it is ${value}`);
    }
    const same = (other: { readonly on: Subject; readonly properties: readonly string[] }): boolean => subjectKey(other.on) === subjectKey(on) && canonicalJson(other.properties) === canonicalJson(properties);
    if (this.indexes.has(name) || [...this.indexes.values()].some((other) => other.method === method && same(other))) return;
    if (this.constraints.has(name)) throw new Refused(`There already exists a constraint called '${name}'.`);
    const constraint = method === "range" ? [...this.constraints.values()].find((other) => (other.requires === "unique" || other.requires === "key") && same(other)) : undefined;
    if (constraint !== undefined) throw new Refused(`There is a uniqueness constraint '${constraint.name}' on ${where(on)} (${properties.join(", ")}), so an index is already created that matches this.`);
    this.indexes.set(name, index);
  }

  drop(what: "constraint" | "index", name: string): void {
    if (what === "index" && this.constraints.get(name) !== undefined) throw new Refused(`Unable to drop index: the index '${name}' belongs to a constraint`);
    (what === "constraint" ? this.constraints : this.indexes).delete(name);
  }

  /** Refuses when the graph breaks a constraint: asked when a transaction ends. */
  verify(graph: Graph): void {
    for (const constraint of this.constraints.values()) check(constraint, graph);
  }

  catalog(): JsonValue {
    const listed = (of: ReadonlyMap<string, Constraint | Index>): readonly JsonValue[] => [...of.values()].map((each): JsonValue => JSON.parse(canonicalJson(each))).sort((a, b) => (canonicalJson(a) < canonicalJson(b) ? -1 : 1));
    return { constraints: listed(this.constraints), indexes: listed(this.indexes) };
  }

  clear(): void {
    this.constraints.clear();
    this.indexes.clear();
  }
}

const words: Readonly<Record<Constraint["requires"], string>> = { unique: "Uniqueness", key: "Key", exists: "Property existence", type: "Property type" };

function subjectKey({ of, name }: Subject): string {
  return `${of} ${name}`;
}

function check({ name, on, properties, requires, type }: Constraint, graph: Graph): void {
  const things = on.of === "node" ? [...graph.nodes.values()].filter(({ labels }) => labels.has(on.name)) : [...graph.relationships.values()].filter((each) => each.type === on.name);
  const seen = new Set<string>();
  for (const thing of things) {
    const values = properties.map((property): Value => thing.properties.get(property) ?? null);
    if (requires === "exists" || requires === "key") {
      const missing = properties[values.indexOf(null)];
      if (missing !== undefined) throw new Refused(`${where(on)} must have the property ${missing} (constraint '${name}')`);
    }
    if (requires === "type" && values.some((value) => !isOf(value, type ?? ""))) throw new Refused(`${where(on)} ${properties.join(", ")} must be of type ${type} (constraint '${name}')`);
    if ((requires === "unique" || requires === "key") && !values.includes(null)) {
      const key = values.map(textOf).join(" ");
      if (seen.has(key)) throw new Refused(`${where(on)} already exists with ${properties.join(", ")} = ${key} (constraint '${name}')`);
      seen.add(key);
    }
  }
}
