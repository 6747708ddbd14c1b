import { writes, type AccessPattern, type Id, type JsonObject, type JsonValue } from "../../model";
import type { PatternPlan } from "../native/native";
import type { SearchDocument, SearchDocuments } from "../native/search-documents";
import { ownColumn } from "../native/search-uses";
import type { EsField, EsIndex } from "./model";
import { pathPart } from "./names";

/** A field with where it lies. */
interface Found {
  readonly path: string;
  readonly field: EsField;
  /** The nested object it lies in. */
  readonly nested?: string;
}

/** Where a value of the call goes in, as search templates (mustache) write it; dots would look into an object. */
function parameter(path: string): string {
  return `{{${path.replace(/\.keyword$/, "").replaceAll(/[^\p{L}\p{N}]+/gu, "_").replaceAll(/^_+|_+$/g, "") || "value"}}}`;
}

function bare(path: string): string {
  return path.replace(/\.keyword$/, "");
}

/** Answers a pattern by one request where the engine can; says why not where it cannot. */
export function planPattern(pattern: AccessPattern, indexes: ReadonlyMap<Id, EsIndex>, documents: SearchDocuments): PatternPlan & { readonly request?: JsonObject } {
  const { id, tableId } = pattern;
  const placement = tableId === undefined ? undefined : documents.placements.get(tableId);
  if (tableId === undefined || placement === undefined) return { pattern: id, problem: "It names no table to start from." };
  if (placement.kind === "out") return { pattern: id, problem: "Its table stays in the primary store, which answers it." };
  const index = indexes.get(placement.kind === "within" ? placement.parent : tableId);
  const document = documents.documents.find(({ table }) => table.id === index?.id);
  if (index === undefined || document === undefined) return { pattern: id, problem: "Its table has no index." };
  if (pattern.operation === "traverse") return { pattern: id, problem: `A search reads one index and follows no references${pattern.hops === undefined ? "" : `, let alone ${pattern.hops} hops`}: ask the primary store or a graph database.` };
  if (writes(pattern)) return planWrite(pattern, index, document, documents, placement.kind === "within");
  if (pattern.operation === "subscribe") return { pattern: id, problem: "Nothing is pushed to readers: ask again with search_after from the last value read, or listen to the feed of the primary store." };
  return planRead(pattern, index, document, documents);
}

function planWrite(pattern: AccessPattern, index: EsIndex, document: SearchDocument, documents: SearchDocuments, within: boolean): PatternPlan & { readonly request?: JsonObject } {
  const { id, operation } = pattern;
  const others = (pattern.atomicWith ?? []).filter((table) => !index.tables.includes(table));
  const problem = others.length > 0 ? `Documents are written one by one: with ${others.map((table) => nameOf(table, documents)).join(" and ")} they cannot be changed together or not at all. The primary store commits; the feed writes here.`
    : pattern.consistency === "strong" || pattern.ordering === "global" ? "The primary store is written first; the feed writes here, and searches see it after the next refresh." : undefined;
  const of = `/${pathPart(index.alias)}`;
  const key = document.key.length === 0 ? undefined : document.key.map((name) => parameter(name)).join(":");
  const call = within ? `POST ${of}/_update/${parameter("id of the parent")} with the whole list`
    : index.stream ? (operation === "insert" ? `POST ${of}/_doc` : undefined)
      : operation === "insert" ? (key === undefined ? `POST ${of}/_doc` : `PUT ${of}/_create/${key}`)
        : key === undefined ? undefined : operation === "update" ? `POST ${of}/_update/${key}` : `DELETE ${of}/_doc/${key}`;
  if (call === undefined) return { pattern: id, problem: index.stream ? "Documents of a data stream are only added." : "Its documents have no key to be found by." };
  const many = (pattern.items ?? 1) > 1;
  return { pattern: id, call: many ? `POST ${of}/_bulk (${pattern.items} items: ${call})` : call, by: `alias ${index.alias}, write index`, cost: `one write on a primary and ${String(index.settings["number_of_replicas"] ?? 1)} replica; found within ${String(index.settings["refresh_interval"] ?? "1s")}`, ...(problem === undefined ? {} : { problem }) };
}

function nameOf(table: Id, { documents, placements }: SearchDocuments): string {
  return documents.find(({ table: own }) => own.id === table)?.table.name ?? (placements.has(table) ? table : "another table");
}

function planRead(pattern: AccessPattern, index: EsIndex, document: SearchDocument, documents: SearchDocuments): PatternPlan & { readonly request?: JsonObject } {
  const problems: string[] = [];
  const of = `/${pathPart(index.alias)}`;
  const held = new Set([...index.tables, ...document.groups.map(({ table }) => table.id)]);
  const apart = (pattern.joins ?? []).filter((table) => !held.has(table));
  if (apart.length > 0) problems.push(`${apart.map((table) => documents.documents.find(({ table: own }) => own.id === table)?.table.name ?? "A further table").join(", ")} cannot be joined: one more request by id, or a copy in these documents`);
  if (pattern.consistency === "strong" || pattern.consistency === "read-your-writes") {
    const byId = isByKey(pattern, document);
    if (!byId) problems.push(`a write is found after the next refresh (${String(index.settings["refresh_interval"] ?? "1s")}), or at once when the writer waits with ?refresh=wait_for`);
    else if (pattern.consistency === "strong") problems.push("the document is as new as the feed: ask the primary store where that is not enough");
  }
  const scoped = pattern.scope === undefined || pattern.equality?.includes(pattern.scope) === true ? [] : [pattern.scope];
  const equality = [...pattern.equality ?? [], ...scoped].map((column) => ownColumn(document.table, column));
  if (isByKey(pattern, document) && scoped.length === 0) {
    return { pattern: pattern.id, call: `GET ${of}/_doc/${document.key.map((name) => parameter(name)).join(":")}`, by: "_id", cost: "one shard, by id, without waiting for a refresh", ...sentence(problems) };
  }
  const filters: JsonValue[] = [];
  const nested = new Map<string, JsonValue[]>();
  const add = ({ nested: path }: Found, clause: JsonValue): void => {
    if (path === undefined) filters.push(clause);
    else nested.set(path, [...nested.get(path) ?? [], clause]);
  };
  const missing: string[] = [];
  for (const column of equality) {
    const found = find(index, column, "filter");
    if (found === undefined) missing.push(columnName(column, documents));
    else add(found, { term: { [found.path]: parameter(found.path) } });
  }
  if (pattern.range !== undefined) {
    const found = find(index, pattern.range, "filter");
    if (found === undefined) missing.push(columnName(pattern.range, documents));
    else add(found, { range: { [found.path]: { gte: parameter(`${bare(found.path)}_from`), lt: parameter(`${bare(found.path)}_to`) } } });
  }
  for (const [path, clauses] of nested) filters.push({ nested: { path, query: { bool: { filter: clauses } } } });
  if (missing.length > 0) problems.push(`${missing.join(", ")} cannot be filtered by as indexed: choose keyword, or nested for children`);
  const sort: JsonValue[] = [];
  for (const { column, order } of pattern.sort ?? []) {
    const found = find(index, column, "sort");
    if (found === undefined) problems.push(`${columnName(column, documents)} cannot be sorted by as indexed`);
    else sort.push({ [found.path]: found.nested === undefined ? { order } : { order, nested: { path: found.nested } } });
  }
  const words = pattern.operation === "search" || pattern.text !== undefined ? wordQuery(pattern, index) : undefined;
  if (words === undefined && pattern.operation === "search") problems.push("none of its fields is indexed by words");
  const bool: JsonObject = { ...(words === undefined ? {} : { must: [words] }), ...(filters.length === 0 ? {} : { filter: filters }) };
  const size = Math.min(pattern.items ?? 10, 10_000);
  const body: JsonObject = pattern.operation === "aggregate"
    ? { size: 0, ...(Object.keys(bool).length === 0 ? {} : { query: { bool } }), aggs: aggregation(pattern, index) }
    : { ...(Object.keys(bool).length === 0 ? { query: { match_all: {} } } : { query: { bool } }), ...(sort.length === 0 ? {} : { sort }), size, ...(words === undefined ? { track_total_hits: false } : {}) };
  if ((pattern.items ?? 0) > 10_000) problems.push("more than 10,000 hits are read page by page with a point in time and search_after");
  const shards = Number(index.settings["number_of_shards"] ?? 1);
  const cost = pattern.operation === "aggregate" ? `${shards} ${shards === 1 ? "shard" : "shards"}; one pass over the doc values of what the filter leaves`
    : `${shards} ${shards === 1 ? "shard" : "shards"}, ${size} hits of each${words === undefined ? (sort.length > 0 ? ", ordered by doc values" : "") : ", scored"}`;
  return { pattern: pattern.id, call: `GET ${of}/_search\n${JSON.stringify(body, null, 2)}`, by: by(filters, words, index), cost, request: { index: index.alias, body }, ...sentence(problems) };
}

function sentence(problems: readonly string[]): { readonly problem?: string } {
  if (problems.length === 0) return {};
  const text = problems.join("; ");
  return { problem: `${text.slice(0, 1).toUpperCase()}${text.slice(1)}.` };
}

function by(filters: readonly JsonValue[], words: JsonValue | undefined, index: EsIndex): string {
  const parts = [words === undefined ? "" : "inverted index of words", filters.length === 0 ? "" : "filter cache and keyword terms"].filter((part) => part !== "");
  return `${index.stream ? "data stream" : "index"} ${index.alias}${parts.length === 0 ? "" : `: ${parts.join(", ")}`}`;
}

/** The key and nothing else is compared, so the document can be fetched by its id. */
function isByKey({ operation, equality = [], range, text }: AccessPattern, { key, fields }: SearchDocument): boolean {
  const columns = fields.filter(({ name }) => key.includes(name)).map(({ column }) => column.id);
  return operation === "get" && range === undefined && text === undefined && key.length > 0 && equality.length === columns.length && columns.every((column) => equality.includes(column));
}

function columnName(id: Id, { documents }: SearchDocuments): string {
  for (const { table, groups } of documents) for (const { name, columns } of [table, ...groups.map((group) => group.table)]) for (const column of columns) if (column.id === id) return `${name}.${column.name}`;
  return id;
}

function find(index: EsIndex, column: Id, purpose: "filter" | "sort"): Found | undefined {
  const visit = (fields: readonly EsField[], prefix: string, nested: string | undefined): Found | undefined => {
    for (const field of fields) {
      const path = `${prefix}${field.name}`;
      if (field.column === column) {
        const usable = comparable(field, path, purpose);
        if (usable !== undefined) return { path: usable, field, ...(nested === undefined ? {} : { nested }) };
      }
      const inner = field.fields === undefined ? undefined : visit(field.fields, `${path}.`, field.mapping["type"] === "nested" ? path : nested);
      if (inner !== undefined) return inner;
    }
    return undefined;
  };
  return visit(index.fields, "", undefined);
}

function comparable({ mapping }: EsField, path: string, purpose: "filter" | "sort"): string | undefined {
  if (mapping["index"] === false || mapping["enabled"] === false) return undefined;
  const type = mapping["type"];
  if (type === "text" || type === "search_as_you_type") return mapping["fields"] === undefined ? undefined : `${path}.keyword`;
  return type === "binary" || type === "dense_vector" || (type === "flattened" && purpose === "sort") ? undefined : path;
}

function wordQuery({ text, id }: AccessPattern, index: EsIndex): JsonValue | undefined {
  const fields: { readonly path: string; readonly typing: boolean; readonly first: boolean }[] = [];
  const all = index.fields.find((field) => field.column === undefined && field.mapping["type"] === "text");
  const visit = (of: readonly EsField[], prefix: string): void => {
    for (const { name, mapping, fields: inner } of of) {
      const type = mapping["type"];
      if ((type === "text" && mapping["index"] !== false) || type === "search_as_you_type") fields.push({ path: `${prefix}${name}`, typing: type === "search_as_you_type", first: /(?:title|name|label|subject|headline)$/i.test(name) });
      if (inner !== undefined && mapping["type"] !== "nested") visit(inner, `${prefix}${name}.`);
    }
  };
  if (all === undefined) visit(index.fields, "");
  else fields.push({ path: all.name, typing: false, first: false });
  if (fields.length === 0) return undefined;
  const words = "{{words}}";
  const weighed = fields.map(({ path, first }) => (first && fields.length > 1 ? `${path}^3` : path));
  const typing = fields.filter((field) => field.typing).flatMap(({ path, first }) => [first && fields.length > 1 ? `${path}^3` : path, `${path}._2gram`, `${path}._3gram`]);
  if (text === "logs") return { simple_query_string: { query: words, fields: weighed, default_operator: "and" } };
  if (text === "prefix") return typing.length > 0 ? { multi_match: { query: words, type: "bool_prefix", fields: typing, operator: "and" } } : { multi_match: { query: words, type: "phrase_prefix", fields: weighed } };
  if (text === "typo") {
    // Any of the words is enough: a brand and a title are two fields, and what holds more of them scores higher.
    const forgiving = { multi_match: { query: words, fields: weighed, fuzziness: "AUTO", prefix_length: 1 } };
    return typing.length === 0 ? forgiving : { bool: { should: [{ multi_match: { query: words, type: "bool_prefix", fields: typing, operator: "and" } }, forgiving], minimum_should_match: 1 } };
  }
  return id === "" ? undefined : { multi_match: { query: words, fields: weighed, type: "cross_fields", operator: "and" } };
}

function aggregation({ equality = [], range, window, sort = [] }: AccessPattern, index: EsIndex): JsonObject {
  const numbers = index.fields.filter(({ mapping, column }) => column !== undefined && !equality.includes(column) && column !== range && ["short", "integer", "long", "float", "double", "scaled_float"].includes(String(mapping["type"])));
  const measures: JsonObject = Object.fromEntries(numbers.slice(0, 10).map(({ name }) => [name, { stats: { field: name } }]));
  const time = range === undefined ? undefined : find(index, range, "filter");
  if (window !== undefined && time !== undefined) return { windows: { date_histogram: { field: time.path, fixed_interval: `${window}s`, min_doc_count: 1 }, ...(Object.keys(measures).length === 0 ? {} : { aggs: measures }) } };
  const by = sort.length > 0 ? undefined : index.fields.find(({ mapping, column }) => mapping["type"] === "keyword" && column !== undefined && !equality.includes(column));
  return by === undefined || Object.keys(measures).length > 0 ? measures : { values: { terms: { field: by.name, size: 10 } } };
}
