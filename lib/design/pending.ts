import { dataMigrationLanguages, dataMigrationName } from "../export/data-migrations";
import { migrationVersion, nameMigrations } from "../export/migration-name";
import { emptySchema, type Diagnostic, type Id, type Schema, type TableLoad, type TechnologyId } from "../model";
import type { Backfill } from "../plan/backfill";
import { renderMigration, type MigrationFile } from "../plan/migration-file";
import { plan, type ChangeForm, type Plan } from "../plan";
import { proofSubject } from "../proof/subject";
import type { NativeFacility } from "../targets/native";
import { findTarget } from "../targets/registry";
import type { Target } from "../targets/target";
import type { DesignSettings, FormChoice, PlannedEvolution } from "./design";
import { evolve, type EvolutionState } from "./evolve";
import type { Confirmation, EvolutionInFlight, InFlight } from "./flight";
import type { PendingMigration } from "./pending-migration";
import { pendingShape, type PendingShape, type ShapeInput } from "./pending-shape";
import { mainStore, type ReleasedShapes } from "./released-shapes";
import { partOf, patternsOf, storeFolder, type SecondStore } from "./second-store";

export type { PendingMigration };

/** The last release as far as the next one needs it. */
export interface ReleasedBase {
  readonly schema: Schema;
  readonly target: TechnologyId;
  /** Names of the files of all releases so far. */
  readonly fileNames: readonly string[];
  /** Its number; absent counts as 1. */
  readonly number?: number;
  /** Names of the data migrations of all releases so far. */
  readonly dataFileNames?: readonly string[];
  /** Changes in phases that are under way, or ended. */
  readonly evolutions?: readonly InFlight[];
  /** The shapes of its derived stores. */
  readonly shapes?: ReleasedShapes;
}

/** What would be released now: the plan from the last release to the design, as files. */
export interface Pending {
  readonly base: Schema;
  /** What the files lead to: the design, but for what changes in phases still hold back. */
  readonly goal: Schema;
  /** What of the design is changed directly. */
  readonly plan: Plan;
  /** Each planned migration with the file it becomes, in order: those of phases first. */
  readonly migrations: readonly PendingMigration[];
  /** Scripts for rows that phases fill or repair, in every language there is for the target. */
  readonly dataMigrations: readonly MigrationFile[];
  readonly evolutions: readonly EvolutionState[];
  /** What is under way once this is released. */
  readonly flights: readonly EvolutionInFlight[];
  /** What the design asks for of that which starts now. */
  readonly drawn: Schema;
  /** Stores whose shape is derived from the schema: the main one, where the technology is such, and second ones. */
  readonly shapes: readonly PendingShape[];
  readonly diagnostics: readonly Diagnostic[];
}

export interface PendingInput extends Partial<ShapeInput> {
  readonly schema: Schema;
  readonly settings: Pick<DesignSettings, "targetVersion" | "numbering" | "online" | "renames" | "forms">;
  /** Design.rowCounts. */
  readonly rows?: ReadonlyMap<Id, number>;
  /** Design.evolutions. */
  readonly evolutions?: readonly PlannedEvolution[];
  readonly confirmations?: readonly Confirmation[];
  /** Design.stores. */
  readonly stores?: readonly SecondStore[];
  readonly target: Target;
  readonly released: ReleasedBase | undefined;
  readonly now: Date;
}

/**
 * The pending migrations of a design. Browser and server call this with the same input and get the same files;
 * `now` only matters for timestamp numbering. After a switch of target there is nothing to alter in the new
 * technology, so the base is empty and a diagnostic says so.
 */
export function pendingMigrations(input: PendingInput): Pending {
  const own = input.target.native === undefined ? pendingStatements(input) : pendingNative(input, input.target.native);
  return (input.stores ?? []).reduce((pending, store) => withStore(pending, store, input), own);
}

/** With the files of a second store, which holds the part of the goal that was given to it. */
function withStore(pending: Pending, store: SecondStore, { settings, released, now, patterns = [], stores = [], ...input }: PendingInput): Pending {
  const target = findTarget(store.target);
  if (target?.native === undefined) return { ...pending, diagnostics: [...pending.diagnostics, { code: "store-not-derived", severity: "error", message: `Strata cannot make a second store in ${store.target}.`, place: { objectId: store.id } }] };
  const part = partOf(pending.goal, store.tables);
  const made = pendingShape({
    store: store.id, folder: storeFolder(store, stores), target, native: target.native, version: store.version, schema: part, base: partOf(pending.base, store.tables),
    patterns: patternsOf(patterns, part.tables.map(({ id }) => id)), loads: input.loads ?? loadsOf(input), choices: new Map(Object.entries(store.choices)), released: released?.shapes?.[store.id],
    fileNames: released?.fileNames ?? [], dataFileNames: released?.dataFileNames ?? [], numbering: settings.numbering, now,
  });
  const said = made.diagnostics.map((diagnostic) => ({ ...diagnostic, message: `${target.label}: ${diagnostic.message}` }));
  return {
    ...pending, plan: { ...pending.plan, changes: [...pending.plan.changes, ...made.changes.map((change) => ({ ...change, title: `${target.label}: ${change.title}` }))] },
    migrations: [...pending.migrations, ...made.migrations], dataMigrations: [...pending.dataMigrations, ...made.dataMigrations],
    shapes: [...pending.shapes, made.shape], diagnostics: [...pending.diagnostics, ...said],
  };
}

/** The main store has a shape of its own: one derived store and nothing else. */
function pendingNative(input: PendingInput, native: NativeFacility): Pending {
  const { schema, settings, target, released, now, patterns = [], loads = loadsOf(input), choices = new Map() } = input;
  const switched = released !== undefined && released.target !== target.id;
  const base = released === undefined || switched ? emptySchema : released.schema;
  const made = pendingShape({
    store: mainStore, folder: "", target, native, version: settings.targetVersion, schema, base, patterns, loads, choices, released: switched ? undefined : released?.shapes?.[mainStore],
    fileNames: released?.fileNames ?? [], dataFileNames: released?.dataFileNames ?? [], numbering: settings.numbering, now,
  });
  const diagnostics = [...made.diagnostics, ...(switched ? [switchNote(target, released)] : [])];
  return {
    base, goal: schema, plan: { changes: made.changes, migrations: made.migrations.map(({ planned }) => planned), questions: [], diagnostics: [] },
    migrations: made.migrations, dataMigrations: made.dataMigrations, evolutions: [], flights: [], drawn: schema, shapes: [made.shape], diagnostics,
  };
}

function loadsOf({ rows }: Pick<PendingInput, "rows">): ReadonlyMap<Id, TableLoad> {
  return new Map([...rows ?? []].map(([id, count]) => [id, { rows: count }]));
}

/** What a proof of it must be of. */
export function pendingSubject(pending: Pending): Promise<string> {
  const shapes = pending.shapes.map(({ store, target, version, base, mapped }) => ({ store, target: target.id, version, base, model: mapped.model }));
  return proofSubject(pending.base, pending.goal, releasedFiles(pending), shapes);
}

function pendingStatements(input: PendingInput): Pending {
  const { settings, target, released, now, rows } = input;
  const derived = target.derive?.({ schema: input.schema, patterns: input.patterns ?? [], loads: input.loads ?? loadsOf(input), choices: input.choices ?? new Map(), version: settings.targetVersion });
  const schema = derived?.schema ?? input.schema;
  const switched = released !== undefined && released.target !== target.id;
  const base = released === undefined || switched ? emptySchema : released.schema;
  const evolved = evolve({
    target, version: settings.targetVersion, base, design: schema, next: released === undefined ? 1 : (released.number ?? 1) + 1,
    chosen: released === undefined || switched ? [] : input.evolutions ?? [], flights: switched ? [] : released?.evolutions ?? [], confirmations: input.confirmations ?? [],
  });
  const planned = plan({
    target, version: settings.targetVersion, base: evolved.running, goal: evolved.goal, renames: settings.renames, online: settings.online,
    ...(rows === undefined ? {} : { rows }), ...(settings.forms === undefined ? {} : { forms: formsOf(settings.forms) }),
  });
  const all = [...evolved.migrations, ...planned.migrations];
  const names = nameMigrations(all.map((m) => m.slug), released?.fileNames ?? [], settings.numbering, now);
  const migrations = all.map((migration, i): PendingMigration => ({
    planned: migration, file: renderMigration(migration, names[i] ?? migration.slug), ...(i < evolved.migrations.length ? { ofPhase: true } : {}),
  }));
  const scripts = dataMigrations(evolved.backfills, released?.dataFileNames ?? [], input);
  return {
    base, goal: evolved.goal, plan: planned, migrations, dataMigrations: scripts.files, evolutions: evolved.states, flights: evolved.flights, drawn: evolved.drawn, shapes: [],
    diagnostics: [...derived?.diagnostics ?? [], ...evolved.diagnostics, ...planned.diagnostics, ...scripts.diagnostics, ...(switched ? [switchNote(target, released)] : [])],
  };
}

/** Everything that is released, and so what a proof is of. */
export function releasedFiles({ migrations, dataMigrations: scripts }: Pick<Pending, "migrations" | "dataMigrations">): readonly MigrationFile[] {
  return [...migrations.flatMap(({ file, beside = [] }) => [file, ...beside]), ...scripts];
}

/** Whether there is anything to release. */
export function isNothing(pending: Pick<Pending, "migrations" | "dataMigrations">): boolean {
  return pending.migrations.length + pending.dataMigrations.length === 0;
}

/** What the pending files take away for good, one sentence each: what a release of them needs consent to. */
export function lossesOf({ migrations }: Pick<Pending, "migrations">): readonly string[] {
  return [...new Set(migrations.flatMap(({ planned }) => planned.steps.flatMap(({ up, reversibility }) => {
    if (reversibility.kind === "lossless") return [];
    const named = up.flatMap(({ loss }) => loss ?? []);
    return named.length > 0 ? named : [reversibility.kind === "lossy" ? reversibility.what : reversibility.why];
  })))];
}

function dataMigrations(backfills: readonly Backfill[], released: readonly string[], { settings, target, now }: PendingInput): { readonly files: readonly MigrationFile[]; readonly diagnostics: readonly Diagnostic[] } {
  const names = nameMigrations(backfills.map(({ slug }) => slug), released, settings.numbering, now);
  const files: MigrationFile[] = [];
  const diagnostics: Diagnostic[] = [];
  backfills.forEach((backfill, i) => {
    const number = /^\d+/.exec(names[i] ?? "")?.[0] ?? String(migrationVersion(names[i] ?? "") ?? i + 1);
    const written = dataMigrationLanguages.map((language) => ({ language, result: language.write({ number, backfill, target }) }));
    for (const { language, result } of written) if (result.ok) files.push({ name: `${dataMigrationName({ number, backfill })}.${language.extension}`, content: result.value });
    if (written.some(({ result }) => result.ok)) return;
    diagnostics.push(...written.flatMap(({ result }) => (result.ok ? [] : result.diagnostics)).slice(0, 1));
  });
  return { files, diagnostics };
}

function switchNote(target: Target, { evolutions = [] }: ReleasedBase): Diagnostic {
  const under = evolutions.filter(({ ended }) => ended === undefined).map(({ title }) => title);
  return {
    code: "target-switched", severity: under.length > 0 ? "warning" : "info",
    message: `The last release is for another technology, so these migrations create the whole schema for ${target.label}.${under.length > 0 ? ` Left where they are: ${under.join("; ")}.` : ""}`,
  };
}

function formsOf(choices: Readonly<Record<string, FormChoice>>): Readonly<Record<string, ChangeForm>> {
  return Object.fromEntries(Object.entries(choices).map(([change, { form }]) => [change, form]));
}
