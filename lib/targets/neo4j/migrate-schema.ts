import { canonicalJson, type Hazard } from "../../model";
import type { ConstraintModel, IndexModel, Neo4jModel } from "./model";
import { createConstraint, createIndex, dropConstraint, dropIndex } from "./statements";
import type { Stage, Stages } from "./stages";

/** What the differences of labels and properties mean for their constraints: properties by `owner property name`. */
export interface Touched {
  /** Owners that are new, that go, and whose label or type is another one now. */
  readonly addedOwners: ReadonlySet<string>;
  readonly droppedOwners: ReadonlySet<string>;
  readonly renamedOwners: ReadonlySet<string>;
  /** Properties in the new shape that get their values by a backfill; in the old shape those that are left behind by a rename, or go. */
  readonly filled: ReadonlySet<string>;
  readonly renamedAway: ReadonlySet<string>;
  readonly dropped: ReadonlySet<string>;
  /** Properties whose values are converted in place. */
  readonly converted: ReadonlySet<string>;
}

export function touch(owner: string, property: string): string {
  return `${owner} ${property}`;
}

const scan = (what: string, label: string): Hazard => ({ code: "neo4j-constraint-reads-all", kind: "lock", severity: "warning", message: `${what} reads every ${label} there is, and writes to them wait meanwhile.` });

/** Constraints and indexes that go, come or are made anew, each at the stage where the data allows it. */
export function migrateConstraints(from: Neo4jModel | undefined, to: Neo4jModel, touched: Touched, stages: Stages): void {
  const before = new Map((from?.constraints ?? []).map((constraint) => [canonicalJson(constraint), constraint]));
  const after = new Set(to.constraints.map((constraint) => canonicalJson(constraint)));
  const restated = new Map((from?.constraints ?? []).map((constraint) => [content(constraint), constraint]));
  const kept = new Set<ConstraintModel>();
  for (const constraint of to.constraints) {
    const same = before.get(canonicalJson(constraint)) ?? restated.get(content(constraint));
    if (same !== undefined && same.name === constraint.name) kept.add(same);
  }
  const taken = new Set([...to.constraints.filter((constraint) => !before.has(canonicalJson(constraint)) && ![...kept].some((other) => content(other) === content(constraint))).map(({ name }) => name), ...to.indexes.map(({ name }) => name)]);
  for (const [key, constraint] of before) {
    if (after.has(key) || kept.has(constraint)) continue;
    const change = stages.change("drop", `constraint ${constraint.name} goes`, `Drop constraint ${constraint.name}`, [constraint.on.owner]);
    // Where something else takes its name, it cannot be there beside it.
    stages.add(taken.has(constraint.name) ? "relax" : dropStage(constraint, touched), constraint.on.name, {
      title: `Drop constraint ${constraint.name}`, change, up: [dropConstraint(constraint)], down: [createConstraint(constraint)],
      hazards: [{ code: "neo4j-constraint-gone", kind: "breaking", severity: "info", message: `${constraint.on.name} is no longer held to ${constraint.properties.join(", ")} ${words[constraint.kind]}; what breaks it until the way back makes that fail.` }],
    });
  }
  for (const constraint of to.constraints) {
    if (before.has(canonicalJson(constraint)) || [...kept].some((other) => content(other) === content(constraint))) continue;
    const stage = createStage(constraint, touched, from);
    const change = stages.change("add", `constraint ${constraint.name}`, `Add constraint ${constraint.name}`, [constraint.on.owner]);
    stages.add(stage, constraint.on.name, {
      title: `Add constraint ${constraint.name}`, change, up: [createConstraint(constraint)], down: [dropConstraint(constraint)], hazards: stage === "constrain" ? [scan("Creating it", constraint.on.name)] : [],
    }, stage === "constrain" ? conditionFor(constraint) : undefined);
  }
}

const words: Readonly<Record<ConstraintModel["kind"], string>> = { unique: "are unique", key: "are the key", exists: "must be there", type: "have a type" };

function conditionFor({ kind, on, properties }: ConstraintModel): string {
  const what = `${on.name}.${properties.join(", ")}`;
  switch (kind) {
    case "exists": return `Every running version writes ${what}, and none is without it.`;
    case "key": return `${what} is there and different in every node.`;
    case "unique": return `No two have the same ${what}.`;
    case "type": return `Every running version writes ${what} in the new type.`;
  }
}

/** Without id: what the database knows of it. */
function content({ name, kind, on, properties, type }: ConstraintModel): string {
  return canonicalJson({ name, kind, of: on.of, label: on.name, properties, type });
}

function dropStage({ kind, on, properties }: ConstraintModel, touched: Touched): Stage {
  const any = (set: ReadonlySet<string>): boolean => properties.some((property) => set.has(touch(on.owner, property)));
  if (any(touched.converted) && kind === "type") return "relax";
  if (touched.droppedOwners.has(on.owner) || touched.renamedOwners.has(on.owner)) return "retire";
  // A version that no longer writes the old name must be able to.
  if (any(touched.renamedAway)) return kind === "exists" || kind === "key" ? "constrain" : "retire";
  if (any(touched.dropped)) return kind === "exists" || kind === "key" ? "relax" : "retire";
  return "relax";
}

function createStage({ kind, on, properties }: ConstraintModel, touched: Touched, from: Neo4jModel | undefined): Stage {
  if (from === undefined || touched.addedOwners.has(on.owner)) return "expand";
  const any = (set: ReadonlySet<string>): boolean => properties.some((property) => set.has(touch(on.owner, property)));
  if (any(touched.converted)) return "constrain";
  const filled = any(touched.filled);
  if (kind === "exists" || kind === "key") return filled || !touched.renamedOwners.has(on.owner) ? "constrain" : "expand";
  if (kind === "unique") return touched.renamedOwners.has(on.owner) || properties.every((property) => touched.filled.has(touch(on.owner, property))) ? "expand" : "constrain";
  return filled || touched.renamedOwners.has(on.owner) ? "expand" : "constrain";
}

export function migrateIndexes(from: Neo4jModel | undefined, to: Neo4jModel, touched: Touched, stages: Stages): void {
  const content = ({ name, kind, on, properties, dimensions }: IndexModel): string => canonicalJson({ name, kind, of: on.of, label: on.name, properties, dimensions });
  const before = new Map((from?.indexes ?? []).map((index) => [content(index), index]));
  const after = new Set(to.indexes.map(content));
  const newNames = new Set(to.indexes.filter((index) => !before.has(content(index))).map(({ name }) => name));
  const backed = (index: IndexModel): boolean => index.kind === "range" && to.constraints.some(({ kind, on, properties }) => (kind === "unique" || kind === "key") && on.of === index.on.of && on.name === index.on.name && canonicalJson(properties) === canonicalJson(index.properties));
  for (const [key, index] of before) {
    if (after.has(key)) continue;
    const change = stages.change("drop", `index ${index.name} goes`, `Drop index ${index.name}`, [index.on.owner]);
    // An index in the way of another of its name, or of a constraint with an index of its own, has to go first; else it goes last.
    const early = newNames.has(index.name) || backed(index);
    stages.add(early ? "relax" : "retire", index.on.name, {
      title: `Drop index ${index.name}`, change, up: [dropIndex(index)], down: [createIndex(index)],
      hazards: [{ code: "neo4j-index-gone", kind: "breaking", severity: "warning", message: `Queries by ${index.properties.join(", ")} of ${index.on.name} read the whole label without ${index.name}.` }],
    }, early ? undefined : `No running version asks by index ${index.name}.`);
  }
  for (const index of to.indexes) {
    if (before.has(content(index))) continue;
    const change = stages.change("add", `index ${index.name}`, `Add index ${index.name}`, [index.on.owner]);
    const populated = from !== undefined && !touched.addedOwners.has(index.on.owner);
    stages.add("expand", index.on.name, {
      title: `Add index ${index.name}`, change, up: [createIndex(index)], down: [dropIndex(index)],
      hazards: populated ? [{ code: "neo4j-index-populates", kind: "scan", severity: "info", message: `The index is filled in the background by reading every ${index.on.name}; until SHOW INDEXES says ONLINE no query uses it.` }] : [],
    });
  }
}
