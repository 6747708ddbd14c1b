import { mapIds } from "../../diff";
import type { Column, Id, Schema, Table } from "../../model";
import type { Assertion, ApplicationVersions, Conversion, Reading } from "../evolution";
import { changeTable, tableOf, withObject, withoutRecord } from "../running-schema";
import type { Backfill } from "../backfill";
import { batchPlace } from "../backfill";
import { slugOf } from "../slug";
import { archiveOf, dropArchive } from "./archive";
import type { CourseGround, PhaseDraft, Segment } from "./course";
import { carriedMembers, type CarriedMembers } from "./carried-members";
import { columnById, freeName, sqlName } from "./records";

/** One column with the expression for it and the field that asked for the expression. */
export interface Converted {
  readonly column: Id;
  readonly expression: string;
  readonly field: string;
}

/** Columns of one table that give way to others, row by row. */
export interface ExchangeSpec {
  readonly base: Schema;
  /** Base with the exchange done: the table under its id in the base, members in their final form. */
  readonly goal: Schema;
  readonly table: Id;
  /** Columns of the goal from columns of the base, and the other way round. */
  readonly forward: readonly Converted[];
  readonly backward: readonly Converted[];
  readonly key: readonly Column[];
  /** Keep the old values when the old columns go. */
  readonly archive: boolean;
  /** Goes behind the phases' ids where one evolution has several exchanges: "" or "-2". */
  readonly suffix: string;
  /** What the new version of the application is to do. */
  readonly application: readonly string[];
}

/** The course of an exchange, and what the two versions of the application see of it. */
export interface Exchange {
  readonly drafts: readonly PhaseDraft[];
  readonly application: ApplicationVersions;
  readonly conversions: readonly Conversion[];
}

/** The drafts with the phases that give up kept values at the end of all. */
export function archivesLast(drafts: readonly PhaseDraft[]): PhaseDraft[] {
  const late = (draft: PhaseDraft): boolean => /^(?:release|drop)-archive/.test(draft.id);
  return [...drafts.filter((draft) => !late(draft)), ...drafts.filter(late)];
}

/** Plans the exchange of columns: both forms side by side, kept in step by triggers, until the old one goes. */
export function exchangeColumns(spec: ExchangeSpec, ground: CourseGround): Exchange {
  return new ExchangeCourse(spec, ground).exchange();
}

class ExchangeCourse {
  private readonly before: Table;
  private readonly after: Table;
  private readonly old: readonly Column[];
  /** The new columns under the ids they have while both forms stand side by side. */
  private readonly fresh: readonly Column[];
  private readonly members: CarriedMembers;
  private readonly transit = new Map<Id, Id>();
  private readonly names: { readonly sync: string; readonly archive: string };

  constructor(private readonly spec: ExchangeSpec, private readonly ground: CourseGround) {
    const { base, goal, table } = spec;
    this.before = tableOf(base, table);
    this.after = tableOf(goal, table);
    this.old = spec.backward.map(({ column }) => columnById(this.before, column));
    for (const { column } of spec.forward) this.transit.set(column, this.before.columns.some((other) => other.id === column) ? `${column}~new` : column);
    this.fresh = spec.forward.map(({ column }) => ({ ...columnById(this.after, column), id: this.transit.get(column) ?? column }));
    const bytes = ground.sync.suffixBytes;
    this.names = {
      sync: freeName(`${this.before.name}_${this.fresh.map(({ name }) => name).join("_")}_sync`, base, ground.target, bytes),
      archive: freeName(`_archive_${this.before.name}_${this.old.map(({ name }) => name).join("_")}`, base, ground.target),
    };
    this.members = carriedMembers({ base, goal, table, old: this.old, fresh: this.fresh, transit: this.transit }, ground.target);
  }

  exchange(): Exchange {
    const { spec, ground, old, fresh } = this;
    const { suffix } = spec;
    const [from, to] = [this.list(old), this.list(fresh)];
    const archive = spec.archive ? archiveOf({ name: this.names.archive, table: spec.table, columns: old.map(({ id }) => id), key: spec.key.map(({ id }) => id) }, ground) : undefined;
    const both = { old: true, new: true };
    const drafts: PhaseDraft[] = [
      {
        id: `expand${suffix}`, kind: "expand", title: `Add ${to} beside ${from}`, runs: { old: true, new: false },
        explanation: `${to} ${fresh.length === 1 ? "is" : "are"} added empty. Triggers carry what either version of the application writes to the form the other reads.`,
        segments: [{ kind: "shape", change: (schema) => this.expanded(schema) }, { kind: "shape", change: (schema) => this.synced(schema) }],
      },
      {
        id: `backfill${suffix}`, kind: "backfill", title: `Fill ${to} from ${from}`, runs: both, segments: [],
        explanation: "Rows from before the triggers are filled in small batches, each in a transaction of its own.",
        backfills: (schema) => [this.backfill(schema)],
      },
      ...this.constrained(both),
      {
        id: `switch${suffix}`, kind: "switch code", title: `Use ${to} in the application`, runs: both, segments: [],
        explanation: "Old and new versions of the application run side by side. The next phase takes the old form away.",
        checkpoint: { confirm: `No running version of the application reads or writes ${from} any more.`, application: spec.application },
      },
      {
        id: `contract${suffix}`, kind: "contract", title: `Drop ${from}`, runs: { old: false, new: true },
        explanation: `The triggers and ${from} go. Down makes ${old.length === 1 ? "it" : "them"} anew and fills ${old.length === 1 ? "it" : "them"} ${archive === undefined ? `from ${to}` : `from the values kept in ${this.names.archive}, and from ${to} where those have changed since`}.`,
        asserts: (schema) => [this.left(schema)],
        segments: this.contraction(archive?.segments ?? []),
        advice: () => [{ title: "Way back on a large table", text: `Down writes every row of ${this.before.name} in one transaction. On a large table, take it at a quiet time.` }],
      },
      ...(archive === undefined ? [] : dropArchive(archive.table, suffix)),
    ];
    return { drafts, application: this.application(), conversions: [this.conversion()] };
  }

  private list(columns: readonly Column[]): string {
    const names = columns.map(({ name }) => `${this.before.name}.${name}`);
    return names.length < 2 ? names.join("") : `${names.slice(0, -1).join(", ")} and ${names.at(-1) ?? ""}`;
  }

  private table(schema: Schema): Table {
    return tableOf(schema, this.spec.table);
  }

  private change(schema: Schema, change: (table: Table) => Table): Schema {
    return changeTable(schema, this.spec.table, change);
  }

  /** New columns hold nothing yet; where triggers cannot fill in time, the old ones must allow to be left out. */
  private expanded(schema: Schema): Schema {
    const { goal } = this.spec;
    const enums = goal.enums.filter((type) => !schema.enums.some(({ id }) => id === type.id) && this.fresh.some((column) => column.type.kind === "enum" && column.type.enumId === type.id));
    const bare = this.fresh.map(({ default: _, nullable: __, ...column }): Column => ({ ...column, nullable: true }));
    const oldIds = new Set(this.old.map(({ id }) => id));
    return this.change({ ...schema, enums: [...schema.enums, ...enums] }, (table) => ({
      ...table, columns: [...table.columns.map((column) => (oldIds.has(column.id) && !this.ground.sync.fillsBeforeChecks ? { ...column, nullable: true } : column)), ...bare],
    }));
  }

  private synced(schema: Schema): Schema {
    const names = new Map([...this.before.columns, ...this.fresh].map((column) => [column.id, column.name]));
    const values = (list: readonly Converted[]): { column: string; expression: string }[] =>
      list.map(({ column, expression }) => ({ column: names.get(this.transit.get(column) ?? column) ?? "", expression }));
    const objects = this.ground.sync.exchange({
      name: this.names.sync, table: this.table(schema), forward: values(this.spec.forward),
      backward: this.spec.backward.map(({ column, expression }) => ({ column: columnById(this.before, column).name, expression })),
    });
    return objects.reduce(withObject, schema);
  }

  private unsynced(schema: Schema): Schema {
    const made = new Set(this.synced(schema).objects.filter((object) => object.id.startsWith(`sync ${this.spec.table} `) && object.name.startsWith(this.names.sync)).map(({ id }) => id));
    return { ...schema, objects: schema.objects.filter(({ id }) => !made.has(id)) };
  }

  private emptyCondition(): string {
    const { target } = this.ground;
    const nulls = this.fresh.map(({ name }) => `${target.quote(name)} IS NULL`);
    const values = this.spec.forward.map(({ expression }) => `(${expression}) IS NOT NULL`);
    return `${nulls.join(" AND ")} AND ${values.length === 1 ? values.join("") : `(${values.join(" OR ")})`}`;
  }

  private left(schema: Schema): Assertion {
    const title = `Rows are left to fill in ${this.list(this.fresh)}: run the data migration first`;
    return { title, query: `SELECT count(*) FROM ${sqlName(this.table(schema), this.ground.target)} WHERE ${this.emptyCondition()}` };
  }

  private backfill(schema: Schema): Backfill {
    const { target } = this.ground;
    const table = this.table(schema);
    const set = this.spec.forward.map(({ expression }, at) => `${target.quote(this.fresh[at]?.name ?? "")} = ${expression}`).join(", ");
    return {
      slug: slugOf(`fill ${table.name} ${this.fresh.map(({ name }) => name).join(" ")}`), title: `Fill ${this.list(this.fresh)} from ${this.list(this.old)}`,
      source: { name: table.name, ...(table.namespace === undefined ? {} : { namespace: table.namespace }) },
      key: this.spec.key.map(({ name, type }) => ({ name, type })),
      apply: { sql: `UPDATE ${sqlName(table, target)} SET ${set} WHERE ${batchPlace} AND ${this.emptyCondition()}`, remaining: this.left(schema).query },
      rollback: { absent: "The filled columns go with the way back of the phase that added them." },
    };
  }

  /** NOT NULL where triggers fill in time, then the keys, checks and indexes of the new form. */
  private constrained(runs: PhaseDraft["runs"]): PhaseDraft[] {
    const { members, spec: { suffix }, ground } = this;
    const required = this.fresh.filter((column) => !column.nullable);
    if (members.empty && (required.length === 0 || !ground.sync.fillsBeforeChecks)) return [];
    const segments: Segment[] = [
      { kind: "shape", online: true, change: (schema) => (ground.sync.fillsBeforeChecks ? this.required(schema) : schema) },
      { kind: "shape", online: true, change: members.keys },
      { kind: "shape", online: true, change: members.references },
    ];
    return [{
      id: `constrain${suffix}`, kind: "constrain", title: `Constrain ${this.list(this.fresh)}`, runs, segments, asserts: (schema) => [this.left(schema)],
      explanation: "The new columns get the keys, checks and indexes of the old ones, in forms that do not block writers where the engine has them.",
    }];
  }

  private required(schema: Schema): Schema {
    const final = new Map(this.fresh.map((column) => [column.id, column.nullable]));
    return this.change(schema, (table) => ({ ...table, columns: table.columns.map((column) => ({ ...column, nullable: final.get(column.id) ?? column.nullable })) }));
  }

  private contraction(archive: readonly Segment[]): Segment[] {
    const { members } = this;
    const oldIds = new Set(this.old.map(({ id }) => id));
    return [
      { kind: "shape", change: (schema) => this.unsynced(schema) },
      ...archive,
      // What stands on the old columns goes first, so that down can put it back when they are filled.
      { kind: "shape", reversibility: { kind: "lossless" }, change: (schema) => members.without(this.change(schema, (table) => ({ ...table, columns: table.columns.map((column) => (oldIds.has(column.id) ? relaxed(column) : column)) }))) },
      { kind: "data", title: `Fill ${this.list(this.old)} again`, up: () => [], down: (schema) => [{ sql: this.restoring(schema) }] },
      {
        kind: "shape", reversibility: { kind: "lossless" },
        change: (schema) => members.renamed(this.change(this.finished(schema), (table) => ({ ...table, columns: this.old.reduce((columns, { id }) => withoutRecord(columns, id), table.columns) }))),
      },
      { kind: "relabel", change: (schema) => mapIds(schema, (id) => this.finalId(id)) },
    ];
  }

  /** Only the new form, before its records get the ids of the design. */
  private bare(schema: Schema): Schema {
    const constrained = this.members.references(this.members.keys(schema));
    return this.members.renamed(this.change(this.finished(this.members.without(constrained)), (table) => ({ ...table, columns: this.old.reduce((columns, { id }) => withoutRecord(columns, id), table.columns) })));
  }

  /** The new columns in full: default and NOT NULL. */
  private finished(schema: Schema): Schema {
    const final = new Map(this.fresh.map((column) => [column.id, column]));
    return this.change(schema, (table) => ({ ...table, columns: table.columns.map((column) => final.get(column.id) ?? column) }));
  }

  /** The id that the design has for a record of the new form. */
  private finalId(id: Id): Id {
    const final = this.members.twins.includes(id) ? id.replace(/~new$/, "") : [...this.transit].find(([, transit]) => transit === id)?.[0];
    return final ?? id;
  }

  private restoring(schema: Schema): string {
    const { target, sync } = this.ground;
    const table = this.table(schema);
    const key = this.spec.key.map(({ name }) => `kept.${target.quote(name)} = ${sqlName(table, target)}.${target.quote(name)}`).join(" AND ");
    const archive = schema.tables.find(({ name }) => name === this.names.archive);
    const kept = archive === undefined ? undefined : `FROM ${sqlName(archive, target)} AS kept WHERE ${key}`;
    const row = `(SELECT ${this.old.map(({ name }) => `kept.${target.quote(name)} AS ${target.quote(name)}`).join(", ")}) AS written`;
    // A kept value counts as long as the row still says the same in the new form.
    const same = this.spec.forward.map(({ expression }, at) => `NOT (${sync.different(`(SELECT ${expression} FROM ${row})`, `${sqlName(table, target)}.${target.quote(this.fresh[at]?.name ?? "")}`)})`).join(" AND ");
    const set = this.spec.backward.map(({ column, expression }) => {
      const name = target.quote(columnById(this.before, column).name);
      return `${name} = ${kept === undefined ? expression : `CASE WHEN EXISTS (SELECT 1 ${kept} AND ${same}) THEN (SELECT kept.${name} ${kept}) ELSE ${expression} END`}`;
    });
    return `UPDATE ${sqlName(table, target)} SET ${set.join(", ")}`;
  }

  private application(): ApplicationVersions {
    const oldIds = new Set(this.old.map(({ id }) => id));
    const kept = this.before.columns.filter(({ id }) => !oldIds.has(id));
    const key = this.spec.key.map(({ name }) => [name, name] as const);
    const shared = kept.map(({ name }) => ({ column: name, expression: this.ground.target.quote(name) }));
    const reading = (writer: "old" | "new", values: Reading["values"]): Reading => ({ writer, written: this.spec.table, read: this.spec.table, match: key, values: [...values, ...shared] });
    return {
      old: [this.before],
      new: [this.table(this.bare(this.synced(this.expanded(this.spec.base))))],
      readings: [
        reading("old", this.spec.forward.map(({ expression }, at) => ({ column: this.fresh[at]?.name ?? "", expression }))),
        reading("new", this.spec.backward.map(({ column, expression }) => ({ column: columnById(this.before, column).name, expression }))),
      ],
    };
  }

  private conversion(): Conversion {
    return {
      table: this.before,
      forward: this.spec.forward.map(({ expression, field }, at) => ({ column: this.fresh[at] ?? columnById(this.after, this.spec.forward[at]?.column ?? ""), expression, field })),
      backward: this.spec.backward.map(({ column, expression, field }) => ({ column: columnById(this.before, column), expression, field })),
    };
  }
}

/** Without what a row must have, so that the column can be empty for a while. */
function relaxed({ default: _, ...column }: Column): Column {
  return { ...column, nullable: true };
}
