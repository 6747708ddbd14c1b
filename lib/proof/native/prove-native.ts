import { canonicalJson, type Diagnostic, type JsonValue } from "../../model";
import type { NativeSandbox } from "../../sandbox/native";
import type { NativeFacility, NativeMigration } from "../../targets/native";
import type { Proof, ProofStage, ProvenStatement, StageName } from "../proof";
import { firstDifference } from "./first-difference";

/** What is to be proven of a native target: the way from one released shape to the next. */
export interface NativeProofRequest {
  readonly native: NativeFacility;
  /** The last released shape; undefined before the first. */
  readonly base: JsonValue | undefined;
  readonly goal: JsonValue;
  /** With the name each is known by. */
  readonly migrations: readonly { readonly name: string; readonly migration: NativeMigration }[];
  readonly subject: string;
}

export interface NativeProofOptions {
  open(): Promise<NativeSandbox>;
  onProgress?(done: number, total: number, label: string): void;
}

/**
 * Runs migrations up, down and up again on a sandbox that holds the base with sample rows. What is there after each run is compared with
 * what the base, or the goal, makes when it is set up from nothing; rows are compared with those before, where every step says that its
 * way back loses nothing.
 */
export async function proveNative(request: NativeProofRequest, options: NativeProofOptions): Promise<Proof> {
  const started = performance.now();
  const sandbox = await options.open();
  try {
    return await proveOn(sandbox, request, options, started);
  } finally {
    await sandbox.close();
  }
}

async function proveOn(sandbox: NativeSandbox, { native, base, goal, migrations, subject }: NativeProofRequest, options: NativeProofOptions, started: number): Promise<Proof> {
  const stages: ProofStage[] = [];
  const statements: ProvenStatement[] = [];
  const diagnostics: Diagnostic[] = [];
  const notes = new Set<string>();
  const record = (): Proof => {
    if (notes.size > 0) diagnostics.push({ code: "proof-partly-checked", severity: "info", message: `Not looked at: ${[...notes].join("; ")}` });
    return {
      passed: stages.every(({ passed }) => passed), engine: sandbox.engine, fidelity: sandbox.fidelity, subject, stages, statements, seededRows: seeded, diagnostics,
      milliseconds: Math.round(performance.now() - started),
    };
  };
  if (sandbox.missing !== undefined) diagnostics.push({ code: "proof-could-check-more", severity: "info", message: sandbox.missing });
  let seeded = 0;
  const total = 8;
  const stage = async (name: StageName, work: () => Promise<{ readonly passed: boolean; readonly observed: string }>): Promise<boolean> => {
    options.onProgress?.(stages.length, total, name);
    const begun = performance.now();
    const { passed, observed } = await work();
    stages.push({ name, passed, observed, milliseconds: Math.round(performance.now() - begun) });
    if (!passed && !diagnostics.some(({ severity }) => severity === "error")) diagnostics.push({ code: "proof-stage-failed", severity: "error", message: observed });
    return passed;
  };
  /** Runs commands that set something up; a refusal there is told with the command. */
  const setUp = async (commands: readonly string[]): Promise<string | undefined> => {
    for (const command of commands) {
      const outcome = await sandbox.run(command);
      if (!outcome.ok) return `${outcome.message}: ${command}`;
    }
    return undefined;
  };
  const run = async (direction: ProvenStatement["direction"]): Promise<{ readonly passed: boolean; readonly observed: string }> => {
    const ordered = direction === "down" ? migrations.toReversed() : migrations;
    let count = 0;
    for (const { name, migration } of ordered) {
      const commands = direction === "down"
        ? [...migration.data?.undo ?? [], ...migration.steps.toReversed().flatMap((step) => step.down)]
        : [...migration.steps.flatMap((step) => step.up), ...migration.data?.commands ?? []];
      for (const command of commands) {
        const outcome = await sandbox.run(command);
        statements.push({ file: name, direction, sql: command, ...(outcome.ok ? {} : { error: outcome.message }) });
        if (!outcome.ok) {
          diagnostics.push({ code: "proof-statement-failed", severity: "error", message: `${name}: ${outcome.message}`, place: { file: name } });
          return { passed: false, observed: `${name}: ${outcome.message}` };
        }
        if (outcome.note !== undefined) notes.add(outcome.note);
        count += 1;
      }
    }
    return { passed: true, observed: `${count} ${count === 1 ? "command" : "commands"} in ${migrations.length} ${migrations.length === 1 ? "migration" : "migrations"}` };
  };
  const same = (expected: JsonValue | undefined, seen: JsonValue | undefined, what: string): { readonly passed: boolean; readonly observed: string } => {
    if (canonicalJson(expected) === canonicalJson(seen)) return { passed: true, observed: what };
    const difference = firstDifference(expected, seen);
    diagnostics.push({ code: "proof-differs", severity: "error", message: difference });
    return { passed: false, observed: difference };
  };

  // What the goal is when it is made from nothing.
  const wanted = await madeFromNothing(goal);
  if (wanted.refused !== undefined) return failedSetUp("The new shape cannot be set up", wanted.refused);
  const before = base === undefined ? { catalog: await emptied(), refused: undefined } : await madeFromNothing(base);
  if (before.refused !== undefined) return failedSetUp("The released shape cannot be set up", before.refused);
  const samples = base === undefined ? [] : native.samples?.(base) ?? [];
  if (!await stage("seed", async () => {
    const refused = await setUp(samples);
    seeded = refused === undefined ? samples.length : 0;
    return refused === undefined ? { passed: true, observed: `${samples.length} sample writes` } : { passed: false, observed: refused };
  })) return record();
  const rows = await sandbox.contents();
  const lossless = migrations.every(({ migration }) => migration.steps.every(({ reversibility }) => reversibility.kind === "lossless") && (migration.data === undefined || migration.data.reversibility.kind === "lossless"));

  if (!await stage("up", () => run("up"))) return record();
  if (!await stage("compare up", async () => same(wanted.catalog, await sandbox.catalog(), "The same as the new shape set up from nothing"))) return record();
  if (!await stage("seed new", async () => {
    const fresh = base === undefined ? native.samples?.(goal) ?? [] : [];
    const refused = await setUp(fresh);
    if (refused === undefined) seeded += fresh.length;
    return refused === undefined ? { passed: true, observed: `${fresh.length} sample writes` } : { passed: false, observed: refused };
  })) return record();
  if (!await stage("down", () => run("down"))) return record();
  if (!await stage("compare down", async () => same(before.catalog, await sandbox.catalog(), base === undefined ? "Empty again" : "The same as the released shape"))) return record();
  if (base !== undefined && rows !== undefined) {
    if (!await stage("rows down", async () => (lossless ? same(rows, await sandbox.contents(), "Every row as before") : { passed: true, observed: "Not compared: the way back is not without loss" }))) return record();
  }
  if (!await stage("up again", () => run("up again"))) return record();
  await stage("compare again", async () => same(wanted.catalog, await sandbox.catalog(), "The same as the new shape set up from nothing"));
  return record();

  async function emptied(): Promise<JsonValue> {
    await sandbox.reset();
    return sandbox.catalog();
  }

  async function madeFromNothing(shape: JsonValue): Promise<{ readonly catalog: JsonValue; readonly refused: string | undefined }> {
    await sandbox.reset();
    const refused = await setUp(native.migrate(undefined, shape).migrations.flatMap(({ steps }) => steps.flatMap((step) => step.up)));
    return { catalog: await sandbox.catalog(), refused };
  }

  function failedSetUp(what: string, refused: string): Proof {
    diagnostics.push({ code: "proof-set-up-failed", severity: "error", message: `${what}: ${refused}` });
    stages.push({ name: "seed", passed: false, milliseconds: 0, observed: `${what}: ${refused}` });
    return record();
  }
}
