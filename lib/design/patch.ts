import type { Entries, Patch, StoredValue } from "./design";
import { entryKey } from "./records";

/** Whether two stored values are equal by content. */
export function sameValue(a: StoredValue | undefined, b: StoredValue | undefined): boolean {
  return a === b || (typeof a === "object" && typeof b === "object" && a !== null && b !== null && JSON.stringify(a) === JSON.stringify(b));
}

/** The entries after a patch; the given ones stay as they are. */
export function applyPatch(entries: Entries, patch: Patch): Entries {
  const next = new Map(entries);
  for (const [key, value] of patch) {
    if (value === undefined) next.delete(key);
    else next.set(key, value);
  }
  return next;
}

/** What takes a patch back: for each key it writes, the value it has now. */
export function invertPatch(patch: Patch, entries: Entries): Patch {
  return new Map([...patch.keys()].map((key) => [key, entries.get(key)]));
}

/** Several patches as one; of two writes to a key the later counts. */
export function combinePatches(...patches: readonly Patch[]): Patch {
  return new Map(patches.flatMap((patch) => [...patch]));
}

/** A patch without the writes that change nothing. */
export function withoutNoops(patch: Patch, entries: Entries): Patch {
  return new Map([...patch].filter(([key, value]) => !sameValue(entries.get(key), value)));
}

/** Properties of one record, `undefined` for what has its default. */
export type Properties = Readonly<Record<string, StoredValue | undefined>>;

/** Patch that gives a record these properties, leaving properties not named as they are. */
export function writeRecord(id: string, properties: Properties): Patch {
  return new Map(Object.entries(properties).map(([property, value]) => [entryKey(id, property), value]));
}
