import { writes, type AccessPattern, type Id, type JsonObject } from "../../model";
import type { PatternPlan } from "../native/native";
import type { SearchDocument, SearchDocuments } from "../native/search-documents";
import { ownColumn } from "../native/search-uses";
import type { TsCollection, TsField } from "./model";

type Plan = PatternPlan & { readonly parameters?: JsonObject; readonly collection?: string };

/** Most hits of one page (Typesense 30, search: per_page). */
const mostPerPage = 250;
/** Most fields that sort_by takes. */
const mostSorts = 3;

/** Answers a pattern by one request where the engine can; says why not where it cannot. Values go in through `filterValue` of filter-value.mjs. */
export function planPattern(pattern: AccessPattern, collections: ReadonlyMap<Id, TsCollection>, documents: SearchDocuments): Plan {
  const { id, tableId } = pattern;
  const placement = tableId === undefined ? undefined : documents.placements.get(tableId);
  if (tableId === undefined || placement === undefined) return { pattern: id, problem: "It names no table to start from." };
  if (placement.kind === "out") return { pattern: id, problem: "Its table stays in the primary store, which answers it." };
  const collection = collections.get(placement.kind === "within" ? placement.parent : tableId);
  const document = documents.documents.find(({ table }) => table.id === collection?.id);
  if (collection === undefined || document === undefined) return { pattern: id, problem: "Its table has no collection." };
  if (pattern.operation === "traverse") return { pattern: id, problem: `Joins follow references that are drawn, level by level; ${pattern.hops === undefined ? "a path of unknown length" : `${pattern.hops} hops`} is for the primary store or a graph database.` };
  if (pattern.operation === "subscribe") return { pattern: id, problem: "Nothing is pushed to readers: listen to the feed of the primary store." };
  if (writes(pattern)) return planWrite(pattern, collection, placement.kind === "within");
  return planRead(pattern, collection, document, documents, collections);
}

function planWrite(pattern: AccessPattern, collection: TsCollection, within: boolean): Plan {
  const { id, operation, items = 1 } = pattern;
  const of = `/collections/${encodeURIComponent(collection.alias)}/documents`;
  const others = (pattern.atomicWith ?? []).filter((table) => !collection.tables.includes(table));
  const problem = others.length > 0 ? "Documents are written one by one, and several cannot be changed together or not at all. The primary store commits; the feed writes here."
    : pattern.consistency === "strong" || pattern.ordering === "global" ? "The primary store is written first; the feed writes here." : undefined;
  const call = within ? `PATCH ${of}/{{id of the parent}} with the whole list` : items > 1 ? `POST ${of}/import?action=${operation === "delete" ? "" : operation === "insert" ? "create" : "update"} (${items} lines of JSON)`
    : operation === "insert" ? `POST ${of}` : operation === "update" ? `PATCH ${of}/{{id}}` : `DELETE ${of}/{{id}}`;
  return { pattern: id, call: operation === "delete" && items > 1 ? `DELETE ${of}?filter_by=...&batch_size=100` : call, by: "id", cost: "indexed in memory before the answer; replicated by Raft", ...(problem === undefined ? {} : { problem }) };
}

function planRead(pattern: AccessPattern, collection: TsCollection, document: SearchDocument, documents: SearchDocuments, collections: ReadonlyMap<Id, TsCollection>): Plan {
  const problems: string[] = [];
  const of = `/collections/${encodeURIComponent(collection.alias)}/documents`;
  const equality = [...pattern.equality ?? [], ...(pattern.scope === undefined || pattern.equality?.includes(pattern.scope) === true ? [] : [pattern.scope])].map((column) => ownColumn(document.table, column));
  if (pattern.consistency === "strong") problems.push("the document is as new as the feed, and followers of a cluster may lag: ask the primary store where that is not enough");
  const joins: string[] = [];
  for (const join of pattern.joins ?? []) {
    if (collection.tables.includes(join) || document.groups.some(({ table }) => table.id === join)) continue;
    const reference = document.references.find(({ to }) => to.id === join);
    const other = collections.get(join);
    if (reference?.joined === true && other !== undefined) joins.push(`$${other.alias}(*)`);
    else problems.push(`${documents.documents.find(({ table }) => table.id === join)?.table.name ?? "a further table"} cannot be joined: one more request by id, or a reference or copy`);
  }
  const keys = document.fields.filter(({ name }) => document.key.includes(name)).map(({ column }) => column.id);
  if (pattern.operation === "get" && pattern.range === undefined && pattern.text === undefined && keys.length > 0 && keys.length === equality.length && keys.every((key) => equality.includes(key))) {
    return { pattern: pattern.id, call: `GET ${of}/${keys.length === 1 ? "{{id}}" : collection.key.map((name) => `{{${name}}}`).join(":")}${joins.length === 0 ? "" : `?include_fields=${joins.join(",")}`}`, by: "id", cost: "one look-up on disk", ...sentence(problems) };
  }
  const filters: string[] = [];
  const within = new Map<string, string[]>();
  const missing: string[] = [];
  const filter = (column: Id, condition: (name: string, field: TsField) => string): void => {
    if (keys.length === 1 && column === keys[0] && document.key[0] === "id") return void filters.push(`id:={{id}}`);
    const field = collection.fields.find((other) => other.column === column && other.definition["index"] !== false);
    const there = field === undefined ? joinedField(column, document, collections) : undefined;
    if (there !== undefined) return void within.set(`$${there.alias}`, [...within.get(`$${there.alias}`) ?? [], condition(there.field.name, there.field)]);
    if (field === undefined) return void missing.push(columnName(column, document));
    const parent = field.within === undefined ? undefined : collection.fields.find(({ name, definition }) => name === field.within && definition["type"] === "object[]");
    if (parent === undefined) filters.push(condition(field.name, field));
    else within.set(parent.name, [...within.get(parent.name) ?? [], condition(field.name.slice(parent.name.length + 1), field)]);
  };
  for (const column of equality) filter(column, (name) => `${name}:={{${name.replaceAll(".", "_")}}}`);
  if (pattern.range !== undefined) filter(pattern.range, (name, { form }) => {
    if (form.kind === "text") problems.push(`${name} is text, and texts have no ranges`);
    return `${name}:>={{${name.replaceAll(".", "_")}_from}} && ${name}:<{{${name.replaceAll(".", "_")}_to}}`;
  });
  for (const [name, conditions] of within) filters.push(name.startsWith("$") ? `${name}(${conditions.join(" && ")})` : `${name}.{${conditions.join(" && ")}}`);
  if (missing.length > 0) problems.push(`${missing.join(", ")} is stored only and cannot be filtered by`);
  const sorts: string[] = [];
  for (const { column, order } of pattern.sort ?? []) {
    const own = collection.fields.find((other) => other.column === column);
    const there = own === undefined ? joinedField(column, document, collections) : undefined;
    const field = own ?? there?.field;
    const type = String(field?.definition["type"] ?? "");
    if (field === undefined || field.definition["index"] === false || type.endsWith("[]") || (type === "string" && field.definition["sort"] !== true)) problems.push(`${columnName(column, document)} cannot be sorted by as indexed`);
    else sorts.push(there === undefined ? `${field.name}:${order}` : `$${there.alias}(${field.name}:${order})`);
  }
  if (sorts.length > mostSorts) problems.push(`sort_by takes ${mostSorts} fields at most`);
  if (pattern.window !== undefined) problems.push("there are no time windows: one search per window, or count up in the primary store");
  if (pattern.text === "logs") problems.push("logs are not what Typesense is for: all of them would be held in memory");
  const perPage = Math.min(pattern.items ?? 10, mostPerPage);
  if ((pattern.items ?? 0) > mostPerPage) problems.push(`a page has ${mostPerPage} hits at most: ${Math.ceil((pattern.items ?? 0) / mostPerPage)} pages`);
  const words = pattern.operation === "search" || pattern.text !== undefined ? wordParameters(pattern, collection) : undefined;
  if (words === undefined && pattern.operation === "search") problems.push("none of its texts is indexed");
  const facets = pattern.operation === "aggregate" ? collection.fields.filter(({ definition }) => definition["facet"] === true).map(({ name }) => name) : [];
  if (pattern.operation === "aggregate" && facets.length === 0) problems.push("no field has facets, so nothing is counted: choose facets for what is to be counted");
  const parameters: JsonObject = {
    q: words === undefined ? "*" : "{{words}}", ...words, ...(filters.length === 0 ? {} : { filter_by: filters.join(" && ") }), ...(sorts.length === 0 ? {} : { sort_by: sorts.slice(0, mostSorts).join(",") }),
    ...(joins.length === 0 ? {} : { include_fields: joins.join(",") }), ...(facets.length === 0 ? {} : { facet_by: facets.join(",") }), per_page: pattern.operation === "aggregate" ? 0 : perPage,
  };
  return {
    pattern: pattern.id, call: `GET ${of}/search\n${JSON.stringify(parameters, null, 2)}`, by: words === undefined ? "filter and sort indexes in memory" : "word index in memory", cost: `in memory; ${perPage} ${perPage === 1 ? "document" : "documents"} read from disk`,
    parameters, collection: collection.alias, ...sentence(problems),
  };
}

/** A field of a collection that is joined by a reference. */
function joinedField(column: Id, { references }: SearchDocument, collections: ReadonlyMap<Id, TsCollection>): { readonly alias: string; readonly field: TsField } | undefined {
  for (const { to, joined } of references) {
    const other = joined ? collections.get(to.id) : undefined;
    const field = other?.fields.find((held) => held.column === column && held.definition["index"] !== false);
    if (other !== undefined && field !== undefined) return { alias: other.alias, field };
  }
  return undefined;
}

function sentence(problems: readonly string[]): { readonly problem?: string } {
  const text = problems.join("; ");
  return text === "" ? {} : { problem: `${text.slice(0, 1).toUpperCase()}${text.slice(1)}.` };
}

function columnName(id: Id, { table, groups }: SearchDocument): string {
  for (const { name, columns } of [table, ...groups.map((group) => group.table)]) for (const column of columns) if (column.id === id) return `${name}.${column.name}`;
  return id;
}

/** Fields in the order of their weight: titles first. Short queries forgive one error from 4 letters on and two from 7 (Typesense's defaults). */
function wordParameters({ text }: AccessPattern, collection: TsCollection): JsonObject | undefined {
  const texts = collection.fields.filter(({ definition, form, column }) => form.kind === "text" && definition["index"] !== false && definition["reference"] === undefined && column !== undefined && !isKeyLike(collection, column));
  const title = /(?:title|name|label|subject|headline)$/i;
  const ordered = [...texts.filter(({ name }) => title.test(name)), ...texts.filter(({ name }) => !title.test(name))];
  if (ordered.length === 0) return undefined;
  const typo = text === "typo";
  return {
    query_by: ordered.map(({ name }) => name).join(","), ...(ordered.length > 1 ? { query_by_weights: ordered.map(({ name }) => (title.test(name) ? 3 : 1)).join(",") } : {}),
    prefix: text === "typo" || text === "prefix", num_typos: typo ? 2 : text === "prefix" ? 0 : 1,
    ...(ordered.some(({ definition }) => definition["infix"] === true) ? { infix: ordered.map(({ definition }) => (definition["infix"] === true ? "fallback" : "off")).join(",") } : {}),
  };
}

function isKeyLike({ fields }: TsCollection, column: Id): boolean {
  return fields.some((field) => field.column === column && field.marks.includes("key"));
}
