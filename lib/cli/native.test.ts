import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { main } from "./main";

let folder = "";
beforeAll(async () => { folder = await mkdtemp(join(tmpdir(), "strata-native-")); });
afterAll(() => rm(folder, { recursive: true, force: true }));

async function strata(...args: string[]): Promise<{ readonly code: number; readonly out: string; readonly error: string }> {
  const written = { out: "", error: "" };
  const code = await main(args, { out: (text) => { written.out += text; }, error: (text) => { written.error += text; }, readStdin: () => Promise.resolve(""), environment: {} });
  return { code, ...written };
}

async function put(name: string, text: string): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, text);
  return path;
}

const before = "Table products {\n  id uuid [pk]\n  title text [not null]\n}\n";
const after = "Table products {\n  id uuid [pk]\n  title text [not null]\n  brand text\n}\n";

describe("strata for technologies without SQL", () => {
  test("plans from nothing and from an earlier schema, numbered after what the folder holds, and proves it", async () => {
    const [old, next, out] = [await put("old.dbml", before), await put("new.dbml", after), join(folder, "migrations")];
    expect(await strata("plan", "--from", await put("nothing.sql", ""), "--to", old, "--target", "elasticsearch", "--out", out)).toMatchObject({ code: 0 });
    const first = await readdir(out);
    expect(first.length).toBeGreaterThan(0);
    expect(await strata("plan", "--from", old, "--to", next, "--target", "elasticsearch", "--out", out)).toMatchObject({ code: 0 });
    const later = (await readdir(out)).filter((name) => !first.includes(name) && name !== "data_migrations");
    expect(later.length).toBeGreaterThan(0);
    for (const name of later) expect(Number.parseInt(name, 10)).toBeGreaterThan(first.length);
    expect(await strata("plan", "--from", old, "--to", old, "--target", "elasticsearch")).toMatchObject({ code: 0, out: "Nothing differs.\n" });
    const proven = await strata("prove", next, "--base", old, "--target", "elasticsearch");
    expect(proven).toMatchObject({ code: 0 });
    expect(proven.out).toMatch(/\nProven on .* \(grammar\) in /);
  });

  test("--json names decisions and how patterns are answered", async () => {
    const { code, out } = await strata("plan", "--from", await put("none.sql", ""), "--to", await put("x.dbml", after), "--target", "elasticsearch", "--json");
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({ changes: expect.any(Array), files: expect.any(Array), decisions: expect.arrayContaining([expect.objectContaining({ reason: expect.any(String) })]) });
  });

  test("unreadable input is an error with exit code 2", async () => {
    expect((await strata("plan", "--from", join(folder, "gone.dbml"), "--to", join(folder, "gone.dbml"), "--target", "elasticsearch")).code).toBe(2);
    expect((await strata("plan", "--from", await put("a.sql", ""), "--to", await put("b.dbml", before), "--target", "elasticsearch", "--numbering", "roman")).code).toBe(2);
  });
});
