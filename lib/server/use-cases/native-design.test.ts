import { unzipSync } from "fflate";
import { describe, expect, it } from "vitest";
import type { Design, StoredValue } from "../../design/design";
import type { NewRelease, Release } from "../../design/wire";
import { checkLock, lockFile } from "../../export";
import { technologyIds } from "../../model";
import { hasNativeSandbox } from "../../sandbox/native";
import { builtTargets } from "../../targets/registry";
import { openEditor } from "../testing/editor";
import { startInProcess } from "../testing/in-process";
import { createDesign } from "./create-design";
import { exportDesign } from "./export-design";
import { importSchema } from "./import-schema";
import { readRelease } from "./list-releases";
import type { Outcome } from "./outcome";
import { proveDesign } from "./prove-design";
import { readDesign } from "./read-design";
import { releaseDesign } from "./release-design";

const { services, port } = await startInProcess();
const owner = await services.owner();
const quiet = { signal: new AbortController().signal, onProgress: () => undefined };
const native = builtTargets.filter((target) => target.native !== undefined);

function valueOf<T>(outcome: Outcome<T>): T {
  if (!outcome.ok) throw new Error(`${outcome.code}: ${outcome.message}`);
  return outcome.value;
}

async function designOf(id: string): Promise<Design> {
  return valueOf(await readDesign(services, id)).design;
}

async function edit(id: string, entries: Readonly<Record<string, StoredValue>>): Promise<void> {
  const editor = await openEditor(port, id);
  editor.doc.transact(() => Object.entries(entries).forEach(([key, value]) => editor.entries.set(key, value)));
  await editor.fence();
  editor.close();
}

/** Proves and releases, agreeing to what is lost. */
async function proveAndRelease(id: string, more: Partial<NewRelease> = {}): Promise<Release> {
  const proof = await proveDesign(services, id, quiet);
  if (!proof.ok) throw new Error(proof.diagnostics[0]?.message);
  expect([proof.value.diagnostics.filter(({ severity }) => severity === "error"), proof.value.passed, proof.value.stages.filter(({ passed }) => !passed)]).toEqual([[], true, []]);
  const refused = await releaseDesign(services, owner, id, { name: "Next", note: "", ...more });
  const lost = !refused.ok && refused.code === "loss-not-agreed" ? refused.message.replace(/^This release takes away for good: /, "").replace(/\. Agree to each.*$/, "").split("; ") : [];
  const { number } = valueOf(lost.length === 0 ? refused : await releaseDesign(services, owner, id, { name: "Next", note: "", ...more, consent: lost }));
  return valueOf(await readRelease(services, owner, id, String(number)));
}

async function bundleOf(id: string): Promise<Readonly<Record<string, string>>> {
  const { content } = valueOf(await exportDesign(services, owner, id, "zip"));
  if (typeof content === "string") throw new Error("A bundle is bytes");
  return Object.fromEntries(Object.entries(unzipSync(content)).map(([path, bytes]) => [path, new TextDecoder().decode(bytes)]));
}

async function checksOut(files: Readonly<Record<string, string>>): Promise<void> {
  const locked = Object.entries(files).filter(([path]) => /^(?:data_)?migrations\//.test(path) && !path.endsWith("README.md")).map(([name, content]) => ({ name, content }));
  expect(await checkLock(files[lockFile] ?? "", locked)).toEqual([]);
}

describe("a design of each technology whose shape is derived", () => {
  it("has a place to run its commands for each of them", () => {
    for (const { id } of native) expect([id, hasNativeSandbox(id)]).toEqual([id, true]);
  });

  it.each(native.map(({ id, label }) => ({ id, label })))("$label: is made from a template, proven, released, changed, released again, and its bundle checks out", async ({ id: target }) => {
    // A series of measurements is the one thing that InfluxDB keeps, and the shop has none.
    const template = target === "influxdb" ? "iot" : "shop";
    const id = valueOf(await createDesign(services, owner, { name: "Shop", target, source: { kind: "template", id: template } })).id;
    const first = await proveAndRelease(id);
    expect(first.migrations.length).toBeGreaterThan(0);
    expect(first.shapes?.["main"]).toMatchObject({ target });
    expect(first.proof?.fidelity).toBeDefined();
    expect(await proveDesign(services, id, quiet)).toMatchObject({ ok: false, diagnostics: [{ code: "nothing-changed" }] });
    const [table] = (await designOf(id)).schema.tables;
    await edit(id, { "fresh|kind": "column", "fresh|table": table?.id ?? "", "fresh|name": "remark", "fresh|type": { kind: "text" }, "fresh|null": true, "fresh|ord": "zz" });
    const changed = await proveDesign(services, id, quiet);
    // Where a nullable text leaves no trace in the shape there is nothing to release.
    if (changed.ok) {
      const second = await proveAndRelease(id);
      expect(second.migrations.length).toBeGreaterThan(0);
      expect(second.migrations.some(({ name }) => first.migrations.some((before) => before.name === name))).toBe(false);
    } else expect(changed.diagnostics[0]?.code).toBe("nothing-changed");
    const files = await bundleOf(id);
    expect(Object.keys(files).some((path) => path.startsWith("schema/"))).toBe(true);
    expect(files["schema.sql"]).toBeUndefined();
    expect(files["DESIGN.md"]).toContain("| Table | Decision | Chosen | Why |");
    await checksOut(files);
  });
});

it("says of a proof for TimescaleDB that its own calls are only kept account of", async () => {
  const { id } = valueOf(await createDesign(services, owner, { name: "Series", target: "timescaledb", source: { kind: "template", id: "iot" } }));
  const { proof } = await proveAndRelease(id);
  expect(proof).toMatchObject({ passed: true, fidelity: "emulator" });
  expect((await bundleOf(id))["DESIGN.md"]).toContain("TimescaleDB's calls by their documentation (emulator)");
});

describe("a second store beside the system of record", () => {
  const [search] = native.filter(({ id }) => id === "elasticsearch" || id === "typesense");

  it.skipIf(search === undefined)("gets files, proof and shape of its own in each release, and its part of the bundle", async () => {
    const read = await importSchema(services, { format: "sql", target: "sqlite", text: "CREATE TABLE products (id INTEGER PRIMARY KEY, title TEXT NOT NULL, price REAL);CREATE TABLE notes (id INTEGER PRIMARY KEY, body TEXT);" }, quiet);
    if (!read.ok) throw new Error(read.diagnostics[0]?.message);
    const id = valueOf(await createDesign(services, owner, { name: "Shop", target: "sqlite", source: { kind: "schema", schema: read.value.schema } })).id;
    const products = (await designOf(id)).schema.tables.find(({ name }) => name === "products");
    const target = search?.id ?? "";
    await edit(id, { "s|kind": "store", "s|target": target, "s|version": search?.versions[0]?.id ?? "", "s|role": "search index", "s|tables": [products?.id ?? ""], "s|sync": "An outbox.", "s|ord": "a0" });
    const first = await proveAndRelease(id);
    expect(first.shapes?.["s"]).toMatchObject({ target });
    expect(first.proof?.stores).toMatchObject([{ id: "s", passed: true }]);
    const own = first.migrations.filter(({ name }) => name.startsWith(`stores/${target}/`));
    expect(own.length).toBeGreaterThan(0);
    expect(own.some(({ content }) => content.includes("notes"))).toBe(false);
    await edit(id, { "c|kind": "column", "c|table": products?.id ?? "", "c|name": "colour", "c|type": { kind: "text" }, "c|null": true, "c|ord": "zz" });
    const second = await proveAndRelease(id);
    expect(second.migrations.filter(({ name }) => name.startsWith(`stores/${target}/`)).length).toBeGreaterThan(0);
    const files = await bundleOf(id);
    expect(Object.keys(files).some((path) => path.startsWith(`schema/stores/${target}/`))).toBe(true);
    expect(files["schema.sql"]).toContain("notes");
    expect(files["DESIGN.md"]).toContain("An outbox.");
    await checksOut(files);
  });
});

it("knows every technology", () => {
  expect(builtTargets.map(({ id }) => id).toSorted()).toEqual(technologyIds.toSorted().filter((id) => builtTargets.some((target) => target.id === id)));
});
