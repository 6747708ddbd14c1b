import type { Column, Id, Schema, Table } from "../../model";
import { batchPlace, type Backfill } from "../backfill";
import type { ApplicationVersions, Conversion, EvolutionField } from "../evolution";
import type { Reversibility } from "../plan";
import { changeTable, tableOf, withObject } from "../running-schema";
import { slugOf } from "../slug";
import type { CourseGround, PhaseDraft, Segment } from "./course";
import { freeName, rowKey, sqlName } from "./records";

/** A rule that rows must follow from some time on, while rows may be there that do not. */
export interface ConstraintSpec {
  readonly base: Schema;
  readonly table: Id;
  /** "users.email must have a value". */
  readonly rule: string;
  /** For names: `email_required`. */
  readonly slug: string;
  /** What the new version of the application does: "always writes users.email". */
  readonly application: string;
  /** Predicate of the rows that do not follow the rule, over the table's columns unqualified. */
  readonly broken: string;
  /** How broken rows are mended; absent: they are only counted, and a person sees to them. */
  readonly repair?: { readonly set: string } | "delete";
  /** What a row that is written must satisfy, where one row can tell; new rows are held to it before the old ones are mended. */
  readonly predicate?: string;
  /** The constraint, unchecked: for targets that have such. */
  readonly unchecked?: (schema: Schema) => Schema;
  /** The same, checked. */
  readonly checked?: (schema: Schema) => Schema;
  /** Its final form. */
  readonly final: (schema: Schema) => Schema;
  /** The final form is made in a way that does not block writers, where there is one. */
  readonly online: boolean;
}

/** The phases of a constraint, and what the versions of the application see. */
export interface ConstraintCourse {
  readonly drafts: readonly PhaseDraft[];
  readonly application: ApplicationVersions;
  readonly conversions: readonly Conversion[];
}

/** The question how rows that break a rule are mended. */
export function repairQuestion(id: string, column: Column, proposed: string, help: string): EvolutionField {
  return { id, label: `${column.name} of rows that do not fit`, help: `${help} Leave it empty to see to such rows yourself: the constraint is refused while there are any.`, form: "expression", proposed, required: false };
}

/** Code first, then new rows, then old rows, then the constraint itself. */
export function constraintCourse(spec: ConstraintSpec, ground: CourseGround): ConstraintCourse {
  const { target, sync } = ground;
  const { base, rule } = spec;
  const table = tableOf(base, spec.table);
  const only = { old: false, new: true };
  const count = { title: `Rows are left that break the rule: ${rule}`, query: `SELECT count(*) FROM ${sqlName(table, target)} WHERE ${spec.broken}` };
  const guardName = freeName(`${table.name}_${spec.slug}_guard`, base, target, sync.suffixBytes);
  const guards = spec.unchecked === undefined && spec.predicate !== undefined ? sync.guard({ name: guardName, table, predicate: spec.predicate, message: rule.slice(0, 120) }) : [];
  const guarded = (schema: Schema): Schema => guards.reduce(withObject, schema);
  const unguarded = (schema: Schema): Schema => ({ ...schema, objects: schema.objects.filter(({ id }) => !guards.some((guard) => guard.id === id)) });
  const drafts: PhaseDraft[] = [{
    id: "switch", kind: "switch code", title: `Follow the rule in the application: ${rule}`, runs: { old: true, new: true }, segments: [],
    explanation: "The next phase refuses writes that break the rule, so no version may make them any more.",
    checkpoint: { confirm: `Every running version of the application ${spec.application}.`, application: [`Deploy the version that ${spec.application}.`, "Wait until no instance of the old version runs any more."] },
  }];
  if (spec.unchecked !== undefined || guards.length > 0) {
    drafts.push({
      id: "expand", kind: "expand", title: `Refuse new rows that break the rule: ${rule}`, runs: only,
      explanation: spec.unchecked === undefined ? "A trigger refuses new rows that break the rule; rows that are there stay." : "The constraint is added without a look at the rows that are there; from now on every write must satisfy it.",
      segments: [{ kind: "shape", change: spec.unchecked ?? guarded }],
    });
  }
  const repair = backfill(spec, table, count.query, ground);
  if (repair !== undefined) {
    drafts.push({
      id: "backfill", kind: "backfill", title: repair.title, runs: only, segments: [], backfills: () => [repair], reversibility: repairLoss(spec),
      explanation: "Rows that are there and break the rule are mended in small batches.",
    });
  }
  if (spec.checked !== undefined) {
    drafts.push({
      id: "constrain", kind: "constrain", title: `Check the rule for all rows: ${rule}`, runs: only, asserts: () => [count],
      explanation: "All rows are read under a lock that lets readers and writers pass, in a transaction of its own.",
      segments: [{ kind: "shape", change: spec.checked }],
    });
  }
  const last: Segment[] = [{ kind: "shape", change: spec.final, online: spec.online }, ...(guards.length > 0 ? [{ kind: "shape" as const, change: unguarded }] : [])];
  const checked = spec.checked?.(spec.unchecked?.(base) ?? base);
  if (checked === undefined || spec.final(checked) !== checked) {
    const kind = spec.checked === undefined ? "constrain" : "contract";
    drafts.push({
      id: kind, kind, title: `Add the constraint: ${rule}`, runs: only, segments: last, asserts: () => [count],
      explanation: "The rule becomes a constraint of the schema, and what held new rows to it goes.",
    });
  }
  return { drafts, application: versions(spec, table, ground), conversions: [] };
}

function backfill(spec: ConstraintSpec, table: Table, remaining: string, { target }: CourseGround): Backfill | undefined {
  const key = rowKey(table);
  if (spec.repair === undefined || key === undefined) return undefined;
  const name = sqlName(table, target);
  const sql = spec.repair === "delete" ? `DELETE FROM ${name} WHERE ${batchPlace} AND (${spec.broken})` : `UPDATE ${name} SET ${spec.repair.set} WHERE ${batchPlace} AND (${spec.broken})`;
  return {
    slug: slugOf(`repair ${table.name} ${spec.slug}`), title: `${spec.repair === "delete" ? "Delete" : "Mend"} rows that break the rule: ${spec.rule}`,
    source: { name: table.name, ...(table.namespace === undefined ? {} : { namespace: table.namespace }) }, key: key.map((column) => ({ name: column.name, type: column.type })),
    apply: { sql, remaining },
    rollback: { absent: spec.repair === "delete" ? "Deleted rows are gone." : "Which values were there before is not kept." },
  };
}

function repairLoss({ repair, rule }: ConstraintSpec): Reversibility {
  return { kind: "lossy", what: repair === "delete" ? `rows that break the rule (${rule}) are deleted` : `rows that break the rule (${rule}) keep the values they are mended with` };
}

function versions({ base, table: id, final, unchecked, checked }: ConstraintSpec, table: Table, { target }: CourseGround): ApplicationVersions {
  const after = tableOf(final((checked ?? ((schema: Schema) => schema))((unchecked ?? ((schema: Schema) => schema))(base))), id);
  const values = table.columns.map(({ name }) => ({ column: name, expression: target.quote(name) }));
  const match = (rowKey(table) ?? table.columns).map(({ name }) => [name, name] as const);
  return { old: [table], new: [after], readings: (["old", "new"] as const).map((writer) => ({ writer, written: id, read: id, match, values })) };
}

/** The schema with a table's members of one kind changed. */
export function changeMembers<K extends "uniques" | "checks" | "foreignKeys">(schema: Schema, table: Id, kind: K, change: (members: Table[K]) => Table[K]): Schema {
  return changeTable(schema, table, (owner) => ({ ...owner, [kind]: change(owner[kind]) }));
}
