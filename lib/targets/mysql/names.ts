import { columnNames } from "../target";
import type { Check, ForeignKey, Table, UniqueKey } from "../../model";

/** Longest name of anything, in characters. */
const longest = 64;

/** Names that the engine would find by itself are found here, so that what is made can be spoken of later. */
export function foreignKeyName(key: ForeignKey, table: Table): string {
  return key.name ?? cut([table.name, ...columnNames(table, key.columns), "fkey"]);
}

export function uniqueName(key: UniqueKey, table: Table): string {
  return key.name ?? cut([table.name, ...columnNames(table, key.columns), "key"]);
}

export function checkName(check: Check, table: Table): string {
  const unnamed = table.checks.filter((other) => other.name === undefined);
  const place = unnamed.findIndex((other) => other.id === check.id);
  return check.name ?? cut([table.name, `check${place > 0 ? String(place + 1) : ""}`]);
}

function cut(parts: readonly string[]): string {
  const whole = parts.join("_");
  if (whole.length <= longest) return whole;
  let hash = 0;
  for (const char of whole) hash = (hash * 31 + char.charCodeAt(0)) >>> 0;
  const tail = `_${hash.toString(36)}_${parts.at(-1) ?? ""}`;
  return whole.slice(0, longest - tail.length) + tail;
}
