import type { Column, Diagnostic, Id, JsonValue, Table } from "../../model";
import type { Mapped, MappingDecision, NativeInput } from "../native";
import { needsRewrite } from "./compare";
import { FieldBuilder, type Located } from "./fields";
import { indexesOf } from "./indexes";
import { limitsOf } from "./limits";
import { isMongoModel, type MongoCollection, type MongoModel } from "./model";
import { Names } from "./names";
import { pictureOf } from "./picture";
import { placements, type Placement } from "./placement";
import { plansOf } from "./plans";
import { expiryOf, keyOf, referenceOf, storageOf } from "./settings";
import { Situation } from "../native/situation";

/** The shape of a design in MongoDB: which tables are collections, what their documents hold, and the indexes that the access patterns need. */
export function map(input: NativeInput): Omit<Mapped, "model"> & { readonly model: MongoModel } {
  const situation = new Situation(input);
  const placed = placements(situation);
  const diagnostics: Diagnostic[] = [...placed.diagnostics, ...unmapped(input)];
  const decisions: MappingDecision[] = [...placed.decisions];
  const copies = new Map<Id, readonly Column[]>();
  for (const table of input.schema.tables) {
    const placement = placed.of.get(table.id);
    for (const key of table.foreignKeys) {
      if (placement?.kind === "embedded" && placement.key.id === key.id) continue;
      const reference = referenceOf(situation, table, key);
      decisions.push(...reference.decisions);
      if (reference.value !== undefined) copies.set(key.id, reference.value);
    }
  }
  const names = new Names(diagnostics, ["changelog", "changelog_lock"]);
  const located = new Map<Id, Located>();
  const collections: MongoCollection[] = [];
  for (const table of input.schema.tables) {
    if (placed.of.get(table.id)?.kind === "embedded") continue;
    const made = collectionOf(situation, table, placed.of, copies, names.collection(table.name, table.id), diagnostics);
    decisions.push(...made.decisions);
    for (const [id, at] of made.located) located.set(id, at);
    collections.push(numbered(made.collection, input.released));
    diagnostics.push(...limitsOf(made.collection, situation));
  }
  diagnostics.push(...references(situation, placed.of));
  const order = new Map(input.schema.tables.map(({ id }, i) => [id, i]));
  return {
    model: { target: "mongodb", version: input.version, collections },
    decisions: decisions.toSorted((a, b) => (order.get(a.table) ?? 0) - (order.get(b.table) ?? 0)), diagnostics, picture: pictureOf(collections, situation),
    plans: plansOf({ situation, collections, located, placement: placed.of }),
  };
}

function collectionOf(situation: Situation, table: Table, placement: ReadonlyMap<Id, Placement>, copies: ReadonlyMap<Id, readonly Column[]>, name: string, diagnostics: Diagnostic[]): { readonly collection: MongoCollection; readonly located: ReadonlyMap<Id, Located>; readonly decisions: readonly MappingDecision[] } {
  const storage = storageOf(situation, table);
  const key = keyOf(situation, table);
  const series = storage.value;
  const expiry = expiryOf(situation, table, series?.time);
  const builder = new FieldBuilder(situation, placement, copies, diagnostics);
  const fields = builder.collection(table, series === undefined ? key.value : "object-id", series?.meta ?? []);
  const tables = builder.tables.flatMap((id) => situation.table(id) ?? []);
  const time = series === undefined ? undefined : builder.located.get(series.time.id)?.path;
  const seconds = series === undefined ? null : expiry.value?.seconds ?? null;
  if (series !== undefined) diagnostics.push({ code: "mongodb-time-series-unchecked", severity: "warning", message: `${table.name} is a time series collection: MongoDB checks neither its types nor its key there. Choose a collection in the mapping if that matters more than size.`, place: { objectId: table.id } });
  const taken = new Set(fields.map((field) => field.name));
  return {
    located: builder.located,
    // What _id is, is not asked of a time series: it is always generated.
    decisions: [...storage.decisions, ...(series === undefined ? key.decisions : []), ...expiry.decisions],
    collection: {
      id: table.id, name, comment: table.comment ?? "", tables: builder.tables, schemaVersion: 1, versionField: ["schemaVersion", "_schemaVersion", "documentSchemaVersion"].find((field) => !taken.has(field)) ?? "__schemaVersion",
      fields, expressions: series === undefined ? builder.expressions : [],
      indexes: indexesOf({ situation, table, tables, located: builder.located, expiry: expiry.value === undefined ? undefined : { column: expiry.value.column.id, seconds: expiry.value.seconds }, timeseries: series !== undefined, diagnostics }),
      timeseries: series === undefined || time === undefined ? null : { timeField: time, metaField: series.meta.length > 0 ? "meta" : null, granularity: series.granularity, expireAfterSeconds: seconds },
    },
  };
}

/** The version of its documents: one more than in the release when those have to be rewritten. */
function numbered(collection: MongoCollection, released: JsonValue | undefined): MongoCollection {
  const before = released !== undefined && isMongoModel(released) ? released.collections.find(({ id }) => id === collection.id) : undefined;
  return before === undefined ? collection : { ...collection, schemaVersion: before.schemaVersion + (needsRewrite(before, collection) ? 1 : 0) };
}

function unmapped({ schema }: NativeInput): readonly Diagnostic[] {
  return schema.objects.map(({ id, kind, name }): Diagnostic => ({ code: "mongodb-object-lost", severity: "warning", message: `The ${kind} ${name} has no counterpart in MongoDB and is not exported.`, place: { objectId: id } }));
}

/** Foreign keys between documents are kept by the application; what it must do is said once for each. */
function references(situation: Situation, placement: ReadonlyMap<Id, Placement>): readonly Diagnostic[] {
  return situation.schema.tables.flatMap((table) => table.foreignKeys.flatMap((key): Diagnostic[] => {
    const placed = placement.get(table.id);
    if (placed?.kind === "embedded" && placed.key.id === key.id) return [];
    const parent = situation.name(key.referencedTable);
    const duty = key.onDelete === "cascade" ? `deletes those of ${table.name} with it` : key.onDelete === "set null" || key.onDelete === "set default" ? `clears the references in ${table.name}` : `looks for references in ${table.name} before it deletes`;
    return [{ code: "mongodb-reference-unchecked", severity: "info", message: `MongoDB does not check that ${table.name} refers to an existing document of ${parent}: the application ${duty}.`, place: { objectId: key.id } }];
  }));
}
