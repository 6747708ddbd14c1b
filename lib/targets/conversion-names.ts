import { qualified, type Schema, type Table } from "../model";
import type { Target } from "./target";

const bytes = (text: string): number => new TextEncoder().encode(text).length;

/** Gives out names of at most so many bytes, each once; case is ignored because not all targets tell it apart. */
export class NamePool {
  private readonly taken = new Set<string>();
  constructor(private readonly limit: number) {}

  /** Takes the name, or the nearest one that is free. */
  take(name: string): string {
    for (let n = 1; ; n += 1) {
      const end = n === 1 ? "" : `_${n}`;
      const free = shorten(name, this.limit - bytes(end)) + end;
      if (this.tryTake(free)) return free;
    }
  }

  /** Takes the name if it is free and fits. */
  tryTake(name: string): boolean {
    const key = name.toLowerCase();
    if (bytes(name) > this.limit || this.taken.has(key)) return false;
    this.taken.add(key);
    return true;
  }
}

/** The longest start of the name that fits, never cutting a character in two. */
function shorten(name: string, limit: number): string {
  let out = "";
  let length = 0;
  for (const character of name) {
    length += bytes(character);
    if (length > limit) break;
    out += character;
  }
  return out;
}

/** Table names in the other target: namespaces are written into the name where there are none and two names would meet. */
export function tableNames(schema: Schema, to: Target, pool: NamePool): ReadonlyMap<string, { readonly name: string; readonly namespace?: string }> {
  const names = new Map<string, { readonly name: string; readonly namespace?: string }>();
  const place = (table: Table): void => {
    if (to.capabilities.namespaces && table.namespace !== undefined) names.set(table.id, { name: table.name, namespace: table.namespace });
    else if (pool.tryTake(table.name)) names.set(table.id, { name: table.name });
    else names.set(table.id, { name: pool.take(qualified(table.namespace, table.name).replace(".", "_")) });
  };
  // Tables of the default namespace keep their names first.
  for (const table of schema.tables) if (table.namespace === undefined) place(table);
  for (const table of schema.tables) if (table.namespace !== undefined) place(table);
  return names;
}
