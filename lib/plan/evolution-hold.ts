import type { Id, Schema, Table } from "../model";
import type { EvolutionPhase } from "./evolution";

interface Identified {
  readonly id: Id;
}

/**
 * The design as an ordinary plan is to see it while an evolution is under way: what the evolution carries stands as it is
 * in `running` (the last released schema), everything else as the design has it. So plan(running, held) never touches
 * what belongs to the evolution, neither its end nor its temporary columns and triggers.
 */
export function heldBack(phases: readonly EvolutionPhase[], running: Schema, design: Schema): Schema {
  const carried = carriedRecords(phases);
  return {
    tables: merged(design.tables, running.tables, carried).map((table) => {
      const before = running.tables.find((other) => other.id === table.id);
      return before === undefined || before === table ? table : heldTable(table, before, carried);
    }),
    enums: merged(design.enums, running.enums, carried),
    objects: merged(design.objects, running.objects, carried),
  };
}

function heldTable(design: Table, running: Table, carried: ReadonlySet<Id>): Table {
  const key = [design.primaryKey, running.primaryKey].some((candidate) => candidate !== undefined && carried.has(candidate.id)) ? running.primaryKey : design.primaryKey;
  const { primaryKey: _, ...rest } = design;
  const { namespace: __, comment: ___, ...bare } = rest;
  return {
    ...(carried.has(design.id) ? { ...bare, ...header(running) } : rest), ...(key === undefined ? {} : { primaryKey: key }),
    columns: merged(design.columns, running.columns, carried),
    uniques: merged(design.uniques, running.uniques, carried),
    foreignKeys: merged(design.foreignKeys, running.foreignKeys, carried),
    checks: merged(design.checks, running.checks, carried),
    indexes: merged(design.indexes, running.indexes, carried),
  };
}

/** The design's list with carried records as they run: replaced, left out, or added at the end. */
function merged<T extends Identified>(design: readonly T[], running: readonly T[], carried: ReadonlySet<Id>): readonly T[] {
  const now = new Map(running.map((record) => [record.id, record]));
  const kept = design.flatMap((record) => (carried.has(record.id) ? now.get(record.id) ?? [] : [record]));
  const known = new Set(design.map((record) => record.id));
  return [...kept, ...running.filter((record) => carried.has(record.id) && !known.has(record.id))];
}

/** Ids of all records that any phase makes, changes or drops. */
function carriedRecords(phases: readonly EvolutionPhase[]): ReadonlySet<Id> {
  const carried = new Set<Id>();
  for (const { before, after } of phases) {
    const [left, right] = [recordsOf(before), recordsOf(after)];
    for (const id of new Set([...left.keys(), ...right.keys()])) if (left.get(id) !== right.get(id)) carried.add(id);
  }
  return carried;
}

/** Each record's own properties as text; a table without its members. */
function recordsOf(schema: Schema): ReadonlyMap<Id, string> {
  const records = new Map<Id, string>();
  const add = (record: Identified): void => void records.set(record.id, JSON.stringify(record));
  for (const table of schema.tables) {
    records.set(table.id, JSON.stringify(header(table)));
    for (const list of [table.columns, table.uniques, table.foreignKeys, table.checks, table.indexes]) list.forEach(add);
    if (table.primaryKey !== undefined) add(table.primaryKey);
  }
  schema.enums.forEach(add);
  schema.objects.forEach(add);
  return records;
}

function header({ name, namespace, comment, options }: Table): Pick<Table, "name" | "namespace" | "comment" | "options"> {
  return { name, options, ...(namespace === undefined ? {} : { namespace }), ...(comment === undefined ? {} : { comment }) };
}
