import type { Column, ForeignKey, Schema, Table } from "../../model";
import { batchPlace } from "../backfill";
import type { ApplicationVersions, Assertion, Conversion, Reading } from "../evolution";
import { changeTable, tableOf, withObject, withoutRecord } from "../running-schema";
import { slugOf } from "../slug";
import { archiveOf, dropArchive } from "./archive";
import { carriedMembers } from "./carried-members";
import type { PhaseDraft, Segment } from "./course";
import type { AlignedGround } from "./ground";
import { columnById, freeName, rowKey, sqlName } from "./records";

/** What moves where. */
export interface Move {
  readonly ground: AlignedGround;
  readonly from: Table;
  readonly to: Table;
  readonly column: Column;
  readonly fresh: Column;
  /** From `to` to `from`, unique in `to`. */
  readonly key: ForeignKey;
  readonly forward: string;
  readonly backward: string;
  readonly archive: boolean;
  /** The application makes rows of `to` itself; a value waits in its old place until its row is there. */
  readonly attach: boolean;
  /** For rows without a value on the way back, where the column must have one. */
  readonly filler: string | undefined;
}

/** The phases of a column that moves to another table. */
export class MoveCourse {
  private readonly label: string;
  private readonly goalLabel: string;
  private readonly names: { readonly to: string; readonly back: string };
  /** Pairs of columns [of `to`, of `from`], quoted. */
  private readonly pairs: readonly (readonly [string, string])[];

  constructor(private readonly move: Move) {
    const { from, to, column, fresh, key, ground: { base, target, sync } } = move;
    this.label = `${from.name}.${column.name}`;
    this.goalLabel = `${to.name}.${fresh.name}`;
    const bytes = sync.suffixBytes;
    this.names = { to: freeName(`${from.name}_${column.name}_moves`, base, target, bytes), back: freeName(`${to.name}_${fresh.name}_returns`, base, target, bytes) };
    this.pairs = key.columns.map((id, at) => [target.quote(columnById(to, id).name), target.quote(columnById(from, key.referencedColumns[at] ?? "").name)]);
  }

  drafts(): PhaseDraft[] {
    const { from, to, column, ground } = this.move;
    const both = { old: true, new: true };
    const archive = this.move.archive ? archiveOf({ name: freeName(`_archive_${from.name}_${column.name}`, ground.base, ground.target), table: from.id, columns: [column.id], key: (rowKey(from) ?? []).map(({ id }) => id) }, ground) : undefined;
    const dual = ground.sync.bothWays ? [] : [`Whenever it writes ${this.goalLabel}, write ${this.label} too, in the same transaction: the engine refuses a trigger for this direction. ${this.dualWrite()}`];
    return [
      {
        id: "expand", kind: "expand", title: `Add ${this.goalLabel} beside ${this.label}`, runs: { old: true, new: false },
        explanation: `${this.goalLabel} is added empty. Triggers carry what is written to ${this.label} over${ground.sync.bothWays ? ", and back" : ""}.`,
        segments: [{ kind: "shape", change: (schema) => this.expanded(schema) }, ...this.room(), { kind: "shape", change: (schema) => this.synced(schema) }],
      },
      {
        id: "backfill", kind: "backfill", title: `Fill ${this.goalLabel} from ${this.label}`, runs: both, segments: [], explanation: "Rows from before the triggers are carried over in small batches.",
        reversibility: { kind: "lossy", what: `rows of ${to.name} that were made for values of ${this.label} stay` },
        backfills: (schema) => [{
          slug: slugOf(`move ${from.name} ${column.name} to ${to.name}`), title: `Fill ${this.goalLabel} from ${this.label}`,
          source: { name: from.name, ...(from.namespace === undefined ? {} : { namespace: from.namespace }) }, key: (rowKey(from) ?? []).map(({ name, type }) => ({ name, type })),
          apply: { sql: this.carrying(`FROM ${sqlName(tableOf(schema, from.id), ground.target)} AS source WHERE ${batchPlace} AND ${this.pending("source", schema)}`, "source", schema), alias: "source", remaining: this.left(schema).query },
          rollback: { absent: "The filled column goes with the way back of the phase that added it." },
        }],
      },
      ...this.constrained(both),
      {
        id: "switch", kind: "switch code", title: `Use ${this.goalLabel} in the application`, runs: both, segments: [], explanation: "Old and new versions run side by side. The next phase takes the column away from its old place.",
        checkpoint: {
          confirm: `No running version of the application reads or writes ${this.label} any more.`,
          application: [`Deploy the version that reads and writes ${this.goalLabel} instead of ${this.label}; it inserts rows of ${to.name} that may be there already with an upsert.`, ...dual, "Wait until no instance of the old version runs any more.", ...(dual.length === 0 ? [] : [`Deploy the version that no longer writes ${this.label}.`])],
        },
      },
      {
        id: "contract", kind: "contract", title: `Drop ${this.label}`, runs: { old: false, new: true }, asserts: (schema) => [this.left(schema)],
        explanation: `The triggers and ${this.label} go. Down makes it anew and fills it from ${archive === undefined ? this.goalLabel : `the values kept in ${archive.table.name}`}.`,
        segments: this.contraction(archive?.segments ?? [], archive?.table.name),
        advice: () => [{ title: "Way back on a large table", text: `Down writes every row of ${from.name} in one transaction. On a large table, take it at a quiet time.` }],
      },
      ...(archive === undefined ? [] : dropArchive(archive.table, "")),
    ];
  }

  application(): ApplicationVersions {
    const { from, to, column, fresh, key, attach, ground: { target, sync, base } } = this.move;
    const bare = tableOf(this.dropped(this.members().renamed(this.members().without(base))), from.id);
    const grown = tableOf(this.expanded(base), to.id);
    const named = (table: Table): Reading["values"] => table.columns.map(({ name }) => ({ column: name, expression: target.quote(name) }));
    const same = (table: Table, writer: "old" | "new"): Reading => ({ writer, written: table.id, read: table.id, match: (rowKey(table) ?? []).map(({ name }) => [name, name] as const), values: named(table) });
    const match = key.columns.map((id, at) => [columnById(to, id).name, columnById(from, key.referencedColumns[at] ?? "").name] as const);
    return {
      old: attach ? [from, to] : [from], new: [bare, grown],
      readings: [
        same(bare, "old"), same(bare, "new"),
        ...(attach
          ? [same(to, "old"), same(to, "new"), { writer: "old" as const, written: to.id, read: to.id, match: (rowKey(to) ?? []).map(({ name }) => [name, name] as const), values: [{ column: fresh.name, expression: this.carried("written", base) }] }]
          : [{ writer: "old" as const, written: from.id, read: to.id, match, values: [{ column: fresh.name, expression: this.move.forward }] }]),
        { writer: "new", written: to.id, read: from.id, match: match.map(([there, here]) => [here, there] as const), values: [{ column: column.name, expression: this.move.backward }], ...(sync.bothWays ? {} : { dualWrite: this.dualWrite() }) },
      ],
    };
  }

  conversion(): Conversion {
    const { from, column, fresh, forward, backward } = this.move;
    return { table: from, forward: [{ column: fresh, expression: forward, field: `forward:${fresh.id}` }], backward: [{ column, expression: backward, field: `backward:${column.id}` }] };
  }

  private expanded(schema: Schema): Schema {
    const { default: _, ...fresh } = this.move.fresh;
    return changeTable(schema, this.move.to.id, (table) => ({ ...table, columns: [...table.columns, { ...fresh, nullable: true }] }));
  }

  /** The new version inserts rows without the column. */
  private room(): Segment[] {
    const { from, column, filler, ground: { target } } = this.move;
    if (filler === undefined || column.default !== undefined) return [];
    const name = target.quote(column.name);
    return [
      { kind: "shape", change: (schema) => this.changed(schema, (one) => ({ ...one, nullable: true })) },
      { kind: "data", title: `Fill ${this.label} where it was left out`, up: () => [], down: (schema) => [{ sql: `UPDATE ${sqlName(tableOf(schema, from.id), target)} SET ${name} = ${filler} WHERE ${name} IS NULL` }] },
    ];
  }

  private changed(schema: Schema, change: (column: Column) => Column): Schema {
    return changeTable(schema, this.move.from.id, (table) => ({ ...table, columns: table.columns.map((one) => (one.id === this.move.column.id ? change(one) : one)) }));
  }

  private dropped(schema: Schema): Schema {
    return changeTable(schema, this.move.from.id, (table) => ({ ...table, columns: withoutRecord(table.columns, this.move.column.id) }));
  }

  /** The new value for a row that stands under `row`. */
  private value(row: string): string {
    const name = this.move.ground.target.quote(this.move.column.name);
    return `(SELECT ${this.move.forward} FROM (SELECT ${row}.${name} AS ${name}) AS moved)`;
  }

  /** The old value for a row of the other table that stands under `row`. */
  private oldValue(row: string): string {
    const name = this.move.ground.target.quote(this.move.fresh.name);
    return `(SELECT ${this.move.backward} FROM (SELECT ${row}.${name} AS ${name}) AS moved)`;
  }

  /** The value in the old place for a row of the new one under `row`. */
  private carried(row: string, schema: Schema): string {
    const { from, ground: { target } } = this.move;
    return `(SELECT ${this.value("source")} FROM ${sqlName(tableOf(schema, from.id), target)} AS source WHERE ${this.pairs.map(([there, here]) => `source.${here} = ${row}.${there}`).join(" AND ")})`;
  }

  /** Rows of the old place under `row` that the new one does not have right. */
  private pending(row: string, schema: Schema): string {
    const { to, fresh, ground: { target, sync } } = this.move;
    const there = this.pairs.map(([there, here]) => `present.${there} = ${row}.${here}`).join(" AND ");
    return `${this.value(row)} IS NOT NULL AND NOT EXISTS (SELECT 1 FROM ${sqlName(tableOf(schema, to.id), target)} AS present WHERE ${there} AND NOT (${sync.different(`present.${target.quote(fresh.name)}`, this.value(row))}))`;
  }

  private left(schema: Schema): Assertion {
    return { title: `Rows are left to fill in ${this.goalLabel}: run the data migration first`, query: `SELECT count(*) FROM ${sqlName(tableOf(schema, this.move.from.id), this.move.ground.target)} AS source WHERE ${this.pending("source", schema)}` };
  }

  /** INSERT or UPDATE of the new place from rows of the old one under `row`. */
  private carrying(rest: string, row: string, schema: Schema): string {
    const { to, fresh, ground: { target, sync } } = this.move;
    const columns = [...this.move.key.columns.map((id) => columnById(to, id).name), fresh.name];
    return sync.insertOrUpdate({
      into: sqlName(tableOf(schema, to.id), target), columns, key: columns.slice(0, -1), update: [fresh.name],
      source: `SELECT ${[...this.pairs.map(([, here]) => `${row}.${here}`), this.value(row)].join(", ")} ${rest}`,
    });
  }

  private synced(schema: Schema): Schema {
    return this.triggers(schema).reduce(withObject, schema);
  }

  private triggers(schema: Schema): Schema["objects"] {
    const { from, to, column, fresh, ground: { target, sync } } = this.move;
    const [source, place] = [tableOf(schema, from.id), tableOf(schema, to.id)];
    const [old, now] = [target.quote(column.name), target.quote(fresh.name)];
    const there = this.pairs.map(([there, here]) => `present.${there} = NEW.${here}`).join(" AND ");
    // What the new place already says in other words stays as it was written there.
    const said = `NOT EXISTS (SELECT 1 FROM ${sqlName(place, target)} AS present WHERE ${there} AND NOT (${sync.different(`NEW.${old}`, this.oldValue("present"))}))`;
    const back = `UPDATE ${sqlName(source, target)} SET ${old} = ${this.oldValue("NEW")} WHERE ${this.pairs.map(([there, here]) => `${here} = NEW.${there}`).join(" AND ")} AND ${sync.different(`NEW.${now}`, `(${this.move.forward})`)}`;
    const changed = sync.different(`NEW.${old}`, `OLD.${old}`);
    const attached = `UPDATE ${sqlName(place, target)} SET ${now} = ${this.value("NEW")} WHERE ${this.pairs.map(([there, here]) => `${there} = NEW.${here}`).join(" AND ")} AND ${sync.different(`NEW.${old}`, this.oldValue(sqlName(place, target)))}`;
    return [
      ...(this.move.attach ? [
        ...sync.fillInserted({ name: `${this.names.to}_i`, table: place, column: fresh.name, value: this.carried("NEW", schema) }),
        ...sync.afterRow({ name: `${this.names.to}_u`, table: source, event: "update", when: changed, body: [attached] }),
      ] : [
        ...sync.afterRow({ name: `${this.names.to}_i`, table: source, event: "insert", when: `NEW.${old} IS NOT NULL`, body: [this.carrying("WHERE TRUE", "NEW", schema)] }),
        ...sync.afterRow({ name: `${this.names.to}_u`, table: source, event: "update", when: changed, body: [this.carrying(`WHERE ${said}`, "NEW", schema)] }),
      ]),
      ...(sync.bothWays ? [
        ...sync.afterRow({ name: `${this.names.back}_i`, table: place, event: "insert", when: `NEW.${now} IS NOT NULL`, body: [back] }),
        ...sync.afterRow({ name: `${this.names.back}_u`, table: place, event: "update", when: sync.different(`NEW.${now}`, `OLD.${now}`), body: [back] }),
      ] : []),
    ];
  }

  /** With the values written to the new place as `:name`. */
  private dualWrite(): string {
    const { from, column, fresh, backward, ground: { target } } = this.move;
    const name = target.quote(fresh.name);
    const value = backward.trim() === name ? `:${fresh.name}` : `(SELECT ${backward} FROM (SELECT :${fresh.name} AS ${name}) AS written)`;
    return `UPDATE ${sqlName(from, target)} SET ${target.quote(column.name)} = ${value} WHERE ${this.pairs.map(([there, here]) => `${here} = :${there}`).join(" AND ")}`;
  }

  private members(): ReturnType<typeof carriedMembers> {
    const { from, column, ground: { base, goal, target } } = this.move;
    return carriedMembers({ base, goal, table: from.id, old: [column], fresh: [], transit: new Map() }, target);
  }

  private arriving(): ReturnType<typeof carriedMembers> {
    const { to, fresh, ground: { base, goal, target } } = this.move;
    return carriedMembers({ base, goal, table: to.id, old: [], fresh: [fresh], transit: new Map([[fresh.id, fresh.id]]) }, target);
  }

  private constrained(runs: PhaseDraft["runs"]): PhaseDraft[] {
    const arriving = this.arriving();
    if (arriving.empty) return [];
    return [{
      id: "constrain", kind: "constrain", title: `Constrain ${this.goalLabel}`, runs, explanation: "The column gets its keys, checks and indexes in forms that do not block writers where the engine has them.",
      asserts: (schema) => [this.left(schema)], segments: [{ kind: "shape", online: true, change: arriving.keys }, { kind: "shape", online: true, change: arriving.references }],
    }];
  }

  private contraction(archive: readonly Segment[], archiveName: string | undefined): Segment[] {
    const { from, to, column, fresh, filler, ground: { target } } = this.move;
    const name = target.quote(column.name);
    const restore = (schema: Schema): string => {
      const owner = sqlName(tableOf(schema, from.id), target);
      const kept = schema.tables.find((table) => table.name === archiveName);
      const value = kept === undefined
        ? `(SELECT ${this.oldValue("present")} FROM ${sqlName(tableOf(schema, to.id), target)} AS present WHERE ${this.pairs.map(([there, here]) => `present.${there} = ${owner}.${here}`).join(" AND ")})`
        : `(SELECT kept.${name} FROM ${sqlName(kept, target)} AS kept WHERE ${(rowKey(from) ?? []).map((one) => `kept.${target.quote(one.name)} = ${owner}.${target.quote(one.name)}`).join(" AND ")})`;
      return `UPDATE ${owner} SET ${name} = ${filler === undefined ? value : `coalesce(${value}, ${filler})`}`;
    };
    return [
      { kind: "shape", change: (schema) => { const made = new Set(this.triggers(schema).map(({ id }) => id)); return { ...schema, objects: schema.objects.filter(({ id }) => !made.has(id)) }; } },
      ...archive,
      { kind: "shape", reversibility: { kind: "lossless" }, change: (schema) => this.members().without(this.changed(schema, ({ default: _, ...one }) => ({ ...one, nullable: true }))) },
      { kind: "data", title: `Fill ${this.label} again`, up: () => [], down: (schema) => [{ sql: restore(schema) }] },
      { kind: "shape", reversibility: { kind: "lossless" }, change: (schema) => changeTable(this.members().renamed(this.dropped(schema)), to.id, (table) => ({ ...table, columns: table.columns.map((one) => (one.id === fresh.id ? fresh : one)) })) },
    ];
  }
}
