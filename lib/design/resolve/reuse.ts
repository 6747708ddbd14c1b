import { isObject } from "./record-reader";

/** The old value when the new one has the same content, so that what did not change keeps its identity. */
export function reuse<T>(old: T | undefined, now: T): T {
  return old !== undefined && equal(old, now) ? old : now;
}

/** A list whose unchanged members, matched by id, keep their identity; the old list when nothing changed. */
export function reuseList<T extends { readonly id: string }>(old: readonly T[] | undefined, now: readonly T[]): readonly T[] {
  if (old === undefined) return now;
  const before = new Map(old.map((member) => [member.id, member]));
  const next = now.map((member) => reuse(before.get(member.id), member));
  return sameMembers(old, next) ? old : next;
}

/** Whether two lists hold the very same objects. */
export function sameMembers<T>(a: readonly T[], b: readonly T[]): boolean {
  return a.length === b.length && a.every((member, i) => member === b[i]);
}

function equal(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (Array.isArray(a) || Array.isArray(b)) {
    return Array.isArray(a) && Array.isArray(b) && a.length === b.length && a.every((item, i) => equal(item, b[i]));
  }
  if (!isObject(a) || !isObject(b)) return false;
  const keys = Object.keys(a);
  return keys.length === Object.keys(b).length && keys.every((key) => Object.hasOwn(b, key) && equal(a[key], b[key]));
}
