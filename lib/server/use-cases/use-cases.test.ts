import { unzipSync } from "fflate";
import { describe, expect, it } from "vitest";
import { checkLock, lockFile, migrationPath } from "../../export";
import { templates } from "../../design/templates";
import type { Design } from "../../design/design";
import { newDesign, newRelease } from "../../design/wire";
import { builtTargets } from "../../targets/registry";
import { openEditor } from "../testing/editor";
import { startInProcess } from "../testing/in-process";
import { createDesign } from "./create-design";
import { deleteDesign } from "./delete-design";
import { duplicateDesign } from "./duplicate-design";
import { exportDesign } from "./export-design";
import { findDesign } from "./find-design";
import { importSchema } from "./import-schema";
import { keepImport } from "./keep-import";
import { latestProof, listReleases, readRelease } from "./list-releases";
import type { Outcome } from "./outcome";
import { proveDesign } from "./prove-design";
import { readDesign } from "./read-design";
import { releaseDesign } from "./release-design";
import { renameDesign } from "./rename-design";

const { services, port } = await startInProcess();
const owner = await services.owner();
const quiet = { signal: new AbortController().signal, onProgress: () => undefined };
const sql = `CREATE TABLE users (id integer PRIMARY KEY, email text NOT NULL UNIQUE);
CREATE TABLE orders (id integer PRIMARY KEY, user_id integer NOT NULL REFERENCES users (id), total integer CHECK (total > 0));
CREATE INDEX orders_user ON orders (user_id);`;

function valueOf<T>(outcome: Outcome<T>): T {
  if (!outcome.ok) throw new Error(`${outcome.code}: ${outcome.message}`);
  return outcome.value;
}

async function imported(): Promise<string> {
  const found = await importSchema(services, { format: "sql", target: "sqlite", text: sql }, quiet);
  if (!found.ok) throw new Error(found.diagnostics[0]?.message);
  return valueOf(await createDesign(services, owner, { name: "Shop", target: "sqlite", source: { kind: "schema", schema: found.value.schema } })).id;
}

async function designOf(id: string): Promise<Design> {
  return valueOf(await readDesign(services, id)).design;
}

/** Adds a column as an editor in a browser would. */
async function addColumn(id: string, name: string): Promise<void> {
  const { schema } = await designOf(id);
  const editor = await openEditor(port, id);
  const values = { kind: "column", table: schema.tables[0]?.id, name, type: { kind: "text" }, null: true, ord: "zz" };
  editor.doc.transact(() => Object.entries(values).forEach(([property, value]) => editor.entries.set(`new-${name}|${property}`, value)));
  await editor.fence();
  editor.close();
}

describe("making designs", () => {
  it("takes an import's schema over, placed, and lists it with its number of tables", async () => {
    const id = await imported();
    const design = await designOf(id);
    expect(design.name).toBe("Shop");
    expect(design.schema.tables.map((table) => table.name).sort()).toEqual(["orders", "users"]);
    expect(design.layout.positions.size).toBe(2);
    expect(valueOf(await findDesign(services, owner, id))).toMatchObject({ tables: 2, target: "sqlite", release: 0 });
  });

  it("takes over an import that the server keeps, as often as asked, the same as one that went through the browser", async () => {
    const found = await keepImport(services, owner, { format: "sql", target: "sqlite", bytes: new TextEncoder().encode(sql) }, quiet);
    if (!found.ok) throw new Error(found.diagnostics[0]?.message);
    expect(found.value.found).toContainEqual({ kind: "tables", count: 2 });
    const source = { kind: "import", id: found.value.id } as const;
    const [one, two] = [await createDesign(services, owner, { name: "Shop", target: "sqlite", source }), await createDesign(services, owner, { name: "Other", target: "sqlite", source })].map(valueOf);
    expect(two).toMatchObject({ name: "Other", tables: 2 });
    const kept = await designOf(one?.id ?? "");
    const sent = await designOf(await imported());
    const named = ({ schema, layout, ...design }: Design) => ({
      name: design.name, settings: design.settings, positions: schema.tables.map((table) => layout.positions.get(table.id)),
      tables: schema.tables.map((table) => [table.name, table.columns.map((column) => column.name), table.foreignKeys.length, table.indexes.length]),
    });
    expect(named(kept)).toEqual(named(sent));
    expect(await createDesign(services, owner, { name: "Shop", target: "postgresql", source })).toMatchObject({ ok: false, code: "import-of-another-target" });
    const stranger = { ...owner, user: { ...owner.user, id: "somebody-else" } };
    expect(await createDesign(services, stranger, { name: "Shop", target: "sqlite", source })).toMatchObject({ ok: false, code: "import-expired" });
  });

  it("says that an import which is not kept must be read again", async () => {
    expect(await createDesign(services, owner, { name: "Shop", target: "sqlite", source: { kind: "import", id: "gone" } })).toMatchObject({ ok: false, failure: "not-found", code: "import-expired" });
  });

  it.each(templates.map((template) => template.id))("makes the template %s for each target", async (template) => {
    for (const target of builtTargets) {
      const made = valueOf(await createDesign(services, owner, { name: "From a template", target: target.id, source: { kind: "template", id: template } }));
      expect(made.tables).toBeGreaterThan(5);
      expect(await designOf(made.id)).toMatchObject({ name: "From a template", settings: { target: target.id } });
    }
  });

  it.each([
    [{ name: "x", target: "sqlite", source: { kind: "template", id: "nothing" } }, "template-not-found"],
    [{ name: "x", target: "sqlite", source: { kind: "schema", schema: { tables: [{ id: "t", name: 7 }] } } }, "schema-invalid"],
    [{ name: "x", target: "sqlite", source: { kind: "schema", schema: undefined } }, "schema-invalid"],
    [{ name: "x", target: "sqlite", source: { kind: "schema", schema: JSON.parse('{"tables":[],"enums":[],"objects":[],"__proto__":{"polluted":1}}') } }, undefined],
  ] as const)("answers %j with %s", async (request, code) => {
    const made = await createDesign(services, owner, request);
    expect(made.ok ? undefined : made.code).toBe(code);
    expect(Object.hasOwn(Object.prototype, "polluted")).toBe(false);
  });

  it("renames where open editors see it, duplicates without releases, and deletes", async () => {
    const id = await imported();
    expect(valueOf(await renameDesign(services, owner, id, "Store")).name).toBe("Store");
    expect((await designOf(id)).name).toBe("Store");
    const copy = valueOf(await duplicateDesign(services, owner, id));
    expect(copy).toMatchObject({ name: "Store (copy)", tables: 2, release: 0 });
    expect((await designOf(copy.id)).schema).toEqual((await designOf(id)).schema);
    valueOf(await deleteDesign(services, owner, id));
    for (const gone of [await findDesign(services, owner, id), await deleteDesign(services, owner, id), await renameDesign(services, owner, id, "x"), await exportDesign(services, owner, id, "sql"), await listReleases(services, owner, id)]) {
      expect(gone).toMatchObject({ ok: false, code: "design-not-found" });
    }
    await expect(openEditor(port, id)).rejects.toThrow("design-not-found");
  });

  it("takes no NUL character, which PostgreSQL cannot keep, in names, notes and ids", async () => {
    expect(newDesign.safeParse({ name: "a\0b", target: "sqlite" }).success).toBe(false);
    expect(newRelease.safeParse({ name: "v1", note: "a\0b" }).success).toBe(false);
    expect(newRelease.safeParse({ name: "v1", note: "", unprovenReason: "a\0b" }).success).toBe(false);
    expect(await findDesign(services, owner, "a\0b")).toMatchObject({ ok: false, code: "design-not-found" });
  });

  it("shows nothing of another workspace", async () => {
    const id = await imported();
    const stranger = { user: { id: "s", name: "S" }, workspace: { id: "elsewhere", name: "E" } };
    for (const answer of [await findDesign(services, stranger, id), await deleteDesign(services, stranger, id), await duplicateDesign(services, stranger, id), await exportDesign(services, stranger, id, "zip"), await releaseDesign(services, stranger, id, { name: "x", note: "", unprovenReason: "y" }), await latestProof(services, stranger, id)]) {
      expect(answer).toMatchObject({ ok: false, code: "design-not-found" });
    }
  });
});

describe("releasing", () => {
  it("goes from import over proof and release to the next one, and the bundle's lock fits its files", async () => {
    const id = await imported();
    expect(await releaseDesign(services, owner, id, { name: "v1", note: "" })).toMatchObject({ ok: false, failure: "conflict", code: "not-proven" });
    expect(valueOf(await latestProof(services, owner, id))).toBeUndefined();
    const proof = await proveDesign(services, id, quiet);
    if (!proof.ok) throw new Error(proof.diagnostics[0]?.message);
    expect(proof.value).toMatchObject({ passed: true });
    expect(valueOf(await latestProof(services, owner, id))?.subject).toBe(proof.value.subject);
    expect(valueOf(await releaseDesign(services, owner, id, { name: "v1", note: "First" }))).toMatchObject({ number: 1, proven: true });
    expect(await releaseDesign(services, owner, id, { name: "v2", note: "" })).toMatchObject({ ok: false, code: "nothing-changed" });
    expect(await proveDesign(services, id, quiet)).toMatchObject({ ok: false, diagnostics: [{ code: "nothing-changed" }] });

    await addColumn(id, "nickname");
    // The first proof was of something else.
    expect(await releaseDesign(services, owner, id, { name: "v2", note: "" })).toMatchObject({ ok: false, code: "not-proven" });
    const second = valueOf(await releaseDesign(services, owner, id, { name: "v2", note: "", unprovenReason: "The engine is being repaired" }));
    expect(second).toMatchObject({ number: 2, proven: false, unprovenReason: "The engine is being repaired" });
    const whole = valueOf(await readRelease(services, owner, id, "2"));
    expect(whole.migrations).toHaveLength(second.files.length);
    expect(whole.schema.tables.flatMap((table) => table.columns.map((column) => column.name))).toContain("nickname");
    expect(valueOf(await listReleases(services, owner, id)).map((release) => release.number)).toEqual([2, 1]);

    const zip = valueOf(await exportDesign(services, owner, id, "zip"));
    const files = Object.entries(unzipSync(typeof zip.content === "string" ? new TextEncoder().encode(zip.content) : zip.content)).map(([name, bytes]) => ({ name, content: new TextDecoder().decode(bytes) }));
    const migrations = files.filter((file) => file.name.startsWith("migrations/") && file.name.endsWith(".sql"));
    const lock = files.find((file) => file.name === lockFile)?.content ?? "";
    expect(migrations.map((file) => file.name)).toEqual([...valueOf(await readRelease(services, owner, id, "1")).migrations, ...whole.migrations].map((file) => migrationPath(file.name)));
    expect(await checkLock(lock, migrations)).toEqual([]);
    // The store keeps the same chain as the lock says.
    const chains = (await services.store.catalog.listReleases(id)).toReversed().flatMap((release) => release.files.map((file) => file.chain));
    for (const chain of chains) expect(lock).toContain(chain);
  });

  it("accepts a proof of timestamped files although time went on", async () => {
    const id = await imported();
    await services.collaboration.edit(id, new Map([["design|numbering", "timestamp"]]), owner.user.id);
    const proof = await proveDesign(services, id, quiet);
    if (!proof.ok) throw new Error(proof.diagnostics[0]?.message);
    expect(valueOf(await releaseDesign(services, owner, id, { name: "v1", note: "" }))).toMatchObject({ proven: true });
  });

  it("gives a number to one of two that release at once", async () => {
    const id = await imported();
    const both = await Promise.all(["a", "b"].map((name) => releaseDesign(services, owner, id, { name, note: "", unprovenReason: "Race" })));
    expect(both.map((outcome) => (outcome.ok ? "released" : outcome.code)).sort()).toEqual(["released", "released-meanwhile"]);
    expect(valueOf(await listReleases(services, owner, id))).toHaveLength(1);
  });

  it.each(["0", "3", "-1", "1e0", "01", "abc", "99999999999999"])("has no release %s", async (number) => {
    const id = await imported();
    expect(await readRelease(services, owner, id, number)).toMatchObject({ ok: false, code: "release-not-found" });
  });
});

describe("importing", () => {
  it("keeps nothing of a text that cannot be read, and says why", async () => {
    for (const text of ["", "PGDMP", "CREATE TABEL x (y int);"]) {
      const read = await keepImport(services, owner, { format: "sql", target: "postgresql", bytes: new TextEncoder().encode(text) }, quiet);
      expect(read).toMatchObject({ ok: false, diagnostics: [{ severity: "error" }] });
    }
  });

  it("ends with its caller", async () => {
    const controller = new AbortController();
    const importing = importSchema(services, { format: "sql", target: "postgresql", text: "SELECT pg_sleep(60);" }, { ...quiet, signal: controller.signal });
    controller.abort(new Error("gone"));
    await expect(importing).rejects.toThrow("gone");
  });

  it("answers bad input with a sentence", async () => {
    for (const [format, text] of [["sql", "  "], ["dbml", "Table {"], ["json", "{"], ["bundle", "bm90IGEgemlw"], ["sql", "\0\0\0"]] as const) {
      const found = await importSchema(services, { format, target: "sqlite", text }, quiet);
      expect(found.ok).toBe(false);
      expect(found.diagnostics[0]?.message.length).toBeGreaterThan(10);
    }
  });
});

describe("exporting", () => {
  it("writes every format as a file with a safe name", async () => {
    const id = await imported();
    await renameDesign(services, owner, id, `../"Ünïcode"\r\n; x`);
    for (const format of ["sql", "dbml", "mermaid", "svg", "json", "md", "html", "csv", "zip"]) {
      const file = valueOf(await exportDesign(services, owner, id, format));
      expect(file.name).toMatch(/^[a-z0-9-]+\.[a-z]+$/);
      expect(file.content.length).toBeGreaterThan(50);
    }
    expect(await exportDesign(services, owner, id, "exe")).toMatchObject({ ok: false, code: "format-unknown" });
  });
});
