import { canonicalJson, type Diagnostic, type Id, type JsonObject } from "../../model";
import { compareElements, type NativePlan } from "../native";
import { backfill, clearing } from "./backfill";
import { diffFields, isEmpty, mustRebuild, rewrites, tightens } from "./compare";
import { Changes, Draft } from "./draft";
import { guard } from "./guard";
import { hazards } from "./hazards";
import { jobCommand, type Job } from "./job";
import type { MongoCollection, MongoIndex, MongoModel } from "./model";
import { copying, copyingReferences, gathering, locate, regathering, scattering } from "./move";
import { createCommands, indexSpec, validatorOf } from "./validator";

/** The drafts of a plan, in the order they are run. */
interface Drafts {
  readonly rename: Draft;
  readonly expand: Draft;
  readonly backfill: Draft;
  readonly constrain: Draft;
  readonly swap: Draft;
  readonly contract: Draft;
  readonly diagnostics: Diagnostic[];
}

/** From one shape to the next: expand, backfill, constrain, contract; what needs none of that in one migration. */
export function migrate(from: MongoModel | undefined, to: MongoModel): NativePlan {
  const changes = new Changes();
  if (from === undefined || from.collections.length === 0) return fresh(to, changes);
  const { added, dropped, changed } = compareElements(from.collections, to.collections);
  const drafts: Drafts = {
    rename: new Draft(changes, "rename", "switch code", "No running version of the application reads or writes the old name, or every one knows both."),
    expand: new Draft(changes, "expand", "expand", undefined),
    backfill: new Draft(changes, "backfill", "backfill", "Every running version of the application writes documents of the new shape too, with the new schemaVersion."),
    constrain: new Draft(changes, "constrain", "constrain", "The data migration has run to its end, and no running version writes the old shape."),
    swap: new Draft(changes, "swap", "switch code", "Writers are stopped, or have written both collections since before the copy."),
    contract: new Draft(changes, "contract", "contract", "No running version of the application reads what goes, and a dump of it is kept."),
    diagnostics: [],
  };
  renameCollections(drafts, changed.filter(({ renamed }) => renamed), from);
  for (const collection of added) create(drafts.expand, collection);
  moves(drafts, from, to, new Set(dropped.map(({ id }) => id)));
  for (const { from: before, to: after } of changed) alter(drafts, before, after, from, to);
  for (const collection of dropped) drop(drafts, collection, from, to);
  const { rename, expand, backfill: fill, constrain, swap, contract } = drafts;
  const later = [fill, constrain, swap, contract].flatMap((draft) => draft.finished() ?? []);
  const first = later.length === 0 ? expand.finished("change") : expand.finished();
  return { changes: changes.list, migrations: [...[rename.finished() ?? []].flat(), ...[first ?? []].flat(), ...later], diagnostics: drafts.diagnostics };
}

function fresh(to: MongoModel, changes: Changes): NativePlan {
  const draft = new Draft(changes, "create", undefined, undefined);
  for (const collection of to.collections) create(draft, collection);
  return { changes: changes.list, migrations: [draft.finished() ?? []].flat(), diagnostics: [] };
}

function create(draft: Draft, collection: MongoCollection): void {
  const { id, name, tables } = collection;
  const kind = collection.timeseries === null ? "collection" : "time series collection";
  draft.step(name, `Create ${kind} ${name}`, { id: `${id}:create`, verb: "add", title: `Add ${kind} ${name}`, tables }, createCommands(collection), [{ drop: name }]);
}

/** Whether the change asks for documents to be rewritten or looked through between its steps. */
function needsPhases(from: MongoCollection, to: MongoCollection): boolean {
  const diff = diffFields(from.fields, to.fields);
  return mustRebuild(from, to) || rewrites(diff) || tightens(diff);
}

/** Names first, those in the way of others by a detour. */
function renameCollections({ rename }: Drafts, renamed: readonly { readonly from: MongoCollection; readonly to: MongoCollection }[], model: MongoModel): void {
  const held = new Set(model.collections.map(({ name }) => name));
  const detours = renamed.filter(({ to }) => held.has(to.name));
  const put = ({ id, tables }: MongoCollection, before: string, after: string, way: string): void => rename.step(after, `Rename collection ${before} to ${after}`, { id: `${id}:rename${way}`, verb: "rename", tables }, [{ renameCollection: before, to: after }], [{ renameCollection: after, to: before }], { hazards: [hazards.renames(before, after)] });
  for (const { from, to } of detours) put(to, from.name, `${from.name}__moving`, ":aside");
  for (const { from, to } of renamed) put(to, detours.some((detour) => detour.from === from) ? `${from.name}__moving` : from.name, to.name, "");
}

/** Rows that lie elsewhere than before: embedded now, or not any more. */
function moves({ backfill: fill, diagnostics }: Drafts, from: MongoModel, to: MongoModel, dropped: ReadonlySet<Id>): void {
  for (const table of new Set(to.collections.flatMap(({ tables }) => tables))) {
    const [before, after] = [locate(from, table), locate(to, table)];
    if (before === undefined || after === undefined || canonicalJson(before.trail.map(({ id }) => id)) === canonicalJson(after.trail.map(({ id }) => id)) && before.collection.id === after.collection.id) continue;
    // Goes along with what it lies in.
    if (before.trail.length > 1 && after.trail.length > 0 && before.trail.at(-2)?.id === (after.trail.at(-2)?.id ?? `embed:${after.collection.id}`)) continue;
    const source = { ...before, collection: { ...before.collection, name: nameAfter(before.collection, to) } };
    const gathered = before.trail.length === 0 && dropped.has(before.collection.id) ? gathering(before.collection, after) : before.trail.length > 0 && after.trail.length > 0 ? regathering(source, after) : undefined;
    const scattered = after.trail.length === 0 ? scattering(source, after.collection) : undefined;
    const field = after.trail[0]?.name ?? "";
    if (gathered !== undefined) fill.data(after.collection.name, [gathered], [{ title: `Take ${field} out of ${after.collection.name}`, collection: after.collection.name, filter: { [field]: { $exists: true } }, update: { $unset: { [field]: "" } } }]);
    else if (scattered !== undefined) fill.data(after.collection.name, [scattered], []);
    else diagnostics.push({ code: "mongodb-move-by-hand", severity: "warning", message: `${after.trail.at(-1)?.name ?? after.collection.name} is not moved by a script, since it lies more than one level deep: move it by hand before the migration that constrains.`, place: { objectId: table } });
  }
}

function nameAfter({ id, name }: MongoCollection, to: MongoModel): string {
  return to.collections.find((collection) => collection.id === id)?.name ?? name;
}

function alter(drafts: Drafts, from: MongoCollection, to: MongoCollection, before: MongoModel, after: MongoModel): void {
  if (mustRebuild(from, to)) return rebuild(drafts, from, to);
  if (to.timeseries !== null) return alterSeries(drafts, from, to);
  const diff = diffFields(from.fields, to.fields);
  const validators = [validatorOf(from), validatorOf(to)].map((validator) => canonicalJson(validator));
  if (validators[0] !== validators[1]) {
    const change = { id: `${to.id}:validator`, verb: "alter" as const, title: changeTitle(from, to), tables: to.tables };
    const collMod = (collection: MongoCollection, more: JsonObject): JsonObject => ({ collMod: to.name, validator: validatorOf(collection), ...more });
    const strict = { validationLevel: "strict", validationAction: "error" };
    const lenient = { validationLevel: "moderate", validationAction: "warn" };
    if (needsPhases(from, to)) {
      const work = backfill(from, to);
      const hazard = [hazards.warns(to), ...(work.guessed.length === 0 ? [] : [hazards.guessed(work.guessed)])];
      drafts.expand.step(to.name, `Warn of documents of ${to.name} that are not of the new shape`, change, [collMod(to, lenient)], [collMod(from, strict)], { hazards: hazard });
      const copied = copies(drafts, from, to, after);
      drafts.backfill.data(to.name, [...copied.up, ...work.up], [...copied.undo, ...work.undo], work.lost);
      drafts.constrain.step(to.name, `Refuse documents of ${to.name} that are not of the new shape`, change, [guard(to), { collMod: to.name, ...strict }], [{ collMod: to.name, ...lenient }], { hazards: [hazards.guards(to)] });
    } else drafts.expand.step(to.name, change.title, change, [collMod(to, strict)], [collMod(from, strict)]);
  }
  alterIndexes(drafts, from, to);
  clear(drafts, from, to, before, after, isEmpty(diff));
}

function changeTitle(from: MongoCollection, to: MongoCollection): string {
  const { added, dropped, changed } = diffFields(from.fields, to.fields);
  const parts = [
    ...added.map(({ name }) => `add ${name}`), ...changed.map(({ from: before, to: after, renamed }) => (renamed ? `rename ${before.name} to ${after.name}` : `change ${after.name}`)), ...dropped.map(({ name }) => `drop ${name}`),
  ];
  return parts.length === 0 ? `Change the rules of ${to.name}` : `Change ${to.name}: ${parts.length > 4 ? `${parts.slice(0, 4).join(", ")} and ${parts.length - 4} more` : parts.join(", ")}`;
}

function copies({ diagnostics }: Drafts, from: MongoCollection, to: MongoCollection, model: MongoModel): { readonly up: readonly Job[]; readonly undo: readonly Job[] } {
  const added = diffFields(from.fields, to.fields).added.filter(({ id, fields }) => id.startsWith("copy:") && fields.length > 0);
  const up = added.flatMap((field) => {
    const job = copyingReferences(to, field, model);
    if (job === undefined) diagnostics.push({ code: "mongodb-copy-by-hand", severity: "warning", message: `${to.name}.${field.name} is not filled by a script: fill it by hand.`, place: { objectId: to.id } });
    return job ?? [];
  });
  return { up, undo: added.map(({ name }): Job => ({ title: `Take ${name} out of ${to.name}`, collection: to.name, filter: { [name]: { $exists: true } }, update: { $unset: { [name]: "" } } })) };
}

/** Takes old fields out; what moved elsewhere is put back from there. */
function clear({ contract }: Drafts, from: MongoCollection, to: MongoCollection, before: MongoModel, after: MongoModel, same: boolean): void {
  if (same) return;
  const gone = diffFields(from.fields, to.fields).dropped.filter(({ id }) => id.startsWith("embed:"));
  const moved = gone.flatMap((field) => {
    const [old, now] = [locate(before, field.table), locate(after, field.table)];
    const there = old === undefined ? undefined : { ...old, collection: { ...old.collection, name: to.name } };
    const back = there === undefined || now === undefined ? undefined : now.trail.length > 0 ? regathering(now, there) : gathering(now.collection, there);
    return back === undefined ? [] : [{ field, back }];
  });
  const work = clearing(from, to, new Set(moved.map(({ field }) => field.id)));
  contract.data(to.name, work.up, [...work.undo, ...moved.map(({ back }) => back)], [...work.lost, ...moved.map(({ field }) => `the order of ${to.name}.${field.name}`)]);
}

function alterIndexes({ expand, constrain, contract }: Drafts, from: MongoCollection, to: MongoCollection): void {
  const { added, dropped, changed } = compareElements(from.indexes, to.indexes);
  // A collection has one text index at most, so the next can only come when the last is gone.
  const text = (index: MongoIndex): boolean => index.weights !== null;
  const replaced = changed.filter(({ properties, from: before, to: after }) => properties.some((property) => property !== "reason") && !onlyExpiry(before, after));
  const beside = (before: MongoIndex, after: MongoIndex): boolean => before.name !== after.name && !(text(before) && text(after));
  const build = (index: MongoIndex): JsonObject => ({ createIndexes: to.name, indexes: [indexSpec(index)] });
  const unbuild = (index: MongoIndex): JsonObject => ({ dropIndexes: to.name, index: index.name });
  for (const index of [...added, ...replaced.filter(({ from: before, to: after }) => beside(before, after)).map(({ to: after }) => after)]) {
    const costs = [hazards.build(to, index), ...(index.unique ? [hazards.unique(to, index)] : []), ...(index.expireAfterSeconds === null ? [] : [hazards.expires(to, index)])];
    (index.unique ? constrain : expand).step(to.name, `Build index ${index.name} on ${to.name}`, { id: `${to.id}:index:${index.id}`, verb: "add", title: `Add index ${index.name} on ${to.name}`, tables: to.tables }, [build(index)], [unbuild(index)], { hazards: costs });
  }
  // One name cannot be two indexes at a time, nor can a collection have two text indexes.
  for (const { from: before, to: after } of replaced.filter((pair) => !beside(pair.from, pair.to))) {
    constrain.step(to.name, `Build index ${after.name} on ${to.name} anew`, { id: `${to.id}:index:${after.id}`, verb: "alter", tables: to.tables }, [unbuild(before), build(after)], [unbuild(after), build(before)], { hazards: [hazards.build(to, after), ...(after.unique && !before.unique ? [hazards.unique(to, after)] : [])] });
  }
  for (const { from: before, to: after } of changed.filter((pair) => onlyExpiry(pair.from, pair.to))) {
    const expire = (index: MongoIndex): JsonObject => ({ collMod: to.name, index: { name: after.name, expireAfterSeconds: index.expireAfterSeconds } });
    expand.step(to.name, `Let documents of ${to.name} go after ${after.expireAfterSeconds ?? 0} s`, { id: `${to.id}:index:${after.id}`, verb: "alter", tables: to.tables }, [expire(after)], [expire(before)], { hazards: [hazards.expires(to, after)] });
  }
  for (const index of [...dropped, ...replaced.filter(({ from: before, to: after }) => beside(before, after)).map(({ from: before }) => before)]) {
    contract.step(to.name, `Drop index ${index.name} of ${to.name}`, { id: `${to.id}:index:${index.id}:drop`, verb: "drop", tables: to.tables }, [unbuild(index)], [build(index)]);
  }
}

function onlyExpiry(from: MongoIndex, to: MongoIndex): boolean {
  const rest = (index: MongoIndex): string => canonicalJson({ ...index, id: "", reason: "", expireAfterSeconds: null });
  return from.expireAfterSeconds !== to.expireAfterSeconds && from.expireAfterSeconds !== null && to.expireAfterSeconds !== null && rest(from) === rest(to);
}

function alterSeries(drafts: Drafts, from: MongoCollection, to: MongoCollection): void {
  const diff = diffFields(from.fields, to.fields);
  if (!isEmpty(diff)) drafts.diagnostics.push({ code: "mongodb-time-series-kept", severity: "info", message: `Measurements of ${to.name} stay as they were taken: fields of a time series can be changed only in new ones.`, place: { objectId: to.id } });
  const settings = ({ timeseries }: MongoCollection): JsonObject => ({ collMod: to.name, expireAfterSeconds: timeseries?.expireAfterSeconds ?? "off" });
  const change = { id: `${to.id}:series`, verb: "alter" as const, tables: to.tables };
  if (from.timeseries?.expireAfterSeconds !== to.timeseries?.expireAfterSeconds) drafts.expand.step(to.name, `Change when measurements of ${to.name} go`, change, [settings(to)], [settings(from)], { hazards: [hazards.expires(to, { expireAfterSeconds: to.timeseries?.expireAfterSeconds ?? null })] });
  const [old, wanted] = [from.timeseries?.granularity, to.timeseries?.granularity];
  if (old !== wanted && old !== undefined && wanted !== undefined) {
    const order = ["seconds", "minutes", "hours"];
    if (order.indexOf(wanted) === order.indexOf(old) + 1) drafts.expand.step(to.name, `Widen the buckets of ${to.name} to ${wanted}`, change, [{ collMod: to.name, timeseries: { granularity: wanted } }], [], { reversibility: { kind: "irreversible", why: "Buckets can only become wider" } });
    else drafts.diagnostics.push({ code: "mongodb-granularity-kept", severity: "info", message: `The buckets of ${to.name} stay as they are: a granularity only goes one step up.`, place: { objectId: to.id } });
  }
  alterIndexes(drafts, from, to);
}

/** A collection whose _id or storage is another one: made beside, copied, and put in its place. */
function rebuild({ expand, backfill: fill, swap, contract }: Drafts, from: MongoCollection, to: MongoCollection): void {
  const change = { id: `${to.id}:rebuild`, verb: "alter" as const, title: `Rebuild ${to.name}: ${from.timeseries === null && to.timeseries === null ? "another _id" : "another storage"}`, tables: to.tables };
  const lossy = { kind: "lossy" as const, what: `Documents of ${to.name} come back with other generated _id values, without fields of neither shape` };
  if (to.timeseries !== null) {
    const old = `${to.name}__before`;
    expand.step(to.name, `Put ${to.name} aside as ${old}, and make a time series in its place`, change, [{ renameCollection: to.name, to: old }, ...createCommands(to)], [{ drop: to.name }, { renameCollection: old, to: to.name }], { hazards: [hazards.renames(to.name, old)] });
    fill.data(to.name, [copying(from, old, to, to.name)], []);
    contract.step(to.name, `Drop ${old}`, change, [{ drop: old }], [...createCommands(from, old), jobCommand(copying(to, to.name, from, old))], { reversibility: lossy, hazards: [hazards.drops({ ...from, name: old })] });
    return;
  }
  const next = `${to.name}__next`;
  expand.step(to.name, `Make ${next}, the new ${to.name}`, change, createCommands(to, next), [{ drop: next }]);
  fill.data(to.name, [copying(from, to.name, { ...to, name: next }, next)], []);
  swap.step(to.name, `Put ${next} in the place of ${to.name}`, change, [{ drop: to.name }, { renameCollection: next, to: to.name }], [{ renameCollection: to.name, to: next }, ...createCommands(from, to.name), jobCommand(copying({ ...to, name: next }, next, from, to.name))], { reversibility: lossy, hazards: [hazards.swaps(to)] });
}

/** A collection that is not there any more: its documents are gone, or lie in others' now. */
function drop({ contract }: Drafts, collection: MongoCollection, from: MongoModel, to: MongoModel): void {
  const now = locate(to, collection.id);
  const back = now === undefined || now.trail.length === 0 ? undefined : scattering(now, collection);
  const down = createCommands(collection);
  contract.step(collection.name, `Drop collection ${collection.name}`, { id: `${collection.id}:drop`, verb: "drop", tables: from.collections.find(({ id }) => id === collection.id)?.tables ?? [] }, [{ drop: collection.name }], back === undefined ? down : [...down, jobCommand(back)], {
    reversibility: back === undefined ? { kind: "lossy", what: `The documents of ${collection.name} are gone` } : { kind: "lossy", what: `Documents of ${collection.name} come back from where they are embedded, with other generated _id values` },
    hazards: back === undefined ? [hazards.drops(collection)] : [],
  });
}
