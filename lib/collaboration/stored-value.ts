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
  if (isInstance(value)) return undefined;
  const members: [string, StoredValue][] = [];
  for (const [key, member] of Object.entries(value)) {
    // Whoever sent it has it as a member, whoever received it as its prototype, and whoever gets it from them not at all: the same for all of them.
    if (key === "__proto__") continue;
    const stored = toStoredValue(member, depth - 1);
    if (stored === undefined) return undefined;
    members.push([key, stored]);
  }
  return Object.fromEntries(members);
}

/** Whether it is of a class: a shared type, bytes, a date. A prototype that came as a member `__proto__` of JSON has no constructor of its own. */
function isInstance(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype === Object.prototype || typeof prototype !== "object" || prototype === null) return false;
  return typeof Object.getOwnPropertyDescriptor(prototype, "constructor")?.value === "function";
}
