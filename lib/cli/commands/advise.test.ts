import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { placeInJson } from "../json-place";
import { main } from "../main";

let folder = "";
beforeAll(async () => { folder = await mkdtemp(join(tmpdir(), "strata-advise-")); });
afterAll(() => rm(folder, { recursive: true, force: true }));

async function strata(...args: string[]): Promise<{ readonly code: number; readonly out: string; readonly error: string }> {
  const written = { out: "", error: "" };
  const code = await main(args, { out: (text) => { written.out += text; }, error: (text) => { written.error += text; }, readStdin: () => Promise.resolve("{\"deploy\": \"device\"}"), environment: {} });
  return { code, ...written };
}

async function put(name: string, value: unknown): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, typeof value === "string" ? value : JSON.stringify(value, undefined, 2));
  return path;
}

const sessions = { deploy: "server", role: "cache", ttl_s: 900, p99_ms: 2, dataset_gb_1y: 5, reads_s: 8000, patterns: [{ kind: "point", weight: 3 }, { kind: "write_point" }] };

describe("strata advise", () => {
  test("prints the ranking with its arithmetic, exclusions with their sources, and what would change it", async () => {
    const { code, out, error } = await strata("advise", await put("a.json", sessions));
    expect([code, error]).toEqual([0, ""]);
    expect(out).toMatch(/^Redis with [\d.]+ points/);
    expect(out).toMatch(/1\. Redis: [\d.]+\n {5}\+75 {2}Read one thing by its key \(fit 5 of 5\)/);
    expect(out).toMatch(/SQLite \(L8\): .*\[https:\/\/www\.sqlite\.org\/whentouse\.html, seen 2026-/);
    for (const title of ["Excluded:", "What would change the answer:", "Not known:"]) expect(out).toContain(`\n${title}\n`);
  });

  test("--json prints the whole advice, also of a case and of standard input", async () => {
    const ofCase = await strata("advise", await put("b.json", { id: "x", attributes: sessions }), "--json");
    expect(JSON.parse(ofCase.out)).toMatchObject({ first: "redis", diagnostics: [], ranking: expect.arrayContaining([expect.objectContaining({ technology: "redis", place: 1 })]) });
    expect(JSON.parse((await strata("advise", "-", "--json")).out)).toMatchObject({ first: "sqlite", alternative: null });
  });

  test("a bad answer is an error at its line, exit code 1, and the rest is advised on", async () => {
    const path = await put("c.json", "{\n  \"deploy\": \"device\",\n  \"reads_s\": -5,\n  \"patterns\": [\n    { \"kind\": \"point\" },\n    { \"weight\": 2, \"kind\": \"dance\" }\n  ]\n}\n");
    const { code, out, error } = await strata("advise", path);
    expect(code).toBe(1);
    expect(error.split("\n").slice(0, 2).map((line) => line.replace(path, "c.json"))).toEqual([
      "c.json:3:3: reads_s: -5 is impossible: at least 0.", expect.stringMatching(/^c\.json:6:20: patterns\[1\]\.kind: "dance" is none of/),
    ]);
    expect(out).toContain("SQLite: the only one");
  });

  test("many cases at once go to a file of results", async () => {
    const cases = await put("cases.json", [{ id: "one", attributes: sessions }, { id: "two", attributes: { deploy: "mobile_web_direct", self_host_required: true, patterns: [{ kind: "sync" }] } }]);
    const out = join(folder, "results.json");
    expect((await strata("advise", "--cases", cases, "--out", out)).code).toBe(0);
    const results: unknown = JSON.parse(await readFile(out, "utf8"));
    expect(results).toMatchObject([
      { id: "one", first: "redis", alternative: "dynamodb", excluded: expect.arrayContaining([expect.objectContaining({ target: "sqlite", rule: "L8", limit: expect.any(String), source: "https://www.sqlite.org/whentouse.html" })]), changes: expect.arrayContaining([expect.objectContaining({ attribute: "deploy", to: expect.any(String), first: "sqlite" })]) },
      { id: "two", first: null, alternative: null, ranking: [] },
    ]);
  });

  test("wrong use and bad input give exit code 2 and one line", async () => {
    const good = await put("d.json", {});
    const runs = [["advise"], ["advise", "none.json"], ["advise", await put("e.json", "{ nope")], ["advise", await put("f.json", "[1]")], ["advise", "--cases", good], ["advise", "--cases", good, "--out", join(folder, "x.json")], ["advise", "--cases", await put("g.json", [{ id: 5 }]), "--out", join(folder, "x.json")], ["advise", good, "--out", "x"]];
    for (const args of runs) {
      const { code, out, error } = await strata(...args);
      expect([code, out, error.trim().split("\n").length], args.join(" ")).toEqual([2, "", 1]);
    }
  });
});

test("a path in JSON has a place, and a missing one that of what is around it", () => {
  const text = "{\"a\": [1, {\"b c\": \"x,]}\\\"\", \"d\": {}}],\n \"e\": null, \"f\": [[], 2]}";
  const at = (path: string): string => { const { line, column } = placeInJson(text, path); return text.split("\n")[line - 1]?.slice(column - 1) ?? ""; };
  expect(at("a[0]")).toMatch(/^1,/);
  expect(at("a[1].b c")).toMatch(/^"b c"/);
  expect(at("a[1].d")).toMatch(/^"d"/);
  expect(at("e")).toMatch(/^"e"/);
  expect(at("f[1]")).toMatch(/^2]/);
  expect(at("a[1].nothing[3].here")).toMatch(/^\{"b c"/);
  expect(at("nothing")).toMatch(/^\{"a"/);
});
