import type { Schema, SchemaObject } from "../../model";
import type { Statement } from "../target";
import { createIndex, createTable } from "./print-table";

/** The whole schema as a script. Tables may name each other freely: SQLite looks at references when rows are written. */
export function createSchema(schema: Schema): readonly Statement[] {
  return [
    ...schema.tables.map((table) => ({ sql: createTable(table, schema) })),
    ...schema.tables.flatMap((table) => table.indexes.map((index) => ({ sql: createIndex(index, table) }))),
    ...ordered(schema.objects).map((object) => ({ sql: object.definition })),
  ];
}

/** Virtual tables, then views after the views they read, then triggers. A circle keeps its given order. */
function ordered(objects: readonly SchemaObject[]): readonly SchemaObject[] {
  const rank = (object: SchemaObject): number => (object.kind === "virtual table" ? 0 : object.kind === "trigger" ? 2 : 1);
  const byAddress = new Map(objects.map((object) => [`${object.kind}:${object.name}`, object]));
  const done = new Set<SchemaObject>();
  const visit = (object: SchemaObject): void => {
    if (done.has(object)) return;
    done.add(object);
    for (const need of object.dependsOn) {
      const other = byAddress.get(need);
      if (other !== undefined && rank(other) <= rank(object)) visit(other);
    }
    out.push(object);
  };
  const out: SchemaObject[] = [];
  for (const object of [...objects].sort((a, b) => rank(a) - rank(b))) visit(object);
  return out;
}
