import { importText } from "../../import";
import type { Schema } from "../../model";
import { planPair } from "../../plan";
import { openSandbox, SandboxError, type Sandbox } from "../../sandbox";
import type { ChosenTarget } from "../chosen-target";
import { failed, type Pair, type PairResult } from "./pair";

/** Plans pairs one after the other on one engine, which is opened anew when it broke. */
export class PairPlanner {
  private sandbox: Sandbox | undefined;

  constructor(private chosen: ChosenTarget) {}

  /** Opens the engine, which the first pair would otherwise wait for. */
  async open(): Promise<void> {
    await this.engine();
  }

  private async engine(): Promise<Sandbox> {
    const { target, version, asked } = this.chosen;
    if (this.sandbox !== undefined) return this.sandbox;
    const sandbox = await openSandbox(target.id, asked === true ? { version } : {});
    // Statements are made for the server that is there.
    if (asked !== true && sandbox.server !== undefined) this.chosen = { ...this.chosen, version: target.versionOf?.(sandbox.server) ?? version };
    return (this.sandbox = sandbox);
  }

  /** Never rejects: what goes wrong with a pair is its result. */
  async plan(pair: Pair): Promise<PairResult> {
    try {
      const unsupported: string[] = [];
      const from = await this.load(pair, pair.old_sql, "old_sql", unsupported);
      const to = await this.load(pair, pair.new_sql, "new_sql", unsupported);
      const planned = planPair(this.chosen.target, this.chosen.version, from, to);
      return { id: pair.id, up: planned.up, down: planned.down, unsupported: [...unsupported, ...planned.unsupported] };
    } catch (error) {
      const broken = this.sandbox;
      this.sandbox = undefined;
      await broken?.close().catch(() => undefined);
      return failed(pair.id, error instanceof Error ? error.message : String(error));
    }
  }

  async close(): Promise<void> {
    await this.sandbox?.close();
  }

  private async load(pair: Pair, sql: string, side: string, unsupported: string[]): Promise<Schema> {
    const { target } = this.chosen;
    const sandbox = await this.engine();
    await sandbox.reset();
    try {
      // As it stands first: nothing is left out then, not even owners.
      for (const script of [pair.setup_sql ?? "", sql]) if (script.trim() !== "") await sandbox.run(script);
      const { schema, unmodelled } = await sandbox.introspect();
      for (const { kind, name } of unmodelled) unsupported.push(`${side}: ${kind} ${name} is not modelled: no plan touches it.`);
      return schema;
    } catch (error) {
      if (!(error instanceof SandboxError)) throw error;
    }
    await sandbox.reset();
    const text = `${pair.setup_sql ?? ""}\n;\n${sql}`;
    const result = await importText({ format: "sql", target, text, file: side }, { openSandbox: async () => ({ ...bound(sandbox), close: async () => undefined }) });
    if (!result.ok) throw new Error(`${side}: ${result.diagnostics.map(({ message }) => message).join(" ")}`);
    for (const { severity, message } of result.diagnostics) if (severity !== "info") unsupported.push(`${side}: ${message}`);
    return result.value.schema;
  }
}

function bound(sandbox: Sandbox): Sandbox {
  return {
    engine: sandbox.engine, query: (sql, parameters) => sandbox.query(sql, parameters), run: (sql) => sandbox.run(sql), introspect: () => sandbox.introspect(),
    measure: (sql) => sandbox.measure(sql), reset: () => sandbox.reset(), close: () => sandbox.close(),
  };
}
