import { fail, succeed, type Check, type Column, type EnumType, type Result, type Schema, type Table } from "../../model";
import { batchPlace, type Backfill } from "../backfill";
import type { ApplicationVersions, Assertion, EvolutionField, EvolutionProposal } from "../evolution";
import { changeTable, tableOf, withEnum, withObject, withoutRecord } from "../running-schema";
import { slugOf } from "../slug";
import { archiveOf, dropArchive } from "./archive";
import type { PhaseDraft, Segment } from "./course";
import { evolutionKind } from "./evolution-kind";
import type { AlignedGround, Course } from "./ground";
import { freeName, listed, refusal, rowKey, sqlName } from "./records";

/** Values that an enum no longer has. */
export const removeEnumValue = evolutionKind({
  id: "remove-enum-value",
  label: "Remove enum value",
  explanation: "A value cannot go while rows have it or versions write it. Here the application stops writing it, new rows are refused it, rows that have it get another one and are kept, and the type changes last.",
  proposals,
  course: courseOf,
});

interface Use {
  readonly table: Table;
  readonly column: Column;
}

function usesOf(type: EnumType, schema: Schema): Use[] {
  return schema.tables.flatMap((table) => table.columns.flatMap((column) => (column.type.kind === "enum" && column.type.enumId === type.id ? [{ table, column }] : [])));
}

const field = (value: string): string => `replacement:${value}`;

function proposals({ base, goal, given }: AlignedGround): EvolutionProposal[] {
  return base.enums.flatMap((before) => goal.enums.filter(({ id, name }) => id === before.id && name === before.name).flatMap((after): EvolutionProposal[] => {
    const removed = before.values.filter((value) => !after.values.includes(value));
    if (removed.length === 0 || usesOf(before, base).length === 0) return [];
    const fields = removed.map((value): EvolutionField => ({
      id: field(value), label: `Instead of ${value}`, help: `The value that rows get which have ${value}.`, form: "choice", required: true, proposed: "",
      choices: after.values.filter((kept) => before.values.includes(kept)).map((kept) => ({ value: kept, label: kept })),
    }));
    return [{ kind: "remove-enum-value", subject: { enum: before.id }, title: `Remove ${listed(removed)} from ${before.name}`, carries: [...new Set([before.id, given(after.id)])], fields }];
  }));
}

function courseOf({ subject }: EvolutionProposal, answer: (field: string) => string, ground: AlignedGround): Result<Course> {
  const before = ground.base.enums.find(({ id }) => id === subject["enum"]);
  const after = ground.goal.enums.find(({ id }) => id === subject["enum"]);
  if (before === undefined || after === undefined) throw new Error("The proposal's enum is not in both schemas");
  const uses = usesOf(before, ground.base);
  const keyless = uses.filter(({ table }) => rowKey(table) === undefined);
  if (keyless.length > 0) return fail(...keyless.map(({ table }) => refusal("no-key", `${table.name} has no key: its rows could not be kept and found again. Give it a key first.`, table.id)));
  const lists = ground.base.tables.flatMap((table) => table.columns.filter(({ type }) => type.kind === "array" && type.of.kind === "enum" && type.of.enumId === before.id).map((column) => ({ table, column })));
  if (lists.length > 0) return fail(...lists.map(({ table, column }) => refusal("enum-list", `${table.name}.${column.name} holds lists of ${before.name}, in which a value cannot be replaced row by row. Change the column's type by phases first.`, column.id)));
  const removed = before.values.filter((value) => !after.values.includes(value));
  const kept = uses.filter(({ table, column }) => defaultGoes(column, removed, ground.target.literal)
    && ground.goal.tables.find(({ id }) => id === table.id)?.columns.find(({ id }) => id === column.id)?.default === column.default);
  if (kept.length > 0) return fail(...kept.map(({ table, column }) => refusal("default-goes", `The default of ${table.name}.${column.name} is a value that goes. Give it another default first.`, column.id)));
  const replaced = before.values.filter((value) => !after.values.includes(value)).map((value) => [value, answer(field(value))] as const);
  const course = new EnumCourse(ground, after, uses, replaced);
  return succeed({ drafts: course.drafts(), application: course.application(), conversions: [], diagnostics: [] });
}

/** Whether a column's default is one of the values that go. */
function defaultGoes(column: Column, removed: readonly string[], literal: (text: string) => string): boolean {
  return column.default !== undefined && removed.some((value) => column.default?.includes(literal(value)));
}

class EnumCourse {
  private readonly guards: ReadonlyMap<Use, { readonly check: Check; readonly triggers: Schema["objects"] }>;

  constructor(private readonly ground: AlignedGround, private readonly after: EnumType, private readonly uses: readonly Use[], private readonly replaced: readonly (readonly [string, string])[]) {
    const { base, target, sync } = ground;
    this.guards = new Map(uses.map((use) => {
      const { table, column } = use;
      const name = freeName(`${table.name}_${column.name}_values`, base, target, sync.suffixBytes);
      const expression = this.allowed(column);
      const message = `${table.name}.${column.name} must not be ${listed(replaced.map(([value]) => value))} any more`;
      return [use, { check: { id: `${column.id} values`, name, expression }, triggers: target.capabilities.notValidConstraints ? [] : sync.guard({ name, table, predicate: expression, message }) }];
    }));
  }

  drafts(): PhaseDraft[] {
    const { ground: { target }, uses } = this;
    const words = listed(this.replaced.map(([value]) => value));
    const only = { old: false, new: true };
    const archives = uses.map((use) => this.archive(use));
    const unchecked = target.capabilities.notValidConstraints;
    return [
      {
        id: "switch", kind: "switch code", title: `Stop writing ${words}`, runs: { old: true, new: true }, segments: [], explanation: "Rows may still have the value, so the application goes on reading it.",
        checkpoint: { confirm: `No running version of the application writes ${words} any more.`, application: [`Deploy the version that no longer writes ${words}, but still understands it when it reads.`, "Wait until no instance of the old version runs any more."] },
      },
      {
        id: "expand", kind: "expand", title: `Refuse ${words} in new rows`, runs: only, explanation: `New rows are refused ${words}; which rows have it is kept, so that down can give it back.`,
        segments: [
          ...archives.flatMap(({ segments }) => segments),
          ...uses.map((use): Segment => ({ kind: "data", title: "Give the values back", up: () => [], down: (schema) => [{ sql: this.restoring(use, schema) }] })),
          { kind: "shape", change: (schema) => this.guarded(this.defaulted(schema), unchecked) },
        ],
      },
      {
        id: "backfill", kind: "backfill", title: `Replace ${words}`, runs: only, segments: [], explanation: "Rows that have the value get the one chosen for it, in small batches.",
        // One statement for all columns of a table: a row is held to all its guards at once.
        backfills: (schema) => [...new Set(uses.map(({ table }) => table))].map((table) => this.backfill(table, schema)),
      },
      ...(unchecked ? [{
        id: "constrain", kind: "constrain" as const, title: `Check that no row has ${words}`, runs: only, explanation: "All rows are read under a lock that lets readers and writers pass.", asserts: () => uses.map((use) => this.left(use)),
        segments: [{ kind: "shape" as const, change: (schema: Schema) => this.guarded(schema, false) }],
      }] : []),
      {
        id: "contract", kind: "contract", title: `Remove ${words} from ${this.after.name}`, runs: only, asserts: () => uses.map((use) => this.left(use)),
        explanation: "The type is made anew without the value and the columns are converted, which rewrites their tables while nobody can use them: on a large table, change the column's type by phases instead.",
        segments: [
          { kind: "shape", change: (schema) => this.unguarded(schema) },
          { kind: "shape", change: (schema) => withEnum(schema, this.after), reversibility: { kind: "lossless" } },
        ],
      },
      ...archives.flatMap(({ table }, at) => dropArchive(table, at === 0 ? "" : `-${at + 1}`)),
    ];
  }

  application(): ApplicationVersions {
    const tables = [...new Set(this.uses.map(({ table }) => table))];
    return {
      old: tables, new: tables,
      readings: tables.flatMap((table) => (["old", "new"] as const).map((writer) => ({
        writer, written: table.id, read: table.id, match: (rowKey(table) ?? []).map(({ name }) => [name, name] as const), values: table.columns.map(({ name }) => ({ column: name, expression: this.ground.target.quote(name) })),
      }))),
    };
  }

  private backfill(table: Table, schema: Schema): Backfill {
    const { target, sync } = this.ground;
    const owner = tableOf(schema, table.id);
    const columns = this.uses.filter((use) => use.table.id === table.id).map(({ column }) => column);
    const set = columns.map((column) => {
      const name = target.quote(column.name);
      const value = `CASE ${this.replaced.map(([from, to]) => `WHEN ${name} = ${target.literal(from)} THEN ${sync.convert(target.literal(to), column.type, schema)}`).join(" ")} ELSE ${name} END`;
      return `${name} = ${value}`;
    });
    const broken = columns.map((column) => `NOT (${this.allowed(column)})`).join(" OR ");
    const names = columns.map(({ name }) => `${table.name}.${name}`);
    return {
      slug: slugOf(`replace ${table.name} ${columns.map(({ name }) => name).join(" ")}`), title: `Replace ${listed(this.replaced.map(([value]) => value))} in ${listed(names)}`,
      source: { name: owner.name, ...(owner.namespace === undefined ? {} : { namespace: owner.namespace }) }, key: (rowKey(owner) ?? []).map(({ name, type }) => ({ name, type })),
      apply: { sql: `UPDATE ${sqlName(owner, target)} SET ${set.join(", ")} WHERE ${batchPlace} AND (${broken})`, remaining: `SELECT count(*) FROM ${sqlName(owner, target)} WHERE ${broken}` },
      rollback: { absent: "The way back of the phase that refuses new rows gives the values back, from those it kept." },
    };
  }

  /** Columns whose default goes get the one the goal has for them. */
  private defaulted(schema: Schema): Schema {
    return this.uses.filter(({ column }) => defaultGoes(column, this.replaced.map(([value]) => value), this.ground.target.literal)).reduce((running, { table, column }) => {
      const after = this.ground.goal.tables.find(({ id }) => id === table.id)?.columns.find(({ id }) => id === column.id)?.default;
      return changeTable(running, table.id, (owner) => ({ ...owner, columns: owner.columns.map(({ default: before, ...one }) => (one.id === column.id ? { ...one, ...(after === undefined ? {} : { default: after }) } : { ...one, ...(before === undefined ? {} : { default: before }) })) }));
    }, schema);
  }

  /** Satisfied by every value but those that go. */
  private allowed(column: Column): string {
    const { quote, literal } = this.ground.target;
    return this.replaced.map(([value]) => `${quote(column.name)} <> ${literal(value)}`).join(" AND ");
  }

  private left({ table, column }: Use): Assertion {
    return { title: `Rows of ${table.name} still have a value of ${column.name} that goes: run the data migration first`, query: `SELECT count(*) FROM ${sqlName(table, this.ground.target)} WHERE NOT (${this.allowed(column)})` };
  }

  private archive({ table, column }: Use): ReturnType<typeof archiveOf> {
    const { base, target } = this.ground;
    return archiveOf({ name: freeName(`_archive_${table.name}_${column.name}`, base, target), table: table.id, columns: [column.id], key: (rowKey(table) ?? []).map(({ id }) => id), where: `NOT (${this.allowed(column)})`, asText: true }, this.ground);
  }

  /** Rows that still have the value they were given get back the one they had. */
  private restoring(use: Use, schema: Schema): string {
    const { target, sync } = this.ground;
    const owner = sqlName(tableOf(schema, use.table.id), target);
    const archived = schema.tables.find(({ id }) => id === this.archive(use).table.id);
    if (archived === undefined) throw new Error("The archive is not in the schema");
    const name = target.quote(use.column.name);
    const kept = `FROM ${sqlName(archived, target)} AS kept WHERE ${(rowKey(use.table) ?? []).map((one) => `kept.${target.quote(one.name)} = ${owner}.${target.quote(one.name)}`).join(" AND ")}`;
    const given = `CASE kept.${name} ${this.replaced.map(([from, to]) => `WHEN ${target.literal(from)} THEN ${target.literal(to)}`).join(" ")} END`;
    return `UPDATE ${owner} SET ${name} = (SELECT ${sync.convert(`kept.${name}`, use.column.type, schema)} ${kept}) WHERE EXISTS (SELECT 1 ${kept} AND ${given} = ${sync.convert(`${owner}.${name}`, { kind: "text" }, schema)})`;
  }

  private guarded(schema: Schema, notValid: boolean): Schema {
    return this.uses.reduce((running, use) => {
      const guard = this.guards.get(use);
      if (guard === undefined) return running;
      if (guard.triggers.length > 0) return guard.triggers.reduce(withObject, running);
      return changeTable(running, use.table.id, (table) => ({ ...table, checks: [...withoutRecord(table.checks, guard.check.id), notValid ? { ...guard.check, notValid } : guard.check] }));
    }, schema);
  }

  private unguarded(schema: Schema): Schema {
    return this.uses.reduce((running, use) => {
      const guard = this.guards.get(use);
      if (guard === undefined) return running;
      const without = { ...running, objects: running.objects.filter(({ id }) => !guard.triggers.some((trigger) => trigger.id === id)) };
      return changeTable(without, use.table.id, (table) => ({ ...table, checks: withoutRecord(table.checks, guard.check.id) }));
    }, schema);
  }
}
