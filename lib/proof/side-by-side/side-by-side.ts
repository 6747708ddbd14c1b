import type { Id, Schema, Table } from "../../model";
import type { ApplicationVersions, EvolutionPhase, Reading } from "../../plan/evolution";
import { SandboxError } from "../../sandbox/sandbox";
import type { Row } from "../rows/candidates";
import { tableName } from "../rows/sql-literal";
import { RowWriter, type Bench } from "./written-row";

type Version = "old" | "new";

/** What running both versions showed. */
export interface SideBySide {
  readonly statements: number;
  readonly values: number;
  /** Sentences: a statement refused, a value read wrong. */
  readonly problems: readonly string[];
}

/** What already was so before an evolution began: triggers of the base that change what is written, rows it does not take. */
export interface Baseline {
  /** `<table id> <column name>`: reads back otherwise than it was written. */
  readonly changed: ReadonlySet<string>;
  /** Ids of tables that took no row that could be made for them. */
  readonly closed: ReadonlySet<Id>;
}

/** Runs the old version's statements on the base itself. */
export async function baselineOf(bench: Bench, base: Schema, application: ApplicationVersions): Promise<Baseline> {
  const run = new Run(bench, { after: base, runs: { old: true, new: false } }, application);
  for (const table of application.old) if (base.tables.some(({ id }) => id === table.id)) await run.table("old", table);
  return run;
}

/**
 * Runs the statements of each version of the application that may run in a phase, on rows of their own, and reads what one
 * wrote as the other. Everything is rolled back.
 */
export async function runSideBySide(bench: Bench, phase: Pick<EvolutionPhase, "after" | "runs">, application: ApplicationVersions, before?: Baseline): Promise<SideBySide> {
  const run = new Run(bench, phase, application, before);
  for (const version of ["old", "new"] as const) {
    if (!phase.runs[version]) continue;
    for (const table of application[version]) await run.table(version, table);
  }
  return run;
}

class Run implements SideBySide, Baseline {
  statements = 0;
  values = 0;
  readonly problems: string[] = [];
  readonly changed = new Set<string>();
  readonly closed = new Set<Id>();

  constructor(
    private readonly bench: Bench, private readonly phase: Pick<EvolutionPhase, "after" | "runs">, private readonly application: ApplicationVersions, private readonly before?: Baseline,
  ) {}

  async table(version: Version, table: Table): Promise<void> {
    const { sandbox } = this.bench;
    if (this.before?.closed.has(table.id) === true) return;
    const shape = this.shape(version);
    const writer = await RowWriter.open(this.bench, shape, table);
    const above = await this.parents(table, shape);
    await sandbox.run("BEGIN");
    try {
      // Rows to refer to that nothing refers to yet, written by the same version.
      const parents = new Map<Id, readonly Row[]>();
      for (const parent of above) {
        const written = await parent.insert(parents);
        if ("row" in written) parents.set(parent.table.id, [written.row]);
      }
      const key = keyOf(table);
      const readings = this.application.readings.filter((reading) => reading.writer === version && reading.written === table.id);
      this.statements += 1;
      const inserted = await writer.insert(parents);
      if ("error" in inserted) {
        this.closed.add(table.id);
        this.refused(version, inserted);
        return;
      }
      await this.selfRead(version, writer, inserted.row, key);
      for (const reading of readings) if (reading.after !== "update") await this.read(reading, writer, inserted.row, "inserted");
      this.statements += 1;
      const updated = await writer.update(inserted.row, key, parents);
      if ("error" in updated) {
        if (updated.error !== "there is nothing to update") this.refused(version, updated);
        return;
      }
      await this.selfRead(version, writer, updated.row, key);
      for (const reading of readings) if (reading.after !== "insert") await this.read(reading, writer, updated.row, "updated");
    } finally {
      await sandbox.run("ROLLBACK");
    }
  }

  /** Writers for the tables that a table refers to, furthest first. */
  private async parents(table: Table, shape: Schema, seen: readonly Id[] = [table.id]): Promise<RowWriter[]> {
    const writers: RowWriter[] = [];
    for (const id of new Set(table.foreignKeys.map(({ referencedTable }) => referencedTable))) {
      const parent = shape.tables.find((candidate) => candidate.id === id);
      if (parent === undefined || seen.includes(id)) continue;
      writers.push(...await this.parents(parent, shape, [...seen, id]), await RowWriter.open(this.bench, shape, parent));
    }
    return writers;
  }

  /** All tables as a version knows them. */
  private shape(version: Version): Schema {
    const own = this.application[version];
    const hidden = new Set([...this.application.old, ...this.application.new].map(({ id }) => id));
    return { ...this.phase.after, tables: [...own, ...this.phase.after.tables.filter(({ id }) => !hidden.has(id))] };
  }

  /** A version reads back what it wrote: no trigger may have changed it. */
  private async selfRead(version: Version, writer: RowWriter, row: Row, key: readonly string[]): Promise<void> {
    const columns = writer.settable().filter(({ id }) => row.has(id));
    await this.compare({
      version, what: "it wrote to", table: writer.table, where: writer.where(row, key), source: writer.source(row), shape: this.shape(version),
      values: columns.map(({ name }) => ({ column: name, expression: this.bench.target.quote(name) })),
    });
  }

  private async read(reading: Reading, writer: RowWriter, row: Row, how: "inserted" | "updated"): Promise<void> {
    const version: Version = reading.writer === "old" ? "new" : "old";
    if (!this.phase.runs[version]) return;
    if (reading.dualWrite !== undefined) {
      // What the engine cannot carry, the new version writes itself.
      this.statements += 1;
      try {
        await this.bench.sandbox.run(this.dualWrite(reading, version, writer, row));
      } catch (error) {
        if (!(error instanceof SandboxError)) throw error;
        this.problems.push(`The new version's second write is refused: ${error.message}: ${reading.dualWrite}`);
        return;
      }
    }
    const table = this.application[version].find(({ id }) => id === reading.read);
    if (table === undefined) throw new Error(`The ${version} version knows no table ${reading.read}`);
    await this.compare({
      version, what: `${how} by the ${reading.writer} version in`, table, source: writer.source(row), values: reading.values, shape: this.shape(version),
      where: writer.where(row, reading.match.map(([, written]) => written), reading.match.map(([read]) => read)),
    });
  }

  private async compare({ version, what, table, where, source, values: all, shape }: {
    readonly version: Version; readonly what: string; readonly table: Table; readonly where: string; readonly source: string;
    readonly values: Reading["values"]; readonly shape: Schema;
  }): Promise<void> {
    const { sandbox, target, sync } = this.bench;
    // What the engine computes by itself nobody writes.
    const values = all.filter(({ column }) => table.columns.find(({ name }) => name === column)?.generated === undefined);
    const text = (expression: string): string => sync.convert(expression, { kind: "text" }, shape);
    const typed = (column: string, expression: string): string => {
      const type = table.columns.find(({ name }) => name === column)?.type;
      return type === undefined ? expression : sync.convert(expression, type, shape);
    };
    this.statements += 1;
    try {
      const found = await sandbox.query(`SELECT ${["1 AS present", ...values.map(({ column }, at) => `${text(target.quote(column))} AS v${at}`)].join(", ")} FROM ${tableName(table, target)} WHERE ${where}`);
      const [wanted] = await sandbox.query(`SELECT ${["1 AS present", ...values.map(({ column, expression }, at) => `${text(typed(column, expression))} AS v${at}`)].join(", ")} FROM ${source}`);
      if (found.length !== 1) {
        this.problems.push(`A row ${what} ${table.name} is seen ${found.length} times by the ${version} version.`);
        return;
      }
      for (const [at, { column }] of values.entries()) {
        if (this.before?.changed.has(`${table.id} ${column}`) === true) continue;
        this.values += 1;
        const [is, expected] = [found[0]?.[`v${at}`] ?? null, wanted?.[`v${at}`] ?? null];
        if (is === expected) continue;
        this.changed.add(`${table.id} ${column}`);
        this.problems.push(`The ${version} version reads ${show(is)} in ${table.name}.${column} of a row ${what} ${table.name}, where ${show(expected)} is right.`);
      }
    } catch (error) {
      if (!(error instanceof SandboxError)) throw error;
      this.problems.push(`The ${version} version cannot read ${table.name}: ${error.message}`);
      await sandbox.run("ROLLBACK").catch(() => undefined);
      await sandbox.run("BEGIN");
    }
  }

  /** What the new version has to write besides, for the row it wrote. */
  private dualWrite({ read, match, values }: Reading, version: Version, writer: RowWriter, row: Row): string {
    const { target } = this.bench;
    const table = this.application[version].find(({ id }) => id === read);
    if (table === undefined) throw new Error(`The ${version} version knows no table ${read}`);
    const set = values.map(({ column, expression }) => `${target.quote(column)} = (SELECT ${expression} FROM ${writer.source(row)})`).join(", ");
    return `UPDATE ${tableName(table, target)} SET ${set} WHERE ${writer.where(row, match.map(([, written]) => written), match.map(([other]) => other))}`;
  }

  private refused(version: Version, { error, sql }: { readonly error: string; readonly sql: string }): void {
    this.problems.push(`A statement of the ${version} version is refused: ${error}: ${sql.slice(0, 300)}`);
  }
}

/** The names of the columns a version finds its rows by. */
function keyOf(table: Table): readonly string[] {
  const ids: readonly Id[] = table.primaryKey?.columns ?? table.uniques.find((unique) => unique.columns.every((id) => table.columns.some((column) => column.id === id && !column.nullable)))?.columns ?? table.columns.map(({ id }) => id);
  return ids.flatMap((id) => table.columns.find((column) => column.id === id)?.name ?? []);
}

function show(value: unknown): string {
  return value === null ? "NULL" : JSON.stringify(value);
}
