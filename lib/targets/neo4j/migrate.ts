import { compareElements } from "../native/elements";
import type { NativePlan } from "../native/native";
import { name } from "./cypher";
import { migrateProperties } from "./migrate-properties";
import { migrateRelationships, restorations } from "./migrate-relationships";
import { migrateRoles } from "./migrate-roles";
import { migrateConstraints, migrateIndexes, type Touched } from "./migrate-schema";
import type { Neo4jModel, NodeModel } from "./model";
import { batched } from "./statements";
import { Stages } from "./stages";

/** How an empty graph, or one of shape `from`, gets shape `to`: relax, expand, backfill, constrain, retire, contract, each in a file of its own. */
export function migrate(from: Neo4jModel | undefined, to: Neo4jModel): NativePlan {
  const stages = new Stages();
  const touched = { filled: new Set<string>(), renamedAway: new Set<string>(), dropped: new Set<string>(), converted: new Set<string>() };
  let owners: Pick<Touched, "addedOwners" | "droppedOwners" | "renamedOwners"> = { addedOwners: new Set(), droppedOwners: new Set(), renamedOwners: new Set() };
  if (from !== undefined) {
    const paired = pairTables(from, to);
    const { added, dropped, changed } = compareElements(paired.nodes, to.nodes);
    const relationships = compareElements(paired.relationships, to.relationships);
    owners = {
      addedOwners: new Set([...added, ...relationships.added].map(({ id }) => id)), droppedOwners: new Set([...dropped, ...relationships.dropped].map(({ id }) => id)),
      renamedOwners: new Set([...changed, ...relationships.changed].filter(({ renamed }) => renamed).map(({ to: { id } }) => id)),
    };
    // Nodes have both labels from the backfill to the last step of the contract, and statements between the two match the new one.
    const both = { nodes: [...to.nodes, ...dropped] };
    const removals: (() => void)[] = [];
    for (const { from: before, to: after } of changed) {
      if (before.name !== after.name) relabel(before, after, stages, removals);
      const gains = new Set(after.properties.filter(({ id }) => !before.properties.some((p) => p.id === id)).filter(({ column }) => paired.relationships.some((r) => r.holder !== undefined && r.source === after.id && !to.relationships.some(({ id }) => id === r.id) && r[r.holder.end === "from" ? "to" : "from"].columns.includes(column))).map(({ id }) => id));
      const fresh = to.relationships.filter((r) => r.holder !== undefined && r.source === after.id && !paired.relationships.some(({ id }) => id === r.id));
      const losses = new Map(fresh.flatMap((r) => [...restorations(r, before, both)]));
      migrateProperties(before, after, { gains, losses }, touched, stages);
    }
    migrateRelationships(paired, to, both, touched, stages);
    migrateRoles(paired, to, both, stages);
    for (const remove of removals) remove();
    migrateConstraints(paired, to, { ...owners, ...touched }, stages);
    migrateIndexes(paired, to, { ...owners, ...touched }, stages);
  } else {
    migrateConstraints(undefined, to, { ...owners, ...touched }, stages);
    migrateIndexes(undefined, to, { ...owners, ...touched }, stages);
  }
  return { changes: stages.changes(), migrations: stages.migrations(from === undefined), diagnostics: stages.diagnostics };
}

/** The old shape with the ids of the new one where a label or type was only found again by its name (an import has fresh ids). */
function pairTables(from: Neo4jModel, to: Neo4jModel): Neo4jModel {
  const known = new Set(to.nodes.map(({ id }) => id));
  const renamed = new Map(from.nodes.filter(({ id }) => !known.has(id)).flatMap((node) => {
    const same = to.nodes.find((other) => other.name === node.name && !from.nodes.some(({ id }) => id === other.id));
    return same === undefined ? [] : [[node.id, same.id] as const];
  }));
  if (renamed.size === 0) return from;
  const id = (old: string): string => renamed.get(old) ?? old;
  return {
    ...from, nodes: from.nodes.map((node) => ({ ...node, id: id(node.id) })),
    relationships: from.relationships.map((each) => ({ ...each, source: id(each.source), from: { ...each.from, node: id(each.from.node) }, to: { ...each.to, node: id(each.to.node) } })),
    constraints: from.constraints.map((each) => ({ ...each, on: { ...each.on, owner: id(each.on.owner) } })), indexes: from.indexes.map((each) => ({ ...each, on: { ...each.on, owner: id(each.on.owner) } })),
  };
}

/** A label's new name: nodes get it beside the old one, and lose the old one when nobody asks by it any more. */
function relabel(before: NodeModel, after: NodeModel, stages: Stages, removals: (() => void)[]): void {
  const change = stages.change("rename", `node ${after.id}`, `Rename label ${before.name} to ${after.name}`, [after.id]);
  const scan = { code: "neo4j-batches-read-all", kind: "scan" as const, severity: "info" as const, message: `Reads every ${before.name} and writes 1000 at a time, each batch a transaction of its own; stopped, it goes on where it was when run again.` };
  stages.add("backfill", after.name, {
    title: `Give every ${before.name} the label ${after.name}`, change, up: [batched(`MATCH (n:${name(before.name)})\nWHERE NOT n:${name(after.name)}`, ["n"], `SET n:${name(after.name)}`)],
    down: [batched(`MATCH (n:${name(before.name)})\nWHERE n:${name(after.name)}`, ["n"], `REMOVE n:${name(after.name)}`)], hazards: [scan],
  }, `Every running version writes both labels, ${before.name} and ${after.name}.`);
  removals.push(() => stages.add("contract", after.name, {
    title: `Take the label ${before.name} from every ${after.name}`, change, up: [batched(`MATCH (n:${name(after.name)})\nWHERE n:${name(before.name)}`, ["n"], `REMOVE n:${name(before.name)}`)],
    down: [batched(`MATCH (n:${name(after.name)})\nWHERE NOT n:${name(before.name)}`, ["n"], `SET n:${name(before.name)}`)],
    hazards: [scan, { code: "neo4j-label-gone", kind: "breaking", severity: "warning", message: `Versions of the application that still match ${before.name} find nothing.`, safeAlternative: "Wait until no such version runs." }],
  }, `No running version matches ${before.name}.`));
}
