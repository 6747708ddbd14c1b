import type { Diagnostic, Result, Schema } from "../../model";
import { fail, succeed } from "../../model";
import type { Statement, Target } from "../../targets/target";
import type { SyncFacility } from "../../targets/sync";
import type { Backfill } from "../backfill";
import type { Advice, ApplicationVersions, Assertion, Checkpoint, EvolutionPhase, PhaseKind } from "../evolution";
import { plan } from "../make-plan";
import type { PlannedMigration, Reversibility, Step } from "../plan";
import { slugOf } from "../slug";

/** Where a course runs. */
export interface CourseGround {
  readonly target: Target;
  readonly version: string;
  readonly sync: SyncFacility;
}

/**
 * A part of a phase. `shape`: the schema changes, and the planner says how. `data`: statements that change rows only.
 * `made`: statements of the kind's own, with the change of the schema that they make. `relabel`: records get the ids the
 * design has for them; no statement.
 */
export type Segment =
  | {
      readonly kind: "shape"; readonly change: (schema: Schema) => Schema; readonly online?: boolean;
      /** What down really gives, where other segments of the phase bring values back that the planner thinks lost. */
      readonly reversibility?: Reversibility;
    }
  | { readonly kind: "data"; readonly title: string; readonly up: (schema: Schema) => readonly Statement[]; readonly down: (schema: Schema) => readonly Statement[]; readonly reversibility?: Reversibility }
  | { readonly kind: "made"; readonly title: string; readonly change: (schema: Schema) => Schema; readonly up: (schema: Schema) => readonly Statement[]; readonly down: (schema: Schema) => readonly Statement[] }
  | { readonly kind: "relabel"; readonly change: (schema: Schema) => Schema };

/** A phase before its statements are known: a function of the schema it meets. */
export interface PhaseDraft {
  readonly id: string;
  readonly kind: PhaseKind;
  readonly title: string;
  readonly explanation: string;
  readonly runs: EvolutionPhase["runs"];
  readonly application?: ApplicationVersions;
  readonly segments: readonly Segment[];
  /** Of the rows that batches change; migrations say theirs themselves. */
  readonly reversibility?: Reversibility;
  readonly backfills?: (schema: Schema) => readonly Backfill[];
  readonly asserts?: (schema: Schema) => readonly Assertion[];
  readonly checkpoint?: Checkpoint;
  readonly advice?: (before: Schema, after: Schema) => readonly Advice[];
}

const refusalTitle = "Refuse while rows are left";
const lossless: Reversibility = { kind: "lossless" };

/** The phases of drafts, one after the other from a schema. */
export function phasesOf(drafts: readonly PhaseDraft[], start: Schema, ground: CourseGround): Result<readonly EvolutionPhase[]> {
  const phases: EvolutionPhase[] = [];
  let schema = start;
  for (const draft of drafts) {
    const phase = phaseOf(draft, schema, ground);
    if (!phase.ok) return phase;
    phases.push(phase.value);
    schema = phase.value.after;
  }
  return succeed(phases);
}

/** The schema that drafts lead to, without asking for statements. */
export function endOf(drafts: readonly PhaseDraft[], start: Schema): Schema {
  return drafts.flatMap(({ segments }) => segments).reduce((schema, segment) => ("change" in segment ? segment.change(schema) : schema), start);
}

function phaseOf(draft: PhaseDraft, before: Schema, ground: CourseGround): Result<EvolutionPhase> {
  const files = new Files(ground.target.capabilities.transactionalDdl);
  const asserts = draft.asserts?.(before) ?? [];
  const guarded = asserts.flatMap(({ title, query }) => ground.sync.assertZero(query, title));
  if (guarded.length > 0) files.add([step(refusalTitle, guarded, [])]);
  let schema = before;
  for (const segment of draft.segments) {
    const after = "change" in segment ? segment.change(schema) : schema;
    switch (segment.kind) {
      case "relabel": break;
      case "data": files.add([step(segment.title, segment.up(schema), segment.down(schema), segment.reversibility)]); break;
      case "made": files.add([step(segment.title, segment.up(schema), segment.down(after))]); break;
      case "shape": {
        const planned = plan({ target: ground.target, version: ground.version, base: schema, goal: after, online: segment.online === true });
        const errors = planned.diagnostics.filter((diagnostic): diagnostic is Diagnostic => diagnostic.severity === "error");
        if (errors.length > 0) return fail(...errors);
        for (const migration of planned.migrations) files.take(migration, segment.online === true, segment.reversibility);
      }
    }
    schema = after;
  }
  const migrations = files.migrations(draft, ground.target.capabilities.lockTimeout);
  return succeed({
    id: draft.id, kind: draft.kind, title: draft.title, explanation: draft.explanation, migrations, before, after: schema, asserts, runs: draft.runs,
    backfills: draft.backfills?.(schema) ?? [],
    ...(draft.checkpoint === undefined ? {} : { checkpoint: draft.checkpoint }),
    ...(draft.application === undefined ? {} : { application: draft.application }),
    reversibility: worst([...migrations.map((migration) => migration.reversibility), ...(draft.reversibility === undefined ? [] : [draft.reversibility])]),
    advice: [...lockAdvice(migrations, ground), ...onlineAdvice(migrations, before, ground), ...draft.advice?.(before, schema) ?? []],
  });
}

function step(title: string, up: readonly Statement[], down: readonly Statement[], reversibility: Reversibility = lossless): Step {
  return { changes: [], title, up, down, produces: [], consumes: [], destroys: [], hazards: [], reversibility };
}

interface File extends Partial<Pick<PlannedMigration, "slug" | "title" | "preamble" | "undoneBefore" | "resumable">> {
  readonly steps: Step[];
  readonly transaction: boolean;
  /** Stands for itself: what follows needs it committed, or it must not hold its locks longer. */
  closed: boolean;
}

/** Collects steps into files: together where one transaction can hold them, apart where not. */
class Files {
  private readonly files: File[] = [];

  constructor(private readonly together: boolean) {}

  add(steps: readonly Step[]): void {
    if (steps.every(({ up, down }) => up.length + down.length === 0)) return;
    const open = this.open();
    if (open === undefined) this.files.push({ steps: [...steps], transaction: true, closed: false });
    else open.steps.push(...steps);
  }

  take(planned: PlannedMigration, alone: boolean, reversibility: Reversibility | undefined): void {
    const steps = planned.steps.map((one) => asPhase(one, reversibility));
    const commits = steps.some(({ up, down }) => [...up, ...down].some((statement) => statement.transaction === "commit-after"));
    const closed = alone || commits;
    const open = planned.transaction ? this.open() : undefined;
    // A refusal stands with what it guards.
    const guarding = open?.steps.every(({ title }) => title === refusalTitle) === true;
    if (open !== undefined && (guarding || (this.together && !closed))) {
      open.steps.push(...steps);
      open.closed = closed;
    }
    else this.files.push({ steps, transaction: planned.transaction, closed: closed || !planned.transaction, slug: planned.slug, title: planned.title, ...(planned.undoneBefore === true ? { undoneBefore: true } : {}) });
  }

  private open(): File | undefined {
    const last = this.files.at(-1);
    return last === undefined || last.closed ? undefined : last;
  }

  migrations(draft: Pick<PhaseDraft, "id" | "title">, lockTimeout: string | undefined): PlannedMigration[] {
    return this.files.map(({ steps, transaction, slug, title, undoneBefore, preamble = transaction && lockTimeout !== undefined ? [lockTimeout] : undefined }): PlannedMigration => ({
      slug: slugOf(`${draft.id} ${this.files.length > 1 && slug !== undefined ? slug : draft.title}`),
      title: this.files.length > 1 && title !== undefined ? `${draft.title}: ${title}` : draft.title,
      transaction, steps, reversibility: worst(steps.map((one) => one.reversibility)), ...(preamble === undefined ? {} : { preamble }),
      ...(undoneBefore === true ? { undoneBefore } : {}), ...(this.together ? {} : { resumable: true }),
    }));
  }
}

/** What breaks an application in the direct form does not here, waits for locks are bounded; what other segments bring back is not lost. */
function asPhase(planned: Step, reversibility: Reversibility | undefined): Step {
  const hazards = planned.hazards.filter(({ kind, code }) => kind !== "breaking" && code !== "waits-for-lock" && !(kind === "loss" && reversibility?.kind === "lossless"));
  if (reversibility === undefined || planned.reversibility.kind === "lossless") return { ...planned, hazards };
  return { ...planned, hazards, reversibility };
}

function worst(all: readonly Reversibility[]): Reversibility {
  const why = all.flatMap((one) => (one.kind === "irreversible" ? [one.why] : []));
  if (why.length > 0) return { kind: "irreversible", why: [...new Set(why)].join("; ") };
  const what = all.flatMap((one) => (one.kind === "lossy" ? [one.what] : []));
  return what.length > 0 ? { kind: "lossy", what: [...new Set(what)].join("; ") } : lossless;
}

function lockAdvice(migrations: readonly PlannedMigration[], { target: { capabilities: { lockTimeout, transactionalDdl } } }: CourseGround): Advice[] {
  if (lockTimeout === undefined || migrations.length === 0) return [];
  const what = transactionalDdl ? "Each transaction" : "Each statement";
  const again = transactionalDdl ? "run it again" : "go on from its resume point";
  return [{ title: "Locks", text: `${what} gives up when it has waited for a lock for a while, so that it does not queue up everybody behind it. It then has changed nothing: ${again}, with a growing pause between tries.` }];
}

/** Tools for tables that a phase copies, where the engine holds up writers for that. */
function onlineAdvice(migrations: readonly PlannedMigration[], before: Schema, { sync }: CourseGround): Advice[] {
  const statements = migrations.flatMap(({ steps }) => steps.flatMap(({ up }) => up.map(({ sql }) => sql)));
  return before.tables.flatMap((table) => sync.onlineTools?.({ table, schema: before, statements }) ?? []);
}
