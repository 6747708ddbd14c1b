import type { Diagnostic, Id, Table } from "../../model";
import { shardAdvice } from "./advice";
import { type Mapped, type MappingDecision, type NativeInput } from "../native";
import { Situation } from "../native/situation";
import { accessOf, type AccessChoice } from "./access";
import { needsRewrite } from "./compare";
import { FieldBuilder, type Located } from "./fields";
import { indexesOf, overridesOf } from "./indexes";
import { limitsOf } from "./limits";
import { isFirestoreModel, type Access, type FirestoreCollection, type FirestoreField, type FirestoreModel } from "./model";
import { Names } from "./names";
import { pictureOf } from "./picture";
import { placements, type Placement } from "./placement";
import { plansOf } from "./plans";
import { documentIdOf, expiryOf } from "./settings";

/** The shape of a design in Firestore: collections, subcollections and what lies within documents; rules and indexes from types and access patterns. */
export function map(input: NativeInput): Omit<Mapped, "model"> & { readonly model: FirestoreModel } {
  const situation = new Situation(input);
  const placed = placements(situation);
  const diagnostics: Diagnostic[] = [];
  const decisions: MappingDecision[] = [...placed.decisions];
  const names = new Names(diagnostics, ["_migrations"]);
  const located = new Map<Id, Located>();
  const expiry = new Map<Id, Id>();
  const collections: FirestoreCollection[] = [];
  for (const table of input.schema.tables) {
    const placement = placed.of.get(table.id) ?? { kind: "root" };
    if (placement.kind === "map" || placement.kind === "ids") continue;
    const made = collectionOf(situation, table, placement, placed.of, names.name(table.name, table.id, "collection"), diagnostics);
    decisions.push(...made.decisions);
    for (const [id, at] of made.located) located.set(id, at);
    if (made.expiry !== undefined) expiry.set(table.id, made.expiry);
    collections.push(numbered(made.collection, input));
  }
  const request = { situation, collections, located, edition: input.version, expiry, diagnostics };
  const model: FirestoreModel = { target: "firestore", edition: input.version, collections, indexes: indexesOf(request), overrides: overridesOf(request) };
  diagnostics.push(...losses(situation, placed.of, input), ...shardAdvice(situation, collections), ...limitsOf(model, situation));
  const order = new Map(input.schema.tables.map(({ id }, i) => [id, i]));
  return { model, decisions: decisions.toSorted((a, b) => (order.get(a.table) ?? 0) - (order.get(b.table) ?? 0)), diagnostics, picture: pictureOf(model, situation), plans: plansOf({ ...request, model, placement: placed.of }) };
}

function collectionOf(situation: Situation, table: Table, placement: Placement, all: ReadonlyMap<Id, Placement>, name: string, diagnostics: Diagnostic[]): { readonly collection: FirestoreCollection; readonly located: ReadonlyMap<Id, Located>; readonly decisions: readonly MappingDecision[]; readonly expiry: Id | undefined } {
  const parentKey = placement.kind === "sub" ? placement.key.columns : [];
  const key = documentIdOf(situation, table, parentKey);
  const expiry = expiryOf(situation, table);
  const access = accessOf(situation, table);
  const builder = new FieldBuilder(situation, all, diagnostics);
  // A single key column is the id itself; joined ones stay as fields, since queries need them.
  const inPath = [...parentKey, ...(key.value.length === 1 ? key.value : [])].filter((id) => !(access.value.kind === "owner" || access.value.kind === "claim") || access.value.column.id !== id);
  const immutable = [...table.primaryKey?.columns ?? [], ...(access.value.kind === "owner" || access.value.kind === "claim" ? [access.value.column.id] : [])];
  const fields = builder.collection(table, inPath, immutable);
  const taken = new Set(fields.map((field) => field.name));
  if (expiry.wanted !== undefined) diagnostics.push({ code: "firestore-retention-unserved", severity: "warning", message: `${table.name} is to go after ${expiry.wanted} days, but no column holds the moment of going: add one such as expires_at, and a TTL policy does it.`, place: { objectId: table.id } });
  return {
    located: builder.located, decisions: [...key.decisions, ...expiry.decisions, access.decision], expiry: expiry.value?.id,
    collection: {
      id: table.id, name, comment: table.comment ?? "", tables: builder.tables, within: ancestors(table.id, all), documentId: key.value, schemaVersion: 1,
      versionField: ["schemaVersion", "_schemaVersion", "documentSchemaVersion"].find((field) => !taken.has(field)) ?? "documentSchemaVersion_", fields, conditions: builder.conditions, access: named(access.value, fields),
    },
  };
}

function named(access: AccessChoice, fields: readonly FirestoreField[]): Access {
  if (access.kind !== "owner" && access.kind !== "claim") return { kind: access.kind };
  const field = fields.find(({ column }) => column === access.column.id)?.name;
  return field === undefined ? { kind: "admin" } : { kind: access.kind, field, claim: access.column.name };
}

function ancestors(table: Id, all: ReadonlyMap<Id, Placement>): readonly Id[] {
  const placement = all.get(table);
  return placement?.kind === "sub" ? [...ancestors(placement.parent.id, all), placement.parent.id] : [];
}

function numbered(collection: FirestoreCollection, { released }: NativeInput): FirestoreCollection {
  const before = released !== undefined && isFirestoreModel(released) ? released.collections.find(({ id }) => id === collection.id) : undefined;
  return before === undefined ? collection : { ...collection, schemaVersion: before.schemaVersion + (needsRewrite(before, collection) ? 1 : 0) };
}

function losses(situation: Situation, placement: ReadonlyMap<Id, Placement>, { schema }: NativeInput): readonly Diagnostic[] {
  return [
    ...schema.objects.map(({ id, kind, name }): Diagnostic => ({ code: "firestore-object-lost", severity: "warning", message: `The ${kind} ${name} has no counterpart in Firestore and is not exported.`, place: { objectId: id } })),
    ...schema.tables.flatMap((table) => table.uniques.map((key): Diagnostic => ({ code: "firestore-unique-lost", severity: "warning", message: `Firestore does not keep ${key.columns.map((id) => situation.column(id)?.name ?? id).join(", ")} of ${table.name} unique: write a document named after the value to a collection such as ${table.name}_${key.columns.map((id) => situation.column(id)?.name ?? id).join("_")} in the same transaction, and let it fail when that exists.`, place: { objectId: key.id } }))),
    ...schema.tables.flatMap((table) => table.foreignKeys.filter(({ id }) => { const placed = placement.get(table.id); return placed === undefined || placed.kind === "root" || placed.key.id !== id; }).map((key): Diagnostic => ({ code: "firestore-reference-unchecked", severity: "info", message: `Firestore does not check that ${table.name} refers to an existing document of ${situation.name(key.referencedTable)}${key.onDelete === "cascade" ? ", nor does it delete along" : ""}.`, place: { objectId: key.id } }))),
    ...schema.tables.flatMap((table) => table.indexes.filter(({ parts, where }) => where !== undefined || parts.some(({ expression }) => expression !== undefined)).map(({ id, name }): Diagnostic => ({ code: "firestore-index-lost", severity: "info", message: `Index ${name} has a condition or an expression, which Firestore's indexes do not know.`, place: { objectId: id } }))),
  ];
}
