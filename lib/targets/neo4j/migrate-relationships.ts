import type { Hazard } from "../../model";
import { compareElements } from "../native/elements";
import { name, property } from "./cypher";
import { placeholder } from "./expressions";
import { matchAll, migrateProperties, type TouchedProperties } from "./migrate-properties";
import { nodeOf, propertyNames, type EndModel, type Neo4jModel, type NodeModel, type RelationshipModel } from "./model";
import { batched } from "./statements";
import type { Stages } from "./stages";

/** `(a:User)-[r:FOLLOWS]->(b:User)`, in the labels of a shape. */
export function pathOf(model: Pick<Neo4jModel, "nodes">, relationship: RelationshipModel, [from, relation, to]: readonly [string, string, string] = ["a", "r", "b"]): string {
  return `(${from}:${name(nodeOf(model, relationship.from.node).name)})-[${relation}:${name(relationship.name)}]->(${to}:${name(nodeOf(model, relationship.to.node).name)})`;
}

const walks = (type: string): Hazard => ({ code: "neo4j-batches-read-all", kind: "scan", severity: "info", message: `Walks every ${type} and writes 1000 at a time, each batch a transaction of its own; stopped, it goes on when run again.` });

/** Relationship types that come, go, or are called or directed otherwise. Answers which are the same in both. */
export function migrateRelationships(from: Neo4jModel, to: Neo4jModel, both: Pick<Neo4jModel, "nodes">, touched: TouchedProperties, stages: Stages): void {
  const { added, dropped, changed } = compareElements(from.relationships, to.relationships);
  for (const { from: before, to: after } of changed) {
    const same = before.from.node === after.from.node && before.to.node === after.to.node;
    const turned = !same && before.from.node === after.to.node && before.to.node === after.from.node;
    if (!same && !turned) {
      replaceEnds(before, after, from, to, both, stages);
      continue;
    }
    if (before.name !== after.name || turned) retype(before, after, turned, both, stages);
    if (after.junction) migrateProperties(before, after, { gains: new Set(), losses: new Map() }, touched, stages);
  }
  for (const relationship of dropped) if (!to.nodes.some(({ id }) => id === relationship.id)) dropRelationship(relationship, from, to, both, stages);
  for (const relationship of added) if (!from.nodes.some(({ id }) => id === relationship.id)) addRelationship(relationship, from, both, stages);
}

function retype(before: RelationshipModel, after: RelationshipModel, turned: boolean, both: Pick<Neo4jModel, "nodes">, stages: Stages): void {
  if (before.name === after.name && before.from.node === before.to.node) {
    stages.diagnostics.push({ code: "neo4j-turn-needs-name", severity: "error", message: `${before.name} cannot be turned round under the same name: both directions lie between the same labels, so old and new could not be told apart. Give it another name as well.`, place: { objectId: after.id } });
    return;
  }
  const change = stages.change("rename", `relationship ${after.id}`, turned ? `Turn ${before.name} round as ${after.name}` : `Rename relationship ${before.name} to ${after.name}`, [after.source]);
  const key = (variable: string): string => (after.key.length === 0 ? "" : ` {${propertyNames(after, after.key).map((text) => `${name(text)}: ${property(variable, text)}`).join(", ")}}`);
  const copy = (one: RelationshipModel, other: RelationshipModel): string => batched(`MATCH ${pathOf(both, one)}`, ["a", "r", "b"], `MERGE ${turned ? "(b)" : "(a)"}-[s:${name(other.name)}${key("r")}]->${turned ? "(a)" : "(b)"}\n  SET s = properties(r)`);
  const clear = (one: RelationshipModel): string => batched(`MATCH ${pathOf(both, one)}`, ["r"], "DELETE r");
  stages.add("backfill", after.name, { title: `Join by ${after.name} what ${before.name} joins`, change, up: [copy(before, after)], down: [clear(after)], hazards: [walks(before.name)] }, `Every running version writes both ${before.name} and ${after.name}.`);
  stages.add("contract", after.name, { title: `Delete ${before.name}`, change, up: [clear(before)], down: [copy(after, before)], hazards: [walks(before.name), { code: "neo4j-relationship-gone", kind: "breaking", severity: "warning", message: `Versions of the application that still walk ${before.name} find nothing.`, safeAlternative: "Wait until no such version runs." }] }, `No running version walks ${before.name}.`);
}

/** The nodes a relationship's rows are of, and those that are looked for by a property of theirs. */
function holderOf(relationship: RelationshipModel, model: Pick<Neo4jModel, "nodes">): { readonly node: NodeModel; readonly parent: NodeModel; readonly end: EndModel; readonly at: "from" | "to" } | undefined {
  if (relationship.holder === undefined) return undefined;
  const { end: at } = relationship.holder;
  const mine = relationship[at];
  const other = relationship[at === "from" ? "to" : "from"];
  const node = model.nodes.find(({ id }) => id === mine.node);
  const parent = model.nodes.find(({ id }) => id === other.node);
  return node === undefined || parent === undefined ? undefined : { node, parent, end: other, at };
}

/** Pairs of a holder's property and the parent's property with the same value. */
function pairs(node: NodeModel, parent: NodeModel, end: EndModel): readonly (readonly [string, string])[] | undefined {
  const found = end.columns.map((column, i) => {
    const mine = node.properties.find((p) => p.column === column);
    const value = mine?.of ?? end.properties[i];
    const theirs = parent.properties.find(({ id }) => id === value);
    return mine === undefined || theirs === undefined ? undefined : ([mine.name, theirs.name] as const);
  });
  const whole = found.filter((pair) => pair !== undefined);
  return whole.length === found.length && found.length > 0 ? whole : undefined;
}

/** The statement that writes a holder's property again from the relationship that took its place; by property id of the old shape. */
export function restorations(relationship: RelationshipModel, before: NodeModel, both: Pick<Neo4jModel, "nodes">): ReadonlyMap<string, string> {
  const held = holderOf(relationship, both);
  const values = held === undefined ? undefined : pairs(before, held.parent, held.end);
  if (held === undefined || values === undefined) return new Map();
  const [arrow, tail] = held.at === "from" ? ["-", "->"] : ["<-", "-"];
  return new Map(values.flatMap(([mine, theirs]) => {
    const id = before.properties.find((p) => p.name === mine)?.id;
    return id === undefined ? [] : [[id, batched(`MATCH (n:${name(held.node.name)})${arrow}[:${name(relationship.name)}]${tail}(m:${name(held.parent.name)})\nWHERE ${property("n", mine)} IS NULL`, ["n", "m"], `SET ${property("n", mine)} = ${property("m", theirs)}`)] as const];
  }));
}

/** A new relationship takes the place of properties where the old shape has them; else it is the application's to make. */
function addRelationship(relationship: RelationshipModel, from: Neo4jModel, both: Pick<Neo4jModel, "nodes">, stages: Stages): void {
  const held = holderOf(relationship, both);
  const old = held === undefined ? undefined : from.nodes.find(({ id }) => id === held.node.id);
  const values = held === undefined || old === undefined ? undefined : pairs(old, held.parent, held.end);
  if (held === undefined || values === undefined) return;
  const change = stages.change("add", `relationship ${relationship.id}`, `Add relationship ${relationship.name}`, [relationship.source]);
  const [arrow, tail] = held.at === "from" ? ["-", "->"] : ["<-", "-"];
  stages.add("backfill", relationship.name, {
    title: `Join ${held.node.name} and ${held.parent.name} by ${relationship.name}`, change,
    up: [batched(`MATCH (n:${name(held.node.name)})\nWHERE ${values.map(([mine]) => `${property("n", mine)} IS NOT NULL`).join(" AND ")}\nMATCH (m:${name(held.parent.name)} {${values.map(([mine, theirs]) => `${name(theirs)}: ${property("n", mine)}`).join(", ")}})`, ["n", "m"], `MERGE (n)${arrow}[:${name(relationship.name)}]${tail}(m)`)],
    down: [batched(`MATCH ${pathOf(both, relationship)}`, ["r"], "DELETE r")], hazards: [walks(held.node.name)],
  }, `Every running version makes ${relationship.name} when it writes ${held.node.name}.`);
}

function dropRelationship(relationship: RelationshipModel, from: Neo4jModel, to: Neo4jModel, both: Pick<Neo4jModel, "nodes">, stages: Stages): void {
  const held = holderOf(relationship, both);
  const goes = [relationship.from.node, relationship.to.node].some((id) => !to.nodes.some((node) => node.id === id));
  const later = held === undefined ? undefined : to.nodes.find(({ id }) => id === held.node.id);
  const before = held === undefined ? undefined : from.nodes.find(({ id }) => id === held.node.id);
  const values = held === undefined || later === undefined ? undefined : pairs(later, held.parent, held.end);
  const change = stages.change("drop", `relationship ${relationship.id} goes`, `Drop relationship ${relationship.name}`, [relationship.source]);
  const fresh = values?.filter(([mine]) => before?.properties.some((p) => p.name === mine) !== true) ?? [];
  if (held !== undefined && fresh.length > 0) {
    const [arrow, tail] = held.at === "from" ? ["-", "->"] : ["<-", "-"];
    const path = `MATCH (n:${name(held.node.name)})${arrow}[:${name(relationship.name)}]${tail}(m:${name(held.parent.name)})`;
    stages.add("backfill", held.node.name, {
      title: `Write in ${held.node.name} what ${relationship.name} says`, change, up: [batched(`${path}\nWHERE ${fresh.map(([mine]) => `${property("n", mine)} IS NULL`).join(" AND ")}`, ["n", "m"], `SET ${fresh.map(([mine, theirs]) => `${property("n", mine)} = ${property("m", theirs)}`).join(", ")}`),
        // What must be there is there too where nothing was joined.
        ...fresh.flatMap(([mine]) => {
          const made = later?.properties.find((p) => p.name === mine);
          return made?.required === true ? [batched(`${matchAll(held.node)}\nWHERE ${property("n", mine)} IS NULL`, ["n"], `SET ${property("n", mine)} = ${placeholder(made)}`)] : [];
        })],
      down: [batched(`${matchAll(held.node)}\nWHERE ${fresh.map(([mine]) => `${property("n", mine)} IS NOT NULL`).join(" AND ")}`, ["n"], `REMOVE ${fresh.map(([mine]) => property("n", mine)).join(", ")}`)], hazards: [walks(relationship.name)],
    }, `Every running version writes ${fresh.map(([mine]) => `${held.node.name}.${mine}`).join(", ")}.`);
  }
  // What is joined to a node that goes is deleted with it.
  if (goes) return;
  const back = values === undefined || held === undefined ? undefined
    : batched(`MATCH (n:${name(held.node.name)})\nMATCH (m:${name(held.parent.name)} {${values.map(([mine, theirs]) => `${name(theirs)}: ${property("n", mine)}`).join(", ")}})`, ["n", "m"], `MERGE (n)${held.at === "from" ? "-" : "<-"}[:${name(relationship.name)}]${held.at === "from" ? "->" : "-"}(m)`);
  stages.add("contract", relationship.name, {
    title: `Delete ${relationship.name}`, change, up: [batched(`MATCH ${pathOf(both, relationship)}`, ["r"], "DELETE r")], down: back === undefined ? [] : [back],
    reversibility: back === undefined ? { kind: "lossy", what: `which nodes ${relationship.name} joined` } : { kind: "lossless" },
    hazards: [walks(relationship.name), ...(back === undefined ? [{ code: "neo4j-relationship-lost", kind: "loss" as const, severity: "error" as const, message: `What ${relationship.name} says is gone for good.`, safeAlternative: "Take a backup, or export it first." }] : [])],
  }, `No running version walks ${relationship.name}.`);
}

/** Other ends: what was joined says nothing of what is to be joined. */
function replaceEnds(before: RelationshipModel, after: RelationshipModel, from: Neo4jModel, to: Neo4jModel, both: Pick<Neo4jModel, "nodes">, stages: Stages): void {
  dropRelationship(before, from, to, both, stages);
  addRelationship({ ...after, id: `${after.id} new` }, from, both, stages);
}
