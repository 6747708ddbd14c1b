import { canonicalJson, isJsonObject, type JsonValue } from "../../../model";

/** Why Firestore would refuse a firestore.indexes.json, by its documentation (firebase.google.com/docs/reference/firestore/indexes). */
export function indexesFault(indexes: JsonValue | undefined, overrides: JsonValue | undefined, edition: string): string | undefined {
  if (!Array.isArray(indexes) || !Array.isArray(overrides)) return "indexes and fieldOverrides must be lists";
  const limit = edition === "enterprise" ? 1000 : 1000;
  if (indexes.length > limit) return `${indexes.length} composite indexes are more than ${limit}`;
  const seen = new Set<string>();
  for (const index of indexes) {
    const fault = indexFault(index, edition);
    if (fault !== undefined) return fault;
    const key = canonicalJson(index);
    if (seen.has(key)) return `The same index stands twice: ${key}`;
    seen.add(key);
  }
  const fields = new Set<string>();
  for (const override of overrides) {
    if (!isJsonObject(override) || typeof override["collectionGroup"] !== "string" || typeof override["fieldPath"] !== "string" || !Array.isArray(override["indexes"])) return "A field override needs collectionGroup, fieldPath and indexes";
    const key = `${override["collectionGroup"]} ${override["fieldPath"]}`;
    if (fields.has(key)) return `Two overrides are about ${key}`;
    fields.add(key);
    const ttl = override["ttl"];
    if (ttl !== undefined && typeof ttl !== "boolean") return "ttl must be true or false";
    const single = override["indexes"].map((index: JsonValue) => (isJsonObject(index) && (one(index["order"], ["ASCENDING", "DESCENDING"]) || one(index["arrayConfig"], ["CONTAINS"])) && (index["queryScope"] === undefined || one(index["queryScope"], ["COLLECTION", "COLLECTION_GROUP"]))));
    if (single.includes(false)) return `An index of ${key} needs an order or arrayConfig, and a known queryScope`;
    const fault = pathFault(override["fieldPath"]);
    if (fault !== undefined) return fault;
  }
  const groups = [...overrides].flatMap((override) => (isJsonObject(override) && override["ttl"] === true ? [override["collectionGroup"]] : []));
  if (new Set(groups).size < groups.length) return "A collection group has one TTL field at most";
  return undefined;
}

function indexFault(index: JsonValue, edition: string): string | undefined {
  if (!isJsonObject(index) || typeof index["collectionGroup"] !== "string" || index["collectionGroup"] === "") return "An index needs a collectionGroup";
  const known = ["collectionGroup", "queryScope", "apiScope", "density", "multikey", "fields"];
  const foreign = Object.keys(index).find((key) => !known.includes(key));
  if (foreign !== undefined) return `An index knows no ${foreign}`;
  if (!one(index["queryScope"], ["COLLECTION", "COLLECTION_GROUP"])) return "queryScope is COLLECTION or COLLECTION_GROUP";
  if (index["density"] !== undefined && (edition !== "enterprise" || !one(index["density"], ["SPARSE_ALL", "SPARSE_ANY", "DENSE"]))) return edition === "enterprise" ? "density is SPARSE_ALL, SPARSE_ANY or DENSE" : "density is for the Enterprise edition";
  const { fields } = index;
  if (!Array.isArray(fields) || fields.length === 0) return "An index needs fields";
  if (fields.length > 100) return `${fields.length} fields are more than 100`;
  if (edition !== "enterprise" && fields.length < 2) return "A composite index has two fields or more: those of single fields are made by themselves, or by an override";
  const paths = new Set<string>();
  let arrays = 0;
  for (const field of fields) {
    if (!isJsonObject(field) || typeof field["fieldPath"] !== "string") return "A field needs a fieldPath";
    const ordered = one(field["order"], ["ASCENDING", "DESCENDING"]);
    const array = one(field["arrayConfig"], ["CONTAINS"]);
    if (ordered === array && field["vectorConfig"] === undefined) return `${field["fieldPath"]} needs either an order or an arrayConfig`;
    if (array) arrays += 1;
    if (paths.has(field["fieldPath"])) return `${field["fieldPath"]} stands twice in one index`;
    paths.add(field["fieldPath"]);
    const fault = pathFault(field["fieldPath"]);
    if (fault !== undefined) return fault;
  }
  return arrays > 1 ? "An index looks into one array at most" : undefined;
}

function one(value: JsonValue | undefined, words: readonly string[]): boolean {
  return typeof value === "string" && words.includes(value);
}

function pathFault(path: string): string | undefined {
  return /^(?:[A-Za-z_][A-Za-z_0-9]*|`(?:[^`\\]|\\.)+`)(?:\.(?:[A-Za-z_][A-Za-z_0-9]*|`(?:[^`\\]|\\.)+`))*$/su.test(path) ? undefined : `${path} is no field path`;
}
