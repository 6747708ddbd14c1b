import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { migrationTools } from "../export";
import { main } from "./main";

let folder = "";
beforeAll(async () => { folder = await mkdtemp(join(tmpdir(), "strata-cli-")); });
afterAll(async () => { await rm(folder, { recursive: true, force: true }); });

async function strata(...args: readonly string[]): Promise<{ readonly code: number; readonly out: string; readonly error: string }> {
  let out = "";
  let error = "";
  const code = await main(args.map((arg) => (arg.startsWith("@") ? join(folder, arg.slice(1)) : arg)), {
    out: (text) => { out += text; }, error: (text) => { error += text; }, readStdin: async () => "", environment: {},
  });
  return { code, out, error };
}

async function put(path: string, text: string): Promise<void> {
  await mkdir(dirname(join(folder, path)), { recursive: true });
  await writeFile(join(folder, path), text);
}

const history = {
  "001_create_a.sql": "-- +migrate Up\nCREATE TABLE a (id INTEGER PRIMARY KEY, b TEXT DEFAULT 'x;y');\n-- +migrate Down\nDROP TABLE a;\n",
  "002_add_c.sql": "-- +migrate Up\nALTER TABLE a ADD COLUMN c INTEGER;\n-- +migrate Down\nALTER TABLE a DROP COLUMN c;\n",
};

test.each(migrationTools.map(({ id }) => id))("export --migrations %s writes a folder that check passes, import reads and plan starts from", async (tool) => {
  for (const [name, text] of Object.entries(history)) await put(`${tool}/native/migrations/${name}`, text);
  const exported = await strata("export", `@${tool}/native`, "--migrations", tool, "--target", "sqlite", "--out", `@${tool}/out`);
  expect([exported.code, exported.error]).toEqual([0, expect.stringContaining("Wrote ")]);
  expect(await strata("check", `@${tool}/out`)).toMatchObject({ code: 0, error: "" });
  const imported = await strata("import", `@${tool}/out/migrations`, "--target", "sqlite");
  expect(imported).toMatchObject({ code: 0, error: "" });
  expect(imported.out).toContain("1 tables\n");
  await put("goal.sql", "CREATE TABLE a (id INTEGER PRIMARY KEY, b TEXT DEFAULT 'x;y', c INTEGER, d INTEGER);");
  const planned = await strata("plan", "--from", `@${tool}/out/migrations`, "--to", "@goal.sql", "--target", "sqlite");
  expect(planned.code).toBe(0);
  expect(planned.out).toContain("ADD COLUMN d");
  expect(planned.out).not.toContain("ADD COLUMN c");
  const lock = await readFile(join(folder, tool, "out/strata.lock"), "utf8");
  const edited = /"(migrations[^"]+)"/.exec(lock)?.[1] ?? "";
  await put(`${tool}/out/${edited}`, "-- edited\n");
  const checked = await strata("check", `@${tool}/out`);
  expect([checked.code, checked.error]).toEqual([1, expect.stringContaining(`${join(tool, "out", edited)}: `)]);
  expect((await strata("export", `@${tool}/native`, "--migrations", tool, "--target", "sqlite", "--out", `@${tool}/out`)).code).toBe(2);
});

test("import of a folder names what is no SQL with its place, and says that it found something", async () => {
  await put("app/db/migrate/1_a.rb", "class A < ActiveRecord::Migration[7.1]\n  def up\n    execute 'CREATE TABLE a (id INTEGER)'\n    add_index :a, :id\n  end\nend\n");
  const imported = await strata("import", "@app", "--target", "sqlite");
  expect(imported.code).toBe(1);
  expect(imported.error).toContain(`${join("app", "db/migrate/1_a.rb")}:4: warning: add_index is a call of Rails`);
  expect(imported.out).toContain("Migrations of Rails, in the order they run:\n  1_a.rb (1 statement)\n");
  expect((await strata("import", "@app", "--target", "sqlite", "--tool", "nothing")).code).toBe(2);
  await mkdir(join(folder, "empty"), { recursive: true });
  const none = await strata("import", "@empty", "--target", "sqlite");
  expect([none.code, none.error]).toEqual([2, expect.stringContaining("No migrations of a known tool are here")]);
  expect(await readdir(join(folder, "empty"))).toEqual([]);
});
