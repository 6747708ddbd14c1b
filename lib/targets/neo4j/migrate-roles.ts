import type { Hazard } from "../../model";
import { name, property } from "./cypher";
import { matchAll } from "./migrate-properties";
import { pathOf } from "./migrate-relationships";
import { nodeOf, type EndModel, type Neo4jModel, type NodeModel, type PropertyModel, type RelationshipModel } from "./model";
import { batched } from "./statements";
import type { Stages } from "./stages";

const reads = (what: string): Hazard => ({ code: "neo4j-batches-read-all", kind: "scan", severity: "info", message: `Reads every ${what} and writes 1000 at a time, each batch a transaction of its own; stopped, it goes on when run again.` });

/** Tables that are a label in one shape and a relationship type in the other; and labels that go altogether. */
export function migrateRoles(from: Neo4jModel, to: Neo4jModel, both: Pick<Neo4jModel, "nodes">, stages: Stages): void {
  for (const node of to.nodes) {
    const was = from.relationships.find(({ id, junction }) => junction && id === node.id);
    if (was !== undefined) reify(was, node, from, to, both, stages, "up");
  }
  for (const node of from.nodes) {
    if (to.nodes.some(({ id }) => id === node.id)) continue;
    const becomes = to.relationships.find(({ id, junction }) => junction && id === node.id);
    if (becomes === undefined) dropNodes(node, stages);
    else reify(becomes, node, to, from, both, stages, "down");
  }
}

function dropNodes(node: NodeModel, stages: Stages): void {
  const change = stages.change("drop", `node ${node.id} goes`, `Drop label ${node.name}`, [node.id]);
  stages.add("contract", node.name, {
    title: `Delete every ${node.name}`, change, up: [batched(matchAll(node), ["n"], "DETACH DELETE n")], down: [], reversibility: { kind: "lossy", what: `every ${node.name} with its relationships` },
    hazards: [reads(node.name), { code: "neo4j-nodes-lost", kind: "loss", severity: "error", message: `Every ${node.name} and all its relationships are gone for good.`, safeAlternative: "Take a backup, or export them first." }],
  }, `No running version reads or writes ${node.name}.`);
}

interface Source {
  readonly mine: PropertyModel;
  readonly value: string;
  /** Of an end's key. */
  readonly end: boolean;
}

/** Which of a node's properties a relationship's rows give: by the ends' keys, and its own. */
function sources(relationship: RelationshipModel, node: NodeModel, model: Pick<Neo4jModel, "nodes">): readonly Source[] {
  const ofEnd = (end: EndModel, variable: string): readonly (readonly [string, string])[] => end.columns.flatMap((column, i) => {
    const theirs = nodeOf(model, end.node).properties.find(({ id }) => id === end.properties[i]);
    return theirs === undefined ? [] : [[column, property(variable, theirs.name)] as const];
  });
  const ends = new Map([...ofEnd(relationship.from, "a"), ...ofEnd(relationship.to, "b")]);
  return node.properties.flatMap((mine): Source[] => {
    const end = ends.get(mine.column);
    const own = relationship.properties.find(({ id }) => id === mine.id);
    return end !== undefined ? [{ mine, value: end, end: true }] : own === undefined ? [] : [{ mine, value: property("r", own.name), end: false }];
  });
}

/** A relationship becomes a node between its ends (`up`), or such a node a relationship (`down`): the same statements, run the other way. */
function reify(relationship: RelationshipModel, node: NodeModel, flat: Neo4jModel, deep: Neo4jModel, both: Pick<Neo4jModel, "nodes">, stages: Stages, direction: "up" | "down"): void {
  const found = sources(relationship, node, flat);
  const arms = [relationship.from, relationship.to].map((end, i) => ({ end, variable: i === 0 ? "a" : "b", arm: deep.relationships.find(({ holder, source, from, to, ...each }) => holder !== undefined && source === node.id && !each.junction && (holder.end === "from" ? to.node : from.node) === end.node && sameColumns(holder.end === "from" ? to : from, end)) }));
  const keyed = found.filter(({ mine }) => node.key.includes(mine.id));
  const rest = found.filter(({ mine }) => !node.key.includes(mine.id));
  const [first, second] = arms;
  if (first?.arm === undefined || second?.arm === undefined || keyed.length < node.key.length || keyed.length === 0) {
    stages.diagnostics.push({ code: "neo4j-role-needs-import", severity: "error", message: `${node.name} and ${relationship.name} cannot be turned into each other by a statement: the node's key or its two relationships are not all there. Import it anew.`, place: { objectId: node.id } });
    return;
  }
  const arrow = (variable: string, arm: RelationshipModel): string => (arm.holder?.end === "from" ? `(n)-[:${name(arm.name)}]->(${variable})` : `(${variable})-[:${name(arm.name)}]->(n)`);
  const set = rest.map(({ mine, value }) => `${property("n", mine.name)} = ${value}`);
  const build = batched(`MATCH ${pathOf(both, relationship)}`, ["a", "r", "b"], [`MERGE (n:${name(node.name)} {${keyed.map(({ mine, value }) => `${name(mine.name)}: ${value}`).join(", ")}})`, ...(set.length === 0 ? [] : [`SET ${set.join(", ")}`]), `MERGE ${arrow("a", first.arm)}`, `MERGE ${arrow("b", second.arm)}`].join("\n  "));
  const unbuild = batched(matchAll(node), ["n"], "DETACH DELETE n");
  const label = (end: EndModel): string => name(nodeOf(both, end.node).name);
  const own = rest.filter(({ end }) => !end);
  const key = keyed.filter(({ end, mine }) => !end && relationship.key.includes(mine.id));
  const text = (id: string): string => name(relationship.properties.find((p) => p.id === id)?.name ?? "");
  const reach = [`MATCH ${arrow(`a:${label(relationship.from)}`, first.arm).replace("(n)", `(n:${name(node.name)})`)}`, `MATCH ${arrow(`b:${label(relationship.to)}`, second.arm)}`].join("\n");
  const join = batched(reach, ["n", "a", "b"], [`MERGE (a)-[r:${name(relationship.name)}${key.length === 0 ? "" : ` {${key.map(({ mine }) => `${text(mine.id)}: ${property("n", mine.name)}`).join(", ")}}`}]->(b)`, ...(own.length === 0 ? [] : [`SET ${own.map(({ mine }) => `r.${text(mine.id)} = ${property("n", mine.name)}`).join(", ")}`])].join("\n  "));
  const unjoin = batched(`MATCH ${pathOf(both, relationship)}`, ["r"], "DELETE r");
  const up = direction === "up";
  const [old, fresh] = up ? [relationship.name, node.name] : [node.name, relationship.name];
  const change = stages.change("alter", `role ${node.id}`, up ? `Make ${relationship.name} nodes ${node.name}` : `Make ${node.name} relationships ${relationship.name}`, [node.id]);
  stages.add("backfill", fresh, { title: `Make ${fresh} of each ${old}`, change, up: [up ? build : join], down: [up ? unbuild : unjoin], hazards: [reads(old)] }, `Every running version writes both ${old} and ${fresh}.`);
  stages.add("contract", old, {
    title: `Delete ${old}`, change, up: [up ? unjoin : unbuild], down: [up ? join : build],
    hazards: [reads(old), { code: "neo4j-relationship-gone", kind: "breaking", severity: "warning", message: `Versions of the application that still use ${old} find nothing.`, safeAlternative: "Wait until no such version runs." }],
  }, `No running version reads or writes ${old}.`);
}

function sameColumns(arm: EndModel, end: EndModel): boolean {
  return arm.columns.length === end.columns.length && arm.columns.every((column, i) => column === end.columns[i]);
}
