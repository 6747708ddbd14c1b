import { lockModes, nameKey, type LockMode, type ObjectName } from "../act";
import type { LintDialect } from "../dialects";
import type { Wrapping } from "../known";
import { refusesTransaction } from "../locks";
import type { LintStatement } from "../statement";
import { SandboxError, type Observation, type Sandbox } from "../../sandbox/sandbox";
import type { MeasuredStatement, Measurer } from "./measurer";

const savepoint = "strata_lint";

/** SQLSTATE classes of refusals by what rows hold: data exception, integrity constraint violation. */
const byRows = /^2[23]/;

type MeasuredDialect = Pick<LintDialect, "tableLocks" | "transactionalDdl" | "emptying">;

/**
 * Measures on a sandbox that has the base schema and a few rows in its tables. Rows that were made up say nothing about those of a
 * server: where they are refused, the statement is measured without them. Statements stay done: what comes later builds on them.
 * Of the dialect: without `tableLocks`, only what the engine refuses is told. Inside a transaction each has a savepoint, so that a refusal does not take the others along.
 */
export function sandboxMeasurer(sandbox: Sandbox, dialect: MeasuredDialect): Measurer {
  return new SandboxMeasurer(sandbox, dialect);
}

class SandboxMeasurer implements Measurer {
  private existing: ReadonlyMap<string, LockMode> = new Map();
  private tables: readonly ObjectName[] = [];
  private inTransaction = false;
  private held = new Map<string, LockMode>();

  constructor(private readonly sandbox: Sandbox, private readonly dialect: MeasuredDialect) {}

  get engine(): string {
    return this.sandbox.engine;
  }

  async file(): Promise<void> {
    const { schema } = await this.sandbox.introspect();
    this.tables = schema.tables.map(({ namespace, name }) => ({ namespace, name }));
    this.existing = new Map<string, LockMode>([
      ...schema.tables.flatMap((table) => [table, ...table.indexes, ...table.uniques, ...(table.primaryKey === undefined ? [] : [table.primaryKey])]
        .flatMap(({ name }) => (name === undefined ? [] : [[nameKey({ namespace: table.namespace, name }), "Share"] as const]))),
      ...schema.objects.map(({ namespace, name }) => [nameKey({ namespace, name }), "AccessExclusive"] as const),
    ]);
  }

  async begin(wrapping: Wrapping): Promise<void> {
    if (wrapping === "transaction") await this.open();
  }

  async run(statement: LintStatement): Promise<MeasuredStatement | undefined> {
    const { acts, text } = statement;
    const [first] = acts;
    if (acts.length === 1 && (first?.kind === "begin" || first?.kind === "commit" || first?.kind === "rollback")) {
      if (first.kind === "begin") await this.open();
      else await this.close(first.kind === "commit" ? "COMMIT" : "ROLLBACK");
      return undefined;
    }
    if (!this.inTransaction) this.held = new Map();
    try {
      const { observation, rowsRefused } = await this.measured(text);
      for (const { relation, mode } of observation.locks) this.hold(relation, mode);
      return { outcome: "ran", observation, held: new Map(this.held), locksSeen: this.dialect.tableLocks && (this.inTransaction || !acts.some(refusesTransaction)), existing: this.existing, ...(rowsRefused === undefined ? {} : { rowsRefused }) };
    } catch (error) {
      if (!(error instanceof SandboxError)) throw error;
      return { outcome: "refused", message: error.message, code: error.detail.code, position: error.detail.position };
    }
  }

  async end(): Promise<void> {
    if (this.inTransaction) await this.close("COMMIT");
  }

  private async measured(text: string): Promise<{ readonly observation: Observation; readonly rowsRefused?: string }> {
    const once = (): Promise<Observation> => (this.inTransaction ? this.guarded(text) : this.sandbox.measure(text));
    try {
      return { observation: await once() };
    } catch (error) {
      const { emptying } = this.dialect;
      if (!(error instanceof SandboxError) || emptying === undefined || !byRows.test(error.detail.code ?? "")) throw error;
      // Tables that the file has dropped since have no rows either.
      const there = new Set((await this.sandbox.introspect()).schema.tables.map(({ namespace, name }) => nameKey({ namespace, name })));
      await this.sandbox.run(emptying(this.tables.filter((table) => there.has(nameKey(table)))));
      return { observation: await once(), rowsRefused: error.message };
    }
  }

  private async guarded(text: string): Promise<Observation> {
    await this.sandbox.run(`SAVEPOINT ${savepoint}`);
    try {
      const observation = await this.sandbox.measure(text);
      await this.sandbox.run(`RELEASE SAVEPOINT ${savepoint}`);
      return observation;
    } catch (error) {
      await this.sandbox.run(`ROLLBACK TO SAVEPOINT ${savepoint}`);
      throw error;
    }
  }

  private async open(): Promise<void> {
    // Where each change commits by itself, a transaction and its savepoints would be gone with the first.
    if (this.inTransaction || !this.dialect.transactionalDdl) return;
    await this.sandbox.run("BEGIN");
    this.inTransaction = true;
    this.held = new Map();
  }

  /** A deferred constraint may refuse the commit: then the transaction is gone with what it did. */
  private async close(how: "COMMIT" | "ROLLBACK"): Promise<void> {
    if (!this.inTransaction) return;
    this.inTransaction = false;
    this.held = new Map();
    try {
      await this.sandbox.run(how);
    } catch (error) {
      if (!(error instanceof SandboxError)) throw error;
      await this.sandbox.run("ROLLBACK").catch(() => undefined);
    }
  }

  private hold(relation: string, mode: string): void {
    const strength = lockModes.findIndex((known) => known === mode);
    const before = this.held.get(relation);
    const found = lockModes[strength];
    if (found !== undefined && (before === undefined || lockModes.indexOf(before) < strength)) this.held.set(relation, found);
  }
}
