import { typeKey, type Table, type TableLoad, type TechnologyId } from "../../model";
import type { Design, Entries, Layout, Point, Problem } from "../design";
import { buildForeignKeys } from "./build-foreign-keys";
import { buildEnums, buildEvolutions, buildGroups, buildMapping, buildNotes, buildObjects, buildSettings, positionOf } from "./build-others";
import { buildLoads, buildPatterns } from "./build-patterns";
import { buildStores } from "./build-stores";
import { buildTable, type TableCore } from "./build-table";
import { schemaNameProblems, tableNameProblems, type NameLimits } from "./names";
import { deletionFix, nameOf, problem, restoreFix } from "./problem";
import { RecordStore } from "./record-store";
import { reuse, reuseList, sameMembers } from "./reuse";

export interface Resolved {
  readonly design: Design;
  readonly problems: readonly Problem[];
}

/** What a resolver may be told of the targets; without it, no problem depends on the target. */
export interface ResolveOptions {
  readonly limits?: (target: TechnologyId) => NameLimits | undefined;
}

export interface Resolver {
  /** Takes over the changed keys from the entries and gives the whole answer; what did not change keeps its identity. */
  update(changedKeys: Iterable<string>, entries: Entries): Resolved;
}

/**
 * Turns the entries of a shared document into a design and what is wrong with it. Pure; never throws, whatever the entries hold;
 * equal entries give equal answers in equal order, and the schema has no reference to what is not in it.
 */
export function resolve(entries: Entries, options: ResolveOptions = {}): Resolved {
  return createResolver(options).update(entries.keys(), entries);
}

interface BuiltTable {
  readonly core: TableCore | undefined;
  readonly coreProblems: readonly Problem[];
  readonly table: Table | undefined;
  readonly problems: readonly Problem[];
}

/** The incremental form of `resolve`, for live use: one edit costs what it touches. */
export function createResolver(options: ResolveOptions = {}): Resolver {
  const store = new RecordStore();
  const built = new Map<string, BuiltTable>();
  /** Tables that reference a table, by its id; may hold some that no longer do. */
  const referencers = new Map<string, Set<string>>();
  let limits: NameLimits | undefined;
  let last: Resolved | undefined;
  let loads: ReturnType<typeof buildLoads> | undefined;

  function rebuildTables(owners: ReadonlySet<string>): void {
    const recheck = new Set(owners);
    for (const id of owners) {
      const before = built.get(id);
      const after = buildCore(id, before);
      built.set(id, { ...after, table: before?.table, problems: before?.problems ?? [] });
      for (const member of store.membersOf(id)) {
        const ref = member.kind === "fk" ? member.values.get("ref") : undefined;
        if (typeof ref === "string") referencers.set(ref, (referencers.get(ref) ?? new Set()).add(id));
      }
      if (before?.core === after.core) continue;
      // What references a table cares for its columns and keys; its names stand only in problems.
      const shape = shapeOf(before?.core) !== shapeOf(after.core);
      for (const referencer of referencers.get(id) ?? []) if (shape || built.get(referencer)?.problems.length !== 0) recheck.add(referencer);
    }
    for (const id of recheck) {
      const state = built.get(id);
      if (state !== undefined) built.set(id, finish(state));
    }
  }

  function buildCore(id: string, before: BuiltTable | undefined): Pick<BuiltTable, "core" | "coreProblems"> {
    const record = store.get(id);
    if (record === undefined || !store.isLive(id, "table")) return { core: undefined, coreProblems: orphans(id) };
    const { core, problems } = buildTable(record, store);
    const old = before?.core;
    const shared: TableCore = {
      ...core, columns: reuseList(old?.columns, core.columns), uniques: reuseList(old?.uniques, core.uniques),
      checks: reuseList(old?.checks, core.checks), indexes: reuseList(old?.indexes, core.indexes),
      ...(core.primaryKey === undefined ? {} : { primaryKey: reuse(old?.primaryKey, core.primaryKey) }), options: reuse(old?.options, core.options),
    };
    return { core: reuse(old, shared), coreProblems: problems };
  }

  function finish(state: BuiltTable): BuiltTable {
    const { core, coreProblems } = state;
    if (core === undefined) return { core, coreProblems, table: undefined, problems: coreProblems };
    const keys = buildForeignKeys(core, store, (id) => built.get(id)?.core);
    const table = reuse(state.table, { ...core, foreignKeys: reuseList(state.table?.foreignKeys, keys.foreignKeys) });
    return { core, coreProblems, table, problems: [...coreProblems, ...keys.problems, ...tableNameProblems(table, limits)] };
  }

  /** Records of a table that is not there: somebody added them while somebody else deleted it. */
  function orphans(id: string): readonly Problem[] {
    const members = store.membersOf(id);
    if (members.length === 0) return [];
    const table = store.get(id);
    const known = table?.kind === "table";
    return members.map((member) =>
      problem("error", `orphan-${member.kind ?? "record"}`, member.id,
        `${member.kind === "column" ? `Column ${nameOf(member)}` : "A key, check or index"} belongs to ${known ? `table ${nameOf(table)}, which was deleted,` : "a table that is not in the design"} and is left out.`,
        deletionFix("Delete it", members.map((each) => each.id)),
        known ? restoreFix(`Bring table ${nameOf(table)} back`, id, store) : undefined));
  }

  function assemble(touchedKinds: ReadonlySet<string>): Resolved {
    const before = last?.design;
    const records = store.live("table");
    const tables: Table[] = [];
    const ofTables: Problem[] = [];
    for (const { id } of records) {
      const state = built.get(id);
      if (state?.table !== undefined) tables.push(state.table);
      if (state !== undefined && state.problems.length > 0) ofTables.push(...state.problems);
    }
    for (const id of store.orphanOwners()) ofTables.push(...(built.get(id)?.problems ?? []));
    const enums = buildEnums(store);
    const objects = buildObjects(store);
    const patterns = buildPatterns(store);
    const evolutions = buildEvolutions(store);
    const stores = buildStores(store);
    const { name, settings, workload, problems } = buildSettings(store);
    if (loads === undefined || touchedKinds.has("table")) loads = sameLoads(loads, buildLoads(store));
    const schema = {
      tables: before !== undefined && sameMembers(before.schema.tables, tables) ? before.schema.tables : tables,
      enums: reuseList(before?.schema.enums, enums.value), objects: reuseList(before?.schema.objects, objects.value),
    };
    const sameSchema = before !== undefined && before.schema.tables === schema.tables && before.schema.enums === schema.enums && before.schema.objects === schema.objects;
    const design: Design = {
      name, schema: sameSchema ? before.schema : schema, settings: reuse(before?.settings, settings),
      layout: buildLayout(store, before?.layout, touchedKinds), patterns: reuseList(before?.patterns, patterns.value),
      loads: loads.loads, rowCounts: before !== undefined && before.loads === loads.loads ? before.rowCounts : sameMap(before?.rowCounts, rowCounts(loads.loads)),
      workload: sameMap(before?.workload, workload), mapping: sameMap(before?.mapping, reuseValues(before?.mapping, buildMapping(store, settings.target))),
      evolutions: reuseList(before?.evolutions, evolutions.value), stores: reuseList(before?.stores, stores.value),
    };
    return {
      design,
      problems: [...problems, ...ofTables, ...enums.problems, ...objects.problems, ...loads.problems, ...patterns.problems, ...evolutions.problems, ...stores.problems, ...schemaNameProblems(tables, enums.value, objects.value, limits)],
    };
  }

  return {
    update(changedKeys, entries) {
      const touched = store.update(changedKeys, entries);
      const nextLimits = options.limits?.(buildSettings(store).settings.target);
      const limitsChanged = nextLimits?.identifierBytes !== limits?.identifierBytes;
      limits = nextLimits;
      const everything = touched.enumsChanged || limitsChanged;
      rebuildTables(everything ? new Set([...built.keys(), ...touched.owners]) : touched.owners);
      last = assemble(touched.kinds);
      return last;
    },
  };
}

/** What foreign keys to a table depend on: its columns with their types, and what is unique. */
function shapeOf(core: TableCore | undefined): string {
  if (core === undefined) return "";
  const keys = [core.primaryKey?.columns, ...core.uniques.map((key) => key.columns), ...core.indexes.filter((index) => index.unique && index.where === undefined).map((index) => index.parts.map((part) => part.column))];
  return JSON.stringify([core.columns.map((column) => [column.id, typeKey(column.type)]), keys]);
}

function buildLayout(store: RecordStore, before: Layout | undefined, touched: ReadonlySet<string>): Layout {
  if (before !== undefined && !touched.has("table") && !touched.has("group") && !touched.has("note")) return before;
  const positions = new Map<string, Point>();
  const groupOf = new Map<string, string>();
  for (const record of store.live("table")) {
    const at = positionOf(record.values);
    if (at !== undefined) positions.set(record.id, reuse(before?.positions.get(record.id), at));
    const group = record.values.get("group");
    if (typeof group === "string" && store.isLive(group, "group")) groupOf.set(record.id, group);
  }
  const groups = reuseList(before?.groups, buildGroups(store).value);
  const notes = reuseList(before?.notes, buildNotes(store).value);
  const layout = { positions: sameMap(before?.positions, positions), groupOf: sameMap(before?.groupOf, groupOf), groups, notes };
  const same = before !== undefined && before.positions === layout.positions && before.groupOf === layout.groupOf && before.groups === groups && before.notes === notes;
  return same ? before : layout;
}

function sameLoads(before: ReturnType<typeof buildLoads> | undefined, now: ReturnType<typeof buildLoads>): ReturnType<typeof buildLoads> {
  return { ...now, loads: sameMap(before?.loads, reuseValues(before?.loads, now.loads)) };
}

function rowCounts(loads: ReadonlyMap<string, TableLoad>): ReadonlyMap<string, number> {
  return new Map([...loads].flatMap(([id, { rows }]) => (rows === undefined ? [] : [[id, rows] as const])));
}

/** A map whose unchanged values keep their identity. */
function reuseValues<V>(before: ReadonlyMap<string, V> | undefined, now: ReadonlyMap<string, V>): ReadonlyMap<string, V> {
  return before === undefined ? now : new Map([...now].map(([id, value]) => [id, reuse(before.get(id), value)]));
}

/** The old map when the new one holds the same. The order counts too: all replicas give the maps in the order of the tables. */
function sameMap<V>(a: ReadonlyMap<string, V> | undefined, b: ReadonlyMap<string, V>): ReadonlyMap<string, V> {
  return a !== undefined && sameMembers([...a.keys()], [...b.keys()]) && sameMembers([...a.values()], [...b.values()]) ? a : b;
}
