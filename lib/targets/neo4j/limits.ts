import { counted, typeKey, type Diagnostic } from "../../model";
import type { NativeInput } from "../native/native";
import type { Shape } from "./shape";
import type { IndexModel, ConstraintModel } from "./model";

/** Relationship types of one store (operations manual 2026.08, store formats). */
const mostTypes = 2 ** 16;
/** Nodes, and relationships, of a store in the aligned format; the block format of Enterprise holds more (same page). */
const mostRecords = 2 ** 35;
/** Bytes of a range index's key (Cypher manual, index limitations). */
const rangeKeyBytes = 8167;
/** Dimensions of a vector index (Cypher manual, vector indexes). */
const mostDimensions = 4096;
/** Relationships at one node from which walking through it is slow: a rule of thumb of the modelling guide. */
const denseNode = 100_000;

/** Limits that are near or passed. */
export function checkLimits({ nodes, relationships, roles }: Shape, constraints: readonly ConstraintModel[], indexes: readonly IndexModel[], input: NativeInput): readonly Diagnostic[] {
  const found: Diagnostic[] = [];
  const add = (severity: Diagnostic["severity"], code: string, message: string, objectId?: string): void => {
    found.push({ code, severity, message, ...(objectId === undefined ? {} : { place: { objectId } }) });
  };
  const types = new Set(relationships.map(({ name }) => name)).size;
  if (types > mostTypes / 2) add(types > mostTypes ? "error" : "warning", "neo4j-relationship-types", `${counted(types, "relationship type")} of at most ${mostTypes.toLocaleString("en")}: share types between labels, they are told apart by their ends.`);
  const rows = (id: string): number => input.loads.get(id)?.rowsInYear ?? input.loads.get(id)?.rows ?? 0;
  const totals: readonly (readonly [string, number])[] = [["nodes", nodes.reduce((sum, { id }) => sum + rows(id), 0)], ["relationships", relationships.reduce((sum, { source }) => sum + rows(source), 0)]];
  for (const [what, count] of totals) {
    if (count > mostRecords / 2) add(count > mostRecords ? "error" : "warning", `neo4j-${what}`, `${count.toLocaleString("en")} ${what} in a year of at most ${mostRecords.toLocaleString("en")} in a store of the aligned format: leave out what is not walked through, or take Enterprise's block format.`);
  }
  for (const { properties, on, name, kind, dimensions } of indexes) {
    const table = input.schema.tables.find(({ id }) => id === on.owner);
    if (kind === "vector" && ((dimensions ?? 0) > mostDimensions || (dimensions ?? 0) < 1)) add("error", "neo4j-vector-dimensions", `Index ${name} has ${dimensions} dimensions; a vector index has 1 to ${mostDimensions.toLocaleString("en")}.`, on.owner);
    if (kind !== "range" || table === undefined) continue;
    const long = ownerOf(on.owner, nodes, relationships)?.properties.filter((property) => properties.includes(property.name) && unbounded(table.columns.find(({ id }) => id === property.id)));
    for (const property of long ?? []) add("warning", "neo4j-index-key-size", `Range index ${name} holds ${property.name}, which may be longer than the ${rangeKeyBytes.toLocaleString("en")} bytes of an index key: such a write fails. Give the column a length, or search it by a full-text index.`, property.id);
  }
  for (const { properties, on, name, kind } of constraints) {
    if (kind !== "unique" && kind !== "key") continue;
    const table = input.schema.tables.find(({ id }) => id === on.owner);
    for (const property of ownerOf(on.owner, nodes, relationships)?.properties.filter((each) => properties.includes(each.name) && unbounded(table?.columns.find(({ id }) => id === each.id))) ?? []) {
      add("warning", "neo4j-index-key-size", `Constraint ${name} is kept by an index whose keys have at most ${rangeKeyBytes.toLocaleString("en")} bytes, and ${property.name} may be longer: such a write fails.`, property.id);
    }
  }
  for (const node of nodes) {
    if (node.key.length === 0) add("warning", "neo4j-no-key", `${node.name} has no key: its nodes cannot be found again, imported twice they are there twice, and nothing can be joined to them by a file. Give ${node.table} a primary key.`, node.id);
    if (node.retention !== undefined) add("info", "neo4j-no-expiry", `Neo4j lets nothing expire: run retention.cypher each day for the ${node.retention.days} days of ${node.name}.`, node.id);
  }
  for (const { source, sourceName, name } of relationships) {
    const most = input.loads.get(source)?.perParent ?? 0;
    if (most >= denseNode) add("warning", "neo4j-dense-node", `A node may have ${most.toLocaleString("en")} relationships ${name} by ${sourceName}: walking through it reads them all. Split the type by what is asked for, or by time.`, source);
  }
  for (const { keys, table } of roles.facts.values()) {
    if (roles.roles.get(table.id) !== "node") continue;
    for (const key of keys.filter(({ onDelete }) => onDelete === "cascade" || onDelete === "set null" || onDelete === "set default")) {
      add("info", "neo4j-on-delete", `On delete ${key.onDelete} of ${table.name} is the application's: DELETE refuses while relationships are left, DETACH DELETE removes them${key.onDelete === "cascade" ? ", and what lies within is matched and deleted in the same statement" : ""}.`, key.id);
    }
  }
  return found;
}

function ownerOf(id: string, nodes: Shape["nodes"], relationships: Shape["relationships"]): Shape["nodes"][number] | Shape["relationships"][number] | undefined {
  return nodes.find((node) => node.id === id) ?? relationships.find((relationship) => relationship.id === id);
}

function unbounded(column: NativeInput["schema"]["tables"][number]["columns"][number] | undefined): boolean {
  if (column === undefined) return false;
  const key = typeKey(column.type);
  if (column.type.kind === "string" || column.type.kind === "char") return (column.type.length ?? Infinity) * 4 > rangeKeyBytes;
  return key === "text" || key === "json" || key === "bytes" || column.type.kind === "array";
}
