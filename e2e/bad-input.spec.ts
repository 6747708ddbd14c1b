import type { APIRequestContext } from "@playwright/test";
import type { ImportFormat, ImportResult, Progress } from "../lib/design/wire";
import { expect, test } from "./fixtures/server";

async function importText(request: APIRequestContext, format: ImportFormat, text: string): Promise<Progress<ImportResult>> {
  const response = await request.post("/api/v1/imports", { data: { format, target: "postgresql", text }, timeout: 80_000 });
  expect(response.status()).toBe(200);
  return JSON.parse((await response.text()).trim().split("\n").at(-1) ?? "");
}

const refused: readonly (readonly [what: string, format: ImportFormat, text: string, message: RegExp])[] = [
  ["a binary file", "sql", "\u0000\u0001PGDMP\u0000".repeat(1000), /binary/],
  ["parentheses nested 200,000 deep", "sql", `SELECT ${"(".repeat(200_000)}1${")".repeat(200_000)};`, /nests/],
  ["JSON nested 100,000 deep", "json", "[".repeat(100_000) + "]".repeat(100_000), /nests/],
  ["DBML that breaks off", "dbml", "Table x { id int ", /brace/],
  ["a zip that is none", "bundle", "UEsDBAoAAAAAAA==", /zip/],
];

for (const [what, format, text, message] of refused) {
  test(`${what} is refused with a reason`, async ({ request }) => {
    const answer = await importText(request, format, text);
    if (answer.type !== "failed") throw new Error(`It was taken: ${JSON.stringify(answer).slice(0, 500)}`);
    expect(answer.diagnostics.map((d) => d.message).join("\n")).toMatch(message);
  });
}

test("20 MB of rows are left out and said so, and the server answers others meanwhile", async ({ request }) => {
  test.setTimeout(120_000);
  const importing = importText(request, "sql", `CREATE TABLE t (id int);\n${"INSERT INTO t VALUES (1);\n".repeat(770_000)}`);
  for (let i = 0; i < 20; i++) expect((await request.get("/api/v1/health", { timeout: 5000 })).status()).toBe(200);
  const answer = await importing;
  if (answer.type !== "result") throw new Error(JSON.stringify(answer).slice(0, 500));
  expect(answer.value.schema.tables.map((table) => table.name)).toEqual(["t"]);
  expect(answer.value.diagnostics.map((d) => d.message).join("\n")).toContain("770,000");
});

test("more than 20 MB is refused before anything is read", async ({ request }) => {
  const response = await request.post("/api/v1/imports", { data: { format: "sql", target: "postgresql", text: "x".repeat(20 * 1024 * 1024 + 1) } });
  expect([400, 413]).toContain(response.status());
});

test("a statement that never ends is given up when its reader goes away, and the next import works", async ({ request, studio }) => {
  const controller = new AbortController();
  const endless = await fetch(`${studio.url}/api/v1/imports`, {
    method: "POST", signal: controller.signal, headers: { "content-type": "application/json" },
    body: JSON.stringify({ format: "sql", target: "postgresql", text: "CREATE TABLE b AS WITH RECURSIVE r(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM r) SELECT * FROM r;" }),
  });
  await endless.body?.getReader().read();
  controller.abort();
  const answer = await importText(request, "sql", "CREATE TABLE after_all (id int);");
  expect(answer.type).toBe("result");
});

test("hostile names arrive as they are", async ({ request }) => {
  const names = ["__proto__", "constructor", `a"b;--`, "x\ny", "日本 ✓", "שלום"];
  const answer = await importText(request, "sql", names.map((name) => `CREATE TABLE "${name.replaceAll('"', '""')}" ("toString" int);`).join("\n"));
  if (answer.type !== "result") throw new Error(JSON.stringify(answer).slice(0, 500));
  expect(answer.value.schema.tables.map((table) => table.name).sort()).toEqual([...names].sort());
});
