import { writes, type AccessPattern, type Diagnostic, type Id } from "../../model";
import { isMoment, number, type Situation } from "../native/situation";
import type { Located } from "./fields";
import type { FirestoreCollection, FirestoreIndex, FirestoreOverride } from "./model";

export interface IndexRequest {
  readonly situation: Situation;
  readonly collections: readonly FirestoreCollection[];
  readonly located: ReadonlyMap<Id, Located>;
  readonly edition: string;
  readonly expiry: ReadonlyMap<Id, Id>;
  readonly diagnostics: Diagnostic[];
}

type Part = FirestoreIndex["fields"][number];

/** The fields a query filters and sorts by, and whether it runs across parents. */
export function queried({ situation, collections, located }: Pick<IndexRequest, "situation" | "collections" | "located">, pattern: AccessPattern): { readonly collection: FirestoreCollection; readonly parts: readonly Part[]; readonly equalities: number; readonly byId: boolean; readonly group: boolean; readonly inList: boolean } | undefined {
  const collection = collections.find(({ tables }) => pattern.tableId !== undefined && tables.includes(pattern.tableId));
  if (collection === undefined) return undefined;
  const here = (id: Id): Located | undefined => { const at = located.get(id); return at?.collection === collection.id ? at : undefined; };
  const equality = (pattern.equality ?? []).flatMap((id) => { const at = here(id); return at === undefined ? [] : [{ id, at }]; });
  const parts: Part[] = [];
  const add = (path: string | undefined, part: Omit<Part, "fieldPath">): void => { if (path !== undefined && !parts.some(({ fieldPath }) => fieldPath === path)) parts.push({ fieldPath: path, ...part }); };
  for (const { id, at } of equality) add(at.path, isList(situation, collection, id) ? { order: null, arrayConfig: "CONTAINS" } : { order: "ASCENDING", arrayConfig: null });
  const equalities = parts.length;
  const sort = writes(pattern) ? [] : pattern.sort ?? [];
  const range = pattern.range === undefined ? undefined : here(pattern.range)?.path;
  for (const { column, order } of sort) add(here(column)?.path, { order: order === "desc" ? "DESCENDING" : "ASCENDING", arrayConfig: null });
  add(range, { order: "ASCENDING", arrayConfig: null });
  const parent = collection.within.length === 0 ? undefined : situation.table(collection.id);
  const inPath = equality.filter(({ at }) => at.path === undefined).map(({ id }) => id);
  const parentKey = parent?.foreignKeys.find(({ referencedTable, columns }) => referencedTable === collection.within.at(-1) && columns.every((id) => here(id)?.path === undefined))?.columns ?? [];
  const group = collection.within.length > 0 && !parentKey.every((id) => inPath.includes(id));
  const idColumns = collection.documentId;
  return { collection, parts, equalities, byId: idColumns.length > 0 && idColumns.every((id) => pattern.equality?.includes(id) === true) && !group, group, inList: [...pattern.equality ?? [], ...sort.map(({ column }) => column)].some((id) => here(id)?.inList === true) };
}

function isList(situation: Situation, collection: FirestoreCollection, id: Id): boolean {
  return situation.column(id)?.type.kind === "array" || collection.fields.some(({ id: part, type, fields }) => type === "list" && fields.length === 0 && part.startsWith("part:") && situation.table(part.slice(5))?.columns.some((column) => column.id === id) === true);
}

/** The indexes that the access patterns need. Standard makes those of single fields by itself; Enterprise makes none. */
export function indexesOf(request: IndexRequest): readonly FirestoreIndex[] {
  const { situation, edition, collections } = request;
  const found: FirestoreIndex[] = [];
  const enterprise = edition === "enterprise";
  const add = (collection: FirestoreCollection, parts: readonly Part[], group: boolean, reason: string): void => {
    const fields = parts.map(({ fieldPath, order, arrayConfig }) => `${fieldPath} ${order ?? arrayConfig ?? ""}`);
    const name = `${collection.name}: ${fields.join(", ")}${group ? " (collection group)" : ""}`;
    const same = found.findIndex((index) => index.name === name);
    const old = found[same];
    if (old === undefined) found.push({ id: `index:${collection.id}:${fields.join(",")}:${group ? "group" : ""}`, name, collectionGroup: collection.name, queryScope: group ? "COLLECTION_GROUP" : "COLLECTION", fields: parts, density: enterprise ? "SPARSE_ANY" : null, reason });
    else if (!old.reason.includes(reason)) found[same] = { ...old, reason: `${old.reason}; ${reason}` };
  };
  for (const pattern of situation.input.patterns) {
    const query = queried(request, pattern);
    if (query === undefined || pattern.operation === "insert" || pattern.operation === "traverse" || query.byId || query.inList || (pattern.operation === "search" && pattern.text !== "prefix")) continue;
    const { parts, equalities, collection, group } = query;
    if (parts.length === 0) continue;
    // One field, or several equalities only, are answered by the automatic indexes, which Firestore merges.
    if (!enterprise && (parts.length === 1 || parts.length === equalities)) continue;
    add(collection, parts, group, `"${pattern.name}"`);
  }
  if (enterprise) for (const table of situation.schema.tables) for (const unique of table.uniques) {
    const collection = collections.find(({ tables }) => tables[0] === table.id);
    const parts = unique.columns.flatMap((id): Part[] => { const path = request.located.get(id)?.path; return path === undefined ? [] : [{ fieldPath: path, order: "ASCENDING", arrayConfig: null }]; });
    if (collection !== undefined && parts.length > 0) add(collection, parts, false, "look-up by a unique key");
  }
  return found;
}

/** Exceptions from the automatic indexes: what is large or sequential and not queried, collection groups, and expiry. */
export function overridesOf(request: IndexRequest): readonly FirestoreOverride[] {
  const { situation, collections, located, edition, expiry, diagnostics } = request;
  const found: FirestoreOverride[] = [];
  const both: FirestoreOverride["indexes"] = [{ order: "ASCENDING", arrayConfig: null, queryScope: "COLLECTION" }, { order: "DESCENDING", arrayConfig: null, queryScope: "COLLECTION" }];
  const put = (collection: FirestoreCollection, id: Id, path: string, ttl: boolean, indexes: FirestoreOverride["indexes"], reason: string): void => { found.push({ id: `override:${id}`, name: `${collection.name}.${path}`, collectionGroup: collection.name, fieldPath: path, ttl, indexes, reason }); };
  for (const collection of collections) {
    const queries = situation.input.patterns.flatMap((pattern) => { const query = queried(request, pattern); return query?.collection.id === collection.id && pattern.operation !== "insert" ? [query] : []; });
    const used = new Set(queries.flatMap(({ parts }) => parts.map(({ fieldPath }) => fieldPath)));
    const single = queries.filter(({ parts, byId, equalities }) => !byId && (parts.length === 1 || parts.length === equalities));
    const alone = new Set(single.flatMap(({ parts }) => parts.map(({ fieldPath }) => fieldPath)));
    const rate = situation.writesTo(collection.id).reduce((sum, pattern) => sum + Math.max(pattern.rate ?? 0, pattern.rateInYear ?? 0), 0);
    const keyed = (id: Id): boolean => expiry.get(collection.id) === id;
    for (const field of collection.fields) {
      const column = field.column === null ? undefined : situation.column(field.column);
      const path = field.column === null ? field.name : located.get(field.column)?.path ?? field.name;
      const large = ["map", "list", "bytes"].includes(field.type) ? column?.type.kind !== "array" : column?.type.kind === "text";
      const sequential = column !== undefined && (isMoment(column.type) || column.identity !== undefined);
      const crossing = single.some(({ group, parts }) => group && parts.some(({ fieldPath }) => fieldPath === path));
      if (keyed(field.id)) put(collection, field.id, path, true, edition === "enterprise" || (sequential && !alone.has(path)) ? [] : both, "documents go at this time (TTL)");
      else if (edition === "enterprise") continue;
      else if (crossing) put(collection, field.id, path, false, [...both, { order: "ASCENDING", arrayConfig: null, queryScope: "COLLECTION_GROUP" }, { order: "DESCENDING", arrayConfig: null, queryScope: "COLLECTION_GROUP" }], "found across parents");
      else if (large && ![...used].some((name) => name === path || name.startsWith(`${path}.`))) put(collection, field.id, path, false, [], "large, and no access pattern looks for it: saves index entries");
      else if (sequential && !alone.has(path) && rate >= 250) put(collection, field.id, path, false, [], `rises with time, and ${number(rate)} writes per second near the 500 that a sequential index takes`);
      if (sequential && rate > 500 && used.has(path)) diagnostics.push({ code: "firestore-sequential-index", severity: "warning", message: `${collection.name} gets ${number(rate)} writes per second, and its index on ${path} rises with time: Firestore takes about 500 per second there. Put a random shard field before it and ask each shard.`, place: { objectId: field.id } });
    }
  }
  return found;
}
