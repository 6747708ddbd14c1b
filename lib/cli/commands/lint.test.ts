import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { main } from "../main";

let folder = "";
beforeAll(async () => { folder = await mkdtemp(join(tmpdir(), "strata-lint-")); });
afterAll(() => rm(folder, { recursive: true, force: true }));

async function lint(...args: string[]): Promise<{ readonly code: number; readonly out: string; readonly error: string }> {
  let out = "";
  let error = "";
  const code = await main(["lint", ...args], { out: (text) => { out += text; }, error: (text) => { error += text; }, readStdin: async () => "DROP TABLE piped;", environment: {} });
  return { code, out, error };
}

async function put(name: string, text: string): Promise<string> {
  const file = join(folder, name);
  await writeFile(file, text);
  return file;
}

test("exit codes are 0 without serious findings, 1 with them, 2 for wrong use", async () => {
  const harmless = await put("a.sql", "SET lock_timeout = '1s';\nALTER TABLE app.users ADD COLUMN seen timestamptz;\n");
  const codes = [
    await lint(harmless), await lint(harmless, "--fail-on", "info"), await lint("-"), await lint("-", "--only", "ban-drop-column"), await lint("--list"),
    await lint(), await lint(join(folder, "missing.sql")), await lint("-", "--only", "no-such-rule"), await lint("-", "--format", "xml"), await lint("-", "--target", "oracle"), await lint("-", "--pg-version", "new"),
  ].map(({ code }) => code);
  expect(codes).toEqual([0, 1, 1, 0, 0, 2, 2, 2, 2, 2, 2]);
});

test("formats and versions are as asked for", async () => {
  const file = await put("b.sql", "ALTER TABLE users ADD COLUMN n int DEFAULT 1;\n");
  expect(JSON.parse((await lint(file, "--json", "--pg-version", "10")).out)).toMatchObject({ findings: [{ code: "adding-field-with-default", line: 1 }, {}, {}, {}, {}] });
  expect((await lint(file, "--target", "postgresql@18")).code).toBe(0);
  expect(JSON.parse((await lint(file, "--format", "sarif")).out)).toMatchObject({ version: "2.1.0" });
  expect((await lint("-")).out).toMatch(/^stdin\.sql:1: warning ban-drop-table /);
});

test("with a base the engine decides", async () => {
  const base = await put("base.sql", "CREATE TABLE users (id bigint PRIMARY KEY, name varchar(10) NOT NULL);\n");
  const longer = await put("c.sql", "ALTER TABLE users ALTER COLUMN name TYPE varchar(20);\n");
  const shorter = await put("d.sql", "ALTER TABLE users ALTER COLUMN name TYPE varchar(5);\n");
  expect((await lint(longer)).code).toBe(1);
  expect((await lint(longer, "--base", base)).code).toBe(0);
  const measured = await lint(shorter, "--base", base);
  expect(measured.code).toBe(1);
  expect(measured.out).toMatch(/measured: AccessExclusive on users.*rewrites users|statement-refused/);
});
