import { writes, type AccessPattern, type Id } from "../../model";
import type { PatternPlan } from "../native";
import type { Located } from "./fields";
import { property, shellCollection, text } from "./javascript";
import type { MongoCollection, MongoIndex } from "./model";
import type { Placement } from "./placement";
import { number, type Situation } from "../native/situation";

/** What plans are made from. */
export interface PlanRequest {
  readonly situation: Situation;
  readonly collections: readonly MongoCollection[];
  readonly located: ReadonlyMap<Id, Located>;
  readonly placement: ReadonlyMap<Id, Placement>;
}

/** How each access pattern is served: the call as mongosh takes it, the index, what is examined. */
export function plansOf(request: PlanRequest): readonly PatternPlan[] {
  return request.situation.input.patterns.map((pattern) => planOf(request, pattern));
}

function planOf(request: PlanRequest, pattern: AccessPattern): PatternPlan {
  const { collections, situation } = request;
  const collection = collections.find(({ tables }) => pattern.tableId !== undefined && tables.includes(pattern.tableId));
  if (collection === undefined) return { pattern: pattern.id, problem: pattern.tableId === undefined ? "It names no table." : "Its table is not in this design." };
  const gone = [...pattern.equality ?? [], ...pattern.sort?.map(({ column }) => column) ?? [], ...pattern.range === undefined ? [] : [pattern.range]].filter((id) => situation.column(id) === undefined);
  if (gone.length > 0) return { pattern: pattern.id, problem: "It names a column that is no longer there." };
  const shell = shellCollection(collection.name);
  if (pattern.operation === "insert") return { pattern: pattern.id, ...insertion(request, pattern, collection, shell) };
  if (pattern.operation === "traverse") return { pattern: pattern.id, ...traversal(request, pattern, collection, shell) };
  if (pattern.operation === "search" && pattern.text !== "prefix") return { pattern: pattern.id, ...textSearch(pattern, collection, shell) };
  if (pattern.operation === "subscribe") return { pattern: pattern.id, call: `${shell}.watch([{ $match: ${filter(request, pattern, collection, "fullDocument.")} }], { fullDocument: "updateLookup" })`, by: "change stream", cost: "Reads the oplog; needs a replica set" };
  return { pattern: pattern.id, ...query(request, pattern, collection, shell) };
}

/** Placeholders are named after their fields: `{ email: email }`. */
function filter({ located }: PlanRequest, pattern: AccessPattern, collection: MongoCollection, prefix = ""): string {
  const parts = (pattern.equality ?? []).flatMap((id) => {
    const at = located.get(id);
    return at === undefined || at.collection !== collection.id ? [] : [`${property(`${prefix}${at.path}`)}: ${placeholder(at.path)}`];
  });
  const range = pattern.range === undefined ? undefined : located.get(pattern.range);
  if (range !== undefined && range.collection === collection.id) parts.push(`${property(`${prefix}${range.path}`)}: { $gte: from, $lt: until }`);
  if (pattern.operation === "search" && parts.length === 0) return "{}";
  return parts.length === 0 ? "{}" : `{ ${parts.join(", ")} }`;
}

function placeholder(path: string): string {
  const last = path.split(".").at(-1) ?? path;
  return last === "_id" ? "id" : /^[A-Za-z_]\w*$/.test(last) ? last : "value";
}

function sortOf({ located }: PlanRequest, pattern: AccessPattern, collection: MongoCollection): string {
  const parts = (pattern.sort ?? []).flatMap(({ column, order }) => { const at = located.get(column); return at === undefined || at.collection !== collection.id ? [] : [`${property(at.path)}: ${order === "desc" ? -1 : 1}`]; });
  return parts.length === 0 ? "" : `{ ${parts.join(", ")} }`;
}

/** The index that serves equality, sort and range, and how much of the pattern it covers. */
function serving({ located }: PlanRequest, pattern: AccessPattern, collection: MongoCollection): { readonly by: string; readonly sorted: boolean; readonly unique: boolean } | undefined {
  const paths = (pattern.equality ?? []).flatMap((id) => { const at = located.get(id); return at?.collection === collection.id ? [at.path] : []; });
  if (paths.includes("_id")) return { by: "_id", sorted: true, unique: true };
  const sort = (pattern.sort ?? []).flatMap(({ column, order }) => { const at = located.get(column); return at?.collection === collection.id ? [{ path: at.path, order: order === "desc" ? -1 : 1 }] : []; });
  const range = pattern.range === undefined ? undefined : located.get(pattern.range)?.path;
  const scored = collection.indexes.filter(({ key, partial }) => partial === null && key.every(({ order }) => order !== "text")).map((index) => ({ index, ...score(index, paths, sort, range) })).filter(({ score: points }) => points > 0);
  const best = scored.toSorted((a, b) => b.score - a.score)[0];
  return best === undefined ? undefined : { by: `index ${best.index.name}`, sorted: best.sorted, unique: best.index.unique && best.index.key.every(({ path }) => paths.includes(path)) };
}

function score(index: MongoIndex, equality: readonly string[], sort: readonly { readonly path: string; readonly order: number }[], range: string | undefined): { readonly score: number; readonly sorted: boolean } {
  let at = 0;
  while (at < index.key.length && equality.includes(index.key[at]?.path ?? "")) at += 1;
  const matched = at;
  const rest = index.key.slice(at);
  const sorted = sort.length === 0 || [1, -1].some((turn) => sort.every(({ path, order }, i) => rest[i]?.path === path && rest[i]?.order === order * turn));
  const ranged = range !== undefined && (rest[0]?.path === range || rest[sort.length]?.path === range);
  return { score: matched * 4 + (sort.length > 0 && sorted ? 2 : 0) + (ranged ? 1 : 0), sorted };
}

function query(request: PlanRequest, pattern: AccessPattern, collection: MongoCollection, shell: string): Omit<PatternPlan, "pattern"> {
  const items = pattern.operation === "get" ? 1 : pattern.items ?? 100;
  const how = serving(request, pattern, collection);
  const where = filter(request, pattern, collection);
  const rows = request.situation.input.loads.get(collection.id)?.rows;
  const all = rows === undefined ? "every document" : `all ${number(rows)} documents`;
  const by = how === undefined ? {} : { by: how.by };
  if (writes(pattern)) {
    const one = how?.unique === true || pattern.items === 1;
    return { call: `${shell}.${pattern.operation === "delete" ? "delete" : "update"}${one ? "One" : "Many"}(${where}${pattern.operation === "delete" ? "" : ", { $set: { ... } }"})${atomic(request, pattern, collection)}`, ...by, ...(how === undefined ? { problem: `No index finds the documents: ${all} are examined.` } : { cost: `${number(one ? 1 : items)} documents written` }) };
  }
  const elsewhere = (pattern.joins ?? []).filter((id) => !collection.tables.includes(id));
  const lookups = elsewhere.flatMap((id) => lookup(request, collection, id));
  const sort = sortOf(request, pattern, collection);
  if (pattern.operation === "aggregate") return aggregated(request, pattern, collection, shell, how, all);
  const call = lookups.length > 0 ? `${shell}.aggregate([{ $match: ${where} }${sort === "" ? "" : `, { $sort: ${sort} }`}, { $limit: ${items} }, ${lookups.join(", ")}])`
    : pattern.operation === "get" ? `${shell}.findOne(${where})` : `${shell}.find(${pattern.text === "prefix" ? prefixed(request, pattern, collection) : where})${sort === "" ? "" : `.sort(${sort})`}.limit(${items})`;
  if (how === undefined && where === "{}" && sort === "" && pattern.operation === "list" && !(pattern.text === "prefix")) return { call, cost: `${number(items)} documents read in no order`, by: "collection scan, ended by the limit" };
  if (how === undefined && pattern.text === "prefix") return { call, problem: `No column to search by was named, so no index is made: ${all} are examined.` };
  if (how === undefined) return { call, problem: `No index serves it: ${all} are examined.` };
  const cost = `${number(items)} ${items === 1 ? "key and document" : "keys and documents"} examined${lookups.length > 0 ? `, and ${lookups.length === 1 ? "one" : lookups.length} $lookup for each` : ""}`;
  return how.sorted ? { call, ...by, cost } : { call, ...by, cost: "Every match is sorted in memory (at most 100 MB)", problem: "The index does not give the order." };
}

function prefixed({ located }: PlanRequest, pattern: AccessPattern, collection: MongoCollection): string {
  const at = pattern.range === undefined ? located.get(pattern.equality?.at(-1) ?? "") : located.get(pattern.range);
  return at === undefined || at.collection !== collection.id ? "{}" : `{ ${property(at.path)}: { $regex: /^prefix/ } }`;
}

function lookup({ situation, collections, located }: PlanRequest, collection: MongoCollection, joined: Id): readonly string[] {
  const other = collections.find(({ tables }) => tables.includes(joined));
  const table = situation.table(joined);
  if (other === undefined || table === undefined) return [];
  const child = table.foreignKeys.find(({ referencedTable }) => collection.tables.includes(referencedTable));
  const parent = collection.tables.flatMap((id) => situation.table(id)?.foreignKeys ?? []).find(({ referencedTable }) => referencedTable === joined);
  const [localField, foreignField] = child === undefined ? [parent?.columns[0], parent?.referencedColumns[0]] : [child.referencedColumns[0], child.columns[0]];
  const local = localField === undefined ? undefined : located.get(localField)?.path;
  const foreign = foreignField === undefined ? undefined : located.get(foreignField)?.path;
  return local === undefined || foreign === undefined ? [] : [`{ $lookup: { from: ${text(other.name)}, localField: ${text(local)}, foreignField: ${text(foreign)}, as: ${text(table.name)} } }`];
}

function aggregated(request: PlanRequest, pattern: AccessPattern, collection: MongoCollection, shell: string, how: ReturnType<typeof serving>, all: string): Omit<PatternPlan, "pattern"> {
  const time = collection.timeseries?.timeField ?? (pattern.range === undefined ? undefined : request.located.get(pattern.range)?.path);
  const value = collection.fields.find(({ bson, column }) => column !== null && bson.some((type) => ["double", "decimal", "long", "int"].includes(type)));
  const width = pattern.window;
  const [size, unit] = width === undefined ? [0, ""] : width % 86_400 === 0 ? [width / 86_400, "day"] : width % 3600 === 0 ? [width / 3600, "hour"] : width % 60 === 0 ? [width / 60, "minute"] : [width, "second"];
  const bucket = width === undefined || time === undefined ? "null" : `{ $dateTrunc: { date: ${text(`$${time}`)}, unit: "${unit}"${size === 1 ? "" : `, binSize: ${size}`} } }`;
  const call = `${shell}.aggregate([{ $match: ${filter(request, pattern, collection)} }, { $group: { _id: ${bucket}, count: { $sum: 1 }${value === undefined ? "" : `, average: { $avg: ${text(`$${value.name}`)} }`} } }, { $sort: { _id: 1 } }])`;
  if (collection.timeseries !== null) return { call, by: how === undefined ? "buckets of the time series, by time" : `buckets of the time series, ${how.by}`, cost: `Whole buckets of the span are unpacked${pattern.items === undefined ? "" : `, ${number(pattern.items)} groups come back`}` };
  return how === undefined ? { call, problem: `No index serves it: ${all} are examined.` } : { call, by: how.by, cost: "Every document of the span is examined" };
}

function insertion(request: PlanRequest, pattern: AccessPattern, collection: MongoCollection, shell: string): Omit<PatternPlan, "pattern"> {
  const placement = pattern.tableId === undefined ? undefined : request.placement.get(pattern.tableId);
  const field = collection.fields.find(({ id }) => id === `embed:${pattern.tableId ?? ""}`);
  const call = placement?.kind === "embedded" && field !== undefined
    ? `${shell}.updateOne({ _id: id }, ${field.shape === "many" ? `{ $push: { ${property(field.name)}: item } }` : `{ $set: { ${property(field.name)}: item } }`})` : `${shell}.insert${(pattern.items ?? 1) > 1 ? "Many(documents)" : "One(document)"}`;
  const entries = collection.timeseries === null ? `, ${number(collection.indexes.length + 1)} index ${collection.indexes.length === 0 ? "entry" : "entries"}` : ", appended to a bucket";
  return { call: `${call}${atomic(request, pattern, collection)}`, by: "_id", cost: `${number(pattern.items ?? 1)} ${(pattern.items ?? 1) === 1 ? "document" : "documents"} written${entries}` };
}

/** What is written together lies in one document, or needs a transaction. */
function atomic({ collections }: PlanRequest, pattern: AccessPattern, collection: MongoCollection): string {
  const others = [...new Set((pattern.atomicWith ?? []).flatMap((id) => collections.filter(({ tables }) => tables.includes(id)).map(({ name }) => name)))].filter((name) => name !== collection.name);
  return others.length === 0 ? "" : `; with ${others.join(", ")} in one transaction: session.withTransaction(...)`;
}

function textSearch(pattern: AccessPattern, collection: MongoCollection, shell: string): Omit<PatternPlan, "pattern"> {
  const index = collection.indexes.find(({ weights }) => weights !== null);
  const call = `${shell}.find({ $text: { $search: words } }, { score: { $meta: "textScore" } }).sort({ score: { $meta: "textScore" } }).limit(${pattern.items ?? 20})`;
  if (index === undefined) return { problem: "There is no text to search in: the table has no text columns." };
  const by = `index ${index.name}`;
  if (pattern.text === "typo") return { call, by, problem: "Text indexes find whole words and do not forgive typing errors; that takes a search engine beside MongoDB (Atlas Search, Typesense, Elasticsearch)." };
  if (pattern.text === "logs") return { call, by, problem: "A text index on logs costs as much as the logs; a log store serves this better." };
  return { call, by, cost: "One index entry per occurrence of each word, scored by weights" };
}

function traversal({ situation, located, collections }: PlanRequest, pattern: AccessPattern, collection: MongoCollection, shell: string): Omit<PatternPlan, "pattern"> {
  const through = [...pattern.joins ?? [], ...pattern.tableId === undefined ? [] : [pattern.tableId]].flatMap((id) => situation.table(id) ?? []).flatMap((table) => {
    const keys = table.foreignKeys.filter(({ referencedTable, columns }) => referencedTable === pattern.tableId && columns.length === 1);
    return keys.length > 0 ? [{ table, keys }] : [];
  })[0];
  const edges = collections.find(({ tables }) => through !== undefined && tables.includes(through.table.id));
  const path = (id: Id | undefined): string | undefined => (id === undefined ? undefined : located.get(id)?.path);
  const from = path(through?.keys[0]?.columns[0]);
  if (through === undefined || edges === undefined || from === undefined) return { problem: "No table joins the rows to each other, so there is nothing to walk along." };
  const own = path(through.keys[0]?.referencedColumns[0]) ?? "_id";
  const to = through.keys[1] === undefined ? undefined : path(through.keys[1].columns[0]);
  const hops = pattern.hops;
  const depth = typeof hops === "number" ? `, maxDepth: ${Math.max(0, hops - 1)}` : "";
  const stage = to === undefined ? `{ $graphLookup: { from: ${text(edges.name)}, startWith: ${text(`$${own}`)}, connectFromField: ${text(own)}, connectToField: ${text(from)}, as: "reached"${depth} } }`
    : `{ $graphLookup: { from: ${text(edges.name)}, startWith: ${text(`$${own}`)}, connectFromField: ${text(to)}, connectToField: ${text(from)}, as: "reached"${depth} } }`;
  const call = `${shell}.aggregate([{ $match: ${filter({ situation, located, collections, placement: new Map() }, pattern, collection)} }, ${stage}])`;
  const index = edges.indexes.find(({ key, partial }) => key[0]?.path === from && partial === null);
  const problem = hops === "unbounded" || (typeof hops === "number" && hops > 2) ? { problem: `Each step multiplies what is read, within 100 MB of memory${situation.input.loads.get(through.table.id)?.perParent === undefined ? "" : `; up to ${number(situation.input.loads.get(through.table.id)?.perParent ?? 0)} per step`}. A graph database walks this better.` } : {};
  return { call, ...(index === undefined ? { by: `no index on ${from}` } : { by: `index ${index.name}` }), cost: "One index lookup for each document reached", ...problem };
}
