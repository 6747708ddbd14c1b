import type { ForeignKey, Id, Schema, Table } from "../../model";
import { batchPlace } from "../backfill";
import type { ApplicationVersions, Assertion, Reading } from "../evolution";
import { changeTable, tableOf, withObject, withoutRecord } from "../running-schema";
import { slugOf } from "../slug";
import { carriedMembers, type CarriedMembers } from "./carried-members";
import type { PhaseDraft, Segment } from "./course";
import type { AlignedGround } from "./ground";
import { columnById, freeName, listed, rowKey, sqlName } from "./records";

/** A reference of `owner` and the table of links that takes its place. */
export interface LinkMove {
  readonly ground: AlignedGround;
  readonly owner: Table;
  readonly reference: ForeignKey;
  readonly link: Table;
  readonly toOwner: ForeignKey;
  readonly toOther: ForeignKey;
  /** For rows without a link on the way back, by column id; empty text: none. */
  readonly fillers: ReadonlyMap<Id, string>;
}

/** The phases of a reference that becomes a table of links. */
export class LinkCourse {
  private readonly label: string;
  private readonly names: { readonly forth: string; readonly back: string };
  /** Pairs of columns, quoted: [link, owner's key] and [link, owner's reference]. */
  private readonly keys: readonly (readonly [string, string])[];
  private readonly values: readonly (readonly [string, string])[];

  constructor(private readonly move: LinkMove) {
    const { owner, reference, link, toOwner, toOther, ground: { base, target, sync } } = move;
    const named = (table: Table, id: Id | undefined): string => target.quote(columnById(table, id ?? "").name);
    this.label = listed(reference.columns.map((id) => `${owner.name}.${columnById(owner, id).name}`));
    const bytes = sync.suffixBytes;
    this.names = { forth: freeName(`${owner.name}_to_${link.name}`, base, target, bytes), back: freeName(`${link.name}_to_${owner.name}`, base, target, bytes) };
    this.keys = toOwner.columns.map((id, at) => [named(link, id), named(owner, toOwner.referencedColumns[at])]);
    this.values = toOther.columns.map((id, at) => [named(link, id), named(owner, reference.columns[reference.referencedColumns.indexOf(toOther.referencedColumns[at] ?? "")])]);
  }

  drafts(): PhaseDraft[] {
    const { owner, link, ground: { target, sync } } = this.move;
    const both = { old: true, new: true };
    const dual = sync.bothWays ? [] : [`Whenever it writes ${link.name}, set ${this.label} to one of the links too, in the same transaction: the engine refuses a trigger for this direction.`];
    return [
      {
        id: "expand", kind: "expand", title: `Add ${link.name} beside ${this.label}`, runs: { old: true, new: false },
        explanation: `${link.name} is made empty. Triggers carry what is written to ${this.label} over${sync.bothWays ? ", and back" : ""}.`,
        segments: [
          { kind: "shape", reversibility: { kind: "lossless" }, change: (schema) => ({ ...schema, tables: [...schema.tables, link] }) },
          ...this.room(), { kind: "shape", change: (schema) => this.triggers(schema).reduce(withObject, schema) },
        ],
      },
      {
        id: "backfill", kind: "backfill", title: `Fill ${link.name} from ${this.label}`, runs: both, segments: [], explanation: "References from before the triggers become links in small batches.",
        backfills: (schema) => [{
          slug: slugOf(`link ${owner.name} ${link.name}`), title: `Fill ${link.name} from ${this.label}`, source: { name: owner.name, ...(owner.namespace === undefined ? {} : { namespace: owner.namespace }) },
          key: (rowKey(owner) ?? []).map(({ name, type }) => ({ name, type })),
          apply: { sql: this.linking(`FROM ${sqlName(tableOf(schema, owner.id), target)} AS source WHERE ${batchPlace} AND ${this.pending()}`, "source"), alias: "source", remaining: this.left(schema).query },
          rollback: { absent: `The links go with ${link.name} on the way back of the phase that made it.` },
        }],
      },
      {
        id: "switch", kind: "switch code", title: `Use ${link.name} in the application`, runs: both, segments: [], explanation: "Old and new versions run side by side. The next phase takes the reference away.",
        checkpoint: {
          confirm: `No running version of the application reads or writes ${this.label} any more.`,
          application: [`Deploy the version that reads and writes ${link.name} instead of ${this.label}.`, ...dual, "Wait until no instance of the old version runs any more.", ...(dual.length === 0 ? [] : [`Deploy the version that no longer writes ${this.label}.`])],
        },
      },
      {
        id: "contract", kind: "contract", title: `Drop ${this.label}`, runs: { old: false, new: true }, asserts: (schema) => [this.left(schema)], segments: this.contraction(),
        explanation: `The triggers and ${this.label} go. Down makes ${this.label} anew with one link of each row.`,
        reversibility: { kind: "lossy", what: `of several links of one row, ${this.label} holds one again` },
        advice: () => [{ title: "Way back on a large table", text: `Down writes every row of ${owner.name} in one transaction. On a large table, take it at a quiet time.` }],
      },
    ];
  }

  application(): ApplicationVersions {
    const { owner, reference, link, toOwner, toOther, ground: { base, target, sync } } = this.move;
    const bare = tableOf(this.dropped(this.members().renamed(this.members().without(base))), owner.id);
    const own = (rowKey(owner) ?? []).map(({ name }) => [name, name] as const);
    const shared = bare.columns.map(({ name }) => ({ column: name, expression: target.quote(name) }));
    const keys = toOwner.columns.map((id, at) => [columnById(link, id).name, columnById(owner, toOwner.referencedColumns[at] ?? "").name] as const);
    const values = toOther.columns.map((id, at) => [columnById(link, id).name, columnById(owner, reference.columns[reference.referencedColumns.indexOf(toOther.referencedColumns[at] ?? "")] ?? "").name] as const);
    const same = (writer: "old" | "new"): Reading => ({ writer, written: owner.id, read: owner.id, match: own, values: shared });
    return {
      old: [owner], new: [bare, link],
      readings: [
        same("old"), same("new"),
        { writer: "old", written: owner.id, read: link.id, match: [...keys, ...values], values: values.map(([column, from]) => ({ column, expression: target.quote(from) })) },
        {
          writer: "new", written: link.id, read: owner.id, match: keys.map(([there, here]) => [here, there] as const), values: values.map(([there, here]) => ({ column: here, expression: target.quote(there) })),
          ...(sync.bothWays ? {} : { dualWrite: `UPDATE ${sqlName(owner, target)} SET ${this.values.map(([there, here]) => `${here} = :${there}`).join(", ")} WHERE ${this.keys.map(([there, here]) => `${here} = :${there}`).join(" AND ")}` }),
        },
      ],
    };
  }

  private columns(schema: Schema, change: (column: Table["columns"][number]) => Table["columns"][number]): Schema {
    const { owner, reference } = this.move;
    return changeTable(schema, owner.id, (table) => ({ ...table, columns: table.columns.map((column) => (reference.columns.includes(column.id) ? change(column) : column)) }));
  }

  private dropped(schema: Schema): Schema {
    const { owner, reference } = this.move;
    return changeTable(schema, owner.id, (table) => ({ ...table, columns: reference.columns.reduce<Table["columns"]>((columns, id) => withoutRecord(columns, id), table.columns) }));
  }

  private members(): CarriedMembers {
    const { owner, reference, ground: { base, goal, target } } = this.move;
    return carriedMembers({ base, goal, table: owner.id, old: reference.columns.map((id) => columnById(owner, id)), fresh: [], transit: new Map() }, target);
  }

  /** The new version inserts rows without the reference, and rows may be left without any link. */
  private room(): Segment[] {
    const { owner, reference, ground: { target }, fillers } = this.move;
    const required = reference.columns.map((id) => columnById(owner, id)).filter((column) => !column.nullable);
    if (required.length === 0) return [];
    const filling = (schema: Schema): string[] => required.flatMap((column) => {
      const filler = fillers.get(column.id) ?? "";
      const name = target.quote(column.name);
      return filler === "" ? [] : [`UPDATE ${sqlName(tableOf(schema, owner.id), target)} SET ${name} = ${filler} WHERE ${name} IS NULL`];
    });
    return [
      { kind: "shape", change: (schema) => this.columns(schema, (column) => ({ ...column, nullable: true })) },
      { kind: "data", title: `Fill ${this.label} where rows have no link`, up: () => [], down: (schema) => filling(schema).map((sql) => ({ sql })) },
    ];
  }

  private present(row: string, value: (pair: readonly [string, string]) => string): string {
    const { link, ground: { target } } = this.move;
    return `SELECT 1 FROM ${sqlName(link, target)} AS present WHERE ${[...this.keys.map(([there, here]) => `present.${there} = ${row}.${here}`), ...this.values.map((pair) => `present.${pair[0]} = ${value(pair)}`)].join(" AND ")}`;
  }

  private pending(): string {
    return `${this.values.map(([, here]) => `source.${here} IS NOT NULL`).join(" AND ")} AND NOT EXISTS (${this.present("source", ([, here]) => `source.${here}`)})`;
  }

  private left(schema: Schema): Assertion {
    const { owner, link, ground: { target } } = this.move;
    return { title: `Rows of ${owner.name} are left without their link in ${link.name}: run the data migration first`, query: `SELECT count(*) FROM ${sqlName(tableOf(schema, owner.id), target)} AS source WHERE ${this.pending()}` };
  }

  private linking(rest: string, row: string): string {
    const { link, toOwner, toOther, ground: { target, sync } } = this.move;
    const columns = [...toOwner.columns, ...toOther.columns].map((id) => columnById(link, id).name);
    return sync.insertOrUpdate({ into: sqlName(link, target), columns, key: columns, update: [], source: `SELECT ${[...this.keys, ...this.values].map(([, here]) => `${row}.${here}`).join(", ")} ${rest}` });
  }

  /** One link of the owner's row for each column of the reference: the first in order. */
  private first(owner: string): string[] {
    const { link, ground: { target } } = this.move;
    const order = this.values.map(([there]) => `present.${there}`).join(", ");
    return this.values.map(([there, here]) => `${here} = (SELECT present.${there} FROM ${sqlName(link, target)} AS present WHERE ${this.keys.map(([key, own]) => `present.${key} = ${owner}.${own}`).join(" AND ")} ORDER BY ${order} LIMIT 1)`);
  }

  private triggers(schema: Schema): Schema["objects"] {
    const { owner, link, ground: { target, sync } } = this.move;
    const [source, links] = [tableOf(schema, owner.id), tableOf(schema, link.id)];
    const given = this.values.map(([, here]) => `NEW.${here} IS NOT NULL`).join(" AND ");
    const gone = `DELETE FROM ${sqlName(links, target)} WHERE ${[...this.keys.map(([there, here]) => `${there} = NEW.${here}`), ...this.values.map(([there, here]) => `${there} = OLD.${here}`)].join(" AND ")}`;
    const name = sqlName(source, target);
    // The reference follows only where it shows no link any more, so neither side answers the other for ever.
    const shown = `EXISTS (${this.present(name, ([, here]) => `${name}.${here}`)})`;
    const back = (row: "NEW" | "OLD"): string => `UPDATE ${name} SET ${this.first(name).join(", ")} WHERE ${this.keys.map(([there, here]) => `${here} = ${row}.${there}`).join(" AND ")} AND NOT ${shown}`;
    const changed = this.values.map(([, here]) => sync.different(`NEW.${here}`, `OLD.${here}`)).join(" OR ");
    return [
      ...sync.afterRow({ name: `${this.names.forth}_i`, table: source, event: "insert", when: given, body: [this.linking("WHERE TRUE", "NEW")] }),
      ...sync.afterRow({ name: `${this.names.forth}_u`, table: source, event: "update", when: changed, body: [this.linking(`WHERE ${given}`, "NEW"), gone] }),
      ...(sync.bothWays ? [
        ...sync.afterRow({ name: `${this.names.back}_i`, table: links, event: "insert", body: [back("NEW")] }),
        ...sync.afterRow({ name: `${this.names.back}_u`, table: links, event: "update", body: [back("OLD"), back("NEW")] }),
        ...sync.afterRow({ name: `${this.names.back}_d`, table: links, event: "delete", body: [back("OLD")] }),
      ] : []),
    ];
  }

  private contraction(): Segment[] {
    const { owner, reference, fillers, ground: { target } } = this.move;
    const restore = (schema: Schema): string[] => {
      const name = sqlName(tableOf(schema, owner.id), target);
      const filling = reference.columns.flatMap((id) => {
        const column = target.quote(columnById(owner, id).name);
        return (fillers.get(id) ?? "") === "" ? [] : [`UPDATE ${name} SET ${column} = ${fillers.get(id) ?? ""} WHERE ${column} IS NULL`];
      });
      return [`UPDATE ${name} SET ${this.first(name).join(", ")}`, ...filling];
    };
    return [
      { kind: "shape", change: (schema) => { const made = new Set(this.triggers(schema).map(({ id }) => id)); return { ...schema, objects: schema.objects.filter(({ id }) => !made.has(id)) }; } },
      { kind: "shape", reversibility: { kind: "lossless" }, change: (schema) => this.members().without(this.columns(schema, ({ default: _, ...column }) => ({ ...column, nullable: true }))) },
      { kind: "data", title: `Fill ${this.label} again`, up: () => [], down: (schema) => restore(schema).map((sql) => ({ sql })) },
      { kind: "shape", reversibility: { kind: "lossy", what: `of several links of one row, ${this.label} holds one again` }, change: (schema) => this.members().renamed(this.dropped(schema)) },
    ];
  }
}
