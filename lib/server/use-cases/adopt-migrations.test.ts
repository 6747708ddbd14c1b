import { strFromU8, strToU8, unzipSync, zipSync } from "fflate";
import { beforeAll, describe, expect, it } from "vitest";
import { checkLock } from "../../export";
import { folderTools } from "../../import/migrations-folder";
import type { Services } from "../services";
import type { Owner } from "../store/catalog";
import { openEditor } from "../testing/editor";
import { startInProcess } from "../testing/in-process";
import { createDesign } from "./create-design";
import { exportDesign } from "./export-design";
import { keepImport } from "./keep-import";
import { listReleases, readRelease } from "./list-releases";
import type { Outcome } from "./outcome";
import { planDesign } from "./plan-design";
import { readDesign } from "./read-design";
import { releaseDesign } from "./release-design";

let services: Services;
let owner: Owner;
let port = 0;
beforeAll(async () => {
  ({ services, port } = await startInProcess());
  owner = await services.owner();
});
const quiet = { signal: new AbortController().signal, onProgress: () => undefined };

function valueOf<T>(outcome: Outcome<T>): T {
  if (!outcome.ok) throw new Error(`${outcome.code}: ${outcome.message}`);
  return outcome.value;
}

/** The zip of a project with files as they are, as a browser sends it. */
const zipped = (files: Readonly<Record<string, string>>): Uint8Array =>
  new TextEncoder().encode(Buffer.from(zipSync(Object.fromEntries(Object.entries(files).map(([path, text]) => [path, strToU8(text)])))).toString("base64"));

const histories = {
  goose: {
    "app/README.md": "An application.\n",
    "app/db/00001_users.sql": "-- +goose Up\r\nCREATE TABLE users (id INTEGER PRIMARY KEY, email TEXT NOT NULL);\r\n-- +goose Down\r\nDROP TABLE users;\r\n",
    "app/db/00002_index.sql": "-- +goose Up\nCREATE UNIQUE INDEX users_email ON users (email);\n-- +goose Down\nDROP INDEX users_email;\n",
  },
  alembic: {
    "app/alembic/env.py": "from alembic import context\n",
    "app/alembic/versions/1975ea_users.py": "from alembic import op\nrevision = '1975ea'\ndown_revision = None\n\ndef upgrade():\n    op.execute('CREATE TABLE users (id INTEGER PRIMARY KEY, email TEXT NOT NULL)')\n\ndef downgrade():\n    op.execute('DROP TABLE users')\n",
    "app/alembic/versions/0aa_index.py": "from alembic import op\nrevision = '0aa'\ndown_revision = '1975ea'\n\ndef upgrade():\n    op.execute('CREATE UNIQUE INDEX users_email ON users (email)')\n\ndef downgrade():\n    pass\n",
  },
} as const;

describe("adopting migrations of another tool", () => {
  it.each([
    ["goose", ["00001_users.sql", "00002_index.sql"], "003_alter_users.sql", "migrations/003_alter_users.sql"],
    ["alembic", ["versions/1975ea_users.py", "versions/0aa_index.py"], "001_alter_users.sql", "migrations/versions/0001_alter_users.py"],
  ] as const)("%s: they are the first release, locked, to the byte; the next goes on from them", async (tool, names, next, exported) => {
    const history: Readonly<Record<string, string>> = histories[tool];
    const label = folderTools.find(({ id }) => id === tool)?.label ?? "";
    const found = await keepImport(services, owner, { format: "bundle", target: "sqlite", file: "app.zip", bytes: zipped(history) }, quiet);
    if (!found.ok) throw new Error(found.diagnostics[0]?.message);
    expect(found.value.adopted).toEqual({ tool: label, files: names });
    const made = valueOf(await createDesign(services, owner, { name: "App", target: "sqlite", source: { kind: "import", id: found.value.id } }));
    expect(made).toMatchObject({ release: 1, tables: 1 });

    expect(valueOf(await listReleases(services, owner, made.id))).toMatchObject([{ number: 1, name: `Adopted from ${label}`, proven: false, unprovenReason: "adopted" }]);
    const { migrations } = valueOf(await readRelease(services, owner, made.id, "1"));
    expect(migrations.map(({ name }) => name)).toEqual(names);
    for (const { name, content } of migrations) expect(content).toBe(Object.entries(history).find(([path]) => path.endsWith(name))?.[1]);
    expect(valueOf(await planDesign(services, made.id, new Date())).pending).toMatchObject({ migrations: [], diagnostics: [] });

    const { design } = valueOf(await readDesign(services, made.id));
    const editor = await openEditor(port, made.id);
    editor.doc.transact(() => Object.entries({ kind: "column", table: design.schema.tables[0]?.id, name: "note", type: { kind: "text" }, null: true, ord: "zz" }).forEach(([property, value]) => editor.entries.set(`new|${property}`, value)));
    await editor.fence();
    editor.close();
    const { pending } = valueOf(await planDesign(services, made.id, new Date()));
    expect(pending.migrations.map(({ file }) => file.name.replace(/_.*/, "_alter_users.sql"))).toEqual([next]);
    valueOf(await releaseDesign(services, owner, made.id, { name: "Notes", note: "", unprovenReason: "a test" }));

    const bundle = valueOf(await exportDesign(services, owner, made.id, "zip"));
    const files = Object.entries(unzipSync(typeof bundle.content === "string" ? strToU8(bundle.content) : bundle.content)).map(([name, bytes]) => ({ name, content: strFromU8(bytes) }));
    const inFolder = files.filter(({ name }) => name.startsWith("migrations/"));
    expect(await checkLock(files.find(({ name }) => name === "strata.lock")?.content ?? "", inFolder)).toEqual([]);
    for (const { name, content } of migrations) expect(inFolder.find((file) => file.name === `migrations/${name}`)?.content).toBe(content);
    // In the form of the tool that was there, whatever the slug of the change.
    const slugless = (name: string): string => name.replace(/(\d+)_[a-z_]+(?=\.\w+$)/, "$1_alter_users");
    expect(inFolder.map(({ name }) => slugless(name))).toContain(exported);
  });

  it("says which tool a bundle cannot be written for, and refuses a zip that holds no migrations", async () => {
    const found = await keepImport(services, owner, { format: "migrations", target: "sqlite", bytes: zipped({ "a.txt": "x" }) }, quiet);
    expect(found.diagnostics.map(({ code }) => code)).toEqual(["folder-unknown"]);
    const made = valueOf(await createDesign(services, owner, { name: "Empty", target: "sqlite" }));
    expect(await exportDesign(services, owner, made.id, "zip", "nothing")).toMatchObject({ ok: false, code: "tool-unknown" });
    expect(await exportDesign(services, owner, made.id, "zip", "flyway")).toMatchObject({ ok: true });
  });
});
