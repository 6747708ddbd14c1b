import { oneLine, type AccessPattern, type Id } from "../../model";
import type { PatternPlan } from "../native/native";
import { name } from "./cypher";
import type { NodeModel, PropertyModel, RelationshipModel } from "./model";
import { nodeOf, propertyNames } from "./model";
import { parameter, variable, variableOf } from "./paths";
import type { PlanContext } from "./plans";
import type { Shape } from "./shape";

/** The statement that makes one node with its relationships, or one relationship. */
export function planInsert(pattern: AccessPattern, owner: NodeModel | RelationshipModel, { shape }: PlanContext): Omit<PatternPlan, "pattern"> {
  const call = "junction" in owner ? createRelationship(owner, shape) : createNode(owner, shape);
  const others = (pattern.atomicWith ?? []).flatMap((id) => shape.roles.facts.get(id)?.table.name ?? []);
  const outside = (pattern.atomicWith ?? []).filter((id) => shape.roles.roles.get(id) === "out");
  const ends = "junction" in owner ? 2 : shape.relationships.filter(({ holder, source }) => source === owner.id && holder !== undefined).length;
  return {
    call, by: others.length === 0 ? "one statement" : `one transaction with ${others.map(oneLine).join(", ")}`,
    cost: `${ends} ${ends === 1 ? "seek" : "seeks"}, 1 ${"junction" in owner ? "relationship" : "node"}${"junction" in owner || ends === 0 ? "" : `, ${ends} ${ends === 1 ? "relationship" : "relationships"}`}`,
    ...(outside.length === 0 ? {} : { problem: "What is written with it lies in another store: no transaction holds both." }),
  };
}

/** Properties with parameters, defaults where the application gives nothing. */
function values(properties: readonly PropertyModel[]): string {
  return properties.map(({ name: text, column, default: fallback }) => `${name(text)}: ${fallback === undefined ? parameter(column) : `coalesce(${parameter(column)}, ${fallback})`}`).join(", ");
}

function createNode(node: NodeModel, shape: Shape): string {
  const it = variableOf(node.table);
  const parents = shape.relationships.filter(({ holder, source }) => source === node.id && holder !== undefined);
  const used = new Set([it]);
  const lines = parents.map((relationship, i) => {
    const at = relationship.holder?.end === "from" ? "to" : "from";
    const end = relationship[at];
    const parent = nodeOf(shape, end.node);
    let other = variableOf(parent.table);
    while (used.has(other)) other = `${other}${i + 2}`;
    used.add(other);
    const key = propertyNames(parent, end.properties).map((text, k) => `${name(text)}: ${parameter(end.columns[k] ?? text)}`).join(", ");
    const arrow = at === "to" ? `CREATE (${it})-[:${name(relationship.name)}]->(${other})` : `CREATE (${other})-[:${name(relationship.name)}]->(${it})`;
    return { match: `(${other}:${name(parent.name)} {${key}})`, required: relationship.holder?.required === true, arrow, other };
  });
  const required = lines.filter((line) => line.required);
  const optional = lines.filter((line) => !line.required);
  return [
    ...required.map(({ match }) => `MATCH ${match}`), `CREATE (${it}:${name(node.name)} {${values(node.properties)}})`, ...required.map(({ arrow }) => arrow),
    ...optional.flatMap(({ match, arrow, other }) => [`WITH ${it}`, `OPTIONAL MATCH ${match}`, `FOREACH (ignored IN CASE WHEN ${other} IS NULL THEN [] ELSE [1] END | ${arrow})`]),
  ].join("\n");
}

function createRelationship(relationship: RelationshipModel, shape: Shape): string {
  const end = (at: "from" | "to", it: string): string => {
    const node = nodeOf(shape, relationship[at].node);
    return `(${it}:${name(node.name)} {${propertyNames(node, relationship[at].properties).map((text, k) => `${name(text)}: ${parameter(relationship[at].columns[k] ?? text)}`).join(", ")}})`;
  };
  const keyed = relationship.properties.filter(({ id }: { readonly id: Id }) => relationship.key.includes(id));
  const rest = relationship.properties.filter(({ id }) => !relationship.key.includes(id));
  const it = variable(relationship.sourceName);
  return `MATCH ${end("from", "one")}\nMATCH ${end("to", "other")}\nMERGE (one)-[${it}:${name(relationship.name)}${keyed.length === 0 ? "" : ` {${values(keyed)}}`}]->(other)${rest.length === 0 ? "" : `\n  ON CREATE SET ${rest.map(({ name: text, column, default: fallback }) => `${it}.${name(text)} = ${fallback === undefined ? parameter(column) : `coalesce(${parameter(column)}, ${fallback})`}`).join(", ")}`}`;
}
