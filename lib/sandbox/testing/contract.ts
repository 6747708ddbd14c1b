import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { SandboxError, type Sandbox } from "../sandbox";

/** Statements in the engine's language that the contract runs. */
export interface SandboxSamples {
  /** Makes an empty table `contract_a` with an integer column `id`. */
  readonly createTable: string;
  readonly insert: string;
  /** Gives one row with a column `n`: the number of rows of contract_a. */
  readonly count: string;
  /** Names a table that is not there, on its second line. */
  readonly refused: string;
  /** Leaves behind what a plain drop of tables would miss: views, types, open transactions. */
  readonly mess: string;
  /** Changes contract_a in a way that is observed to rewrite or scan it, if the engine shows such things. */
  readonly heavy?: string;
}

/** What every sandbox must do; each engine's test calls this. */
export function describeSandbox(name: string, open: () => Promise<Sandbox>, samples: SandboxSamples): void {
  describe(`${name} as a sandbox`, () => {
    let sandbox: Sandbox;
    beforeAll(async () => { sandbox = await open(); });
    afterAll(async () => { await sandbox.close(); });

    test("it starts empty and names its engine", async () => {
      expect(sandbox.engine).toMatch(/\d/);
      const { schema, unmodelled } = await sandbox.introspect();
      expect([schema.tables, schema.enums, schema.objects, unmodelled]).toEqual([[], [], [], []]);
    });

    test("a script of several statements runs, and queries give rows", async () => {
      await sandbox.reset();
      await sandbox.run(`${samples.createTable};\n${samples.insert};`);
      const [row] = await sandbox.query(samples.count);
      expect(Number(row?.["n"])).toBe(1);
      expect((await sandbox.introspect()).schema.tables.map((t) => t.name)).toEqual(["contract_a"]);
    });

    test("a refused statement is a SandboxError, and the sandbox goes on", async () => {
      await sandbox.reset();
      await expect(sandbox.run(samples.refused)).rejects.toBeInstanceOf(SandboxError);
      await sandbox.run(samples.createTable);
    });

    test("resetting leaves nothing behind, whatever was run", async () => {
      await sandbox.reset();
      await sandbox.run(samples.createTable);
      await sandbox.run(samples.mess);
      await sandbox.reset();
      const { schema, unmodelled } = await sandbox.introspect();
      expect([schema.tables, schema.enums, schema.objects, unmodelled]).toEqual([[], [], [], []]);
      await sandbox.run(samples.createTable);
    });

    test("measuring runs the statement once and observes it", async () => {
      await sandbox.reset();
      await sandbox.run(`${samples.createTable};\n${samples.insert};`);
      const seen = await sandbox.measure(samples.insert);
      expect(seen.milliseconds).toBeGreaterThanOrEqual(0);
      const [row] = await sandbox.query(samples.count);
      expect(Number(row?.["n"])).toBe(2);
      if (samples.heavy === undefined) return;
      const heavy = await sandbox.measure(samples.heavy);
      expect([...heavy.rewrites, ...heavy.scans.map((s) => s.relation)]).toContain("contract_a");
    });

    test("a measured statement that is refused is a SandboxError and changes nothing", async () => {
      await sandbox.reset();
      await sandbox.run(samples.createTable);
      await expect(sandbox.measure(samples.refused)).rejects.toBeInstanceOf(SandboxError);
      await sandbox.run(samples.insert);
    });
  });
}
