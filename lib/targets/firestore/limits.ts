import type { Diagnostic } from "../../model";
import { number, type Situation } from "../native/situation";
import type { FirestoreField, FirestoreModel } from "./model";
import { rulesBytes, rulesOf } from "./rules";

/** Firestore's limits (cloud.google.com/firestore/quotas, firebase.google.com/docs/firestore/quotas, seen 2026-11). */
export const documentBytes = 1_048_576;
export const entriesPerDocument = 40_000;
export const compositeIndexes = { "default": 200, billed: 1000 };
export const collectionDepth = 100;

export function limitsOf(model: FirestoreModel, situation: Situation): readonly Diagnostic[] {
  const found: Diagnostic[] = [];
  for (const collection of model.collections) {
    const place = { objectId: collection.id };
    const [own = "", ...parts] = collection.tables;
    const bytes = parts.reduce((sum, id) => sum + rowBytes(situation, id) * most(collection.fields, `part:${id}`), rowBytes(situation, own));
    if (bytes > documentBytes) found.push({ code: "firestore-document-too-large", severity: "error", message: `A document of ${collection.name} may grow to about ${number(Math.round(bytes / 1024))} KB; Firestore refuses more than 1 MiB. ${parts.length > 0 ? "Keep what lies in it in a subcollection." : "Keep large values in Cloud Storage."}`, place });
    else if (bytes > documentBytes / 4) found.push({ code: "firestore-document-large", severity: "warning", message: `A document of ${collection.name} may grow to about ${number(Math.round(bytes / 1024))} KB of at most 1,024, and every read brings all of it.`, place });
    const entries = model.edition === "enterprise" ? 0 : entriesOf(collection.fields, new Set(model.overrides.filter(({ collectionGroup, indexes }) => collectionGroup === collection.name && indexes.length === 0).map(({ fieldPath }) => fieldPath)));
    if (entries > entriesPerDocument) found.push({ code: "firestore-too-many-entries", severity: "error", message: `A document of ${collection.name} would have about ${number(entries)} index entries; Firestore allows ${number(entriesPerDocument)}. Exempt its lists from indexing.`, place });
    if (collection.within.length + 1 > collectionDepth) found.push({ code: "firestore-too-deep", severity: "error", message: `${collection.name} lies ${collection.within.length + 1} deep; Firestore allows ${collectionDepth}.`, place });
  }
  const composite = model.indexes.length;
  if (composite > compositeIndexes.billed) found.push({ code: "firestore-too-many-indexes", severity: "error", message: `${composite} composite indexes are more than the ${number(compositeIndexes.billed)} of a database.` });
  else if (composite > compositeIndexes.default) found.push({ code: "firestore-many-indexes", severity: "warning", message: `${composite} composite indexes are more than the ${compositeIndexes.default} that a database without billing has.` });
  const rules = new TextEncoder().encode(rulesOf(model)).length;
  if (rules > rulesBytes) found.push({ code: "firestore-rules-too-large", severity: "error", message: `The rules have ${number(Math.round(rules / 1024))} KB; Firestore takes 256. Close tables to clients (admins only), or let the server write them.` });
  else if (rules > rulesBytes / 2) found.push({ code: "firestore-rules-large", severity: "warning", message: `The rules have ${number(Math.round(rules / 1024))} of at most 256 KB.` });
  return found;
}

function rowBytes(situation: Situation, id: string): number {
  const table = situation.table(id);
  return table === undefined ? 0 : situation.rowBytes(table);
}

function most(fields: readonly FirestoreField[], id: string, times = 1): number {
  for (const field of fields) {
    const rule = field.rules.find(({ kind }) => kind === "size");
    const here = times * (field.type === "list" && rule?.kind === "size" ? rule.max ?? 1 : 1);
    if (field.id === id) return here;
    const inner = most(field.fields, id, here);
    if (inner > 0) return inner;
  }
  return 0;
}

/** Automatic index entries: two for each value, one more for each item of a list. */
function entriesOf(fields: readonly FirestoreField[], exempt: ReadonlySet<string>): number {
  return fields.reduce((sum, field) => {
    if (exempt.has(field.name)) return sum;
    const rule = field.rules.find(({ kind }) => kind === "size");
    return sum + 2 + (field.type === "map" ? entriesOf(field.fields, new Set()) : 0) + (field.type === "list" ? (rule?.kind === "size" ? rule.max ?? 100 : 100) : 0);
  }, 0);
}
