import type { Diagnostic, Hazard, Reversibility } from "../../model";
import { compareElements } from "../native/elements";
import { conversion } from "./convert";
import { name, property } from "./cypher";
import { placeholder } from "./expressions";
import { touch } from "./migrate-schema";
import type { NodeModel, PropertyModel, RelationshipModel } from "./model";
import { batched } from "./statements";
import type { Stages } from "./stages";

type Owner = NodeModel | RelationshipModel;

/** Sets of touched properties that grow while properties are compared (migrate-schema.ts reads them). */
export interface TouchedProperties {
  readonly filled: Set<string>;
  readonly renamedAway: Set<string>;
  readonly dropped: Set<string>;
  readonly converted: Set<string>;
}

const reads = (label: string): Hazard => ({ code: "neo4j-batches-read-all", kind: "scan", severity: "info", message: `Reads every ${label} and writes 1000 at a time, each batch a transaction of its own; stopped, it goes on where it was when run again.` });

/** `MATCH (n:User)` or `MATCH ()-[n:FOLLOWS]->()`. */
export function matchAll(owner: Owner): string {
  return "junction" in owner ? `MATCH ()-[n:${name(owner.name)}]->()` : `MATCH (n:${name(owner.name)})`;
}

/** What happens to the values of an owner that stays, by `elsewhere` where a relationship takes a property's place, or gives it. */
export function migrateProperties(from: Owner, to: Owner, elsewhere: { readonly gains: ReadonlySet<string>; readonly losses: ReadonlyMap<string, string> }, touched: TouchedProperties, stages: Stages): void {
  const { added, dropped, changed } = compareElements(from.properties, to.properties);
  for (const made of added) {
    touched.filled.add(touch(to.id, made.name));
    if (!elsewhere.gains.has(made.id)) fill(to, made, stages, "add");
  }
  for (const gone of dropped) {
    touched.dropped.add(touch(from.id, gone.name));
    remove(from, to, gone, elsewhere.losses.get(gone.id), stages);
  }
  for (const { from: before, to: after, properties } of changed) {
    const reshaped = properties.some((each) => each === "type" || each === "encoding" || each === "scale");
    if (before.name !== after.name && from.properties.some(({ id, name: taken }) => id !== before.id && taken === after.name)) stages.diagnostics.push(nameTaken(to, before, after));
    else if (before.name !== after.name) moveProperty(from, to, before, after, touched, stages);
    else if (reshaped) convertInPlace(to, before, after, touched, stages);
    if (before.name === after.name && !before.required && after.required) fill(to, after, stages, "alter");
  }
}

/** Old and new values would lie under one name, where nothing tells them apart. */
function nameTaken(owner: Owner, before: PropertyModel, after: PropertyModel): Diagnostic {
  return { code: "neo4j-name-taken", severity: "error", message: `${owner.name}.${before.name} cannot be called ${after.name} in the release in which another property gives that name up: call it something third first, and ${after.name} in the release after.`, place: { objectId: after.id } };
}

function fill(owner: Owner, made: PropertyModel, stages: Stages, verb: "add" | "alter"): void {
  if (made.default === undefined && !made.required) return;
  const at = property("n", made.name);
  const given = made.default ?? placeholder(made);
  const change = stages.change(verb, `property ${owner.id} ${made.id}`, verb === "add" ? `Add property ${owner.name}.${made.name}` : `Require property ${owner.name}.${made.name}`, [owner.id]);
  stages.add("backfill", owner.name, {
    title: `Give ${owner.name} without ${made.name} ${made.default === undefined ? "a placeholder" : "its default"}`, change,
    up: [batched(`${matchAll(owner)}\nWHERE ${at} IS NULL`, ["n"], `SET ${at} = ${given}`)],
    down: verb === "add" ? [batched(`${matchAll(owner)}\nWHERE ${at} IS NOT NULL`, ["n"], `REMOVE ${at}`)] : [],
    ...(verb === "add" ? {} : { reversibility: { kind: "lossy", what: `which ${owner.name} had no ${made.name} is not known any more` } satisfies Reversibility }),
    hazards: [reads(owner.name), ...(made.default === undefined ? [{ code: "neo4j-placeholder", kind: "breaking" as const, severity: "warning" as const, message: `${owner.name}.${made.name} is required and has no default: nodes that are there get ${given}, which the application must know as "not known".`, safeAlternative: "Give the column a default, or let it be empty until the application has filled it." }] : [])],
  });
}

/** A new name: copied first, so that both are there while versions of the application change over. */
function moveProperty(from: Owner, to: Owner, before: PropertyModel, after: PropertyModel, touched: TouchedProperties, stages: Stages): void {
  const old = property("n", before.name);
  const fresh = property("n", after.name);
  const there = conversion(before, after, old);
  const back = conversion(after, before, fresh);
  const change = stages.change("rename", `property ${to.id} ${after.id}`, `Rename property ${from.name}.${before.name} to ${after.name}`, [to.id]);
  if (there === undefined) {
    stages.diagnostics.push(impossible(to, after, before));
    return;
  }
  touched.filled.add(touch(to.id, after.name));
  touched.renamedAway.add(touch(from.id, before.name));
  stages.add("backfill", to.name, {
    title: `Copy ${before.name} to ${after.name} in ${to.name}`, change, up: [batched(`${matchAll(to)}\nWHERE ${old} IS NOT NULL AND ${fresh} IS NULL`, ["n"], `SET ${fresh} = ${there.expression}`)],
    down: [batched(`${matchAll(to)}\nWHERE ${fresh} IS NOT NULL`, ["n"], `REMOVE ${fresh}`)], hazards: [reads(to.name)],
  }, `Every running version writes both ${to.name}.${before.name} and ${after.name}.`);
  stages.add("contract", to.name, {
    title: `Remove ${before.name} from ${to.name}`, change, up: [batched(`${matchAll(to)}\nWHERE ${old} IS NOT NULL`, ["n"], `REMOVE ${old}`)],
    down: back === undefined ? [] : [batched(`${matchAll(to)}\nWHERE ${fresh} IS NOT NULL AND ${old} IS NULL`, ["n"], `SET ${old} = ${back.expression}`)],
    reversibility: reversal(there.lossy, back === undefined, `${to.name}.${before.name}`), hazards: [reads(to.name), breaks(`${to.name}.${before.name}`)],
  }, `No running version reads or writes ${to.name}.${before.name}.`);
}

function reversal(lossy: string | undefined, noWayBack: boolean, what: string): Reversibility {
  return noWayBack ? { kind: "irreversible", why: `no expression turns the new values of ${what} back` } : lossy === undefined ? { kind: "lossless" } : { kind: "lossy", what: `${lossy} of ${what}` };
}

function breaks(what: string): Hazard {
  return { code: "neo4j-property-gone", kind: "breaking", severity: "warning", message: `Versions of the application that still read ${what} find nothing.`, safeAlternative: "Wait until no such version runs." };
}

/** Another type under the same name: nodes of both are there meanwhile, which the predicate IS :: tells apart, so that it can be stopped and run again. */
function convertInPlace(owner: Owner, before: PropertyModel, after: PropertyModel, touched: TouchedProperties, stages: Stages): void {
  const at = property("n", after.name);
  const there = conversion(before, after, at);
  const back = conversion(after, before, at);
  if (there === undefined || before.type === after.type) {
    stages.diagnostics.push(impossible(owner, after, before));
    return;
  }
  touched.converted.add(touch(owner.id, after.name));
  const change = stages.change("alter", `property ${owner.id} ${after.id}`, `Change ${owner.name}.${after.name} from ${before.type} to ${after.type}`, [owner.id]);
  const converted = (from: PropertyModel, to: PropertyModel, expression: string): string => batched(`${matchAll(owner)}\nWHERE ${at} IS NOT NULL AND ${at} IS :: ${from.type} AND ${at} IS NOT :: ${to.type}`, ["n"], `SET ${at} = ${expression}`);
  stages.add("backfill", owner.name, {
    title: `Convert ${after.name} of ${owner.name} from ${before.type} to ${after.type}`, change, up: [converted(before, after, there.expression)], down: back === undefined ? [] : [converted(after, before, back.expression)],
    reversibility: reversal(there.lossy, back === undefined, `${owner.name}.${after.name}`),
    hazards: [reads(owner.name), { code: "neo4j-mixed-types", kind: "breaking", severity: "warning", message: `Until the last batch is through, ${owner.name}.${after.name} is ${before.type} in some nodes and ${after.type} in others, and comparisons between the two find nothing.`, safeAlternative: "Give the column a new name: then both are there side by side." }],
  }, `Every running version reads ${owner.name}.${after.name} as ${before.type} and as ${after.type}.`);
}

function impossible(owner: Owner, after: PropertyModel, before: PropertyModel): Diagnostic {
  return { code: "neo4j-no-conversion", severity: "error", message: `${owner.name}.${after.name} cannot be turned from ${before.type}${before.encoding === undefined ? "" : ` (${before.encoding})`} to ${after.type}${after.encoding === undefined ? "" : ` (${after.encoding})`} where it is: add a column with a new name, fill it, and drop the old one in the next release.`, place: { objectId: after.id } };
}

function remove(from: Owner, to: Owner, gone: PropertyModel, restore: string | undefined, stages: Stages): void {
  const at = property("n", gone.name);
  const change = stages.change("drop", `property ${from.id} ${gone.id} goes`, `Drop property ${from.name}.${gone.name}`, [from.id]);
  const given = gone.default ?? placeholder(gone);
  stages.add("contract", to.name, {
    title: `Remove ${gone.name} from ${to.name}`, change, up: [batched(`${matchAll(to)}\nWHERE ${at} IS NOT NULL`, ["n"], `REMOVE ${at}`)],
    // A relationship that took its place gives it back; and a required property must be there again before its constraint is.
    down: [...(restore === undefined ? [] : [restore]), ...(gone.required ? [batched(`${matchAll(to)}\nWHERE ${at} IS NULL`, ["n"], `SET ${at} = ${given}`)] : [])],
    reversibility: { kind: "lossy", what: restore === undefined ? `the values of ${from.name}.${gone.name}` : `values of ${from.name}.${gone.name} that refer to nothing` },
    hazards: [reads(to.name), ...(restore === undefined ? [{ code: "neo4j-property-lost", kind: "loss" as const, severity: "error" as const, message: `The values of ${from.name}.${gone.name} are gone for good.`, safeAlternative: "Take a backup, or export them first." }] : []), breaks(`${from.name}.${gone.name}`)],
  }, `No running version reads or writes ${from.name}.${gone.name}.`);
}
