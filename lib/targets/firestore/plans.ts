import type { AccessPattern, Id } from "../../model";
import type { PatternPlan } from "../native";
import { number } from "../native/situation";
import { queried, type IndexRequest } from "./indexes";
import type { FirestoreCollection, FirestoreModel } from "./model";
import type { Placement } from "./placement";

export interface PlanRequest extends IndexRequest {
  readonly model: FirestoreModel;
  readonly placement: ReadonlyMap<Id, Placement>;
}

/** How each access pattern is served: the call of the Admin SDK, the index, what is billed. */
export function plansOf(request: PlanRequest): readonly PatternPlan[] {
  return request.situation.input.patterns.map((pattern) => ({ pattern: pattern.id, ...planOf(request, pattern) }));
}

function planOf(request: PlanRequest, pattern: AccessPattern): Omit<PatternPlan, "pattern"> {
  const { situation } = request;
  const query = queried(request, pattern);
  if (query === undefined) return { problem: pattern.tableId === undefined ? "It names no table." : "Its table is not in this design." };
  const named = [...pattern.equality ?? [], ...pattern.sort?.map(({ column }) => column) ?? [], ...pattern.range === undefined ? [] : [pattern.range]];
  if (named.some((id) => situation.column(id) === undefined)) return { problem: "It names a column that is no longer there." };
  const { collection, parts, byId, group, inList } = query;
  const items = pattern.operation === "get" ? 1 : pattern.items ?? 100;
  const source = `db.${group ? `collectionGroup(${quoted(collection.name)})` : path(request.model, collection)}`;
  const document = `db.${path(request.model, collection)}.doc(id)`;
  const writes = writing(request, pattern, collection, document, items, byId);
  if (writes !== undefined) return writes;
  if (pattern.operation === "traverse") return { problem: `Firestore does not walk from document to document: ${pattern.hops === undefined ? "each step" : `${pattern.hops} steps`} are as many rounds of queries${situation.input.loads.size > 0 ? ", each billed by the documents it reads" : ""}. A graph database walks this.` };
  if (pattern.operation === "search" && pattern.text !== "prefix") return { problem: request.edition === "enterprise" ? "Enterprise's text search stages are not planned here: they find words, and do not forgive typing errors." : "Firestore does not search in texts: that takes a search engine beside it, fed by a function on writes." };
  if (inList) return { problem: `What it looks for lies in a list of maps in ${collection.name}, where no query looks.` };
  const equality = (pattern.equality ?? []).flatMap((id) => { const at = request.located.get(id)?.path; return at === undefined ? [] : [at]; });
  const where = parts.filter(({ fieldPath }) => equality.includes(fieldPath)).map(({ fieldPath, arrayConfig }) => `.where(${quoted(fieldPath)}, ${arrayConfig === null ? "\"==\"" : "\"array-contains\""}, ${variable(fieldPath)})`).join("");
  const rangePath = pattern.range === undefined ? undefined : request.located.get(pattern.range)?.path;
  const range = rangePath === undefined ? "" : `.where(${quoted(rangePath)}, ">=", from).where(${quoted(rangePath)}, "<", until)`;
  const order = (pattern.sort ?? []).flatMap(({ column, order: direction }) => { const at = request.located.get(column)?.path; return at === undefined ? [] : [`.orderBy(${quoted(at)}, "${direction}")`]; }).join("");
  const further = (pattern.joins ?? []).filter((id) => !collection.tables.includes(id));
  const extra = further.length === 0 ? "" : `, and the same again for each of ${further.map((id) => situation.name(id)).join(", ")}${request.edition === "enterprise" ? " (or a join in a pipeline)" : ""}`;
  if (byId && range === "") return { call: pattern.operation === "subscribe" ? `${document}.onSnapshot(listener)` : `${document}.get()`, by: "document id", cost: `1 document read${extra}` };
  const index = request.model.indexes.find((candidate) => candidate.collectionGroup === collection.name && (candidate.queryScope === "COLLECTION_GROUP") === group && candidate.fields.length === parts.length && candidate.fields.every((field, i) => field.fieldPath === parts[i]?.fieldPath));
  const by = index !== undefined ? `composite index ${index.name}` : parts.length === 0 ? "the collection, by id" : request.edition === "enterprise" ? "no index" : parts.length > 1 ? `automatic indexes of ${parts.map(({ fieldPath }) => fieldPath).join(", ")}, merged` : `automatic index of ${parts[0]?.fieldPath ?? ""}`;
  const filters = `${where}${range}${order}`;
  if (pattern.operation === "aggregate") return aggregated(request, pattern, `${source}${filters}`, by, items);
  if (pattern.text === "prefix") return { call: `${source}.orderBy(name).startAt(prefix).endAt(prefix + "\\uf8ff").limit(${items})`, by, cost: `${number(items)} document reads` };
  return { call: pattern.operation === "subscribe" ? `${source}${filters}.onSnapshot(listener)` : `${source}${filters}.limit(${items})${".get()"}`, by, cost: `${number(items)} document ${items === 1 ? "read" : "reads"}${extra}` };
}

function writing(request: PlanRequest, pattern: AccessPattern, collection: FirestoreCollection, document: string, items: number, byId: boolean): Omit<PatternPlan, "pattern"> | undefined {
  const others = [...new Set((pattern.atomicWith ?? []).flatMap((id) => request.collections.filter(({ tables }) => tables.includes(id)).map(({ name }) => name)))].filter((name) => name !== collection.name);
  const atomic = others.length === 0 ? "" : `; with ${others.join(", ")} in one transaction: db.runTransaction(...)`;
  const count = Math.max(1, items === 100 && pattern.items === undefined ? 1 : items);
  switch (pattern.operation) {
    case "insert": return { call: `${collection.documentId.length === 0 ? `db.${path(request.model, collection)}.add(data)` : `${document}.create(data)`}${atomic}`, by: "document id", cost: `${number(count)} document ${count === 1 ? "write" : "writes"}`, ...hot(request, pattern) };
    case "update": return { call: `${document}.update(changes)${atomic}`, by: byId ? "document id" : "a query first", cost: `${number(count)} document ${count === 1 ? "write" : "writes"}${byId ? "" : `, after ${number(count)} reads`}` };
    case "delete": return { call: `${document}.delete()${atomic}`, by: byId ? "document id" : "a query first", cost: `${number(count)} document ${count === 1 ? "delete" : "deletes"}` };
    default: return undefined;
  }
}

/** Inserts above the rate that rising index entries take. */
function hot({ model, situation }: PlanRequest, pattern: AccessPattern): { readonly problem?: string } {
  const rate = Math.max(pattern.rate ?? 0, pattern.rateInYear ?? 0);
  const collection = model.collections.find(({ id }) => id === pattern.tableId);
  const rising = collection?.fields.find(({ type, column }) => type === "timestamp" && column !== null && !model.overrides.some(({ collectionGroup, fieldPath, indexes }) => collectionGroup === collection.name && fieldPath === situation.column(column)?.name && indexes.length === 0));
  return rate > 500 && rising !== undefined ? { problem: `${number(rate)} writes per second are more than the 500 that the index on ${rising.name}, which rises with time, takes.` } : {};
}

function aggregated({ edition }: PlanRequest, pattern: AccessPattern, source: string, by: string, items: number): Omit<PatternPlan, "pattern"> {
  if (pattern.window === undefined) return { call: `${source}.aggregate({ count: AggregateField.count() }).get()`, by, cost: "1 document read per 1,000 index entries" };
  if (edition === "enterprise") return { call: `${source.replace(/^db\./, "db.pipeline().")}.aggregate(...)`, by, cost: "Every document of the span is read", problem: "A pipeline groups by a window of time only while it reads every document of it." };
  return { call: `${source}.get()`, by, problem: `Firestore does not group: every document of the span is read to make ${number(items)} windows. Keep totals per window in documents of their own, written along.` };
}

/** `collection("orders").doc(orderId).collection("items")`. */
function path(model: FirestoreModel, collection: FirestoreCollection): string {
  const above = collection.within.map((id) => model.collections.find((other) => other.id === id)?.name ?? id);
  return [...above.map((name) => `collection(${quoted(name)}).doc(${variable(name)}Id)`), `collection(${quoted(collection.name)})`].join(".");
}

function quoted(text: string): string {
  return JSON.stringify(text);
}

function variable(name: string): string {
  const last = name.split(".").at(-1) ?? name;
  return /^[A-Za-z_]\w*$/.test(last) ? last.replace(/s$/, "") === "" ? last : last : "value";
}
