import { unzipSync } from "fflate";
import { describe, expect, it } from "vitest";
import type { Design, StoredValue } from "../../design/design";
import type { NewRelease, Release } from "../../design/wire";
import { checkLock, lockFile } from "../../export";
import { openEditor } from "../testing/editor";
import { startInProcess } from "../testing/in-process";
import { checkEvolution } from "./check-evolution";
import { confirmCheckpoint, listCheckpoints, withdrawCheckpoint } from "./confirm-checkpoint";
import { createDesign } from "./create-design";
import { duplicateDesign } from "./duplicate-design";
import { exportDesign } from "./export-design";
import { importSchema } from "./import-schema";
import { readRelease } from "./list-releases";
import type { Outcome } from "./outcome";
import { planDesign } from "./plan-design";
import { proveDesign } from "./prove-design";
import { readDesign } from "./read-design";
import { releaseDesign } from "./release-design";

const { services, port } = await startInProcess();
const owner = await services.owner();
const quiet = { signal: new AbortController().signal, onProgress: () => undefined };

function valueOf<T>(outcome: Outcome<T>): T {
  if (!outcome.ok) throw new Error(`${outcome.code}: ${outcome.message}`);
  return outcome.value;
}

async function imported(sql: string): Promise<string> {
  const found = await importSchema(services, { format: "sql", target: "sqlite", text: sql }, quiet);
  if (!found.ok) throw new Error(found.diagnostics[0]?.message);
  return valueOf(await createDesign(services, owner, { name: "Shop", target: "sqlite", source: { kind: "schema", schema: found.value.schema } })).id;
}

async function designOf(id: string): Promise<Design> {
  return valueOf(await readDesign(services, id)).design;
}

/** Writes entries as an editor in a browser would. */
async function edit(id: string, entries: Readonly<Record<string, StoredValue>>): Promise<void> {
  const editor = await openEditor(port, id);
  editor.doc.transact(() => Object.entries(entries).forEach(([key, value]) => editor.entries.set(key, value)));
  await editor.fence();
  editor.close();
}

async function proveAndRelease(id: string, more: Partial<NewRelease> = {}): Promise<Release> {
  const proof = await proveDesign(services, id, quiet);
  if (!proof.ok) throw new Error(proof.diagnostics[0]?.message);
  expect([proof.value.diagnostics, proof.value.evolutions?.flatMap(({ diagnostics }) => diagnostics) ?? [], proof.value.passed]).toEqual([[], [], true]);
  const { number } = valueOf(await releaseDesign(services, owner, id, { name: "Next", note: "", ...more }));
  return valueOf(await readRelease(services, owner, id, String(number)));
}

const users = "CREATE TABLE users (id INTEGER PRIMARY KEY, name TEXT NOT NULL, note TEXT);";

async function renaming(): Promise<{ readonly id: string; readonly evolution: Readonly<Record<string, StoredValue>> }> {
  const id = await imported(users);
  await proveAndRelease(id);
  const [table] = (await designOf(id)).schema.tables;
  const column = table?.columns.find(({ name }) => name === "name")?.id ?? "";
  const evolution = { "evo-1|kind": "evolution", "evo-1|evo": "rename-column", "evo-1|subject": { table: table?.id ?? "", column }, "evo-1|ord": "a0" };
  await edit(id, { [`${column}|name`]: "full_name", ...evolution });
  return { id, evolution };
}

describe("a change in phases on the server", () => {
  it("stays with the design whose releases it goes through: a duplicate has the goal and nothing in flight", async () => {
    const { id } = await renaming();
    expect((await designOf(id)).evolutions).toHaveLength(1);
    const copy = await designOf(valueOf(await duplicateDesign(services, owner, id)).id);
    expect(copy.evolutions).toEqual([]);
    expect(copy.schema.tables[0]?.columns.map(({ name }) => name)).toContain("full_name");
  });

  it("is proven and released phase by phase, waits for its checkpoint, and its bundle checks out", async () => {
    const { id } = await renaming();
    const stages: (string | undefined)[] = [];
    const expand = await proveAndRelease(id);
    stages.push(expand.evolutions[0]?.phases[(expand.evolutions[0]?.reached ?? 0) - 1]?.kind);
    expect(expand.proof?.evolutions).toMatchObject([{ id: "evo-1", passed: true }]);
    expect(expand.proof?.evolutions?.[0]?.stages.map(({ name }) => name)).toContain("side by side");
    const backfill = await proveAndRelease(id);
    expect(backfill.migrations).toEqual([]);
    expect(backfill.dataMigrations.map(({ name }) => name.split(".").at(-1)).toSorted()).toEqual(["py", "sql", "ts"]);

    // What a person must confirm nobody else can pass: not a release, not a proof, not another phase.
    const state = valueOf(await planDesign(services, id, new Date())).pending.evolutions[0];
    expect(state).toMatchObject({ waits: "checkpoint" });
    const phase = state?.checkpoint?.phase ?? "";
    expect(await releaseDesign(services, owner, id, { name: "Too early", note: "", unprovenReason: "In a hurry" })).toMatchObject({ ok: false, code: "nothing-changed", message: expect.stringContaining(state?.checkpoint?.confirm ?? "?") });
    expect(await confirmCheckpoint(services, owner, id, { evolutionId: "evo-1", phase: "contract", by: "Ada" })).toMatchObject({ ok: false, code: "checkpoint-not-waiting" });
    expect(await confirmCheckpoint(services, { user: owner.user, workspace: { id: "elsewhere", name: "" } }, id, { evolutionId: "evo-1", phase, by: "Eve" })).toMatchObject({ ok: false, code: "design-not-found" });

    const confirmed = valueOf(await confirmCheckpoint(services, owner, id, { evolutionId: "evo-1", phase, by: "Ada" }));
    expect(confirmed).toMatchObject({ evolutionId: "evo-1", phase, by: "Ada", sentence: state?.checkpoint?.confirm });
    // Confirming twice changes nothing; taking it back closes the gate again.
    expect(valueOf(await confirmCheckpoint(services, owner, id, { evolutionId: "evo-1", phase, by: "Bob" }))).toEqual(confirmed);
    valueOf(await withdrawCheckpoint(services, owner, id, { evolutionId: "evo-1", phase }));
    expect(await releaseDesign(services, owner, id, { name: "Too early", note: "", unprovenReason: "In a hurry" })).toMatchObject({ ok: false, code: "nothing-changed" });
    valueOf(await confirmCheckpoint(services, owner, id, { evolutionId: "evo-1", phase, by: "Ada" }));

    const pending = valueOf(await planDesign(services, id, new Date())).pending;
    const contract = await proveAndRelease(id, { consent: [...pending.migrations.flatMap(({ planned }) => planned.steps.flatMap(({ up }) => up.flatMap(({ loss }) => loss ?? [])))] });
    expect(contract.evolutions).toMatchObject([{ id: "evo-1", ended: { how: "done", in: contract.number } }]);
    expect(contract.schema.tables[0]?.columns.map(({ name }) => name).toSorted()).toEqual(["full_name", "id", "note"]);
    expect(valueOf(await listCheckpoints(services, owner, id))).toHaveLength(1);
    expect(await withdrawCheckpoint(services, owner, id, { evolutionId: "evo-1", phase })).toMatchObject({ ok: false, code: "checkpoint-passed" });
    expect(valueOf(await planDesign(services, id, new Date())).pending).toMatchObject({ migrations: [], dataMigrations: [], plan: { changes: [] } });

    const zip = valueOf(await exportDesign(services, owner, id, "zip"));
    if (typeof zip.content === "string") throw new Error("A zip is bytes");
    const files = Object.entries(unzipSync(zip.content)).map(([name, bytes]) => ({ name, content: new TextDecoder().decode(bytes) }));
    const lock = files.find(({ name }) => name === lockFile)?.content ?? "";
    const locked = files.filter(({ name }) => /^(?:data_)?migrations\/\d/.test(name));
    expect(await checkLock(lock, locked)).toEqual([]);
    expect(lock.match(/data_migrations\//g)).toHaveLength(3);
    // In the order of their releases: the lock of an earlier bundle is the beginning of this one.
    expect(lock.indexOf("data_migrations/")).toBeLessThan(lock.lastIndexOf("\"migrations/"));
    const chains = new Set(lock.trim().split("\n").slice(1).map((line) => line.split(" ")[1]));
    const kept = (await services.store.catalog.listReleases(id)).flatMap((release) => release.files.map(({ chain }) => chain));
    expect(new Set(kept)).toEqual(chains);
  }, 120_000);

  it("tries expressions on sample rows before anything is started", async () => {
    const { id, evolution } = await renaming();
    const subject = evolution["evo-1|subject"];
    if (typeof subject !== "object" || subject === null || Array.isArray(subject)) throw new Error("No subject");
    const ids = Object.fromEntries(Object.entries(subject).map(([key, value]) => [key, String(value)]));
    const fields = valueOf(await planDesign(services, id, new Date())).pending.evolutions[0]?.evolution?.conversions[0]?.forward[0]?.field ?? "";
    expect(await checkEvolution(services, id, { kind: "rename-column", subject: ids, answers: {} }, quiet)).toMatchObject({ ok: true, value: { findings: [] } });
    const refused = await checkEvolution(services, id, { kind: "rename-column", subject: ids, answers: { [fields]: "nowhere + 1" } }, quiet);
    expect(refused.ok ? refused.value.findings : refused.diagnostics).toMatchObject([{ severity: "error" }]);
    expect(await checkEvolution(services, id, { kind: "turn-around", subject: ids, answers: {} }, quiet)).toMatchObject({ ok: false });
  }, 60_000);
});

describe("losses", () => {
  it("are agreed to one by one, or there is no release; the agreement is kept", async () => {
    const id = await imported(users);
    await proveAndRelease(id);
    const note = (await designOf(id)).schema.tables[0]?.columns.find(({ name }) => name === "note")?.id ?? "";
    await edit(id, { [`${note}|del`]: "gone" });
    const proof = await proveDesign(services, id, quiet);
    expect(proof).toMatchObject({ ok: true, value: { passed: true, losses: [{ what: "users.note", of: "values" }] } });
    const refused = await releaseDesign(services, owner, id, { name: "v2", note: "" });
    expect(refused).toMatchObject({ ok: false, failure: "conflict", code: "loss-not-agreed", message: expect.stringContaining("note") });
    expect(await releaseDesign(services, owner, id, { name: "v2", note: "", consent: ["something else"], unprovenReason: "x" })).toMatchObject({ ok: false, code: "loss-not-agreed" });
    const { pending } = valueOf(await planDesign(services, id, new Date()));
    const losses = pending.migrations.flatMap(({ planned }) => planned.steps.flatMap(({ up }) => up.flatMap(({ loss }) => loss ?? [])));
    const released = valueOf(await releaseDesign(services, owner, id, { name: "v2", note: "", consent: losses }));
    expect(released).toMatchObject({ proven: true, consent: losses });
  }, 60_000);
});

describe("released files", () => {
  it("hold the hazards as the proof measured them, and are still what was proven", async () => {
    const id = await imported(users);
    await proveAndRelease(id);
    const [table] = (await designOf(id)).schema.tables;
    await edit(id, { [`${table?.columns.find(({ name }) => name === "note")?.id ?? ""}|type`]: { kind: "int64" } });
    const release = await proveAndRelease(id, { consent: valueOf(await planDesign(services, id, new Date())).pending.migrations.flatMap(({ planned }) => planned.steps.flatMap(({ up }) => up.flatMap(({ loss }) => loss ?? []))) });
    expect(release.migrations[0]?.content).toMatch(/^-- hazard: warning, rewrite, measured \(table-rebuilt\): .* Seen: /m);
    expect(release.proof?.hazards?.[0]?.hazards.some(({ evidence }) => evidence === "measured")).toBe(true);
  }, 60_000);
});
