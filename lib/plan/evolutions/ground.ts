import { diffSchemas, mapIds } from "../../diff";
import { fail, succeed, type Column, type Diagnostic, type Id, type Result, type Schema, type Table } from "../../model";
import type { SyncFacility } from "../../targets/sync";
import type { Conversion, ApplicationVersions, Evolution, EvolutionField, EvolutionGround, EvolutionProposal, EvolutionRequest } from "../evolution";
import { phasesOf, type CourseGround, type PhaseDraft } from "./course";
import { refusal } from "./records";

/** A table that base and goal both have, with what became of its columns. Ids are the base's where a record is in both. */
export interface TableChange {
  readonly before: Table;
  readonly after: Table;
  readonly dropped: readonly Column[];
  readonly added: readonly Column[];
  readonly kept: readonly (readonly [Column, Column])[];
}

/** Base and goal with one id for one record, whoever gave the ids; undefined where the target cannot evolve by phases. */
export interface AlignedGround extends EvolutionGround {
  readonly sync: SyncFacility;
  /** The id a record of the goal has in the goal as it was given. */
  readonly given: (id: Id) => Id;
}

/** Brings the goal's ids in line with the base's: records are the same by id, else by name. */
export function alignedGround(ground: EvolutionGround): AlignedGround | undefined {
  const { sync } = ground.target;
  if (sync === undefined) return undefined;
  const { matching } = diffSchemas(ground.base, ground.goal);
  const given = new Map<Id, Id>();
  const goal = mapIds(ground.goal, (id) => {
    const base = matching.baseOf(id);
    if (base !== undefined) given.set(base, id);
    return base ?? id;
  });
  return { ...ground, goal, sync, given: (id) => given.get(id) ?? id };
}

/** Tables on both sides whose columns may differ. */
export function tableChanges({ base, goal }: Pick<EvolutionGround, "base" | "goal">): TableChange[] {
  return base.tables.flatMap((before): TableChange[] => {
    const after = goal.tables.find((table) => table.id === before.id);
    if (after === undefined) return [];
    return [{
      before, after,
      dropped: before.columns.filter((column) => !after.columns.some(({ id }) => id === column.id)),
      added: after.columns.filter((column) => !before.columns.some(({ id }) => id === column.id)),
      kept: before.columns.flatMap((column) => after.columns.flatMap((other) => (other.id === column.id ? [[column, other] as const] : []))),
    }];
  });
}

/** Why a column cannot be carried row by row; undefined when it can. */
export function fixedColumn(table: Table, column: Column): string | undefined {
  if (table.primaryKey?.columns.includes(column.id) === true) return `${table.name}.${column.name} belongs to the primary key: rows could not be found again while it changes. Change it directly, at a quiet time.`;
  if (column.generated !== undefined) return `${table.name}.${column.name} is generated: nobody writes it, so change it directly.`;
  if (column.identity !== undefined) return `${table.name}.${column.name} numbers rows by itself: change it directly.`;
  return undefined;
}

/** Answers with the proposals of fields that were left out; findings for required ones that stay empty. */
export function answersOf(fields: readonly EvolutionField[], request: EvolutionRequest): Result<(field: string) => string> {
  const given = new Map(fields.map((field) => [field.id, (request.answers[field.id] ?? "").trim() || field.proposed]));
  const missing = fields.filter((field) => field.required && given.get(field.id) === "");
  if (missing.length > 0) return fail(...missing.map((field) => refusal("answer-missing", `${field.label}: an answer is needed. ${field.help}`)));
  const wrong = fields.filter((field) => field.choices !== undefined && !field.choices.some(({ value }) => value === given.get(field.id)));
  if (wrong.length > 0) return fail(...wrong.map((field) => refusal("answer-unknown", `${field.label}: ${given.get(field.id) ?? ""} is none of ${field.choices?.map(({ value }) => value).join(", ") ?? ""}.`)));
  return succeed((field) => given.get(field) ?? "");
}

/** The proposal of a kind with the request's subject; a finding when base and goal no longer have it. */
export function proposalFor(proposals: readonly EvolutionProposal[], request: EvolutionRequest): Result<EvolutionProposal> {
  const wanted = JSON.stringify(Object.entries(request.subject).sort());
  const found = proposals.find(({ subject }) => JSON.stringify(Object.entries(subject).sort()) === wanted);
  return found === undefined ? fail(refusal("subject-gone", "The change that this evolution carries is not between the two schemas any more.")) : succeed(found);
}

/** What a kind gives besides its phases. */
export interface Course {
  readonly drafts: readonly PhaseDraft[];
  readonly application: ApplicationVersions;
  readonly conversions: readonly Conversion[];
  readonly diagnostics: readonly Diagnostic[];
}

/** The evolution of a course from a base. */
export function evolutionOf(proposal: EvolutionProposal, base: Schema, course: Course, ground: CourseGround): Result<Evolution> {
  const { drafts, application, conversions, diagnostics } = course;
  const phases = phasesOf(drafts, base, ground);
  if (!phases.ok) return phases;
  return succeed({
    kind: proposal.kind, title: proposal.title, carries: proposal.carries, phases: phases.value, application, conversions, diagnostics,
    replan: (running, from) => phasesOf(drafts.slice(from), running, ground),
  });
}
