import type { Schema, SchemaObject, Table } from "../../model";
import type { Statement } from "../target";
import { alterTable, createTable } from "./print-table";
import { foreignKeyClause } from "./print-key";
import { factsOf } from "./versions";

/** The whole schema as a script. Foreign keys stand with their tables, except those to tables that come later. */
export function createSchema(schema: Schema, version?: string): readonly Statement[] {
  const facts = factsOf(version);
  const made = new Set<string>();
  const late: Statement[] = [];
  const tables = inOrder(schema.tables).map((table): Statement => {
    made.add(table.id);
    const now = table.foreignKeys.filter((key) => made.has(key.referencedTable));
    const later = table.foreignKeys.filter((key) => !made.has(key.referencedTable));
    const before = { ...table, foreignKeys: now };
    for (const key of later) late.push(...alterTable(table, [`ADD ${foreignKeyClause(key, table, schema, facts)}`]));
    return { sql: createTable(before, schema, facts, now) };
  });
  const ordered = inNeed(schema.objects);
  const first = ordered.filter(({ kind }) => kind === "database" || kind === "sequence");
  return [...first.map(create), ...tables, ...late, ...ordered.filter((object) => !first.includes(object)).map(create)];
}

const create = (object: SchemaObject): Statement => ({ sql: object.definition });

/** Parents before children, otherwise in the given order. */
function inOrder(tables: readonly Table[]): readonly Table[] {
  const byId = new Map(tables.map((table) => [table.id, table]));
  const out = new Set<Table>();
  const open = new Set<Table>();
  const visit = (table: Table): void => {
    if (out.has(table) || open.has(table)) return;
    open.add(table);
    for (const key of table.foreignKeys) {
      const parent = byId.get(key.referencedTable);
      if (parent !== undefined) visit(parent);
    }
    out.add(table);
  };
  for (const table of tables) visit(table);
  return [...out];
}

const ranks: Readonly<Record<string, number>> = { database: 0, sequence: 1, function: 2, procedure: 3, view: 4, trigger: 5, event: 6 };

/** Functions before the views that use them, views after the views they read, triggers in their order. A circle keeps its given order. */
function inNeed(objects: readonly SchemaObject[]): readonly SchemaObject[] {
  const byAddress = new Map(objects.map((object) => [`${object.kind}:${object.name}`, object]));
  const out = new Set<SchemaObject>();
  const open = new Set<SchemaObject>();
  const visit = (object: SchemaObject): void => {
    if (out.has(object) || open.has(object)) return;
    open.add(object);
    for (const need of object.dependsOn) {
      const other = byAddress.get(need);
      if (other !== undefined) visit(other);
    }
    out.add(object);
  };
  for (const object of objects.toSorted((a, b) => (ranks[a.kind] ?? 9) - (ranks[b.kind] ?? 9))) visit(object);
  return [...out];
}
