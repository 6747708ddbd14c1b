import { mapIds, withColumnRenamed } from "../../diff";
import { address, type Column, type Id, type Index, type PrimaryKey, type Schema, type Table } from "../../model";
import type { Statement } from "../../targets/target";
import { batchPlace, type Backfill } from "../backfill";
import type { Assertion } from "../evolution";
import { inPlace } from "../operation";
import { changeTable, tableOf, withObject, withoutRecord } from "../running-schema";
import { slugOf } from "../slug";
import { carriedMembers, type CarriedMembers } from "./carried-members";
import type { PhaseDraft, Segment } from "./course";
import type { AlignedGround } from "./ground";
import { withTextsRenamed } from "./texts-renamed";
import { counterOf, touches, versions, withFinalTypes, type Widened } from "./widened";
import { freeName, listed, rowKey, sqlName } from "./records";

/** A table with columns that are widened. */
interface Part {
  readonly table: Table;
  readonly columns: readonly { readonly old: Column; readonly fresh: Column; readonly final: Column }[];
  readonly sync: string;
  readonly members: CarriedMembers;
  /** The index that the new primary key is made of, where the columns belong to it. */
  readonly index?: Index;
  readonly key?: PrimaryKey;
}

/** The phases of a wider primary key where a key can be made of an index that is there. */
export class KeyCourse {
  private readonly parts: readonly Part[];
  private readonly ids: ReadonlySet<Id>;
  private readonly names: string;

  constructor(private readonly widened: readonly Widened[], private readonly ground: AlignedGround) {
    const transit = new Map(widened.map(({ column }) => [column.id, `${column.id}~new`]));
    this.ids = new Set(transit.keys());
    this.names = listed(widened.map(({ table, column }) => `${table.name}.${column.name}`));
    this.parts = [...new Set(widened.map(({ table }) => table))].map((table) => this.part(table, transit));
  }

  private part(table: Table, transit: ReadonlyMap<Id, Id>): Part {
    const { base, goal, target, sync } = this.ground;
    const columns = this.widened.filter((one) => one.table.id === table.id).map(({ column, final }) => ({
      old: column, final, fresh: { ...column, id: `${column.id}~new`, type: final.type, name: freeName(`${column.name}_new`, { ...base, tables: [table] }, target) },
    }));
    const key = table.primaryKey;
    const inKey = key?.columns.some((id) => transit.has(id)) === true;
    const members = carriedMembers({
      base, goal: changeTable(goal, table.id, (owner) => columns.reduce((running, { old, fresh }) => withTextsRenamed(running, old.name, fresh.name, target), owner)), table: table.id, withoutReferences: true, old: columns.map(({ old }) => old), fresh: columns.map(({ fresh }) => fresh), transit: new Map(columns.map(({ old, fresh }) => [old.id, fresh.id])),
    }, target);
    return {
      table, columns, members, sync: freeName(`${table.name}_${columns.map(({ fresh }) => fresh.name).join("_")}_sync`, base, target, sync.suffixBytes),
      ...(inKey && key !== undefined ? {
        key, index: { id: `${key.id}~index`, name: freeName(`${table.name}_wide_key`, base, target), unique: true, parts: key.columns.map((id) => ({ column: transit.get(id) ?? id })), ...(key.include === undefined ? {} : { include: key.include }) },
      } : {}),
    };
  }

  drafts(): PhaseDraft[] {
    const both = { old: true, new: true };
    const { ground, parts, widened } = this;
    const application = versions(widened, ground, (schema) => withFinalTypes(schema, widened));
    const validated = this.references((key) => key);
    return [
      {
        id: "expand", kind: "expand", title: `Add wider columns beside ${this.names}`, runs: both, explanation: "The wider columns are added empty; triggers fill them with every write. The application does not see them.",
        segments: [{ kind: "shape", change: (schema) => this.expanded(schema) }, { kind: "shape", change: (schema) => this.synced(schema) }],
      },
      {
        id: "backfill", kind: "backfill", title: `Fill the wider columns of ${this.names}`, runs: both, segments: [], explanation: "Rows from before the triggers are filled in small batches.",
        backfills: (schema) => parts.map((part) => this.backfill(part, schema)),
      },
      {
        id: "constrain", kind: "constrain", title: `Prepare the wider key of ${this.names}`, runs: both, asserts: (schema) => parts.map((part) => this.left(part, schema)),
        explanation: "The wider columns get their indexes, built beside the writers, so that the swap is short.",
        segments: [
          { kind: "shape", online: true, change: (schema) => this.required(schema) },
          { kind: "shape", online: true, change: (schema) => this.indexed(parts.reduce((running, { members }) => members.keys(running), schema)) },
        ],
      },
      {
        id: "switch", kind: "switch code", title: `Work with 64-bit numbers in ${this.names}`, runs: both, segments: [], explanation: "Names do not change; a version breaks only if it cannot read a 64-bit number.",
        checkpoint: { confirm: `Every running version of the application reads ${this.names} as 64-bit numbers.`, application: ["Deploy the version that reads these columns as 64-bit numbers.", "Wait until no instance of the old version runs any more."] },
      },
      {
        id: "contract", kind: "contract", title: `Swap ${this.names} for the wider columns`, runs: both, application, asserts: (schema) => parts.map((part) => this.left(part, schema)), segments: this.swap(),
        explanation: "One short transaction: triggers, references and the old key go, the wider columns take names, key and numbering over, and the references come back for new rows.",
        advice: () => [{ title: "Way back on a large table", text: "Down is possible while all numbers fit the narrow type. It writes every row and builds the key's index while nobody can write: take it at a quiet time." }],
      },
      ...(validated(ground.base) === ground.base ? [] : [{
        id: "constrain-2", kind: "constrain" as const, title: `Check the references to ${this.names}`, runs: both, application, explanation: "All rows are read under a lock that lets readers and writers pass, in a transaction of its own.",
        segments: [{ kind: "shape" as const, change: validated }],
      }]),
    ];
  }

  private each(schema: Schema, change: (table: Table, part: Part) => Table): Schema {
    return this.parts.reduce((running, part) => changeTable(running, part.table.id, (table) => change(table, part)), schema);
  }

  private expanded(schema: Schema): Schema {
    return this.each(schema, (table, { columns }) => ({ ...table, columns: [...table.columns, ...columns.map(({ fresh: { default: _, identity: __, comment: ___, ...fresh } }) => ({ ...fresh, nullable: true }))] }));
  }

  private objects(schema: Schema): Schema["objects"] {
    const { quote } = this.ground.target;
    return this.parts.flatMap(({ table, columns, sync }) => this.ground.sync.exchange({
      name: sync, table: tableOf(schema, table.id), forward: columns.map(({ old, fresh }) => ({ column: fresh.name, expression: quote(old.name) })), backward: columns.map(({ old, fresh }) => ({ column: old.name, expression: quote(fresh.name) })),
    }));
  }

  private synced(schema: Schema): Schema {
    return this.objects(schema).reduce(withObject, schema);
  }

  private unsynced(schema: Schema): Schema {
    const made = new Set(this.objects(schema).map(({ id }) => id));
    return { ...schema, objects: schema.objects.filter(({ id }) => !made.has(id)) };
  }

  private pending({ columns }: Part): string {
    const { quote } = this.ground.target;
    return columns.map(({ old, fresh }) => `(${quote(fresh.name)} IS NULL AND ${quote(old.name)} IS NOT NULL)`).join(" OR ");
  }

  private left(part: Part, schema: Schema): Assertion {
    return { title: `Rows of ${part.table.name} are left to fill: run the data migration first`, query: `SELECT count(*) FROM ${sqlName(tableOf(schema, part.table.id), this.ground.target)} WHERE ${this.pending(part)}` };
  }

  private backfill(part: Part, schema: Schema): Backfill {
    const { quote } = this.ground.target;
    const table = tableOf(schema, part.table.id);
    const names = part.columns.map(({ fresh }) => fresh.name);
    return {
      slug: slugOf(`fill ${table.name} ${names.join(" ")}`), title: `Fill ${listed(names.map((name) => `${table.name}.${name}`))}`, source: { name: table.name, ...(table.namespace === undefined ? {} : { namespace: table.namespace }) },
      key: (rowKey(table) ?? []).map(({ name, type }) => ({ name, type })),
      apply: { sql: `UPDATE ${sqlName(table, this.ground.target)} SET ${part.columns.map(({ old, fresh }) => `${quote(fresh.name)} = ${quote(old.name)}`).join(", ")} WHERE ${batchPlace} AND (${this.pending(part)})`, remaining: this.left(part, schema).query },
      rollback: { absent: "The filled columns go with the way back of the phase that added them." },
    };
  }

  private required(schema: Schema): Schema {
    return this.each(schema, (table, { columns }) => ({ ...table, columns: table.columns.map((column) => ({ ...column, nullable: columns.find(({ fresh }) => fresh.id === column.id)?.old.nullable ?? column.nullable })) }));
  }

  private indexed(schema: Schema): Schema {
    return this.each(schema, (table, { index }) => (index === undefined ? table : { ...table, indexes: [...table.indexes, index] }));
  }

  private swap(): Segment[] {
    return [
      { kind: "shape", change: (schema) => this.unsynced(schema) },
      { kind: "shape", change: (schema) => ({ ...schema, tables: schema.tables.map((table) => (table.foreignKeys.some((key) => touches(key, this.ids)) ? { ...table, foreignKeys: table.foreignKeys.filter((key) => !touches(key, this.ids)) } : table)) }) },
      ...this.parts.flatMap((part) => this.keySwap(part)),
      ...this.parts.flatMap((part) => this.numbering(part)),
      { kind: "shape", change: (schema) => this.counted(schema) },
      {
        kind: "shape", reversibility: { kind: "lossless" },
        change: (schema) => this.parts.reduce((running, { members }) => members.without(running), this.each(schema, (table, { columns }) => ({ ...table, columns: table.columns.map((column) => (columns.some(({ old }) => old.id === column.id) ? relaxed(column) : column)) }))),
      },
      { kind: "data", title: "Fill the narrow columns again", up: () => [], down: (schema) => this.parts.map((part) => ({ sql: this.restoring(part, schema) })), reversibility: { kind: "lossless" } },
      { kind: "shape", reversibility: { kind: "lossless" }, change: (schema) => this.each(schema, (table, { columns }) => ({ ...table, columns: columns.reduce<readonly Column[]>((list, { old }) => withoutRecord(list, old.id), table.columns) })) },
      { kind: "shape", change: (schema) => this.each(this.parts.reduce((running, { members }) => members.renamed(running), this.ownedAgain(schema)), (table, { columns, key }) => ({
        ...columns.reduce((running, { old, fresh }) => withTextsRenamed(running, fresh.name, old.name, this.ground.target), renamedKey(table, key)), columns: table.columns.map((column) => finalColumn(column, columns)),
      })) },
      { kind: "relabel", change: (schema) => mapIds(schema, (id) => (id.endsWith("~new") && (this.ids.has(id.slice(0, -4)) || this.parts.some(({ members }) => members.twins.includes(id))) ? id.slice(0, -4) : id)) },
      { kind: "shape", change: this.references((key) => ({ ...key, notValid: true })) },
    ];
  }

  /** The old key goes, and the index becomes the new one under a name of its own for the moment. */
  private keySwap({ table: { id }, key, index }: Part): Segment[] {
    const { ground: { target, version, sync } } = this;
    if (key === undefined || index === undefined || sync.keyFromIndex === undefined) return [];
    const fromIndex = sync.keyFromIndex.bind(sync);
    const name = key.name ?? index.name;
    const context = (schema: Schema): { from: Schema; to: Schema; version: string; online: boolean } => ({ from: schema, to: schema, version, online: false });
    const made = (schema: Schema): Schema => changeTable(schema, id, (table) => ({ ...table, indexes: withoutRecord(table.indexes, index.id), primaryKey: { ...key, name, columns: index.parts.map(({ column }) => column ?? "") } }));
    const undo = (schema: Schema): Statement[] => {
      const table = tableOf(schema, id);
      return [
        ...(table.primaryKey === undefined ? [] : inPlace(target.rules.primaryKey.drop(table.primaryKey, table, context(schema)))), ...inPlace(target.rules.index.create(index, table, context(schema))),
      ];
    };
    return [
      { kind: "shape", change: (schema) => changeTable(schema, id, ({ primaryKey: _, ...table }) => table) },
      { kind: "made", title: `Make the key of ${index.name}`, change: made, up: (schema) => fromIndex(tableOf(schema, id), "primary key", name, index.name), down: undo },
    ];
  }

  /** The wider column goes on numbering rows where the narrow one stopped. */
  private numbering({ table: { id }, columns }: Part): Segment[] {
    const counted = columns.filter(({ old, final }) => old.identity !== undefined && final.identity !== undefined);
    if (counted.length === 0) return [];
    const restart = (schema: Schema, pick: (one: Part["columns"][number]) => string): Statement[] => counted.flatMap((one) => this.ground.sync.restartIdentity?.(tableOf(schema, id), pick(one)) ?? []);
    const move = (schema: Schema): Schema => changeTable(schema, id, (table) => ({
      ...table, columns: table.columns.map((column) => {
        const { identity, ...plain } = column;
        const gains = counted.find(({ fresh }) => fresh.id === column.id);
        if (gains?.final.identity !== undefined) return { ...plain, identity: gains.final.identity };
        return identity !== undefined && counted.some(({ old }) => old.id === column.id) ? plain : column;
      }),
    }));
    return [
      { kind: "data", title: "Go on numbering", up: () => [], down: (schema) => restart(schema, ({ old }) => old.name) },
      { kind: "shape", change: move },
      { kind: "data", title: "Go on numbering", up: (schema) => restart(schema, ({ fresh }) => fresh.name), down: () => [] },
    ];
  }

  /** Sequences as the goal has them, owned by the wider columns, whose defaults count by them. */
  private counted(schema: Schema): Schema {
    const { base, goal, target } = this.ground;
    return this.parts.reduce((running, { table, columns }) => columns.reduce((current, { old, fresh }) => {
      const counter = counterOf(table, old, base);
      if (counter === undefined) return current;
      const owner = { ...counter.owner, definition: withColumnRenamed(counter.owner.definition, old.name, fresh.name, target.quote), dependsOn: counter.owner.dependsOn.map((one) => (one === address.column(table, old.name) ? address.column(table, fresh.name) : one)) };
      const sequence = goal.objects.find(({ id }) => id === counter.sequence.id) ?? counter.sequence;
      return changeTable([sequence, owner].reduce(withObject, current), table.id, (one) => ({ ...one, columns: one.columns.map((column) => (column.id === fresh.id && old.default !== undefined ? { ...column, default: old.default } : column.id === old.id ? withoutDefault(column) : column)) }));
    }, running), schema);
  }

  /** What owns a sequence says so by the column's final name. */
  private ownedAgain(schema: Schema): Schema {
    return this.parts.reduce((running, { table, columns }) => columns.reduce((current, { old }) => {
      const owner = counterOf(table, old, this.ground.base)?.owner;
      return owner === undefined ? current : withObject(current, owner);
    }, running), schema);
  }

  private restoring({ table, columns }: Part, schema: Schema): string {
    const { target, sync } = this.ground;
    return `UPDATE ${sqlName(tableOf(schema, table.id), target)} SET ${columns.map(({ old, fresh }) => `${target.quote(old.name)} = ${sync.convert(target.quote(fresh.name), old.type, schema)}`).join(", ")}`;
  }

  /** The references of the goal that touch the columns, each changed. */
  private references(change: (key: Table["foreignKeys"][number]) => Table["foreignKeys"][number]): (schema: Schema) => Schema {
    const { goal } = this.ground;
    return (schema) => schema.tables.reduce((running, { id }) => {
      const wanted = (goal.tables.find((table) => table.id === id)?.foreignKeys ?? []).filter((key) => touches(key, this.ids)).map(change);
      if (wanted.length === 0) return running;
      return changeTable(running, id, (table) => ({ ...table, foreignKeys: [...table.foreignKeys.filter((key) => !wanted.some((one) => one.id === key.id)), ...wanted] }));
    }, schema);
  }
}

function relaxed(column: Column): Column {
  return { ...withoutDefault(column), nullable: true };
}

function withoutDefault({ default: _, ...column }: Column): Column {
  return column;
}

function finalColumn(column: Column, columns: Part["columns"]): Column {
  const found = columns.find(({ fresh }) => fresh.id === column.id);
  return found === undefined ? column : { ...found.final, id: column.id };
}

function renamedKey(table: Table, key: PrimaryKey | undefined): Table {
  if (key === undefined || table.primaryKey === undefined) return table;
  const { name: _, ...rest } = table.primaryKey;
  return { ...table, primaryKey: key.name === undefined ? rest : { ...rest, name: key.name } };
}
