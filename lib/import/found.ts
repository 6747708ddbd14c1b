import type { Schema } from "../model";
import type { Target } from "../targets/target";
import type { FoundCount } from "./import-result";

/** Counts what a schema holds, kind by kind, in reading order. */
export function foundIn(schema: Schema, target: Pick<Target, "objectKinds">): FoundCount[] {
  const sum = (count: (table: Schema["tables"][number]) => number): number => schema.tables.reduce((total, table) => total + count(table), 0);
  const counts: FoundCount[] = [
    { kind: "tables", count: schema.tables.length },
    { kind: "columns", count: sum((table) => table.columns.length) },
    { kind: "primary keys", count: sum((table) => (table.primaryKey === undefined ? 0 : 1)) },
    { kind: "foreign keys", count: sum((table) => table.foreignKeys.length) },
    { kind: "unique keys", count: sum((table) => table.uniques.length) },
    { kind: "checks", count: sum((table) => table.checks.length) },
    { kind: "indexes", count: sum((table) => table.indexes.length) },
    { kind: "enums", count: schema.enums.length },
    { kind: "comments", count: countComments(schema) },
  ];
  const objects = new Map<string, number>();
  for (const object of schema.objects) objects.set(object.kind, (objects.get(object.kind) ?? 0) + 1);
  for (const [kind, count] of objects) {
    const label = Object.hasOwn(target.objectKinds, kind) ? target.objectKinds[kind]?.label : undefined;
    counts.push({ kind: plural(label ?? kind), count });
  }
  return counts.filter(({ kind, count }) => count > 0 || kind === "tables");
}

function countComments(schema: Schema): number {
  const commented = (...things: readonly ({ readonly comment?: string } | undefined)[]): number =>
    things.filter((thing) => thing?.comment !== undefined).length;
  return commented(...schema.enums, ...schema.objects) + schema.tables.reduce((total, table) => total + commented(
    table, ...table.columns, table.primaryKey, ...table.uniques, ...table.foreignKeys, ...table.checks, ...table.indexes,
  ), 0);
}

/** `policy` -> `policies`, `index` -> `indexes`, `view` -> `views`. */
export function plural(noun: string): string {
  if (/[^aeiou]y$/.test(noun)) return `${noun.slice(0, -1)}ies`;
  if (/(s|x|ch|sh)$/.test(noun)) return noun.endsWith("statistics") ? noun : `${noun}es`;
  return `${noun}s`;
}
