import { writes, type AccessPattern, type Diagnostic, type Id, type Index, type JsonObject, type JsonValue, type Table } from "../../model";
import { checkParts, simpleCheck } from "../native/simple-expression";
import type { Located } from "./fields";
import type { MongoIndex } from "./model";
import type { Situation } from "../native/situation";
import { bsonOf, valueOf } from "./types";

type Key = MongoIndex["key"];

/** What the indexes of one collection are made from. */
export interface IndexRequest {
  readonly situation: Situation;
  readonly table: Table;
  /** Tables whose rows lie in its documents, its own first. */
  readonly tables: readonly Table[];
  readonly located: ReadonlyMap<Id, Located>;
  readonly expiry: { readonly column: Id; readonly seconds: number } | undefined;
  /** Time series collections have no unique indexes and no text indexes. */
  readonly timeseries: boolean;
  readonly diagnostics: Diagnostic[];
}

/** The indexes of a collection: its unique keys, those that were drawn, those that access patterns need, expiry and text; each once. */
export function indexesOf(request: IndexRequest): readonly MongoIndex[] {
  const { situation, table, tables, expiry, timeseries } = request;
  const found: MongoIndex[] = [];
  const add = (index: MongoIndex | undefined): void => {
    if (index === undefined) return;
    const same = found.findIndex(({ key, partial }) => keyText(key) === keyText(index.key) && JSON.stringify(partial) === JSON.stringify(index.partial));
    const old = found[same];
    if (old === undefined) found.push(index);
    else found[same] = { ...old, unique: old.unique || index.unique, expireAfterSeconds: old.expireAfterSeconds ?? index.expireAfterSeconds, reason: old.reason === index.reason ? old.reason : `${old.reason}; ${index.reason}` };
  };
  if (!timeseries) for (const owner of tables) for (const key of uniqueKeys(request, owner)) add(key);
  for (const owner of tables) for (const index of owner.indexes) add(drawn(request, owner, index));
  const patterns = situation.input.patterns.filter(({ tableId }) => tables.some(({ id }) => id === tableId)).toSorted((a, b) => keyLength(b) - keyLength(a));
  for (const pattern of patterns) add(ofPattern(request, pattern, found));
  for (const owner of tables) for (const key of references(request, owner, found)) add(key);
  if (expiry !== undefined && !timeseries) add({ ...plain(request, `ttl:${table.id}`, [{ column: expiry.column, order: 1 }], "documents go by themselves"), expireAfterSeconds: expiry.seconds });
  if (!timeseries) add(textIndex(request));
  return named(found);
}

function keyLength({ equality, sort, range }: AccessPattern): number {
  return (equality?.length ?? 0) + (sort?.length ?? 0) + (range === undefined ? 0 : 1);
}

/** Key fields as one text; the order of a single field does not matter. */
function keyText(key: Key): string {
  return key.length === 1 && key[0]?.order !== "text" ? key[0]?.path ?? "" : key.map(({ path, order }) => `${path} ${order}`).join("\n");
}

/** An index over columns; those of a second array are left out, since an index can look into one array only. */
function plain(request: IndexRequest, id: Id, columns: readonly { readonly column: Id; readonly order: 1 | -1 }[], reason: string): MongoIndex {
  const key: { path: string; order: 1 | -1 }[] = [];
  let array: string | undefined;
  for (const { column, order } of columns) {
    const at = request.located.get(column);
    if (at === undefined || at.collection !== request.table.id || key.some(({ path }) => path === at.path)) continue;
    const itself = request.situation.column(column)?.type.kind === "array" ? at.path : at.array;
    if (itself !== undefined && array !== undefined && itself !== array) {
      request.diagnostics.push({ code: "mongodb-parallel-arrays", severity: "warning", message: `An index of ${request.table.name} leaves ${at.path} out: an index can look into one array only.`, place: { objectId: column } });
      continue;
    }
    array ??= itself;
    key.push({ path: at.path, order });
  }
  return { id, name: "", key, unique: false, partial: null, expireAfterSeconds: null, weights: null, reason };
}

function uniqueKeys(request: IndexRequest, owner: Table): readonly MongoIndex[] {
  const { situation, table, located, diagnostics } = request;
  const keys = [...(owner.primaryKey === undefined ? [] : [{ ...owner.primaryKey, reason: "primary key" }]), ...owner.uniques.map((key) => ({ ...key, reason: "unique key" }))];
  return keys.flatMap((key) => {
    const paths = key.columns.map((id) => located.get(id));
    const inArray = paths.some((at) => at?.array !== undefined);
    // The key of embedded documents holds within their parent's document, where no index looks.
    if (owner.id !== table.id && inArray && paths.some((at) => at !== undefined && at.array === undefined)) {
      diagnostics.push({ code: "mongodb-unique-within-array", severity: "info", message: `That ${key.columns.map((id) => situation.column(id)?.name ?? id).join(", ")} of ${owner.name} are unique is kept by who writes the array: indexes compare documents, not items of one array.`, place: { objectId: key.id } });
      return [];
    }
    const single = paths.length === 1 ? paths[0]?.path : undefined;
    if (single === "_id" || paths.every((at) => at?.path.startsWith("_id.") === true)) return [];
    const index = plain(request, key.id, key.columns.map((column) => ({ column, order: 1 })), key.reason);
    if (index.key.length === 0) return [];
    if (inArray) diagnostics.push({ code: "mongodb-unique-across-documents", severity: "info", message: `${owner.name}: ${key.columns.map((id) => situation.column(id)?.name ?? id).join(", ")} is unique across documents, but may come twice in one array.`, place: { objectId: key.id } });
    // SQL lets any number of rows lack a unique value; an index without a filter would let one. What is embedded may be missing, or an array empty.
    const nullable = key.columns.filter((id) => situation.column(id)?.nullable === true || (owner.id !== table.id && located.get(id)?.path !== "_id"));
    const partial: JsonObject | null = nullable.length === 0 || ("nullsNotDistinct" in key && key.nullsNotDistinct === true) ? null : Object.fromEntries(nullable.map((id) => [located.get(id)?.path ?? id, { $type: typeOf(situation, id) }]));
    return [{ ...index, unique: true, partial }];
  });
}

function typeOf(situation: Situation, column: Id): JsonValue {
  const type = situation.column(column)?.type;
  const bson = type === undefined ? [] : bsonOf(type, situation.schema).bson;
  return bson.length === 1 ? bson[0] ?? "string" : [...bson];
}

function drawn(request: IndexRequest, owner: Table, index: Index): MongoIndex | undefined {
  const { diagnostics, timeseries } = request;
  const place = { objectId: index.id };
  const columns = index.parts.flatMap(({ column, order }) => (column === undefined ? [] : [{ column, order: order === "desc" ? -1 as const : 1 as const }]));
  if (columns.length < index.parts.length) {
    diagnostics.push({ code: "mongodb-index-lost", severity: "warning", message: `Index ${index.name} is over an expression, which MongoDB cannot index: keep the computed value in a field.`, place });
    return undefined;
  }
  const made = plain(request, index.id, columns, "as drawn");
  if (made.key.length === 0 || (made.key.length === 1 && made.key[0]?.path === "_id")) return undefined;
  const partial = index.where === undefined ? null : partialFilter(request, owner, index.where);
  if (partial === undefined) diagnostics.push({ code: "mongodb-partial-lost", severity: "warning", message: `Index ${index.name} is over all documents: MongoDB's partial indexes do not know the condition ${index.where ?? ""}.`, place });
  if (index.unique && partial === undefined) return undefined;
  return { ...made, unique: index.unique && !timeseries, partial: partial ?? null };
}

/** A partial index's condition in the few operators that partialFilterExpression knows; null where there is none left, undefined where it cannot be said. */
function partialFilter({ situation, located }: IndexRequest, owner: Table, where: string): JsonObject | null | undefined {
  const check = simpleCheck(where, owner.columns);
  if (check === undefined) return undefined;
  const entries: [string, JsonValue][] = [];
  for (const part of checkParts(check)) {
    if (part.kind === "columns") return undefined;
    const path = located.get(part.column)?.path;
    const column = situation.column(part.column);
    if (path === undefined || column === undefined || entries.some(([taken]) => taken === path)) return undefined;
    if (part.kind === "not-null") entries.push([path, { $type: typeOf(situation, part.column) }]);
    else if (part.kind === "compare" && part.operator !== "<>") {
      const value = valueOf(part.value.value, part.value.text, column.type);
      if (value === undefined) return undefined;
      entries.push([path, part.operator === "=" ? value : { [{ "<": "$lt", "<=": "$lte", ">": "$gt", ">=": "$gte" }[part.operator]]: value }]);
    } else return undefined;
  }
  return Object.fromEntries(entries);
}

/** Fields in the order equality, sort, range, which is how an index serves them best (mongodb.com/docs/manual/tutorial/equality-sort-range-guideline). */
function ofPattern(request: IndexRequest, pattern: AccessPattern, found: readonly MongoIndex[]): MongoIndex | undefined {
  const { table, located } = request;
  const here = (id: Id): boolean => located.get(id)?.collection === table.id;
  const equality = (pattern.equality ?? []).filter(here);
  const paths = equality.map((id) => located.get(id)?.path);
  if (pattern.operation === "insert" || paths.includes("_id")) return undefined;
  if (found.some(({ unique, partial, key }) => unique && partial === null && key.every(({ path }) => paths.includes(path)))) return undefined;
  const sort = writes(pattern) ? [] : (pattern.sort ?? []).filter(({ column }) => here(column));
  const range = pattern.range === undefined || !here(pattern.range) ? [] : [pattern.range];
  const columns = [
    ...equality.map((column) => ({ column, order: 1 as const })), ...sort.map(({ column, order }) => ({ column, order: order === "desc" ? -1 as const : 1 as const })),
    ...range.map((column) => ({ column, order: 1 as const })),
  ];
  if (columns.length === 0) return undefined;
  const index = plain(request, `index:${columns.map(({ column, order }) => `${column}${order < 0 ? "-" : ""}`).join(",")}`, columns, `"${pattern.name}"`);
  return index.key.length === 0 || found.some(({ key, partial }) => partial === null && begins(key, index.key)) ? undefined : index;
}

/** Whether the longer key serves what the shorter would: it begins with it, in the same directions or all reversed. */
function begins(longer: Key, shorter: Key): boolean {
  const same = (turn: number): boolean => shorter.every(({ path, order }, i) => longer[i]?.path === path && (order === "text" || longer[i]?.order === order * turn));
  return same(1) || same(-1);
}

/** References that must be found from the other side: for joins, and for what the application deletes or clears along. */
function references(request: IndexRequest, owner: Table, found: readonly MongoIndex[]): readonly MongoIndex[] {
  const { situation, located, table } = request;
  return owner.foreignKeys.flatMap((key) => {
    const parent = situation.name(key.referencedTable);
    const joined = situation.reads().find(({ tableId, joins, operation }) => tableId === key.referencedTable && joins?.includes(owner.id) === true && operation !== "traverse");
    const follows = key.onDelete === "cascade" || key.onDelete === "set null";
    if ((joined === undefined && !follows) || key.columns.some((id) => located.get(id)?.collection !== table.id || located.get(id)?.path === "_id")) return [];
    const index = plain(request, `index:${key.columns.join(",")}`, key.columns.map((column) => ({ column, order: 1 })), joined === undefined ? `what goes with ${parent}` : `"${joined.name}"`);
    return index.key.length === 0 || found.some((other) => other.partial === null && begins(other.key, index.key)) ? [] : [index];
  });
}

function textIndex(request: IndexRequest): MongoIndex | undefined {
  const { situation, table, located } = request;
  const pattern = situation.input.patterns.find(({ operation, tableId, text }) => operation === "search" && tableId === table.id && text !== "prefix");
  if (pattern === undefined) return undefined;
  const columns = searched(table);
  const key = columns.flatMap(({ id }) => { const at = located.get(id); return at === undefined ? [] : [{ path: at.path, order: "text" as const }]; });
  if (key.length === 0) return undefined;
  return { id: `text:${table.id}`, name: "", key, unique: false, partial: null, expireAfterSeconds: null, weights: Object.fromEntries(key.map(({ path }, i) => [path, i === 0 ? 10 : 1])), reason: `"${pattern.name}"` };
}

/** The columns a text search looks through: titles first, then other texts that are prose. */
export function searched(table: Table): Table["columns"] {
  const telling = (name: string): number => (/title|name|subject|headline/i.test(name) ? 0 : 1);
  return table.columns.filter(({ type, name }) => type.kind === "text" || (type.kind === "string" && ((type.length ?? 255) >= 60 || telling(name) === 0)) || (type.kind === "array" && type.of.kind === "text")).toSorted((a, b) => telling(a.name) - telling(b.name)).slice(0, 4);
}

/** MongoDB's own default names, cut where they would be very long; each once. */
function named(indexes: readonly MongoIndex[]): readonly MongoIndex[] {
  const taken = new Set<string>(["_id_"]);
  return indexes.map((index) => {
    const whole = index.key.map(({ path, order }) => `${path}_${order}`).join("_");
    const base = whole.length > 110 ? `${whole.slice(0, 100)}_${fingerprint(whole)}` : whole;
    let name = base;
    for (let n = 2; taken.has(name); n += 1) name = `${base}_${n}`;
    taken.add(name);
    return { ...index, name };
  });
}

function fingerprint(text: string): string {
  let hash = 0x811c9dc5;
  for (const character of text) hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193) >>> 0;
  return hash.toString(16).padStart(8, "0");
}
