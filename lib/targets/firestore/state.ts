import { canonicalJson, type Id, type JsonObject } from "../../model";
import type { FirestoreCollection, FirestoreIndex, FirestoreModel, FirestoreOverride } from "./model";
import { pathPattern } from "./work";

/** The indexes as firestore.indexes.json has them. */
export function indexesJson({ indexes, overrides, edition }: Pick<FirestoreModel, "indexes" | "overrides" | "edition">): { readonly indexes: readonly JsonObject[]; readonly fieldOverrides: readonly JsonObject[] } {
  return {
    indexes: indexes.map(({ collectionGroup, queryScope, fields, density }) => ({
      collectionGroup, queryScope, ...(density === null ? {} : { density }),
      fields: fields.map(({ fieldPath, order, arrayConfig }) => ({ fieldPath, ...(order === null ? {} : { order }), ...(arrayConfig === null ? {} : { arrayConfig }) })),
    })),
    fieldOverrides: overrides.map(({ collectionGroup, fieldPath, ttl, indexes: single }) => ({
      collectionGroup, fieldPath, ...(ttl ? { ttl } : {}), indexes: single.map(({ order, arrayConfig, queryScope }) => ({ ...(order === null ? {} : { order }), ...(arrayConfig === null ? {} : { arrayConfig }), queryScope, ...(edition === "enterprise" ? { density: "SPARSE_ANY" } : {}) })),
    })),
  };
}

/** Both shapes' collections, indexes and overrides: what is there between expand and contract. Collections that go or move keep a place under an id of their own. */
export function together(from: FirestoreModel, to: FirestoreModel, leaving: readonly FirestoreCollection[]): FirestoreModel {
  const key = (element: FirestoreIndex | FirestoreOverride): string => canonicalJson({ ...element, id: "", name: "", reason: "" });
  const indexes = [...to.indexes, ...from.indexes.filter((index) => !to.indexes.some((other) => key(other) === key(index)))];
  const overrides = [...to.overrides, ...from.overrides.filter((override) => !to.overrides.some((other) => other.collectionGroup === override.collectionGroup && other.fieldPath === override.fieldPath))];
  const renamed = new Map<Id, Id>(leaving.map(({ id }) => [id, `${id}:old`]));
  const kept = leaving.map((collection): FirestoreCollection => ({ ...collection, id: renamed.get(collection.id) ?? collection.id, within: collection.within.map((parent) => renamed.get(parent) ?? parent) }));
  return { ...to, collections: [...to.collections, ...kept.filter(({ within, name }) => !to.collections.some((other) => other.name === name && canonicalJson(other.within) === canonicalJson(within)))], indexes, overrides };
}

/** The path of a collection, with `*` for documents above it. */
export function patternOf(model: FirestoreModel, collection: FirestoreCollection): string {
  return pathPattern(namesOf(model, collection));
}

export function namesOf(model: FirestoreModel, collection: FirestoreCollection): readonly string[] {
  return [...collection.within.map((id) => model.collections.find((other) => other.id === id)?.name ?? id), collection.name];
}
