import { Awareness } from "y-protocols/awareness";
import * as Y from "yjs";
import type { Entries, Patch } from "../../design/design";
import { commands } from "../../design/commands";
import type { Design } from "../../design/design";
import { randomSource } from "../../model/testing/seed";
import { createSessionCore, type SessionCore } from "../session-core";

/** Draws from a seeded source: the seed is the repro case. */
export class Random {
  /** A number in [0, 1). */
  readonly next: () => number;

  constructor(seed: number) {
    this.next = randomSource(seed);
  }

  below(count: number): number {
    return Math.floor(this.next() * count);
  }

  pick<T>(items: readonly T[]): T | undefined {
    return items[this.below(items.length)];
  }

  chance(probability: number): boolean {
    return this.next() < probability;
  }
}

export interface Replica {
  readonly doc: Y.Doc;
  readonly session: SessionCore;
  /** Updates of others not yet delivered, in any order. */
  readonly inbox: Uint8Array[];
  online: boolean;
}

/** Several editors of one document whose updates arrive late, out of order and twice. */
export function createReplicas(count: number, random: Random): readonly Replica[] {
  const replicas = Array.from({ length: count }, (_, i): Replica => {
    const doc = new Y.Doc();
    doc.clientID = i + 1;
    const session = createSessionCore({
      doc, awareness: new Awareness(doc), user: { name: `user ${i}`, color: i }, now: () => 0,
      // Others' edits show as soon as the test asks for the snapshot, without a timer.
      delay: (run) => {
        pending.add(run);
        return () => void pending.delete(run);
      },
      sendFence: () => undefined,
    });
    return { doc, session, inbox: [], online: true };
  });
  for (const replica of replicas) {
    replica.doc.on("update", (update: Uint8Array, _origin: unknown, _doc: Y.Doc, transaction: Y.Transaction) => {
      if (!transaction.local) return;
      for (const other of replicas) {
        if (other === replica) continue;
        other.inbox.push(update);
        if (random.chance(0.1)) other.inbox.push(update);
      }
    });
  }
  return replicas;
}

const pending = new Set<() => void>();

/** Lets everything scheduled happen. */
export function settle(): void {
  for (const run of pending) {
    pending.delete(run);
    run();
  }
}

/** Delivers one waiting update, any of them. */
export function deliverOne(replica: Replica, random: Random): boolean {
  if (!replica.online || replica.inbox.length === 0) return false;
  const [update] = replica.inbox.splice(random.below(replica.inbox.length), 1);
  if (update !== undefined) Y.applyUpdate(replica.doc, update);
  settle();
  return true;
}

export function deliverAll(replicas: readonly Replica[], random: Random): void {
  for (const replica of replicas) {
    replica.online = true;
    while (deliverOne(replica, random));
  }
  // What a reconnect does: each gets what its state says it lacks.
  for (const replica of replicas) {
    for (const other of replicas) Y.applyUpdate(replica.doc, Y.encodeStateAsUpdate(other.doc, Y.encodeStateVector(replica.doc)));
  }
  settle();
}

export function close(replicas: readonly Replica[]): void {
  for (const replica of replicas) {
    replica.session.close();
    replica.doc.destroy();
  }
}

const names = ["orders", "customers", "id", "name", "status", "__proto__", "constructor", "Order lines", ""];
let ids = 0;

/** A patch of some command with parameters that fit now, or undefined when the command refused. */
export function randomEdit(design: Design, entries: Entries, random: Random): Patch | undefined {
  const { tables, enums } = design.schema;
  const table = random.pick(tables);
  const other = random.pick(tables);
  const column = table === undefined ? undefined : random.pick(table.columns);
  const members = table === undefined ? [] : [...table.uniques, ...table.foreignKeys, ...table.checks, ...table.indexes];
  const command = random.pick(commands);
  const type = random.pick<unknown>([{ kind: "int64" }, { kind: "text" }, { kind: "decimal", precision: 10, scale: 2 }, ...enums.map((each) => ({ kind: "enum", enumId: each.id }))]);
  const parameters = {
    name: random.pick(names), tableId: table?.id ?? "", tableIds: [table?.id ?? ""], otherTableId: other?.id ?? "", columnId: column?.id ?? "", id: random.pick(members)?.id ?? column?.id ?? "",
    ids: [random.pick([table?.id, column?.id, random.pick(members)?.id, random.pick(enums)?.id, random.pick(design.layout.groups)?.id]) ?? ""],
    columns: table?.columns.slice(0, 1 + random.below(3)).map((each) => each.id) ?? [], referencedTable: other?.id ?? "", referencedColumns: other?.columns.slice(0, 1).map((each) => each.id) ?? [],
    parts: column === undefined ? [] : [{ column: column.id }], expression: random.pick(["id > 0", "name <> ''"]), type, default: random.pick(["0", "'x'", null]), nullable: random.chance(0.5),
    from: { tableId: table?.id ?? "", ...(random.chance(0.5) && column !== undefined ? { columnId: column.id } : {}) }, to: { tableId: other?.id ?? "" },
    enumId: random.pick(enums)?.id ?? "", value: random.pick(["a", "b", "c"]), values: ["a", "b"], groupId: random.pick(design.layout.groups)?.id ?? null, noteId: random.pick(design.layout.notes)?.id ?? "",
    patternId: random.pick(design.patterns)?.id ?? "", text: "note", at: { x: random.below(1000), y: random.below(1000) }, color: random.below(8), before: random.pick(table?.columns ?? [])?.id,
    kind: "view", definition: "CREATE VIEW v AS SELECT id FROM orders", positions: new Map([[table?.id ?? "", { x: random.below(1000), y: random.below(1000) }]]), changes: [`alter column ${column?.id ?? ""}`], choice: random.pick([{ form: "safe" }, { form: "direct", reason: "small" }, null]),
    subject: { table: table?.id ?? "" }, answers: { forward: "lower(name)" }, evolutionId: random.pick(design.evolutions)?.id ?? "", held: random.chance(0.5), abandoned: random.chance(0.5), rows: random.below(1_000_000),
    payload: { strata: "selection", version: 1, target: "postgresql", entries: {}, referenced: [] },
  };
  const wanted = command?.id === "paste" || command === undefined ? undefined : command;
  if (wanted === undefined) return undefined;
  // The same bag of parameters for every command: each takes what it knows, some of it not meant for it.
  const own = wanted.id === "rename-enum-value" ? { ...parameters, from: "a", to: random.pick(["b", "d"]) }
    : wanted.id.endsWith("pattern") || wanted.id.endsWith("patterns") ? { ...parameters, ...randomPattern(design, random) }
    : wanted.id === "set-load" ? { tableId: table?.id ?? "", rows: random.pick([5, 0, 1e6, null]), rowsInYear: random.below(100), itemBytes: random.pick([200, null]), oldRowsChange: random.pick([true, false, null]) }
    : wanted.id === "set-answer" ? { attribute: random.pick(["deploy", "team", "memory_gb", "editions.neo4j"]), answer: random.pick(["server", "device", 16, true, null, undefined]) }
    : wanted.id === "set-mapping-choice" ? { about: random.pick([table?.id, column?.id]) ?? "", choice: random.pick(["placement", "key", "constructor"]), option: random.pick(["embed", "reference", null]) }
    : wanted.id === "add-advised-index" ? { tableId: table?.id ?? "", index: { name: random.pick(names), unique: false, parts: parameters.parts }, ...(random.chance(0.3) ? { extension: "pg_trgm" } : {}) }
    : wanted.id === "apply-advice" ? random.pick([
      { kind: "retype column", columnId: column?.id ?? "", type: { kind: "int64" } }, { kind: "require column", columnId: column?.id ?? "" }, { kind: "rename column", columnId: column?.id ?? "", name: random.pick(names) },
      { kind: "rename table", tableId: table?.id ?? "", name: random.pick(names) }, { kind: "set primary key", tableId: table?.id ?? "", columns: parameters.columns },
      { kind: "unique where", uniqueId: random.pick(table?.uniques ?? [])?.id ?? "", where: "id > 0" },
    ])
    : wanted.id === "set-rule" ? { code: random.pick(["missing-primary-key", "constructor"]), off: random.pick(["known", "", null]) }
    : wanted.id === "add-store" ? { target: random.pick(["typesense", "redis", "postgresql"]), role: "search index", tables: [table?.id ?? ""], sync: "outbox" }
    : wanted.id === "set-store" ? { storeId: random.pick(design.stores)?.id ?? "", tables: [table?.id ?? "", other?.id ?? ""], sync: random.pick(["cdc", null]) }
    : parameters;
  const result = wanted.run({ design, entries, selection: [], newId: () => `r${ids++}` }, own);
  return result.ok && result.edit.patch.size > 0 ? result.edit.patch : undefined;
}

/** Some of what may be said of a pattern, with columns and tables that are there now. */
function randomPattern({ schema, patterns }: Design, random: Random): Readonly<Record<string, unknown>> {
  const columns = schema.tables.flatMap((table) => table.columns.map(({ id }) => id));
  const column = (): string | undefined => random.pick(columns);
  const several = (): readonly string[] => [column(), column()].filter((id) => id !== undefined);
  return {
    operation: random.pick(["get", "list", "traverse"]), text: random.pick(["typo", undefined]), before: random.pick([...patterns.map(({ id }) => id), undefined]), rate: random.pick([0, 12.5, undefined]),
    equality: several(), sort: several().map((id) => ({ column: id, order: random.pick(["asc", "desc"]) })), hops: random.pick([3, "unbounded", undefined]), adHoc: random.pick([true, false, undefined]),
    joins: [random.pick(schema.tables)?.id].filter((id) => id !== undefined), atomicWith: [random.pick(schema.tables)?.id].filter((id) => id !== undefined), weight: random.pick([1, 5, undefined]),
    ...(random.chance(0.5) ? { range: column(), scope: column() } : {}), drafts: [{ name: "read off", operation: "get", equality: several() }],
  };
}

/** References of a schema that lead nowhere: resolve must leave none. */
export function danglingReferences(design: Design): readonly string[] {
  const tables = new Map(design.schema.tables.map((table) => [table.id, new Set(table.columns.map((column) => column.id))]));
  const enums = new Set(design.schema.enums.map((type) => type.id));
  const dangling: string[] = [];
  const expect = (found: boolean, what: string): void => void (found || dangling.push(what));
  for (const table of design.schema.tables) {
    const own = tables.get(table.id) ?? new Set();
    for (const column of table.columns) expect(column.type.kind !== "enum" || enums.has(column.type.enumId), `enum of ${column.id}`);
    for (const key of [...(table.primaryKey === undefined ? [] : [table.primaryKey]), ...table.uniques]) expect(key.columns.length > 0 && [...key.columns, ...(key.include ?? [])].every((id) => own.has(id)), `columns of ${key.id}`);
    for (const index of table.indexes) expect(index.parts.length > 0 && index.parts.every((part) => part.column === undefined || own.has(part.column)), `parts of ${index.id}`);
    for (const key of table.foreignKeys) {
      const target = tables.get(key.referencedTable);
      expect(key.columns.length > 0 && key.columns.length === key.referencedColumns.length && key.columns.every((id) => own.has(id)) && target !== undefined && key.referencedColumns.every((id) => target.has(id)), `pairs of ${key.id}`);
    }
    for (const member of [table, ...table.columns, ...table.indexes]) expect(member.name.trim() !== "", `name of ${member.id}`);
  }
  for (const object of design.schema.objects) expect(object.tableId === undefined || tables.has(object.tableId), `table of ${object.id}`);
  const columns = new Set([...tables.values()].flatMap((own) => [...own]));
  for (const pattern of design.patterns) {
    const named = [...pattern.equality ?? [], ...(pattern.sort ?? []).map(({ column }) => column), ...(pattern.range === undefined ? [] : [pattern.range]), ...(pattern.scope === undefined ? [] : [pattern.scope])];
    expect([pattern.tableId, ...pattern.joins ?? [], ...pattern.atomicWith ?? []].every((id) => id === undefined || tables.has(id)), `tables of ${pattern.id}`);
    expect(named.every((id) => columns.has(id)), `columns of ${pattern.id}`);
  }
  for (const id of design.loads.keys()) expect(tables.has(id), `load of ${id}`);
  for (const [id, group] of design.layout.groupOf) expect(tables.has(id) && design.layout.groups.some((each) => each.id === group), `group of ${id}`);
  return dangling;
}

/** A design as text, maps included, for comparing replicas. */
export function textOf(value: unknown): string {
  return JSON.stringify(value, (_key, each: unknown) => (each instanceof Map ? [...each] : each));
}
