import { oneLine, type AccessPattern, type Id } from "../../model";
import type { PatternPlan } from "../native/native";
import { name } from "./cypher";
import type { NodeModel, PropertyModel, RelationshipModel } from "./model";
import { nodeOf, propertyNames } from "./model";
import { parameter, variable, variableOf } from "./paths";
import type { PlanContext } from "./plan-start";
import type { Shape } from "./shape";

/** The statement that makes one node with its relationships, or one relationship. */
export function planInsert(pattern: AccessPattern, owner: NodeModel | RelationshipModel, { shape }: PlanContext): Omit<PatternPlan, "pattern"> {
  const lists = "junction" in owner ? [] : (pattern.atomicWith ?? []).flatMap((id) => children(owner, id, shape));
  const call = "junction" in owner ? createRelationship(owner, shape) : [createNode(owner, shape), ...lists].join("\n");
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

/** Nodes that lie within the new one and are made with it, from a list of maps. */
function children(owner: NodeModel, id: Id, shape: Shape): readonly string[] {
  const arm = shape.relationships.find(({ holder, source, from, to }) => holder !== undefined && source === id && (holder.end === "from" ? to : from).node === owner.id);
  const node = shape.nodes.find((candidate) => candidate.id === id);
  if (arm === undefined || node === undefined || node.id === owner.id) return [];
  const it = variableOf(owner.table);
  const child = variableOf(node.table) === it ? `${it}Part` : variableOf(node.table);
  const own = new Map((arm.holder?.end === "from" ? arm.to : arm.from).columns.map((column, i) => [column, owner.properties.find(({ id: key }) => key === (arm.holder?.end === "from" ? arm.to : arm.from).properties[i])?.name] as const));
  const given = node.properties.map(({ name: text, column, default: fallback }) => {
    const of = own.get(column);
    const value = of === undefined ? `row.${variable(column)}` : `${it}.${name(of)}`;
    return `${name(text)}: ${fallback === undefined ? value : `coalesce(${value}, ${fallback})`}`;
  }).join(", ");
  const others = shape.relationships.filter((each) => each.holder?.required === true && each.source === id && each.id !== arm.id);
  const ends = others.map((each, i) => {
    const at = each.holder?.end === "from" ? each.to : each.from;
    const parent = nodeOf(shape, at.node);
    const other = `${variableOf(parent.table) === it || variableOf(parent.table) === child ? "other" : variableOf(parent.table)}${i === 0 ? "" : i + 1}`;
    return { match: `MATCH (${other}:${name(parent.name)} {${propertyNames(parent, at.properties).map((text, k) => `${name(text)}: row.${variable(at.columns[k] ?? text)}`).join(", ")}})`, arrow: each.holder?.end === "from" ? `CREATE (${child})-[:${name(each.name)}]->(${other})` : `CREATE (${other})-[:${name(each.name)}]->(${child})` };
  });
  const list = variable(node.table);
  return [`WITH ${it}`, `UNWIND $${list} AS row`, ...ends.map(({ match }) => match), `CREATE (${child}:${name(node.name)} {${given}})`, arm.holder?.end === "from" ? `CREATE (${child})-[:${name(arm.name)}]->(${it})` : `CREATE (${it})-[:${name(arm.name)}]->(${child})`, ...ends.map(({ arrow }) => arrow)];
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
