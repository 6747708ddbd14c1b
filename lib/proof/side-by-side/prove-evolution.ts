import { sameCatalog } from "../../diff";
import type { WorkOptions } from "../../import/work";
import type { Diagnostic, Id, Schema } from "../../model";
import type { Evolution, EvolutionPhase } from "../../plan/evolution";
import { parseMigration, renderMigration, type MigrationFile, type ParsedMigration } from "../../plan/migration-file";
import { SandboxError, type Sandbox } from "../../sandbox/sandbox";
import type { SyncFacility } from "../../targets/sync";
import type { Target } from "../../targets/target";
import { checkExpressions } from "../check-expressions";
import { loadSchema } from "../load-schema";
import type { Proof, ProofStage, StageName } from "../proof";
import { contentDifference, contents, readRows, type Contents } from "../row-contents";
import { seedRows } from "../rows/seed-rows";
import { FileRunner, relationNames } from "../run-files";
import { proofSubject } from "../subject";
import { rowsLeft, runBackfill } from "./run-backfill";
import { runPatterns } from "./patterns";
import { baselineOf, runSideBySide, type Baseline } from "./side-by-side";

/** An evolution to be proven, from the base that its first phase begins with. */
export interface EvolutionProofRequest {
  readonly target: Target;
  readonly version: string;
  readonly evolution: Evolution;
  /** Statements run once the base's rows are there: rows of the kind that the evolution is to meet. */
  readonly prepare?: readonly string[];
  /** Queries of the design's access patterns; those that the base understands count as the old version's, those that the end understands as the new one's. */
  readonly queries?: readonly { readonly name: string; readonly sql: string }[];
}

/** The files of a phase, named after it. */
export function phaseFiles(phase: EvolutionPhase): MigrationFile[] {
  return phase.migrations.map((migration, at) => renderMigration(migration, `${phase.id}_${String(at + 1).padStart(2, "0")}_${migration.slug}.sql`));
}

/**
 * Runs an evolution phase by phase with rows in the tables: the catalog after each phase is the one the phase promises, batches fill
 * what they are to fill, a phase that asserts refuses before that, and the statements of both application versions work and read right
 * values wherever they may run. Then all phases down, with catalog and rows compared, and up again.
 */
export async function proveEvolution(request: EvolutionProofRequest, options: WorkOptions): Promise<Proof> {
  const { evolution, target, version } = request;
  const [first] = evolution.phases;
  const start = performance.now();
  const files = evolution.phases.flatMap(phaseFiles);
  const base = first?.before ?? { tables: [], enums: [], objects: [] };
  const subject = await proofSubject(base, evolution.phases.at(-1)?.after ?? base, files);
  if (target.sync === undefined) throw new Error(`${target.label} has no evolutions`);
  const sandbox = await options.openSandbox(target.id, { version });
  try {
    const course = new Course(request, target.sync, sandbox, options);
    await course.run(base);
    return {
      passed: course.stages.every((stage) => stage.passed), engine: sandbox.engine, fidelity: sandbox.fidelity ?? (sandbox.engine.includes(` ${version}`) ? "engine" : "compatible engine"),
      subject, stages: course.stages, statements: course.runner.statements, seededRows: course.seededRows, diagnostics: course.diagnostics, milliseconds: performance.now() - start,
    };
  } finally {
    await sandbox.close();
  }
}

class Failed extends Error {}

class Course {
  readonly stages: ProofStage[] = [];
  readonly diagnostics: Diagnostic[] = [];
  readonly runner: FileRunner;
  seededRows = 0;
  private baseline: Baseline | undefined;
  private readonly roles = new Set<string>();
  private readonly catalogs = new Map<Schema, Schema>();
  private readonly contents = new Map<Id, Contents>();
  private patterns: { readonly old: readonly string[]; readonly new: readonly string[] } = { old: [], new: [] };

  constructor(private readonly request: EvolutionProofRequest, private readonly sync: SyncFacility, private readonly sandbox: Sandbox, private readonly options: WorkOptions) {
    this.runner = new FileRunner(sandbox, options.signal);
  }

  async run(base: Schema): Promise<void> {
    const { phases } = this.request.evolution;
    const final = phases.findIndex(({ reversibility }) => reversibility.kind === "irreversible");
    const undone = final < 0 ? phases : phases.slice(0, final);
    try {
      await this.stage("expressions", undefined, () => this.expressions(base));
      await this.stage("seed", undefined, async () => {
        for (const schema of new Set([base, ...phases.map(({ after }) => after)])) {
          this.catalogs.set(schema, await this.catalogOf(schema));
          if (schema === (phases.at(-1)?.after ?? base)) await this.choosePatterns("new");
        }
        return this.seed(base);
      });
      for (const phase of undone) await this.phase(phase, "phase up");
      for (const phase of undone.toReversed()) await this.down(phase);
      await this.stage("rows down", undefined, () => this.rowsDown(base, undone));
      for (const phase of phases) await this.phase(phase, "phase up again");
    } catch (error) {
      if (!(error instanceof Failed)) throw error;
    }
  }

  private async stage(name: StageName, phase: EvolutionPhase | undefined, work: () => Promise<string>): Promise<void> {
    this.options.signal?.throwIfAborted();
    this.options.onProgress?.(this.stages.length, this.request.evolution.phases.length * 8, phase === undefined ? name : `${name}: ${phase.title}`);
    const start = performance.now();
    const record = (passed: boolean, observed: string): void => {
      this.stages.push({ name, passed, observed, milliseconds: performance.now() - start, ...(phase === undefined ? {} : { phase: phase.id }) });
    };
    try {
      record(true, await work());
    } catch (error) {
      if (!(error instanceof Failed || error instanceof SandboxError)) throw error;
      const where = phase === undefined ? "" : `${phase.title}: `;
      this.diagnostics.push({ code: `evolution-proof-${name.replaceAll(" ", "-")}`, severity: "error", message: `${where}${error.message}` });
      record(false, error.message);
      await this.sandbox.run("ROLLBACK").catch(() => undefined);
      throw new Failed(error.message);
    }
  }

  private async catalogOf(schema: Schema): Promise<Schema> {
    await this.sandbox.reset();
    await loadSchema(this.sandbox, this.request.target, schema, this.request.version, this.roles);
    return (await this.sandbox.introspect()).schema;
  }

  private async expressions(base: Schema): Promise<string> {
    const { target, version, evolution: { conversions } } = this.request;
    if (conversions.length === 0) return "Nothing is converted.";
    const findings = await checkExpressions({ target, version, base, conversions }, this.sandbox, this.options.signal);
    for (const { message, severity, field } of findings) this.diagnostics.push({ code: `evolution-expression-${severity === "error" ? "fails" : "lossy"}`, severity, message: `${field}: ${message}` });
    const errors = findings.filter(({ severity }) => severity === "error");
    if (errors.length > 0) throw new Failed(errors.map(({ message }) => message).join("; "));
    return findings.length === 0 ? "Every sample comes back as it was." : findings.map(({ message }) => message).join("; ");
  }

  private async seed(base: Schema): Promise<string> {
    await this.sandbox.reset();
    await loadSchema(this.sandbox, this.request.target, base, this.request.version, this.roles);
    await this.choosePatterns("old");
    const seeded = await seedRows(this.sandbox, this.request.target, base, this.options.signal);
    this.seededRows = seeded.reduce((sum, { rows }) => sum + rows, 0);
    for (const sql of this.request.prepare ?? []) await this.sandbox.run(sql);
    await this.lookBefore(base);
    for (const table of base.tables) this.contents.set(table.id, await this.read(table));
    const empty = seeded.filter(({ rows }) => rows === 0).map(({ table, reason }) => `${table.name} (${reason ?? "unknown"})`);
    return `${this.seededRows} rows in ${seeded.length - empty.length} of ${seeded.length} tables.${empty.length === 0 ? "" : ` Without rows: ${empty.join(", ")}.`}`;
  }

  private async lookBefore(base: Schema): Promise<void> {
    const { evolution: { application }, target } = this.request;
    this.baseline = await baselineOf({ sandbox: this.sandbox, target, sync: this.sync }, base, application);
    for (const id of this.baseline.closed) {
      const table = base.tables.find((candidate) => candidate.id === id);
      this.diagnostics.push({ code: "evolution-proof-table-closed", severity: "warning", message: `${table?.name ?? id} takes no row that could be made for it, so statements on it were not tried.`, place: { objectId: id } });
    }
  }

  /** Queries that the engine understands in the schema it has now are that version's. */
  private async choosePatterns(version: "old" | "new"): Promise<void> {
    const { passed } = await runPatterns(this.sandbox, (this.request.queries ?? []).map(({ sql }) => sql));
    this.patterns = { ...this.patterns, [version]: passed };
  }

  private async read(table: Schema["tables"][number]): Promise<Contents> {
    return contents(await readRows(table, table.columns.filter((column) => column.generated === undefined && this.baseline?.changed.has(`${table.id} ${column.name}`) !== true), this.request.target, this.sandbox.query));
  }

  private async phase(phase: EvolutionPhase, name: "phase up" | "phase up again"): Promise<void> {
    const again = name === "phase up again";
    if (phase.migrations.length > 0) {
      await this.stage(name, phase, () => this.files(phase, again ? "up again" : "up"));
      if (!again || phase === this.request.evolution.phases.findLast(({ migrations }) => migrations.length > 0)) await this.stage("compare phase", phase, () => this.compare(phase.after));
    }
    if (!again && phase.backfills.length > 0 && this.asserting(phase) !== undefined) await this.stage("refusal", phase, () => this.refusal(phase));
    if (phase.backfills.length > 0) await this.stage("backfill", phase, () => this.backfill(phase));
    if (!again) await this.stage("side by side", phase, () => this.sideBySide(phase));
  }

  private async files(phase: EvolutionPhase, direction: "up" | "down" | "up again"): Promise<string> {
    const parsed = phaseFiles(phase).map(parsedFile);
    const ordered = direction === "down" ? parsed.toReversed() : parsed;
    const watched = direction === "up again" ? new Set<string>() : relationNames(direction === "down" ? phase.after : phase.before);
    const failure = await this.runner.run(ordered, direction, watched);
    if (failure !== undefined) throw new Failed(`${failure.file}: ${failure.sql.replaceAll(/\s+/g, " ").slice(0, 300)}: ${failure.error}`);
    const statements = parsed.reduce((sum, file) => sum + (direction === "down" ? file.down : file.up).length, 0);
    return `${statements} ${statements === 1 ? "statement" : "statements"} in ${parsed.length} ${parsed.length === 1 ? "file" : "files"}.`;
  }

  private async compare(expected: Schema): Promise<string> {
    const catalog = this.catalogs.get(expected);
    if (catalog === undefined) throw new Error("A phase's schema was not loaded");
    const differences = sameCatalog((await this.sandbox.introspect()).schema, catalog);
    if (differences.length > 0) throw new Failed(`${differences.length} differences: ${differences.slice(0, 5).join("; ")}`);
    return "The catalog is the one the phase promises.";
  }

  private async backfill(phase: EvolutionPhase): Promise<string> {
    const seen: string[] = [];
    for (const backfill of phase.backfills) {
      const before = await rowsLeft(this.sandbox, backfill.apply.remaining);
      const batches = await runBackfill(this.sandbox, this.request.target, backfill, "apply");
      // Once more: a batch that was stopped after it was done must change nothing.
      await runBackfill(this.sandbox, this.request.target, backfill, "apply");
      const after = await rowsLeft(this.sandbox, backfill.apply.remaining);
      if (after !== 0) throw new Failed(`${backfill.title}: ${after} rows are left after the last batch.`);
      seen.push(`${backfill.title}: ${before} rows to do in ${batches} batches, none left.`);
    }
    return seen.join(" ");
  }

  /** The next phase that asserts something. */
  private asserting(phase: EvolutionPhase): EvolutionPhase | undefined {
    const { phases } = this.request.evolution;
    return phases.slice(phases.indexOf(phase) + 1).find(({ asserts }) => asserts.length > 0);
  }

  /** The next phase that asserts must refuse while rows are left. */
  private async refusal(phase: EvolutionPhase): Promise<string> {
    const next = this.asserting(phase);
    const seen: string[] = [];
    for (const { query, title } of next?.asserts ?? []) {
      const left = await rowsLeft(this.sandbox, query);
      if (left === 0) continue;
      const refused = await this.refuses(this.sync.assertZero(query, title).map(({ sql }) => sql));
      if (!refused) throw new Failed(`${left} rows are left, and ${next?.title ?? "the next phase"} would not refuse.`);
      seen.push(`${left} rows are left, and ${next?.title ?? ""} refuses.`);
    }
    return seen.length === 0 ? "No rows need it here." : seen.join(" ");
  }

  private async refuses(statements: readonly string[]): Promise<boolean> {
    for (const [at, sql] of statements.entries()) {
      try {
        await this.sandbox.run(sql);
      } catch (error) {
        if (!(error instanceof SandboxError)) throw error;
        // What the rest would have cleaned away.
        for (const rest of statements.slice(at + 1)) await this.sandbox.run(rest);
        return true;
      }
    }
    return false;
  }

  private async sideBySide(phase: EvolutionPhase): Promise<string> {
    const { evolution, target } = this.request;
    const seen = await runSideBySide({ sandbox: this.sandbox, target, sync: this.sync }, phase, phase.application ?? evolution.application, this.baseline);
    const problems = [...seen.problems];
    let queries = 0;
    for (const version of ["old", "new"] as const) {
      // While names are bridged, queries of the end are not yet those of the version that runs.
      if (!phase.runs[version] || (version === "new" && !this.endsHere(phase))) continue;
      const { passed, refused } = await runPatterns(this.sandbox, this.patterns[version]);
      queries += passed.length;
      problems.push(...refused.map(({ sql, error }) => `A query of the ${version} version is refused: ${error}: ${sql.slice(0, 200)}`));
    }
    if (problems.length > 0) throw new Failed(problems.slice(0, 5).join(" "));
    const versions = phase.runs.old && phase.runs.new ? "Both versions" : phase.runs.old ? "The old version" : "The new version";
    return `${versions}: ${seen.statements + queries} statements, ${seen.values} values read as they should be.`;
  }

  /** No second change of code follows: what the new version sees in this phase is what it sees at the end. */
  private endsHere(phase: EvolutionPhase): boolean {
    const { phases, application } = this.request.evolution;
    const seen = (one: EvolutionPhase): string => JSON.stringify((one.application ?? application).new.map(({ name, columns }) => [name, columns.map((column) => column.name)]));
    const last = phases.at(-1);
    return last !== undefined && seen(phase) === seen(last);
  }

  private async down(phase: EvolutionPhase): Promise<void> {
    if (phase.backfills.some(({ rollback }) => !("absent" in rollback))) await this.stage("backfill", phase, async () => {
      for (const backfill of phase.backfills.toReversed()) await runBackfill(this.sandbox, this.request.target, backfill, "rollback");
      return "Taken back batch by batch.";
    });
    if (phase.migrations.length === 0) return;
    await this.stage("phase down", phase, () => this.files(phase, "down"));
    await this.stage("compare phase down", phase, () => this.compare(phase.before));
  }

  /** A table beside the evolution that the base's own triggers name. */
  private writtenByTriggers(id: Id, name: string, base: Schema): boolean {
    if (this.request.evolution.application.old.some((table) => table.id === id)) return false;
    return base.objects.some(({ kind, definition }) => (kind === "trigger" || kind === "function") && definition.toLowerCase().includes(name.toLowerCase()));
  }

  private async rowsDown(base: Schema, phases: readonly EvolutionPhase[]): Promise<string> {
    const lost = phases.flatMap(({ reversibility, title }) => (reversibility.kind === "lossy" ? [`${title}: ${reversibility.what}`] : []));
    const changed: string[] = [];
    for (const table of base.tables) {
      const difference = contentDifference(this.contents.get(table.id) ?? [], await this.read(table));
      if (difference === undefined) continue;
      if (this.writtenByTriggers(table.id, table.name, base)) {
        this.diagnostics.push({ code: "evolution-proof-triggers-wrote", severity: "warning", message: `Triggers of the base wrote to ${table.name} while rows were filled: ${difference}. They will do so on your servers.`, place: { objectId: table.id } });
      } else changed.push(`${table.name}: ${difference}`);
    }
    if (changed.length > 0 && lost.length === 0) throw new Failed(`Rows are not as before, and no phase says so: ${changed.join("; ")}`);
    return changed.length === 0 ? "All rows as before." : `Rows as before but for what the phases say: ${lost.join("; ")}.`;
  }
}

function parsedFile(file: MigrationFile): ParsedMigration {
  const parsed = parseMigration(file);
  if (!parsed.ok) throw new Failed(parsed.diagnostics.map(({ message }) => message).join("; "));
  return parsed.value;
}
