import * as Y from "yjs";
import { entriesMapName } from "../../collaboration/protocol";
import type { Entries, Patch, StoredValue } from "../../design/design";
import type { LogEntry } from "../store/design-log";

/** Largest piece of a document the server writes as one update, in bytes of JSON. */
const chunkBytes = 256 * 1024;

/** Entries of a document, read without changing it. Values that are no JSON are left out. */
export function entriesOf(doc: Y.Doc): Entries {
  const entries = new Map<string, StoredValue>();
  for (const [key, value] of doc.getMap<unknown>(entriesMapName).entries()) if (isStoredValue(value)) entries.set(key, value);
  return entries;
}

function isStoredValue(value: unknown): value is StoredValue {
  if (value === null || typeof value === "string" || typeof value === "boolean") return true;
  if (typeof value === "number") return Number.isFinite(value);
  if (Array.isArray(value)) return value.every(isStoredValue);
  if (typeof value !== "object") return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return (prototype === Object.prototype || prototype === null) && Object.values(value).every(isStoredValue);
}

/** The updates that make a document of these entries, each of about 256 KB at most. */
export function updatesOf(entries: Entries): readonly Uint8Array[] {
  const doc = new Y.Doc();
  const map = doc.getMap<unknown>(entriesMapName);
  const updates: Uint8Array[] = [];
  doc.on("update", (update: Uint8Array) => updates.push(update));
  let group: [string, StoredValue][] = [];
  let size = 0;
  const flush = () => {
    const writes = group;
    doc.transact(() => writes.forEach(([key, value]) => map.set(key, value)));
    group = [];
    size = 0;
  };
  for (const [key, value] of entries) {
    group.push([key, value]);
    size += key.length + JSON.stringify(value).length;
    if (size >= chunkBytes) flush();
  }
  if (group.length > 0) flush();
  doc.destroy();
  return updates;
}

/** The update that a patch makes to a document, without making it: it is logged first. */
export function updateOfPatch(doc: Y.Doc, patch: Patch): Uint8Array {
  const copy = new Y.Doc();
  Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc));
  const before = Y.encodeStateVector(copy);
  const map = copy.getMap<unknown>(entriesMapName);
  copy.transact(() => {
    for (const [key, value] of patch) {
      if (value === undefined) map.delete(key);
      else map.set(key, value);
    }
  });
  const update = Y.encodeStateAsUpdate(copy, before);
  copy.destroy();
  return update;
}

export function logEntries(designId: string, updates: readonly Uint8Array[], userId: string): readonly LogEntry[] {
  return updates.map((update) => ({ designId, update, userId }));
}
