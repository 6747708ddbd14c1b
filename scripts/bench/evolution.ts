import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { PairPlanner } from "../../lib/cli/pairs/plan-one";
import type { Column, Schema } from "../../lib/model";
import { plan, renderMigration } from "../../lib/plan";
import { prove } from "../../lib/proof";
import { openPglite } from "../../lib/sandbox/pglite";
import { postgresql } from "../../lib/targets/postgresql";
import { median, round } from "./statistics";

type Figures = Record<string, unknown>;

/**
 * The evolution engine in one process: planning a thousand tables with 50 changes, planning other projects' pairs, proving 20
 * changes of a real schema. Milliseconds, and pairs per second; what needs the folder of schemas says so where that is not there.
 */
export async function evolutionFigures(shared: string, say: (text: string) => void): Promise<Figures> {
  const figures: Figures = {};
  say("Plan generated-1000 with 50 changes");
  figures["planGenerated1000With50ChangesMs"] = await withSchema(shared, "generated-1000", async (base) => planMilliseconds(base, changed(base, 50)));
  say("Plan pairs");
  figures["pairsPerSecond"] = await pairsPerSecond(path.join(shared, "exam", "pgschema.json"));
  say("Prove lago with 20 changes");
  figures["proveLagoWith20Changes"] = await withSchema(shared, "lago", proofMilliseconds);
  return figures;
}

async function withSchema<T>(shared: string, name: string, work: (schema: Schema) => Promise<T>): Promise<T | string> {
  const file = path.join(shared, "corpus", `${name}.postgresql.sql`);
  if (!existsSync(file)) return "skipped: the file is not there";
  const sandbox = await openPglite(postgresql);
  try {
    const script = readFileSync(file, "utf8").replaceAll(/^\\.*$/gm, "");
    await sandbox.run(script).catch(async () => {
      await sandbox.reset();
      // Some of a real schema needs extensions that are not at hand.
      for (const statement of script.split(/;\s*\n/)) await sandbox.run(statement).catch(() => undefined);
    });
    return await work((await sandbox.introspect()).schema);
  } finally {
    await sandbox.close();
  }
}

async function planMilliseconds(base: Schema, goal: Schema): Promise<Figures> {
  const times: number[] = [];
  let changes = 0;
  for (let run = 0; run < 6; run += 1) {
    const started = performance.now();
    changes = plan({ target: postgresql, version: "18", base, goal }).changes.length;
    times.push(performance.now() - started);
  }
  return { tables: base.tables.length, changes, first: round(times[0] ?? 0, 0), median: round(median(times.slice(1)), 0) };
}

async function pairsPerSecond(file: string): Promise<Figures | string> {
  if (!existsSync(file)) return "skipped: the file is not there";
  const list: unknown = JSON.parse(readFileSync(file, "utf8"));
  const pairs = (Array.isArray(list) ? list : []).map((item: Record<string, unknown>) => ({ id: String(item["id"]), setup_sql: typeof item["setup_sql"] === "string" ? item["setup_sql"] : "", old_sql: String(item["old_sql"]), new_sql: String(item["new_sql"]) }));
  const planner = new PairPlanner({ target: postgresql, version: "18", asked: true });
  await planner.open();
  const started = performance.now();
  let planned = 0;
  for (const pair of pairs) if ((await planner.plan(pair)).error === undefined) planned += 1;
  const seconds = (performance.now() - started) / 1000;
  await planner.close();
  return { pairs: pairs.length, planned, perSecond: round(pairs.length / seconds, 1) };
}

async function proofMilliseconds(base: Schema): Promise<Figures> {
  const goal = changed(base, 20);
  const planned = plan({ target: postgresql, version: "18", base, goal });
  const files = planned.migrations.map((migration, i) => renderMigration(migration, `${String(i + 1).padStart(4, "0")}_${migration.slug}.sql`));
  // As the studio's workers do it: the engine stays open between proofs.
  const sandbox = await openPglite(postgresql);
  const times: number[] = [];
  let passed = true;
  for (let run = 0; run < 4; run += 1) {
    const started = performance.now();
    const proof = await prove({ target: postgresql, version: "18", base, goal, files }, {
      openSandbox: async () => {
        await sandbox.reset();
        return { ...sandbox, close: async () => undefined };
      },
    });
    times.push(performance.now() - started);
    passed &&= proof.passed;
  }
  await sandbox.close();
  return { tables: base.tables.length, changes: planned.changes.length, passed, first: round(times[0] ?? 0, 0), warmMedian: round(median(times.slice(1)), 0) };
}

/** The schema with so many changes, spread over its tables: columns added, dropped, retyped and renamed, indexes and checks added. */
function changed(base: Schema, count: number): Schema {
  const step = Math.max(1, Math.floor(base.tables.length / count));
  let left = count;
  const tables = base.tables.map((table, i) => {
    if (left === 0 || i % step !== 0 || table.options["partitionOf"] !== undefined) return table;
    left -= 1;
    const [first] = table.columns;
    const id = `bench ${i}`;
    const note: Column = { id, name: `bench_note_${i}`, type: { kind: "text" }, nullable: true };
    switch (i / step % 4) {
      case 0: return { ...table, columns: [...table.columns, note] };
      case 1: return { ...table, comment: `Changed by the bench, ${i}` };
      case 2: return first === undefined ? table : { ...table, indexes: [...table.indexes, { id, name: `bench_index_${i}`, unique: false, parts: [{ column: first.id }] }] };
      default: return { ...table, columns: [...table.columns, { ...note, nullable: false, default: "'new'::text" }], checks: [...table.checks, { id: `${id} check`, name: `bench_check_${i}`, expression: `${note.name} <> ''::text` }] };
    }
  });
  return { ...base, tables };
}
