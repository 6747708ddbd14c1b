import { isJsonObject, type Id, type JsonObject, type JsonValue } from "../../model";
import { diffFields, type FieldChange, type FieldDiff } from "./compare";
import { literal, type Job } from "./job";
import { object, type MongoCollection, type MongoField } from "./model";

/** What is done to the documents of a collection whose fields differ. */
export interface Backfill {
  /** Makes documents of the new shape beside the old; their version is counted up last. */
  readonly up: readonly Job[];
  readonly undo: readonly Job[];
  /** What does not come back by `undo`. */
  readonly lost: readonly string[];
  /** Fields filled with an empty value, since nothing says what documents should get. */
  readonly guessed: readonly string[];
}

/** Jobs that give documents what the new shape asks for: new required fields, new names, new types. */
export function backfill(from: MongoCollection, to: MongoCollection): Backfill {
  const diff = diffFields(from.fields, to.fields);
  const counted = to.schemaVersion > from.schemaVersion;
  const pending: JsonObject = counted ? { [to.versionField]: { $lt: to.schemaVersion } } : {};
  const moments = diff.added.filter(({ required, fill }) => required && fill.kind === "now");
  const version = (n: number): [string, JsonValue][] => (counted ? [[to.versionField, n]] : []);
  const apart = soleKeys(to);
  const sets = [...setters(diff, "$").map(([name, value]): [string, JsonValue] => (apart.has(name) && diff.added.some((field) => field.name === name) ? [name, { $ifNull: [`$${name}`, "$_id"] }] : [name, value])), ...version(to.schemaVersion)];
  const back = [...reversed(diff, "$"), ...version(from.schemaVersion)];
  const gone = [...newPaths(diff, "")];
  const undo: JsonValue[] = [...(back.length === 0 ? [] : [{ $set: object(back) }]), ...(gone.length === 0 ? [] : [{ $unset: gone }])];
  return {
    up: [
      ...moments.map((field): Job => ({ title: `Give ${to.name} a ${field.name}: the moment`, collection: to.name, filter: { ...pending, [field.name]: { $exists: false } }, update: { $currentDate: { [field.name]: true } } })),
      ...(sets.length === 0 ? [] : [{ title: `Bring documents of ${to.name} to ${counted ? `version ${to.schemaVersion}` : "the new shape"}`, collection: to.name, filter: pending, update: [{ $set: object(sets) }] }]),
    ],
    undo: undo.length === 0 ? [] : [{ title: `Take documents of ${to.name} back to ${counted ? `version ${from.schemaVersion}` : "the old shape"}`, collection: to.name, filter: counted ? { [to.versionField]: to.schemaVersion } : {}, update: undo }],
    lost: [...changesOf(diff)].flatMap(({ from: before, to: after, retyped, demanded }) => [
      ...(retyped && !widens(before, after) ? [`values of ${to.name}.${after.name} that the old type cannot say`] : []), ...(demanded ? [`which documents had no ${to.name}.${after.name}`] : []),
    ]),
    guessed: [...guesses(diff)].map((name) => `${to.name}.${name}`),
  };
}

/** Paths that only the new shape has, within embedded documents too; a stage that takes them away looks into arrays by itself. */
function* newPaths(diff: FieldDiff, prefix: string): Generator<string> {
  for (const { id, name } of diff.added) if (!id.startsWith("embed:") && !id.startsWith("copy:")) yield `${prefix}${name}`;
  for (const { to, renamed, inner } of diff.changed) {
    if (renamed) yield `${prefix}${to.name}`;
    else yield* newPaths(inner, `${prefix}${to.name}.`);
  }
}

/** New values of fields, as properties of an object whose old properties are at `at` (`$`, or `$$item.`). */
function setters(diff: FieldDiff, at: string, depth = 1): readonly [string, JsonValue][] {
  const added = diff.added.filter(({ required, id, fill }) => required && !id.startsWith("embed:") && (fill.kind !== "now" || depth > 1)).map((field): [string, JsonValue] => [field.name, { $ifNull: [`${at}${field.name}`, filling(field)] }]);
  const changed = diff.changed.flatMap(({ from, to, renamed, retyped, demanded, inner }): [string, JsonValue][] => {
    if (renamed || retyped || demanded) {
      const held: JsonValue = renamed ? { $ifNull: [`${at}${to.name}`, `${at}${from.name}`] } : `${at}${to.name}`;
      const typed = retyped ? converted(held, from, to) : held;
      return [[to.name, demanded ? { $ifNull: [typed, filling(to)] } : typed]];
    }
    const within = setters(inner, to.shape === "many" ? `$$item${depth}.` : `${at}${to.name}.`, depth + 1);
    return within.length === 0 ? [] : [[to.name, merged(to, `${at}${to.name}`, within, depth)]];
  });
  return [...added, ...changed];
}

/** The old values again, from the new. */
function reversed(diff: FieldDiff, at: string, depth = 1): readonly [string, JsonValue][] {
  return diff.changed.flatMap(({ from, to, renamed, retyped, inner }): [string, JsonValue][] => {
    if (renamed || retyped) {
      const held: JsonValue = renamed ? { $ifNull: [`${at}${from.name}`, `${at}${to.name}`] } : `${at}${to.name}`;
      return [[from.name, retyped ? converted(held, to, from) : held]];
    }
    const within = reversed(inner, to.shape === "many" ? `$$item${depth}.` : `${at}${to.name}.`, depth + 1);
    return within.length === 0 ? [] : [[to.name, merged(to, `${at}${to.name}`, within, depth)]];
  });
}

/** An embedded document, or each of an array, with these properties instead. A missing one stays missing. */
function merged(field: MongoField, path: string, properties: readonly [string, JsonValue][], depth: number): JsonValue {
  if (field.shape === "one") return { $cond: [{ $eq: [{ $type: path }, "object"] }, { $mergeObjects: [path, object(properties)] }, path] };
  return { $map: { input: { $ifNull: [path, []] }, as: `item${depth}`, in: { $mergeObjects: [`$$item${depth}`, object(properties)] } } };
}

/** What documents get that lack the field, as an expression. */
export function filling({ fill }: MongoField): JsonValue {
  return fill.kind === "now" ? "$$NOW" : literal(fill.value);
}

/** Fields whose values a unique index keeps apart: one value for all would be refused, so each document gets its _id there. */
function soleKeys({ indexes }: MongoCollection): ReadonlySet<string> {
  return new Set(indexes.flatMap(({ unique, key, partial }) => (unique && partial === null && key.length === 1 ? [key[0]?.path ?? ""] : [])));
}

/** The value in the new type; what cannot be converted stays as it is, and the guard of the next migration finds it. */
export function converted(value: JsonValue, from: MongoField, to: MongoField): JsonValue {
  const type = to.bson.includes("long") && !to.bson.includes("double") ? "long" : to.bson[0];
  if (type === undefined || !["int", "long", "double", "decimal", "string", "bool", "date"].includes(type) || from.shape !== "value") return value;
  return { $convert: { input: value, to: type, onError: value, onNull: null } };
}

/** Numbers that fit into the new type without change. */
function widens(from: MongoField, to: MongoField): boolean {
  const order = ["int", "long", "decimal"];
  return order.indexOf(from.bson[0] ?? "") >= 0 && order.indexOf(to.bson.at(-1) ?? "") >= order.indexOf(from.bson[0] ?? "");
}

function* changesOf(diff: FieldDiff): Generator<FieldChange> {
  for (const change of diff.changed) {
    yield change;
    yield* changesOf(change.inner);
  }
}

function* guesses(diff: FieldDiff): Generator<string> {
  for (const { name, required, fill, id } of diff.added) if (required && fill.kind === "empty" && !id.startsWith("embed:") && !id.startsWith("copy:")) yield name;
  for (const { to, demanded, inner } of diff.changed) {
    if (demanded && to.fill.kind === "empty") yield to.name;
    yield* guesses(inner);
  }
}

/** What is taken out of documents when no version of the application reads it any more. */
export function clearing(from: MongoCollection, to: MongoCollection, moved: ReadonlySet<Id>): { readonly up: readonly Job[]; readonly undo: readonly Job[]; readonly lost: readonly string[] } {
  const diff = diffFields(from.fields, to.fields);
  const paths = [...oldPaths(diff, "", moved)];
  if (paths.length === 0) return { up: [], undo: [], lost: [] };
  const exists = paths.map(({ path }): JsonObject => ({ [path]: { $exists: true } }));
  const apart = soleKeys(from);
  const restored = restoring(diff, "$").map(([name, value]): [string, JsonValue] => (apart.has(name) && diff.dropped.some((field) => field.name === name) ? [name, { $ifNull: [`$${name}`, "$_id"] }] : [name, value]));
  const names = new Set([...diff.dropped.map(({ name }) => name), ...diff.changed.filter(({ renamed }) => renamed).map(({ from: before }) => before.name)]);
  return {
    up: [{ title: `Take ${paths.map(({ path }) => path).join(", ")} out of ${to.name}`, collection: to.name, filter: exists.length === 1 ? exists[0] ?? {} : { $or: exists }, update: [{ $unset: paths.map(({ path }) => path) }] }],
    undo: restored.length === 0 ? [] : [{ title: `Give ${to.name} its old fields again`, collection: to.name, filter: restored.every(([name]) => names.has(name)) ? lacking(restored.map(([name]) => name)) : {}, update: [{ $set: object(restored) }] }],
    lost: paths.flatMap(({ path, dropped }) => (dropped ? [`${to.name}.${path}`] : [])),
  };
}

function lacking(names: readonly string[]): JsonObject {
  const missing = names.map((name): JsonObject => ({ [name]: { $exists: false } }));
  return missing.length === 1 ? missing[0] ?? {} : { $or: missing };
}

function* oldPaths(diff: FieldDiff, prefix: string, moved: ReadonlySet<Id>): Generator<{ readonly path: string; readonly dropped: boolean }> {
  for (const { name, id } of diff.dropped) yield { path: `${prefix}${name}`, dropped: !moved.has(id) };
  for (const { from, to, renamed, inner } of diff.changed) {
    if (renamed) yield { path: `${prefix}${from.name}`, dropped: false };
    else yield* oldPaths(inner, `${prefix}${to.name}.`, moved);
  }
}

function restoring(diff: FieldDiff, at: string, depth = 1): readonly [string, JsonValue][] {
  return [
    ...diff.dropped.filter(({ required, id }) => required && !id.startsWith("embed:")).map((field): [string, JsonValue] => [field.name, { $ifNull: [`${at}${field.name}`, filling(field)] }]),
    ...diff.changed.flatMap(({ from, to, renamed, retyped, inner }): [string, JsonValue][] => {
      if (renamed) return [[from.name, retyped ? converted(`${at}${to.name}`, to, from) : `${at}${to.name}`]];
      const within = restoring(inner, to.shape === "many" ? `$$item${depth}.` : `${at}${to.name}.`, depth + 1);
      return within.length === 0 ? [] : [[to.name, merged(to, `${at}${to.name}`, within, depth)]];
    }),
  ];
}

/** Whether an update is a pipeline of stages or the older operators: for readers of jobs. */
export function isPipeline(update: JsonValue): update is readonly JsonObject[] {
  return Array.isArray(update) && update.every(isJsonObject);
}
