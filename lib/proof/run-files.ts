import { sqlTokens, tokenName } from "../diff";
import type { Schema } from "../model";
import type { ParsedMigration } from "../plan/migration-file";
import { SandboxError, type Observation, type Sandbox } from "../sandbox/sandbox";
import type { ProvenStatement } from "./proof";

/** The statement that an engine refused, and what it said. */
export interface Failure {
  readonly file: string;
  readonly sql: string;
  readonly error: string;
}

type Direction = ProvenStatement["direction"];
const transactionControl = /^\s*(?:BEGIN|COMMIT|END|ROLLBACK|START\s+TRANSACTION|SAVEPOINT|RELEASE)\b/i;

/** Runs the files of one direction as a runner of the format would, a transaction for each; stops at the first refusal. */
export class FileRunner {
  readonly statements: ProvenStatement[] = [];

  constructor(private readonly sandbox: Sandbox, private readonly signal: AbortSignal | undefined) {}

  /** `watched`: names of relations that existed before; only statements that name one are measured, the others can touch none. */
  async run(files: readonly ParsedMigration[], direction: Direction, watched: ReadonlySet<string>): Promise<Failure | undefined> {
    for (const file of files) {
      const down = direction === "down";
      const failure = await this.runFile(file, down ? file.down : file.up, down ? file.transaction.down : file.transaction.up, direction, watched);
      if (failure !== undefined) return failure;
    }
    return undefined;
  }

  private async runFile(
    file: ParsedMigration, statements: readonly string[], transaction: boolean, direction: Direction, watched: ReadonlySet<string>,
  ): Promise<Failure | undefined> {
    let running = "BEGIN";
    try {
      if (transaction) await this.sandbox.run("BEGIN");
      for (const sql of statements) {
        this.signal?.throwIfAborted();
        running = sql;
        this.statements.push({ file: file.name, direction, sql, observation: await this.observe(sql, watched) });
      }
      running = "COMMIT";
      if (transaction) await this.sandbox.run("COMMIT");
      return undefined;
    } catch (error) {
      if (!(error instanceof SandboxError)) throw error;
      const hint = error.detail.hint === undefined ? "" : ` (${error.detail.hint})`;
      const failure = { file: file.name, sql: running, error: `${error.message}${hint}` };
      this.statements.push({ file: file.name, direction, sql: running, error: failure.error });
      // Leaves no transaction open; the engine may have ended it itself.
      await this.sandbox.run("ROLLBACK").catch(() => undefined);
      return failure;
    }
  }

  private async observe(sql: string, watched: ReadonlySet<string>): Promise<Observation> {
    if (!transactionControl.test(sql) && sqlTokens(sql).some((token) => watched.has((tokenName(token) ?? "").toLowerCase()))) return this.sandbox.measure(sql);
    const start = performance.now();
    await this.sandbox.run(sql);
    return { milliseconds: performance.now() - start, locks: [], rewrites: [], scans: [] };
  }
}

/** Names that statements touching what is there would use, in lower case: tables, indexes, types and further objects. */
export function relationNames(schema: Schema): ReadonlySet<string> {
  return new Set([
    ...schema.tables.flatMap((table) => [table.name, ...table.indexes.map((index) => index.name)]),
    ...schema.enums.map((type) => type.name), ...schema.objects.map((object) => object.name.replace(/\(.*$/s, "")),
  ].map((name) => name.toLowerCase()));
}
