import type { Diagnostic, Id, JsonValue } from "../../model";
import type { Mapped, MappingDecision, NativeInput } from "../native/native";
import { lostOf, searchDocuments, unique } from "../native/search-documents";
import { compareIndexes } from "./compare";
import { checkLimits } from "./limits";
import { fieldLosses, mapIndex } from "./map-index";
import { isEsModel, type EsIndex, type EsModel } from "./model";
import { fieldName, fileName, indexName } from "./names";
import { pictureOf } from "./picture";
import { planPattern } from "./queries";

/** Entities to indexes. Versions count from the last release: an index that can stay as it is keeps its number. */
export function map(input: NativeInput): Omit<Mapped, "model"> & { readonly model: EsModel } {
  const documents = searchDocuments(input, {
    own: { id: "index", label: "An index of its own", help: "One document per row, found by all its fields." },
    stream: { id: "data-stream", label: "A data stream", help: "For rows that are only added, by time: backing indexes are rolled over and deleted whole." },
    fieldName,
  });
  const decisions: MappingDecision[] = [...documents.decisions];
  const diagnostics: Diagnostic[] = [...documents.diagnostics];
  const released = releasedIndexes(input.released);
  const aliases = new Map<string, number>();
  const indexes: EsIndex[] = [];
  for (const document of documents.documents) {
    const { table } = document;
    const { index, inPlace } = mapIndex(document, input, documents.uses, decisions, diagnostics);
    const alias = unique(indexName(table.name), aliases);
    if (alias !== table.name) diagnostics.push({ code: "elasticsearch-name", severity: "info", message: `${table.name} is called ${alias}: index names are lower case, at most 255 bytes, without \\ / * ? " < > | # , : or spaces.`, place: { objectId: table.id } });
    indexes.push(numbered({ ...index, alias, base: alias, version: 1 }, inPlace, released));
    const lost = lostOf(table, input.schema);
    if (lost !== undefined) diagnostics.push({ code: "elasticsearch-constraints", severity: "info", message: lost, place: { objectId: table.id } });
    diagnostics.push(...fieldLosses(document));
    if (document.key.length === 0 && document.time === undefined) diagnostics.push({ code: "elasticsearch-no-key", severity: "warning", message: `${table.name} has no primary key: feeding a row twice makes two documents.`, place: { objectId: table.id } });
  }
  diagnostics.push(...checkLimits(indexes, input));
  const byTable = new Map<Id, EsIndex>(indexes.map((index) => [index.id, index]));
  const planned = input.patterns.map((pattern) => ({ pattern, plan: planPattern(pattern, byTable, documents) }));
  const slugs = new Map<string, number>();
  const queries = planned.flatMap(({ pattern: { id, name }, plan: { request } }) => (request === undefined ? [] : [{ id, slug: unique(fileName(name), slugs), name, request }]));
  const model: EsModel = { technology: "elasticsearch", version: input.version, indexes, queries };
  return {
    model, decisions, diagnostics, picture: pictureOf(model, documents),
    plans: planned.map(({ plan: { request: _request, ...plan } }) => plan),
  };
}

function releasedIndexes(released: JsonValue | undefined): readonly EsIndex[] {
  return released !== undefined && isEsModel(released) ? released.indexes : [];
}

function numbered(index: EsIndex, inPlace: boolean, released: readonly EsIndex[]): EsIndex {
  const old = released.find(({ id }) => id === index.id) ?? released.find(({ alias, id }) => alias === index.alias && id !== index.id);
  if (old === undefined) {
    // Another table's index may still be called so: the number goes on from there.
    const taken = released.filter(({ base }) => base === index.base).map(({ version }) => version);
    return taken.length === 0 ? index : { ...index, version: Math.max(...taken) + 1 };
  }
  const kept = { ...index, base: old.base, version: old.version };
  const change = compareIndexes(old, kept);
  return change.kind === "new version" || (change.kind === "in place" && change.added.length > 0 && !inPlace) ? { ...kept, version: old.version + 1 } : kept;
}
