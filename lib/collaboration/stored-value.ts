import type { StoredValue } from "../design/design";

/** Values nested deeper than this are taken for poison. */
const deepest = 24;

/** A value of the shared map as plain JSON; undefined for what no studio writes (shared types, bytes, functions, NaN). */
export function toStoredValue(value: unknown, depth = deepest): StoredValue | undefined {
  if (value === null || typeof value === "boolean" || typeof value === "string") return value;
  if (typeof value === "number") return Number.isFinite(value) ? value : undefined;
  if (typeof value !== "object" || depth === 0) return undefined;
  if (Array.isArray(value)) {
    const items = value.map((item: unknown) => toStoredValue(item, depth - 1));
    return items.every((item) => item !== undefined) ? items : undefined;
  }
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) return undefined;
  const members: [string, StoredValue][] = [];
  for (const [key, member] of Object.entries(value)) {
    const stored = toStoredValue(member, depth - 1);
    if (stored === undefined || key === "__proto__") return undefined;
    members.push([key, stored]);
  }
  return Object.fromEntries(members);
}
