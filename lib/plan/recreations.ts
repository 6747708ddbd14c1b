import type { Address, Column, ColumnType, Id, SchemaObject, Table } from "../model";
import { typeKey } from "../model";
import type { Ground } from "./ground";
import type { MemberTask } from "./manner";
import { membersOf, type MemberKind } from "./members";
import { checkTexts, indexTexts, isLateBound, mentionedNames, namesIn } from "./mentions";
import { usesEnum } from "./uses-enum";

/** Things that do not differ, or could change in place, but stand in the way of what does: taken down before, put back after. */
export interface Recreations {
  /** Object id -> what stands behind it: keys of the operations (`column <id>`, `object <id>`, ...) it is in the way of. */
  readonly objects: ReadonlyMap<Id, ReadonlySet<string>>;
  /** `kind id` of a member -> the same. */
  readonly members: ReadonlyMap<string, { readonly kind: MemberKind; readonly id: Id; readonly table: Id; readonly causes: ReadonlySet<string> }>;
  /** Columns that cannot keep their type or default while something they use is made anew, by id. */
  readonly asides: ReadonlyMap<Id, Aside>;
  /** Whether all of these are in the way only when the plan is taken back. */
  onlyDown(causes: ReadonlySet<string>): boolean;
}

/** A column that gives up its type (for text) or only its default for a while. Its own operations are known by `aside <column id>`. */
export interface Aside {
  readonly table: Id;
  /** Its type or collation is what goes; otherwise its default. */
  readonly typed: boolean;
  /** Ids of the objects that are made anew meanwhile. */
  readonly objects: ReadonlySet<Id>;
  readonly causes: ReadonlySet<string>;
}

/**
 * Finds what depends on the things in the way, over and over until nothing new is found.
 * `replacedObjects` are dropped and created, `enums` lose or reorder values, up or only down,
 * and are made anew with their columns converted.
 */
export function recreationsOf(
  ground: Ground, tasks: readonly MemberTask[], rebuiltTables: ReadonlySet<Id>, replacedObjects: ReadonlySet<Id>, enums: ReadonlyMap<Id, "up" | "down">,
): Recreations {
  return new Search(ground, tasks, rebuiltTables, replacedObjects, enums).run();
}

/** Changes of a column that engines refuse while something else is built on it. */
const blocking = new Set(["type", "generated", "collation"]);

class Search {
  private readonly objects = new Map<Id, Set<string>>();
  private readonly members = new Map<string, { kind: MemberKind; id: Id; table: Id; causes: Set<string> }>();
  private readonly asides = new Map<Id, { table: Id; typed: boolean; objects: Set<Id>; causes: Set<string> }>();
  private readonly dependants = new Map<Address, SchemaObject[]>();
  private readonly changedObjects = new Set<Id>();

  constructor(
    private readonly ground: Ground, private readonly tasks: readonly MemberTask[], private readonly rebuiltTables: ReadonlySet<Id>,
    private readonly replacedObjects: ReadonlySet<Id>, private readonly enums: ReadonlyMap<Id, "up" | "down">,
  ) {
    for (const difference of ground.differences) if (difference.kind === "object" && difference.verb !== "add") this.changedObjects.add(difference.from.id);
    for (const object of ground.base.objects) {
      for (const address of object.dependsOn) {
        const list = this.dependants.get(address);
        if (list === undefined) this.dependants.set(address, [object]);
        else list.push(object);
      }
    }
  }

  run(): Recreations {
    for (const task of this.tasks) {
      if (this.rebuiltTables.has(task.table)) continue;
      if (task.kind === "column") this.column(task);
      if (task.kind === "primary key" || task.kind === "unique" || task.kind === "index") this.key(task);
    }
    for (const table of this.ground.base.tables) if (!this.ground.goalSide.tables.has(table.id)) this.droppedTable(table);
    this.disturbed();
    if (this.ground.target.capabilities.lateBinding === true) this.renamed();
    for (const id of this.enums.keys()) this.enum(id);
    for (const id of this.replacedObjects) this.object(id, `object ${id}`);
    const down = new Set([...this.enums].filter(([, direction]) => direction === "down").map(([id]) => `enum ${id}`));
    const onlyDown = (causes: ReadonlySet<string>): boolean => [...causes].every((cause) => {
      const aside = cause.startsWith("aside ") ? this.asides.get(cause.slice(6)) : undefined;
      return aside === undefined ? down.has(cause) : onlyDown(aside.causes);
    });
    return { objects: this.objects, members: this.members, asides: this.asides, onlyDown };
  }

  /** Objects whose text does not follow a new name: made anew with it. */
  private renamed(): void {
    for (const difference of this.ground.differences) {
      if (difference.verb !== "rename" || (difference.kind !== "table" && difference.kind !== "column")) continue;
      const { from, to } = difference;
      const table = this.ground.baseSide.tables.get(from.parent ?? from.id);
      if (table === undefined || from.name === undefined) continue;
      for (const object of this.ground.base.objects) {
        const names = namesIn(object.definition);
        if (names.has(from.name) && (object.tableId === table.id || names.has(table.name))) this.hold(object, `${difference.kind} ${to.id}`);
      }
    }
  }

  /** Foreign keys in the way of what a table's own change does to its columns. */
  private disturbed(): void {
    for (const difference of this.ground.differences) {
      if (difference.kind !== "table" || difference.verb !== "alter") continue;
      const [from, to] = [this.ground.baseSide.tables.get(difference.from.id), this.ground.goalSide.tables.get(difference.to.id)];
      if (from === undefined || to === undefined) continue;
      for (const id of this.ground.target.rules.table.disturbs?.(from, to, this.ground.up) ?? []) this.foreignKeysOn(from, id, `table ${to.id}`);
    }
  }

  /** Foreign keys of a column, and those that reference it. */
  private foreignKeysOn(table: Table, column: Id, cause: string): void {
    for (const key of table.foreignKeys) if (key.columns.includes(column)) this.member("foreign key", key.id, table.id, cause);
    for (const other of this.ground.base.tables) {
      for (const key of other.foreignKeys) if (key.referencedTable === table.id && key.referencedColumns.includes(column)) this.member("foreign key", key.id, other.id, cause);
    }
  }

  /** A table that goes while another comes under its name takes along what is built on it and stays. */
  private droppedTable(table: Table): void {
    const own = [table.id, ...membersOf(table).map(({ member }) => member.id)].flatMap((id) => this.ground.baseSide.addresses.get(id) ?? []);
    for (const object of new Set(own.flatMap((address) => this.dependants.get(address) ?? []))) {
      // What changes in place lets go of the table by itself, unless it is to be built on its successor.
      const inPlace = this.changedObjects.has(object.id) && !this.replacedObjects.has(object.id);
      if (!inPlace || this.ground.goalSide.objects.get(object.id)?.dependsOn.some((address) => own.includes(address)) === true) this.block(object, `table ${table.id}`);
    }
  }

  private column(task: MemberTask): void {
    const table = this.ground.baseSide.tables.get(task.table);
    const column = table?.columns.find((candidate) => candidate.id === task.id);
    if (table === undefined || column === undefined) return;
    const properties = task.differences.flatMap((difference) => (difference.verb === "alter" ? difference.properties : []));
    const dropped = task.differences.some((difference) => difference.verb === "drop");
    const gone = task.manner === "replace" || dropped;
    if (!gone && !properties.some((property) => blocking.has(property))) return;
    this.blockedColumn(table, column, `column ${task.id}`, gone, gone || this.changesFamily(column, task), dropped);
  }

  /** Whether the type becomes one of another family, so that expressions on it may no longer hold. */
  private changesFamily(column: Column, task: MemberTask): boolean {
    const after = this.ground.goalSide.tables.get(task.table)?.columns.find((candidate) => candidate.id === task.id);
    return after !== undefined && typeKey(after.type).split("(")[0] !== typeKey(column.type).split("(")[0];
  }

  private blockedColumn(table: Table, column: Column, cause: string, gone: boolean, withExpressions: boolean, dropped = false): void {
    const address = this.ground.baseSide.addresses.get(column.id) ?? "";
    for (const object of this.objectsOn(table, column, address)) {
      // What changes in place lets go of a dropped column by itself, before it goes.
      if (!dropped || this.replacedObjects.has(object.id) || !this.changedObjects.has(object.id)) this.block(object, cause);
    }
    for (const other of table.columns) {
      if (other.generated !== undefined && other.id !== column.id && namesIn(other.generated.expression).has(column.name)) this.member("column", other.id, table.id, cause);
    }
    if (dropped) return;
    // A column that is made anew takes along what stands on it.
    if (gone) this.membersOn(table, column, cause);
    for (const key of table.foreignKeys) if (key.columns.includes(column.id)) this.member("foreign key", key.id, table.id, cause);
    for (const other of this.ground.base.tables) {
      for (const key of other.foreignKeys) {
        if (key.referencedTable === table.id && key.referencedColumns.includes(column.id)) this.member("foreign key", key.id, other.id, cause);
      }
    }
    if (!withExpressions) return;
    for (const check of table.checks) if (checkTexts(check).some((text) => namesIn(text).has(column.name))) this.member("check", check.id, table.id, cause);
    for (const index of table.indexes) if (indexTexts(index).some((text) => namesIn(text).has(column.name))) this.member("index", index.id, table.id, cause);
  }

  private membersOn(table: Table, column: Column, cause: string): void {
    for (const key of [...(table.primaryKey === undefined ? [] : [table.primaryKey])]) if (key.columns.includes(column.id) || key.include?.includes(column.id)) this.member("primary key", key.id, table.id, cause);
    for (const key of table.uniques) if (key.columns.includes(column.id) || key.include?.includes(column.id)) this.member("unique", key.id, table.id, cause);
    for (const index of table.indexes) if (index.parts.some((part) => part.column === column.id) || index.include?.includes(column.id)) this.member("index", index.id, table.id, cause);
  }

  private objectsOn(table: Table, column: Column, columnAddress: Address): SchemaObject[] {
    const tableAddress = this.ground.baseSide.addresses.get(table.id) ?? "";
    const prefix = columnAddress.slice(0, columnAddress.length - column.name.length);
    const onTable = new Set([...(this.dependants.get(tableAddress) ?? []), ...this.ground.base.objects.filter((object) => object.tableId === table.id)]);
    const loose = [...onTable].filter((object) => {
      // An object that says which columns it is built on is believed.
      if (object.dependsOn.some((address) => address.startsWith(prefix)) || isLateBound(object)) return false;
      const names = namesIn(object.definition);
      return names.has(column.name) || names.has("*");
    });
    return [...(this.dependants.get(columnAddress) ?? []), ...loose];
  }

  /** A key or unique index that goes takes the foreign keys that stand on it. */
  private key(task: MemberTask): void {
    const goes = task.manner === "replace" || task.differences.some((difference) => difference.verb === "drop");
    const table = this.ground.baseSide.tables.get(task.table);
    if (goes && table !== undefined) this.onMember(task.id, table, `${task.kind} ${task.id}`);
  }

  /** What is built on a key or index: references to it, and objects that name it. */
  private onMember(id: Id, table: Table, cause: string): void {
    const columns = keyColumns(id, table);
    for (const other of columns === undefined ? [] : this.ground.base.tables) {
      for (const key of other.foreignKeys) {
        if (key.referencedTable === table.id && key.referencedColumns.toSorted().join() === columns) this.member("foreign key", key.id, other.id, cause);
      }
    }
    for (const object of this.dependants.get(this.ground.baseSide.addresses.get(id) ?? "") ?? []) this.block(object, cause);
  }

  private enum(id: Id): void {
    for (const object of this.dependants.get(this.ground.baseSide.addresses.get(id) ?? "") ?? []) this.block(object, `enum ${id}`);
    for (const table of this.ground.base.tables) {
      for (const column of table.columns) if (usesEnum(column.type, id)) this.blockedColumn(table, column, `enum ${id}`, false, true);
    }
  }

  private block(object: SchemaObject, cause: string): void {
    // What holds nothing stands in nobody's way.
    if (this.ground.target.capabilities.lateBinding === true) return;
    this.hold(object, cause);
  }

  private hold(object: SchemaObject, cause: string): void {
    const causes = this.objects.get(object.id);
    if (causes?.has(cause)) return;
    if (causes === undefined) this.objects.set(object.id, new Set([cause]));
    else causes.add(cause);
    this.object(object.id, cause);
  }

  /** What is built on an object that goes for a while: other objects, and expressions of tables. */
  private object(id: Id, cause: string): void {
    const object = this.ground.baseSide.objects.get(id);
    if (object === undefined) return;
    for (const other of this.dependants.get(this.ground.baseSide.addresses.get(id) ?? "") ?? []) if (other.id !== id) this.block(other, cause);
    if (object.tableId !== undefined) return;
    const names = mentionedNames(object, this.ground.target);
    const mention = (text: string): boolean => names.some((name) => text === name || namesIn(text).has(name));
    for (const table of this.ground.base.tables) {
      for (const { kind, member } of membersOf(table)) {
        const texts = memberTexts(kind, member.id, table);
        if (texts.some(mention)) this.member(kind, member.id, table.id, cause);
      }
      for (const column of table.columns) this.using(column, table, object, mention, cause);
    }
  }

  /** A column that uses the object now and afterwards lets go of it meanwhile. */
  private using(column: Column, table: Table, object: SchemaObject, mention: (text: string) => boolean, cause: string): void {
    const after = this.ground.goalSide.tables.get(table.id)?.columns.find((candidate) => candidate.id === column.id);
    if (after === undefined || this.tasks.some((task) => task.id === column.id && task.manner === "replace")) return;
    // A type of the user's that it changes to may itself wait for the object.
    const typed = mentionsInType(column, mention) && (mentionsInType(after, mention) || !isPlain(after.type));
    const filled = column.default !== undefined && mention(column.default) && after.default !== undefined && mention(after.default);
    if (!typed && !filled) return;
    if (typed && column.generated !== undefined) return this.member("column", column.id, table.id, cause);
    const known = this.asides.get(column.id);
    const aside = known ?? { table: table.id, typed, objects: new Set<Id>(), causes: new Set<string>() };
    this.asides.set(column.id, aside);
    aside.objects.add(object.id);
    if (aside.causes.has(cause) && (aside.typed || !typed)) return;
    aside.causes.add(cause);
    aside.typed ||= typed;
    if (aside.typed) this.blockedColumn(table, column, `aside ${column.id}`, false, true);
  }

  private member(kind: MemberKind, id: Id, table: Id, cause: string): void {
    const key = `${kind} ${id}`;
    if (this.rebuiltTables.has(table) || !this.ground.goalSide.tables.has(table) || key === cause) return;
    const known = this.members.get(key);
    if (known?.causes.has(cause) === true) return;
    if (known !== undefined) known.causes.add(cause);
    else this.members.set(key, { kind, id, table, causes: new Set([cause]) });
    const owner = this.ground.baseSide.tables.get(table);
    if (owner === undefined) return;
    const column = kind === "column" ? owner.columns.find((candidate) => candidate.id === id) : undefined;
    if (column !== undefined) this.blockedColumn(owner, column, cause, true, true);
    else this.onMember(id, owner, cause);
  }
}

function mentionsInType({ type, collation }: Column, mention: (text: string) => boolean): boolean {
  const inner = type.kind === "array" ? type.of : type;
  return (inner.kind === "native" && mention(inner.text)) || (collation !== undefined && mention(collation));
}

function isPlain(type: ColumnType): boolean {
  return type.kind === "array" ? isPlain(type.of) : type.kind !== "native" && type.kind !== "enum";
}

/** The columns a foreign key to this key or unique index would reference, as one text. */
function keyColumns(id: Id, table: Table): string | undefined {
  const key = [...(table.primaryKey === undefined ? [] : [table.primaryKey]), ...table.uniques].find((candidate) => candidate.id === id);
  if (key !== undefined) return key.columns.toSorted().join();
  const index = table.indexes.find((candidate) => candidate.id === id && candidate.unique);
  return index?.parts.map((part) => part.column ?? "").toSorted().join();
}

/** Expressions of a member that is taken down with them; a column is only when it is generated. */
function memberTexts(kind: MemberKind, id: Id, table: Table): string[] {
  if (kind === "check") return table.checks.filter((check) => check.id === id).flatMap(checkTexts);
  if (kind === "index") return table.indexes.filter((index) => index.id === id).flatMap(indexTexts);
  if (kind !== "column") return [];
  return table.columns.filter((column) => column.id === id).flatMap((column) => column.generated?.expression ?? []);
}
