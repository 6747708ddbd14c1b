import type { Diagnostic, Id } from "../../model";
import type { Mapped, MappingDecision, NativeInput } from "../native/native";
import { lostOf, searchDocuments, unique } from "../native/search-documents";
import { sizeText } from "../native/search-size";
import { compareCollections } from "./compare";
import { mapCollection } from "./map-collection";
import { isTsModel, physicalName, type TsCollection, type TsModel } from "./model";
import { collectionName, fieldName, slug } from "./names";
import { pictureOf } from "./picture";
import { planPattern } from "./queries";

/** Entities to collections. Versions count from the last release; collections that refer to each other get new versions together. */
export function map(input: NativeInput): Omit<Mapped, "model"> & { readonly model: TsModel } {
  const documents = searchDocuments(input, {
    own: { id: "collection", label: "A collection of its own", help: "One document per row, found by its indexed fields; those are held in memory." },
    join: { id: "join", label: "A reference that queries follow", help: "Joined at query time, one level; nothing is copied. Both collections get new versions together." },
    noStreams: "Rows are only added, by time, and counted up: Typesense holds them all in memory and knows no time windows (typesense.org/docs/overview/use-cases.html advises against logs).",
    fieldName,
  });
  const decisions: MappingDecision[] = [...documents.decisions];
  const diagnostics: Diagnostic[] = [...documents.diagnostics];
  const released = input.released !== undefined && isTsModel(input.released) ? input.released.collections : [];
  const aliases = new Map<string, number>();
  const drafts = documents.documents.map((document) => {
    const { table } = document;
    const { collection, inPlace } = mapCollection(document, input, documents.uses, decisions, diagnostics);
    const alias = unique(collectionName(table.name), aliases);
    if (alias !== table.name) diagnostics.push({ code: "typesense-name", severity: "info", message: `${table.name} is called ${alias}: letters, digits, _ and - only, since names stand in addresses and joins.`, place: { objectId: table.id } });
    const lost = lostOf(table, input.schema);
    if (lost !== undefined) diagnostics.push({ code: "typesense-constraints", severity: "info", message: lost, place: { objectId: table.id } });
    if (document.key.length === 0) diagnostics.push({ code: "typesense-no-key", severity: "warning", message: `${table.name} has no primary key: feeding a row twice makes two documents.`, place: { objectId: table.id } });
    const old = released.find(({ id }) => id === table.id) ?? released.find((other) => other.alias === alias);
    return { inPlace, old, collection: { ...collection, alias, base: old?.base ?? alias, version: old?.version ?? 1 + Math.max(0, ...released.filter(({ base }) => base === alias).map(({ version }) => version)) } };
  });
  const collections = numbered(drafts);
  const bytes = collections.reduce((sum, { documents: count, searchedBytes }) => sum + (count ?? 0) * searchedBytes, 0);
  if (bytes > 0) diagnostics.push({ code: "typesense-memory", severity: 3 * bytes > 64e9 ? "warning" : "info", message: `All collections together: ${sizeText(bytes)} of indexed fields, ${sizeText(2 * bytes)} to ${sizeText(3 * bytes)} of memory on every node; while a new version is filled, its collection counts twice.` });
  const byTable = new Map<Id, TsCollection>(collections.map((collection) => [collection.id, collection]));
  const planned = input.patterns.map((pattern) => ({ pattern, plan: planPattern(pattern, byTable, documents) }));
  const slugs = new Map<string, number>();
  const queries = planned.flatMap(({ pattern: { name }, plan: { parameters, collection } }) => (parameters === undefined || collection === undefined ? [] : [{ slug: unique(slug(name), slugs), name, collection, parameters }]));
  const model: TsModel = { technology: "typesense", version: input.version, collections, queries };
  return { model, decisions, diagnostics, picture: pictureOf(model, documents), plans: planned.map(({ plan: { parameters: _parameters, collection: _collection, ...plan } }) => plan) };
}

interface Draft {
  readonly inPlace: boolean;
  readonly old: TsCollection | undefined;
  readonly collection: TsCollection;
}

/** Counts versions until nothing changes: a new version of one makes new versions of those that refer to it, since references hold inner numbers of documents. */
function numbered(drafts: readonly Draft[]): readonly TsCollection[] {
  const versions = new Map(drafts.map(({ collection: { id, version } }) => [id, version]));
  const resolved = (collection: TsCollection): TsCollection => ({
    ...collection, version: versions.get(collection.id) ?? collection.version,
    fields: collection.fields.map((field) => {
      const reference = field.definition["reference"];
      const [, table, column] = typeof reference === "string" ? reference.split("\u0001") : [];
      const to = drafts.find((draft) => draft.collection.id === table)?.collection;
      if (to === undefined || column === undefined) return field;
      return { ...field, definition: { ...field.definition, reference: `${physicalName({ base: to.base, version: versions.get(to.id) ?? to.version })}.${column}` } };
    }),
  });
  for (;;) {
    let counted = false;
    for (const { collection, old, inPlace } of drafts) {
      if (old === undefined || versions.get(collection.id) !== old.version) continue;
      const now = resolved(collection);
      const { kind } = compareCollections(old, now);
      if (kind === "none" || kind === "documents" || (kind === "patch" && inPlace)) continue;
      versions.set(collection.id, old.version + 1);
      counted = true;
    }
    if (!counted) return drafts.map(({ collection }) => resolved(collection));
  }
}
