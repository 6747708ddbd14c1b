import { afterAll, describe, expect, test } from "vitest";
import { mapIds } from "../../diff";
import type { Schema, SchemaObject } from "../../model";
import { findEvolutionKind, heldBack, migrationStatements, plan, proposeEvolutions, type Evolution, type EvolutionPhase } from "../../plan";
import { sharedSandboxes } from "../../sandbox/testing/shared";
import { postgresql } from "../../targets/postgresql";
import { sqlite } from "../../targets/sqlite";
import type { Target } from "../../targets/target";
import { checkExpressions } from "../check-expressions";
import type { Proof } from "../proof";
import { proveEvolution } from "./prove-evolution";
import { big, int, schema, short, type TableSketch } from "./testing/shop";

const engines = sharedSandboxes();
afterAll(() => engines.close());

const users: TableSketch = { id: "users", name: "users", key: ["id"], columns: { id: { type: big }, name: { type: short }, age: { type: int, nullable: true } } };
const renamed: TableSketch = { ...users, columns: { ...users.columns, name: { name: "full_name", type: short } } };
const split: TableSketch = { ...users, columns: { id: { type: big }, first: { type: short }, last: { type: short, nullable: true }, age: { type: int, nullable: true } } };

function build(target: Target, kind: string, base: Schema, goal: Schema, answers: Readonly<Record<string, string>> = {}): Evolution {
  const ground = { target, version: target.versions[0]?.id ?? "", base, goal };
  const proposal = proposeEvolutions(ground).find((candidate) => candidate.kind === kind) ?? expect.fail(`${kind} is not proposed`);
  const result = findEvolutionKind(kind)?.build({ ...ground, subject: proposal.subject, answers });
  return result?.ok === true ? result.value : expect.fail(JSON.stringify(result?.diagnostics));
}

const prove = (target: Target, evolution: Evolution, more: { queries?: readonly { name: string; sql: string }[] } = {}): Promise<Proof> =>
  proveEvolution({ target, version: target.versions[0]?.id ?? "", evolution, ...more }, engines);
const failure = (proof: Proof): string => proof.stages.filter(({ passed }) => !passed).map(({ phase, name, observed }) => `${phase ?? ""} ${name}: ${observed}`).join("\n");

/** The evolution with each phase's schemas and statements changed alike. */
function tampered(evolution: Evolution, change: (text: string) => string): Evolution {
  const objects = (list: readonly SchemaObject[]): SchemaObject[] => list.map((object) => ({ ...object, definition: change(object.definition) }));
  const phase = (one: EvolutionPhase): EvolutionPhase => ({
    ...one, before: { ...one.before, objects: objects(one.before.objects) }, after: { ...one.after, objects: objects(one.after.objects) },
    migrations: one.migrations.map((migration) => ({ ...migration, steps: migration.steps.map((step) => ({ ...step, up: step.up.map((s) => ({ ...s, sql: change(s.sql) })), down: step.down.map((s) => ({ ...s, sql: change(s.sql) })) })) })),
  });
  return { ...evolution, phases: evolution.phases.map(phase) };
}

describe.each([postgresql, sqlite])("what the proof of an evolution finds on $label", (target) => {
  test("a trigger that carries wrong values: the other version reads them", async () => {
    const evolution = tampered(build(target, "rename-column", schema([users]), schema([renamed])), (sql) => sql.replaceAll(/(full_name :?= )(NEW\.name)/g, "$1upper($2)"));
    expect(failure(await prove(target, evolution))).toMatch(/side by side: .*reads "/);
  });

  test("a phase that leaves the old column required: the new version cannot insert", async () => {
    const evolution = build(target, "drop-column", schema([users]), schema([{ ...users, columns: { id: { type: big }, age: { type: int, nullable: true } } }]));
    const phases = evolution.phases.filter(({ id }) => id !== "expand").map((phase) => (phase.id === "switch" ? { ...phase, before: schema([users]), after: schema([users]) } : phase));
    expect(failure(await prove(target, { ...evolution, phases }))).toMatch(/switch side by side: A statement of the new version is refused/);
  });

  test("a batch that leaves rows: the phase does not pass", async () => {
    const evolution = build(target, "rename-column", schema([users]), schema([renamed]));
    const phases = evolution.phases.map((phase) => ({ ...phase, backfills: phase.backfills.map((backfill) => ({ ...backfill, apply: { ...backfill.apply, sql: backfill.apply.sql.replace("{{batch}}", "{{batch}} AND id % 20 = 1") } })) }));
    expect(failure(await prove(target, { ...evolution, phases }))).toMatch(/backfill backfill: .* rows are left after the last batch/);
  });

  test("a way back that loses values without saying so", async () => {
    const evolution = build(target, "split-column", schema([users]), schema([split]), { archive: "no", "backward:users.name": "first" });
    expect(failure(await prove(target, evolution))).toMatch(/rows down: Rows are not as before, and no phase says so: users/);
  });

  test("a query of the old version that a phase breaks while the old version runs", async () => {
    const evolution = build(target, "rename-column", schema([users]), schema([renamed]));
    const queries = [{ name: "by name", sql: "SELECT name FROM users WHERE id = $1" }, { name: "new", sql: "SELECT full_name FROM users WHERE id = ?" }];
    expect(failure(await prove(target, evolution, { queries }))).toBe("");
    const late = { ...evolution, phases: evolution.phases.map((phase) => (phase.id === "expand" ? { ...phase, runs: { old: true, new: true } } : phase)) };
    expect(failure(await prove(target, late, { queries: [{ name: "counted", sql: "SELECT count(*) FROM users WHERE full_name = :name" }] }))).toBe("");
    const early = { ...evolution, phases: evolution.phases.map((phase) => (phase.kind === "contract" ? { ...phase, runs: { old: true, new: true }, application: { old: [], new: [], readings: [] } } : phase)) };
    expect(failure(await prove(target, early, { queries }))).toMatch(/contract side by side: A query of the old version is refused/);
  });

  test("the contract phase's own file refuses while rows are left", async () => {
    const evolution = build(target, "rename-column", schema([users]), schema([renamed]));
    const sandbox = await engines.openSandbox(target.id);
    for (const { sql } of target.createSchema(schema([users]), "")) await sandbox.run(sql);
    await sandbox.run("INSERT INTO users (id, name) VALUES (1, 'Ada')");
    const run = async (id: string): Promise<void> => {
      for (const migration of evolution.phases.find((phase) => phase.id === id)?.migrations ?? []) for (const sql of migrationStatements(migration, "up")) await sandbox.run(sql);
    };
    await run("expand");
    await expect(run("contract")).rejects.toThrow(/Rows are left to fill in users\.full_name/);
    const [row] = await sandbox.query("SELECT name FROM users");
    expect(row?.["name"]).toBe("Ada");
  });

  test("expressions: refused ones, and values that do not come back, each at its field", async () => {
    const evolution = build(target, "split-column", schema([users]), schema([split]), { "forward:users.last": "no_such_function(name)" });
    const sandbox = await engines.openSandbox(target.id);
    const version = target.versions[0]?.id ?? "";
    const refused = await checkExpressions({ target, version, base: schema([users]), conversions: evolution.conversions }, sandbox);
    expect(refused.map(({ field, severity }) => [field, severity])).toEqual([["forward:users.last", "error"]]);
    const lossy = build(target, "split-column", schema([users]), schema([split]), { "backward:users.name": "first" });
    const found = await checkExpressions({ target, version, base: schema([users]), conversions: lossy.conversions }, sandbox);
    expect(found).toEqual([expect.objectContaining({ field: "backward:users.name", severity: "warning", message: expect.stringContaining("does not come back") })]);
    expect(await checkExpressions({ target, version, base: schema([users]), conversions: build(target, "rename-column", schema([users]), schema([renamed])).conversions }, sandbox)).toEqual([]);
  });
});

describe("evolutions beside other work", () => {
  const version = "18";
  const base = schema([users]);
  const goal = schema([renamed]);

  test("phases are planned anew for a schema that got other columns meanwhile, and the plan beside carries only those", () => {
    const evolution = build(postgresql, "rename-column", base, goal);
    const [, , constrain] = evolution.phases;
    const grown = (of: Schema): Schema => ({ ...of, tables: of.tables.map((one) => ({ ...one, columns: [...one.columns, { id: "users.note", name: "note", type: { kind: "text" }, nullable: true }] })) });
    const running = grown(constrain?.before ?? base);
    const beside = plan({ target: postgresql, version, base: constrain?.before ?? base, goal: heldBack(evolution.phases, constrain?.before ?? base, grown(goal)) });
    expect(beside.changes.map(({ title }) => title)).toEqual([expect.stringContaining("Add column users.note")]);
    const again = evolution.replan(running, 2);
    if (!again.ok) return expect.fail("The phases cannot be planned anew");
    expect(plan({ target: postgresql, version, base: again.value.at(-1)?.after ?? base, goal: grown(goal) }).changes).toEqual([]);
    return undefined;
  });

  test("schemas read from an engine, whose ids say nothing, are brought in line by name", () => {
    const strangers = mapIds(schema([{ ...users, columns: { ...users.columns, age: { type: int } } }]), (id) => `other ${id}`);
    const proposals = proposeEvolutions({ target: postgresql, version, base, goal: strangers });
    expect(proposals.map(({ kind, title, carries }) => [kind, title, carries])).toEqual([["add-not-null", "Require a value in users.age", ["users.age", "other users.age"]]]);
  });

  test("what cannot be carried row by row is refused with a reason", () => {
    const ground = { target: postgresql, version, base: schema([{ id: "users", name: "users", columns: users.columns }]), goal: schema([{ id: "users", name: "users", columns: renamed.columns }]) };
    const [proposal] = proposeEvolutions(ground);
    const result = findEvolutionKind("rename-column")?.build({ ...ground, subject: proposal?.subject ?? {}, answers: {} });
    expect(result?.ok === false && result.diagnostics.map(({ code }) => code)).toEqual(["evolution-no-key"]);
    expect(findEvolutionKind("rename-column")?.build({ ...ground, subject: { table: "gone" }, answers: {} })).toMatchObject({ ok: false, diagnostics: [{ code: "evolution-subject-gone" }] });
  });
});
