import { canonicalJson, oneLine, type AccessPattern, type Diagnostic, type Id } from "../../model";
import type { NativeInput } from "../native/native";
import type { SchemaNames } from "./constraints";
import { isNeo4jModel, type ConstraintModel, type IndexModel, type NodeModel, type RelationshipModel, type Subject } from "./model";

type Owner = NodeModel | RelationshipModel;
interface Wanted { readonly id: Id; readonly kind: IndexModel["kind"]; readonly owner: Owner; readonly columns: readonly Id[]; readonly dimensions?: number }

/**
 * Indexes that the access patterns and the drawn indexes ask for: equality first, then the range or the sort. Left out is what a constraint's own
 * index answers, what a relationship answers, and what another index begins with.
 */
export function makeIndexes(nodes: readonly NodeModel[], relationships: readonly RelationshipModel[], constraints: readonly ConstraintModel[], input: NativeInput, names: SchemaNames, diagnostics: Diagnostic[]): readonly IndexModel[] {
  const owners = new Map<Id, Owner>([...nodes, ...relationships.filter(({ junction }) => junction)].map((owner) => [owner.id, owner]));
  const wanted = [...input.patterns.flatMap((pattern) => ofPattern(pattern, owners, walked(pattern, relationships, input))), ...drawn(input, owners, diagnostics), ...vectors(nodes, input)];
  const released = input.released !== undefined && isNeo4jModel(input.released) ? input.released.indexes : [];
  const made: IndexModel[] = [];
  for (const { id, kind, owner, columns, dimensions } of wanted) {
    const properties = columns.flatMap((column) => owner.properties.find((property) => property.id === column)?.name ?? []);
    if (properties.length === 0 || properties.length < columns.length) continue;
    const on: Subject = { of: "junction" in owner ? "relationship" : "node", name: owner.name, owner: owner.id };
    const answered = [...constraints.filter((other) => other.kind === "key" || other.kind === "unique").map((other) => ({ ...other, kind: "range" as const })), ...made];
    if (answered.some((other) => other.on.owner === owner.id && other.kind === kind && begins(other.properties, properties))) continue;
    // Queries name full-text and vector indexes, so one of other properties is made beside the old one, under a name of its own.
    const called = kind === "fulltext" ? released.find((index) => index.id === id && index.kind === kind) : undefined;
    const name = called === undefined || called.on.name !== owner.name ? names.name(owner.name, kind === "fulltext" ? [] : properties, kind) : canonicalJson(called.properties) === canonicalJson(properties) ? called.name : nextVersion(called.name);
    made.push({ id, name, kind, on, properties, ...(dimensions === undefined ? {} : { dimensions }) });
  }
  return made;
}

/** `product_fulltext`, `product_fulltext_v2`, `product_fulltext_v3`. */
function nextVersion(name: string): string {
  const match = /^(.*)_v(\d+)$/.exec(name);
  return match === null ? `${name}_v2` : `${match[1]}_v${Number(match[2]) + 1}`;
}

/** A composite index answers only patterns that compare all of its properties, so only the same properties in the same order count. */
function begins(there: readonly string[], properties: readonly string[]): boolean {
  return there.length === properties.length && there.every((name, i) => name === properties[i]);
}

/** Columns that a relationship stands for, though a key may keep them as properties too. */
function walked({ tableId }: AccessPattern, relationships: readonly RelationshipModel[], { schema }: NativeInput): ReadonlySet<Id> {
  const keys = schema.tables.find(({ id }) => id === tableId)?.foreignKeys ?? [];
  return new Set(keys.filter(({ id }) => relationships.some((relationship) => relationship.id === id)).flatMap(({ columns }) => columns));
}

function ofPattern(pattern: AccessPattern, owners: ReadonlyMap<Id, Owner>, walkable: ReadonlySet<Id>): Wanted[] {
  const owner = owners.get(pattern.tableId ?? "");
  if (owner === undefined || pattern.operation === "insert") return [];
  const known = (id: Id): boolean => owner.properties.some((property) => property.id === id) && !walkable.has(id);
  if (pattern.operation === "search" && pattern.text !== undefined && pattern.text !== "prefix") {
    const columns = texts(owner);
    return columns.length === 0 ? [] : [{ id: `${owner.id} fulltext`, kind: "fulltext", owner, columns }];
  }
  const equality = (pattern.equality ?? []).filter(known);
  const range = pattern.range !== undefined && known(pattern.range) ? [pattern.range] : [];
  const sort = (pattern.sort ?? []).map(({ column }) => column).filter((id) => known(id) && !range.includes(id));
  // What comes by a relationship is found from its other end, and the few that are joined there need no index; a whole key has its own.
  if ((pattern.equality ?? []).some((id) => walkable.has(id) || !known(id))) return [];
  const prefix = pattern.operation === "search" && equality.length === 0 && range.length === 0 ? texts(owner).slice(0, 1) : [];
  const columns = [...new Set([...equality, ...range, ...(sort.length === 0 ? [] : sort), ...prefix])];
  const types = columns.map((id) => owner.properties.find((property) => property.id === id)?.type ?? "");
  if (columns.length === 0) return [];
  const point = columns.length === 1 && types[0] === "POINT";
  return [{ id: `${owner.id} ${point ? "point" : "range"} ${columns.join(" ")}`, kind: point ? "point" : "range", owner, columns }];
}

/** The columns a person may look for words in: texts that are neither keys nor enumerations, and lists of texts. */
export function texts(owner: Owner): readonly Id[] {
  return owner.properties.filter(({ id, type, encoding, values }) => (type === "STRING" || type === "LIST<STRING NOT NULL>") && encoding === undefined && values === undefined && !("junction" in owner ? owner.key : owner.key).includes(id)).map(({ id }) => id);
}

function drawn(input: NativeInput, owners: ReadonlyMap<Id, Owner>, diagnostics: Diagnostic[]): Wanted[] {
  return input.schema.tables.flatMap((table) => table.indexes.flatMap((index): Wanted[] => {
    const owner = owners.get(table.id);
    if (owner === undefined) return [];
    const columns = index.parts.flatMap(({ column }) => (column === undefined ? [] : [column]));
    if (columns.length < index.parts.length || index.where !== undefined) {
      diagnostics.push({ code: "neo4j-index-not-carried-over", severity: "info", message: `Index ${oneLine(index.name)} is ${index.where === undefined ? "of an expression" : "partial"}; Neo4j indexes whole properties of all nodes of a label, so it is left out.`, place: { objectId: index.id } });
      return [];
    }
    if (index.unique) return [];
    const known = columns.filter((id) => owner.properties.some((property) => property.id === id));
    if (known.length < columns.length) return [];
    const method = index.method ?? "";
    const types = known.map((id) => owner.properties.find((property) => property.id === id)?.type ?? "");
    const kind = types.every((type) => type === "POINT") && known.length === 1 ? "point" : /full|gin/i.test(method) && types.every((type) => type.includes("STRING")) ? "fulltext" : /trgm|text/i.test(method) && known.length === 1 ? "text" : "range";
    return [{ id: `${index.id} ${kind}`, kind, owner, columns: known }];
  }));
}

function vectors(nodes: readonly NodeModel[], { schema }: NativeInput): Wanted[] {
  return schema.tables.flatMap((table) => table.columns.flatMap(({ id, type }): Wanted[] => {
    const owner = nodes.find((node) => node.id === table.id);
    return owner === undefined || type.kind !== "vector" ? [] : [{ id: `${id} vector`, kind: "vector", owner, columns: [id], dimensions: type.dimensions }];
  }));
}
