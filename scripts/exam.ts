/**
 * Runs the schema pairs of other projects' test suites through the planner: up, catalog compare, down, compare, up again, compare.
 * `npm run exam -- [--only TEXT] [--file NAME] [--verbose] [--shuffle]`. The pairs stay outside the project: ../shared/exam, or STRATA_SHARED.
 */
import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { sameCatalog } from "../lib/diff";
import type { Schema } from "../lib/model";
import { planPair } from "../lib/plan";
import type { Sandbox } from "../lib/sandbox/sandbox";
import type { Target } from "../lib/targets/target";
import { mysqlFacts } from "../lib/targets/mysql/testing/catalog-facts";
import { readCases } from "./exam-cases";
import { examineLint, lintExams } from "./exam-lint";

interface Pair { readonly id: string; readonly name: string; readonly setup: string; readonly old: string; readonly new: string }
interface Engine {
  readonly target: Target;
  readonly sandbox: Sandbox;
  readonly version: string;
  /** What the catalog says in the engine's own words, where it is judged by those besides. */
  facts?(): Promise<readonly string[]>;
}
type Outcome = { readonly stage: string; readonly why: readonly string[] } | undefined;

const files = ["pgschema", "migra", "sqldef-postgres", "sqldef-sqlite", "sqldef-mysql"] as const;
const folder = join(process.env["STRATA_SHARED"] ?? resolve(import.meta.dirname, "../../shared"), "exam");
const option = (name: string): string | undefined => {
  const at = process.argv.indexOf(`--${name}`);
  return at < 0 ? undefined : process.argv[at + 1] ?? "";
};
const verbose = process.argv.includes("--verbose");

if (!existsSync(folder)) {
  console.log(`No pairs at ${folder}: nothing examined.`);
  process.exit(0);
}
const started = performance.now();
for (const file of files) if ((option("file") ?? file) === file) await examine(file);
for (const file of lintExams) if ((option("file") ?? file) === file) await examineLint(folder, file);
console.log(`${Math.round((performance.now() - started) / 1000)} s`);
process.exit(0);

async function examine(file: (typeof files)[number]): Promise<void> {
  const engine = file === "sqldef-mysql" ? await mysql() : file === "sqldef-sqlite" ? await sqlite() : await postgresql();
  if (engine === undefined) return;
  const only = option("only");
  const pairs = readCases(join(folder, `${file}.json`), pairOf).filter((pair) => only === undefined || pair.name.includes(only));
  const counts = { full: 0, up: 0, judged: 0, unloadable: 0 };
  for (const pair of pairs) {
    const outcome = await judge(pair, engine);
    if (outcome?.stage === "load") {
      counts.unloadable += 1;
      console.log(`  ${pair.name}: not judged, ${outcome.why.join(" | ")}`);
      continue;
    }
    counts.judged += 1;
    if (outcome === undefined) counts.full += 1;
    if (outcome === undefined || !outcome.stage.startsWith("up:")) counts.up += 1;
    if (outcome !== undefined) console.log(`  ${pair.name}: ${outcome.stage} ${outcome.why.slice(0, verbose ? undefined : 3).join(" | ")}`);
  }
  const share = (count: number): string => `${count}/${counts.judged} (${((100 * count) / Math.max(1, counts.judged)).toFixed(1)} %)`;
  console.log(`${file}: up ${share(counts.up)}, up-down-up ${share(counts.full)}, not judged ${counts.unloadable}`);
  await engine.sandbox.close();
}

async function judge(pair: Pair, { target, sandbox, version, facts }: Engine): Promise<Outcome> {
  const load = async (sql: string): Promise<Loaded> => {
    await sandbox.reset();
    if (pair.setup.trim() !== "") await sandbox.run(pair.setup);
    if (sql.trim() !== "") await sandbox.run(sql);
    return { schema: (await sandbox.introspect()).schema, facts: (await facts?.()) ?? [] };
  };
  let from: Loaded;
  let to: Loaded;
  try {
    to = await load(pair.new);
    from = await load(pair.old);
  } catch (error) {
    return { stage: "load", why: [message(error)] };
  }
  let plan: ReturnType<typeof planPair>;
  try {
    plan = planPair(target, version, from.schema, to.schema);
  } catch (error) {
    return { stage: "up: plan throws", why: [error instanceof Error ? error.stack?.split("\n").slice(0, 12).join(" ") ?? "" : String(error)] };
  }
  if (verbose) console.log(`--- ${pair.name}\nUP\n${plan.up.join(";\n")}\nDOWN\n${plan.down.join(";\n")}`);
  if (plan.unsupported.length > 0) return { stage: "up: unsupported", why: plan.unsupported };
  const run = async (statements: readonly string[], expected: Loaded, stage: string): Promise<Outcome> => {
    for (const sql of statements) {
      try {
        await sandbox.run(sql);
      } catch (error) {
        return { stage: `${stage} refused`, why: [message(error), sql.slice(0, verbose ? undefined : 160)] };
      }
    }
    const found = [...sameCatalog((await sandbox.introspect()).schema, expected.schema), ...differing((await facts?.()) ?? [], expected.facts)];
    return found.length > 0 ? { stage: `${stage} differs`, why: found } : undefined;
  };
  return (await run(plan.up, to, "up:")) ?? (await run(plan.down, from, "down")) ?? (await run(plan.up, to, "again"));
}

interface Loaded { readonly schema: Schema; readonly facts: readonly string[] }

function differing(actual: readonly string[], expected: readonly string[]): string[] {
  return [...expected.filter((fact) => !actual.includes(fact)).map((fact) => `missing ${fact}`), ...actual.filter((fact) => !expected.includes(fact)).map((fact) => `not expected ${fact}`)];
}

function message(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

async function sqlite(): Promise<Engine> {
  const { sqlite: target } = await import("../lib/targets/sqlite");
  const { openSqlJs } = await import("../lib/sandbox/sqljs");
  return { target, sandbox: await openSqlJs(target), version: target.versions[0]?.id ?? "" };
}

async function postgresql(): Promise<Engine> {
  const { postgresql: target } = await import("../lib/targets/postgresql");
  const { openPglite } = await import("../lib/sandbox/pglite");
  return { target, sandbox: await openPglite(target), version: target.versions[0]?.id ?? "" };
}

/** On the server at STRATA_MYSQL_URL, else STRATA_TEST_MYSQL_URL: MySQL or MariaDB, whichever it is. */
async function mysql(): Promise<Engine | undefined> {
  const url = process.env["STRATA_MYSQL_URL"] ?? process.env["STRATA_TEST_MYSQL_URL"];
  if (url === undefined) {
    console.log("sqldef-mysql: set STRATA_MYSQL_URL to a MySQL or MariaDB server to be examined.");
    return undefined;
  }
  const { mysql: target } = await import("../lib/targets/mysql");
  const { openMysql } = await import("../lib/sandbox/mysql");
  const sandbox = await openMysql(target, url);
  console.log(`sqldef-mysql on ${sandbox.engine}`);
  return { target, sandbox, version: target.versionOf?.(sandbox.server ?? "") ?? "", facts: () => mysqlFacts(sandbox.query) };
}

function pairOf(text: (property: string) => string): Pair {
  return { id: text("id"), name: text("name"), setup: text("setup_sql"), old: text("old_sql"), new: text("new_sql") };
}
