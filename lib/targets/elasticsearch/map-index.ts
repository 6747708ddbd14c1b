import { simpleDefault } from "../native/simple-expression";
import type { Column, Diagnostic, JsonObject, JsonValue } from "../../model";
import { choose } from "../native/choose";
import type { MappingDecision, NativeInput } from "../native/native";
import type { DocumentField, DocumentGroup, SearchDocument } from "../native/search-documents";
import { documentSql } from "../native/search-feed";
import { sampleDocument } from "../native/search-samples";
import { documentBytes, sizeText } from "../native/search-size";
import { named, type SearchUses } from "../native/search-uses";
import { mapField, type FieldContext } from "./map-field";
import type { EsField, EsIndex } from "./model";
import { typeLoss } from "./types";

/** Bytes of one primary shard that the rule plans for: between 10 and 50 GB (Elasticsearch 9, size your shards). */
const shardBytes = 30e9;
/** Beyond so many searched fields, one field with all words is searched instead. */
const mostSearchedFields = 8;
const allWords = "all_words";

export interface MappedIndex {
  /** Without name and version, which depend on the release. */
  readonly index: Omit<EsIndex, "alias" | "base" | "version">;
  readonly inPlace: boolean;
  readonly bytes: number;
}

/** The index of one document: settings and fields by rule, with what could be decided otherwise. */
export function mapIndex(document: SearchDocument, input: NativeInput, uses: SearchUses, decisions: MappingDecision[], diagnostics: Diagnostic[]): MappedIndex {
  const { table } = document;
  const { schema, loads, choices } = input;
  const load = loads.get(table.id);
  const decide = <Option extends string>(choice: string, label: string, options: readonly { readonly id: Option; readonly label: string; readonly help: string }[], proposed: Option, reason: string): Option => {
    const { chosen, decision } = choose({ about: table.id, table: table.id, choice, label, options, proposed, reason }, choices);
    decisions.push(decision);
    return chosen;
  };
  const searched = [...document.fields, ...document.groups.flatMap(({ fields }) => fields)].filter(({ column }) => uses.column(column.id).text.length > 0);
  const analyzer = searched.length === 0 ? "folding" : decide("analyzer", `How words of ${table.name} are read`, [
    { id: "folding", label: "standard, accents folded", help: "Any language: cafe finds café; no word stems." },
    { id: "standard", label: "standard", help: "Any language, accents count." },
    { id: "english", label: "english", help: "Stems: running finds run." },
    { id: "german", label: "german", help: "Stems and umlauts." },
    { id: "french", label: "french", help: "Stems and elisions." },
    { id: "spanish", label: "spanish", help: "Stems." },
  ], "folding", "Nobody said which language the texts are in; stems of the wrong language lose words.");
  const joint = searched.length > 1 ? decide("searched", `Where words of ${table.name} are searched`, [
    { id: "fields", label: "Field by field", help: "A hit in a title can weigh more than one in a description." },
    { id: "one", label: "In one field with all words", help: "copy_to: one field is searched, all of it weighs the same." },
  ], searched.length > mostSearchedFields ? "one" : "fields", `${searched.length} fields are searched; up to ${mostSearchedFields} one by one.`) : "fields";
  const context: FieldContext = { choices, table: table.id, analyzer, ...(joint === "one" ? { copyTo: allWords } : {}), decisions, diagnostics };
  const fields: EsField[] = document.fields.map((field) => streamField(field, document));
  for (const { id, name, column } of document.fields) if (column === document.time && name !== "@timestamp") fields.push({ id: `${id}/alias`, name, mapping: { type: "alias", path: "@timestamp" }, marks: ["another name of @timestamp"] });
  for (const group of document.groups) fields.push(mapGroup(group));
  if (joint === "one") fields.push({ id: `${table.id}/${allWords}`, name: allWords, mapping: { type: "text", analyzer }, marks: ["words of all searched fields"] });

  const perDocument = documentBytes(document, load?.itemBytes);
  const rows = load?.rowsInYear ?? load?.rows;
  // A stream's shards are rolled over at 50 GB each, so one is enough however much comes.
  const bytes = rows === undefined ? 0 : rows * perDocument;
  const wanted = document.time !== undefined ? 1 : Math.max(1, Math.ceil(bytes / shardBytes));
  const shardOptions = [...new Set([1, 2, 3, 5, 10, 20, wanted])].toSorted((a, b) => a - b).map((n) => ({ id: `${n}`, label: n === 1 ? "1 shard" : `${n} shards`, help: n === 1 ? "Fewest moving parts; scores are exact." : `Each search asks ${n} shards; fixed once the index is there.` }));
  const shards = Number(decide("shards", `Primary shards of ${table.name}`, shardOptions, `${wanted}`, document.time !== undefined ? "Rolled over at 50 GB a shard, so one shard takes all that comes."
    : rows === undefined ? "Nobody said how many rows there are: one shard takes 10 to 50 GB." : `${rows} rows${load?.rowsInYear === undefined ? "" : " in a year"} x ${perDocument} bytes = ${sizeText(bytes)}; one shard for each 30 GB.`));
  const writeRate = uses.writesOf(table.id).reduce((sum, { rate }) => sum + (rate ?? 0), 0);
  const refresh = decide("refresh", `When writes to ${table.name} are found`, [
    { id: "1s", label: "Within 1 second", help: "Elasticsearch's default." },
    { id: "5s", label: "Within 5 seconds", help: "Fewer, larger segments." },
    { id: "30s", label: "Within 30 seconds", help: "For heavy writing." },
  ], writeRate >= 100 ? "5s" : "1s", `${writeRate} writes a second; from 100 on, a segment for each second costs more than waiting 5.`);
  const inPlace = document.time !== undefined ? "new-version" : decide("new-fields", `How ${table.name} gets new fields`, [
    { id: "in-place", label: "Into the index as it is", help: "At once, nothing is copied; the way back has to copy the index, since fields cannot be taken out of a mapping." },
    { id: "new-version", label: "By a new version behind the alias", help: "Copies every document; the way back is the alias." },
  ], "in-place", "Adding a field copies nothing; changes of fields make a new version in any case.");
  const retention = load?.retentionDays;
  const folding = JSON.stringify(fields).includes(`"analyzer":"folding"`);
  const lifecycle = document.time === undefined || retention === undefined ? "none" : decide("retention", `How old ${table.name} go`, [
    { id: "ilm", label: "By index lifecycle management", help: "A policy rolls over by age and size and deletes whole backing indexes." },
    { id: "stream", label: "By the data stream's own lifecycle", help: "One number, tail merging by itself; no tiers." },
    { id: "none", label: "Kept", help: "Nothing is deleted." },
  ], "ilm", `Rows go after ${retention} days.`);
  if (retention !== undefined && document.time === undefined) diagnostics.push({ code: "elasticsearch-no-ttl", severity: "warning", message: `${table.name} are to go after ${retention} days: documents have no time to live here, so the feed deletes them, or POST _delete_by_query by time, once a day.`, place: { objectId: table.id } });
  const settings: JsonObject = {
    number_of_shards: shards, number_of_replicas: 1, refresh_interval: refresh,
    ...(folding ? { analysis: { analyzer: { folding: { type: "custom", tokenizer: "standard", filter: ["lowercase", "asciifolding"] } } } } : {}),
  };
  const feedValue = ({ column: { type } }: DocumentField, column: string): string => (type.kind === "bytes" ? `translate(encode(${column}, 'base64'), E'\\n', '')` : type.kind === "vector" ? `${column}::real[]` : type.kind === "interval" ? `${column}::text` : column);
  return {
    inPlace: inPlace === "in-place", bytes,
    index: {
      id: table.id, stream: document.time !== undefined, settings, fields, key: document.key, tables: [table.id, ...document.groups.filter(({ kind }) => kind === "children").map((group) => group.table.id)],
      ...(lifecycle === "ilm" && retention !== undefined ? { policy: policyFor(retention) } : {}), ...(lifecycle === "stream" && retention !== undefined ? { retention: `${retention}d` } : {}),
      defaults: defaultsOf(document), feed: documentSql(renamedTime(document), feedValue),
      samples: [1, 2].map((row) => sampleDocument(renamedTime(document), row, schema, (_field, value) => value)),
    },
  };

  function streamField(field: DocumentField, of: SearchDocument): EsField {
    const mapped = mapField(field, uses.column(field.column.id), context);
    if (field.column !== of.time) return mapped;
    return { ...mapped, name: "@timestamp", marks: [...mapped.marks, "time of the stream"] };
  }

  function mapGroup(group: DocumentGroup): EsField {
    const inner = group.fields.map((field) => mapField(field, uses.column(field.column.id), group.kind === "copy" ? { ...context, fixed: true } : { ...context, table: group.table.id }));
    if (group.kind === "copy") return { id: group.id, name: group.name, mapping: { type: "object" }, fields: inner, marks: [`copy of ${group.table.name}`] };
    const together = uses.readsOf(table.id).filter(({ equality = [], range }) => [...equality, ...(range === undefined ? [] : [range])].filter((id) => group.fields.some(({ column }) => column.id === id)).length >= 2);
    const { chosen, decision } = choose({
      about: group.table.id, table: group.table.id, choice: "children", label: `How ${group.table.name} lie in ${table.name}`,
      options: [
        { id: "nested", label: "nested", help: "Each is a document of its own inside: two values of one of them can be asked for together." },
        { id: "object", label: "object", help: "One list of values for each field: any of them is found, but not which belong together." },
        { id: "flattened", label: "flattened", help: "One field for all of them; values are keywords." },
      ],
      proposed: together.length > 0 ? "nested" : "object",
      reason: together.length > 0 ? `${named(together)} asks for two values of one of them together.` : `No pattern asks for two values of one of them together, so hidden documents${group.atMost === undefined ? "" : ` (up to ${group.atMost} each)`} would cost for nothing.`,
    }, choices);
    decisions.push(decision);
    if (chosen === "nested" && (group.atMost ?? 0) > 10_000) diagnostics.push({ code: "elasticsearch-nested-objects", severity: "error", message: `${group.atMost} ${group.table.name} in one document: at most 10,000 nested objects are allowed (index.mapping.nested_objects.limit). Give them an index of their own.`, place: { objectId: group.table.id } });
    if (chosen === "flattened") return { id: group.id, name: group.name, mapping: { type: "flattened" }, marks: ["list"] };
    return { id: group.id, name: group.name, mapping: { type: chosen }, fields: inner, marks: ["list", ...(group.atMost === undefined ? [] : [`at most ${group.atMost}`])] };
  }
}

function renamedTime(document: SearchDocument): SearchDocument {
  return { ...document, fields: document.fields.map((field) => (field.column === document.time ? { ...field, name: "@timestamp" } : field)) };
}

/** Rolled over ten times within the time that rows are kept, so that what is deleted at once is a tenth. */
function policyFor(days: number): JsonObject {
  return { phases: {
    hot: { actions: { rollover: { max_age: `${Math.max(1, Math.min(30, Math.ceil(days / 10)))}d`, max_primary_shard_size: "50gb" } } },
    delete: { min_age: `${days}d`, actions: { delete: {} } },
  } };
}

/** Literal defaults of required columns: what documents get that were there before. */
function defaultsOf(document: SearchDocument): JsonObject {
  return Object.fromEntries(document.fields.flatMap(({ name, column }): [string, JsonValue][] => {
    const value = defaultValue(column);
    return column.nullable || value === undefined ? [] : [[name, value]];
  }));
}

function defaultValue(column: Column): JsonValue | undefined {
  const read = column.default === undefined ? undefined : simpleDefault(column.default);
  if (read === undefined || read.kind !== "literal" || read.value === null) return undefined;
  if (column.type.kind === "array") return read.text === "{}" || read.value === "{}" ? [] : undefined;
  if (column.type.kind === "json") {
    try {
      const parsed: JsonValue = JSON.parse(String(read.value));
      return parsed;
    } catch {
      return undefined;
    }
  }
  return read.value;
}

/** Every loss of the document's types, in one list. */
export function fieldLosses(document: SearchDocument): readonly Diagnostic[] {
  return [...document.fields, ...document.groups.filter(({ kind }) => kind === "children").flatMap(({ fields }) => fields)].flatMap(({ table, column }) => {
    const loss = typeLoss(column.type);
    return loss === undefined || column.type.kind === "enum" ? [] : [{ code: "elasticsearch-type", severity: "info" as const, message: `${table.name}.${column.name}: ${loss}.`, place: { objectId: column.id } }];
  });
}
