import { sameCatalog } from "../diff";
import type { Diagnostic, Schema, Table } from "../model";
import type { WorkOptions } from "../import/work";
import { parseMigration, type MigrationFile, type ParsedMigration } from "../plan/migration-file";
import type { Backfill } from "../plan/backfill";
import type { Rename } from "../plan/plan";
import { SandboxError, type Sandbox } from "../sandbox/sandbox";
import type { Target } from "../targets/target";
import { loadSchema } from "./load-schema";
import type { DataLoss, Proof } from "./proof";
import { presentRows } from "./rows/present-rows";
import { reversibilityOf } from "./reversibility";
import { RowWatch } from "./row-watch";
import { seedRows, type SeededTable } from "./rows/seed-rows";
import { FileRunner, relationNames, type Failure } from "./run-files";
import { runBackfill } from "./side-by-side/run-backfill";
import { StageLog } from "./stage-log";
import { proofSubject } from "./subject";

/** What is to be proven: that the files lead from base to goal and back. */
export interface ProofRequest {
  readonly target: Target;
  readonly version: string;
  /** What is released. */
  readonly base: Schema;
  /** What the design says. */
  readonly goal: Schema;
  /** In the order they run. */
  readonly files: readonly MigrationFile[];
  /** Answered rename questions: which of the goal's tables and columns hold the base's rows. */
  readonly renames?: readonly Rename[];
  /** How rows come to be as they are in the base, where a change in phases is under way: absent, they are made for the base itself. */
  readonly history?: ProofHistory;
}

/**
 * The releases since a change in phases began. Its rows keep to more than the schema in between can say (both forms agree, what was to be
 * filled is filled), so they are made for the schema before it and go through everything that was released since.
 */
export interface ProofHistory {
  /** The schema before. */
  readonly base: Schema;
  /** Files of a release, then the data migrations that came with it; oldest release first. */
  readonly releases: readonly { readonly files: readonly MigrationFile[]; readonly backfills: readonly Backfill[] }[];
}

/**
 * Runs migrations up, down and up again on an engine with rows in the tables, and compares catalog and rows after each step.
 * A migration that fails is a proof that did not pass, never an exception. Rejects with the signal's reason when cancelled.
 */
export async function prove(request: ProofRequest, options: WorkOptions): Promise<Proof> {
  const { target, version, base, goal, files } = request;
  const start = performance.now();
  const subject = await proofSubject(base, goal, files);
  const sandbox = await options.openSandbox(target.id, { version });
  try {
    const course = new Course(request, sandbox, options);
    await course.run();
    const { stages, diagnostics } = course.log;
    return {
      passed: stages.every((stage) => stage.passed), engine: sandbox.engine, fidelity: sandbox.fidelity ?? (sandbox.engine.includes(` ${version}`) ? "engine" : "compatible engine"),
      subject, stages, statements: course.runner.statements, seededRows: course.seededRows, losses: course.losses, diagnostics, milliseconds: performance.now() - start,
    };
  } finally {
    await sandbox.close();
  }
}

/** One proof under way: the stages in order, each ending the course when it fails. */
class Course {
  readonly log: StageLog;
  readonly runner: FileRunner;
  seededRows = 0;
  losses: readonly DataLoss[] = [];
  private readonly roles = new Set<string>();

  constructor(private readonly request: ProofRequest, private readonly sandbox: Sandbox, private readonly options: WorkOptions) {
    this.log = new StageLog(options);
    this.runner = new FileRunner(sandbox, options.signal);
  }

  async run(): Promise<void> {
    const { request: { base, goal, files }, log } = this;
    const parsed = parseAll(files);
    if ("diagnostics" in parsed) return log.fail("up", "A file cannot be read.", parsed.diagnostics);

    // The goal first: the engine's own reading of it is what the migrations are held against.
    const wanted = await this.load(goal);
    await this.sandbox.reset();
    const before = await log.stage("seed", () => this.seed(base));
    if (before === undefined) return;
    const { catalog, watch } = before;
    const baseNames = relationNames(base);
    const goalNames = new Set([...baseNames, ...relationNames(goal)]);

    if (!await log.stage("up", async () => this.ran(await this.runner.run(parsed, "up", baseNames), parsed, "up"))) return;
    if (!await log.stage("compare up", () => this.compared(wanted, "The design"))) return;
    if (!await log.stage("rows up", async () => log.judge(await watch.afterUp()))) return;
    this.losses = watch.lost();
    const fresh = goal.tables.filter((table) => !watch.keptTables.has(table.id));
    if (fresh.length > 0) await log.stage("seed new", async () => ({ value: true, observed: await this.seedNew(fresh, watch) }));

    const ways = files.map((file, at) => ({ file, parsed: parsed[at], way: reversibilityOf(file, parsed[at] ?? noStatements(file)) }));
    const final = ways.find(({ way }) => way.kind === "irreversible");
    if (final?.way.kind === "irreversible") {
      const why = `${final.file.name} cannot be undone: ${final.way.why}.`;
      log.note({ code: "proof-irreversible", severity: "warning", message: why, place: { file: final.file.name } });
      await log.stage("down", async () => ({ value: true, observed: `Not run. ${why}` }));
      return;
    }
    const losses = ways.flatMap(({ file, way }) => (way.kind === "lossy" ? [`${file.name}: ${way.what}`] : []));
    if (!await log.stage("down", async () => this.ran(await this.runner.run(parsed.toReversed(), "down", goalNames), parsed, "down"))) return;
    if (!await log.stage("compare down", () => this.compared(catalog, "The base"))) return;
    if (!await log.stage("rows down", async () => log.judge(await watch.afterDown(losses)))) return;
    this.losses = watch.lost();
    if (!await log.stage("up again", async () => this.ran(await this.runner.run(parsed, "up again", new Set()), parsed, "up"))) return;
    await log.stage("compare again", () => this.compared(wanted, "The design"));
  }

  /** The engine's catalog of a schema, or its refusal. */
  private async load(schema: Schema): Promise<Schema | SandboxError> {
    const { target, version } = this.request;
    try {
      await loadSchema(this.sandbox, target, schema, version, this.roles);
      return (await this.sandbox.introspect()).schema;
    } catch (error) {
      if (error instanceof SandboxError) return error;
      throw error;
    }
  }

  private async seed(base: Schema): Promise<{ value?: { catalog: Schema; watch: RowWatch }; observed: string }> {
    const { history } = this.request;
    if (history !== undefined) {
      const through = await this.relive(history);
      if (!(through instanceof SandboxError)) return { value: { catalog: through.catalog, watch: await RowWatch.start(this.request, this.sandbox) }, observed: through.observed };
      this.log.note({ code: "proof-history-failed", severity: "info", message: `Rows made for the schema before the changes in phases do not go through their releases (${through.message}), so they are made for the released schema.` });
      await this.sandbox.run("ROLLBACK").catch(() => undefined);
      await this.sandbox.reset();
    }
    const catalog = await this.load(base);
    if (catalog instanceof SandboxError) return { observed: `The released schema does not load: ${catalog.message}` };
    const seeded = await seedRows(this.sandbox, this.request.target, base, this.options.signal);
    const watch = await RowWatch.start(this.request, this.sandbox);
    return { value: { catalog, watch }, observed: this.seedText(seeded) };
  }

  /** Rows for the schema before, taken through the releases since. */
  private async relive({ base, releases }: ProofHistory): Promise<{ readonly catalog: Schema; readonly observed: string } | SandboxError> {
    const { target } = this.request;
    const loaded = await this.load(base);
    if (loaded instanceof SandboxError) return loaded;
    const seeded = await seedRows(this.sandbox, target, base, this.options.signal);
    const runner = new FileRunner(this.sandbox, this.options.signal);
    try {
      for (const { files, backfills } of releases) {
        const parsed = parseAll(files);
        if ("diagnostics" in parsed) return new SandboxError(parsed.diagnostics[0]?.message ?? "A released file cannot be read.");
        const failure = await runner.run(parsed, "up", new Set());
        if (failure !== undefined) return new SandboxError(failure.error);
        for (const backfill of backfills) await runBackfill(this.sandbox, target, backfill, "apply");
      }
      const { schema } = await this.sandbox.introspect();
      return { catalog: schema, observed: `${this.seedText(seeded)} They went through ${releases.length === 1 ? "the release" : `${releases.length} releases`} since.` };
    } catch (error) {
      if (error instanceof SandboxError) return error;
      throw error;
    }
  }

  /** Rows for the tables that the migrations made, so that down meets them full as a server would. */
  private async seedNew(tables: readonly Table[], watch: RowWatch): Promise<string> {
    const { sandbox, options, request: { target, goal } } = this;
    const only = new Set(tables.map(({ id }) => id));
    const present = await presentRows(goal, only, target, sandbox.query);
    const observed = this.seedText(await seedRows(sandbox, target, goal, options.signal, { only, present }));
    const touched = present.size + watch.keptTables.size === 0 ? [] : await watch.afterNewRows();
    return touched.length === 0 ? observed : `${observed} Triggers wrote to ${touched.join(", ")}, which ${touched.length === 1 ? "is" : "are"} not compared any more.`;
  }

  private seedText(seeded: readonly SeededTable[]): string {
    if (seeded.length === 0) return "No tables yet, so no rows.";
    const empty = seeded.filter(({ rows }) => rows === 0);
    for (const { table, reason } of empty) {
      this.log.note({ code: "proof-table-without-rows", severity: "warning", message: `No rows could be made for ${table.name}: ${reason ?? "unknown"}`, place: { objectId: table.id } });
    }
    const count = seeded.reduce((sum, { rows }) => sum + rows, 0);
    this.seededRows += count;
    const rows = `${count} rows in ${seeded.length - empty.length} of ${seeded.length} tables`;
    const without = empty.slice(0, 5).map(({ table, reason }) => `${table.name} (${reason ?? "unknown"})`).join(", ");
    return empty.length === 0 ? `${rows}.` : `${rows}. Without rows: ${without}${empty.length > 5 ? ` and ${empty.length - 5} more` : ""}.`;
  }

  private ran(failure: Failure | undefined, files: readonly ParsedMigration[], direction: "up" | "down"): { value?: true; observed: string } {
    if (failure === undefined) {
      const statements = files.reduce((sum, file) => sum + file[direction].length, 0);
      return { value: true, observed: `${statements} ${statements === 1 ? "statement" : "statements"} in ${files.length} ${files.length === 1 ? "file" : "files"}.` };
    }
    const message = `${failure.file}: ${failure.sql.replaceAll(/\s+/g, " ").slice(0, 200)}: ${failure.error}`;
    this.log.note({ code: "proof-statement-failed", severity: "error", message, place: { file: failure.file } });
    return { observed: message };
  }

  private async compared(expected: Schema | SandboxError, what: string): Promise<{ value?: true; observed: string }> {
    if (expected instanceof SandboxError) return { observed: `${what} itself does not load: ${expected.message}` };
    const differences = sameCatalog((await this.sandbox.introspect()).schema, expected);
    if (differences.length === 0) return { value: true, observed: `The catalog of ${expected.tables.length} ${expected.tables.length === 1 ? "table" : "tables"} is the same.` };
    for (const message of differences.slice(0, 50)) this.log.note({ code: "proof-catalog-differs", severity: "error", message });
    return { observed: `${differences.length} ${differences.length === 1 ? "difference" : "differences"}: ${differences.slice(0, 5).join("; ")}` };
  }
}

function parseAll(files: readonly MigrationFile[]): readonly ParsedMigration[] | { readonly diagnostics: readonly Diagnostic[] } {
  const parsed: ParsedMigration[] = [];
  const diagnostics: Diagnostic[] = [];
  for (const file of files) {
    const result = parseMigration(file);
    if (result.ok) parsed.push(result.value);
    else diagnostics.push(...result.diagnostics);
  }
  return diagnostics.length > 0 ? { diagnostics } : parsed;
}

function noStatements(file: MigrationFile): ParsedMigration {
  return { name: file.name, transaction: { up: true, down: true }, up: [], down: [] };
}
