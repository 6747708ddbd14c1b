import { expect, test } from "./fixtures/server";

test("pages load without breaking their own security policy", async ({ page }) => {
  const violations: string[] = [];
  await page.addInitScript(() => {
    document.addEventListener("securitypolicyviolation", (event) => console.error(`policy: ${event.violatedDirective} ${event.blockedURI} ${event.sourceFile ?? ""}`));
  });
  page.on("console", (message) => {
    if (message.text().startsWith("policy:") || message.text().includes("Content Security Policy")) violations.push(message.text());
  });
  for (const path of ["/", "/new"]) {
    const response = await page.goto(path);
    expect(response?.status()).toBe(200);
    expect(response?.headers()["content-security-policy"]).toMatch(/script-src 'self' 'nonce-[A-Za-z0-9+/=]+' 'strict-dynamic';/);
    await expect(page.getByRole("heading", { level: 1 }).first()).toBeVisible();
  }
  expect(violations).toEqual([]);
});

test("each page has a nonce of its own", async ({ request }) => {
  const policies = await Promise.all([request.get("/"), request.get("/")]);
  const [first, second] = policies.map((response) => response.headers()["content-security-policy"]);
  expect(first).not.toBe(second);
});

test("requests of another site, another name or through a proxy are refused", async ({ request }) => {
  for (const headers of [{ origin: "http://evil.test" }, { host: "evil.test" }, { "x-forwarded-for": "127.0.0.1" }, { "sec-fetch-site": "cross-site", "sec-fetch-mode": "cors" }]) {
    const response = await request.get("/api/v1/designs", { headers });
    expect([403, 421]).toContain(response.status());
  }
});

test("the API checks its bodies and says what is wrong", async ({ request }) => {
  const notJson = await request.post("/api/v1/designs", { headers: { "content-type": "text/plain" }, data: "{}" });
  expect(notJson.status()).toBe(415);
  const incomplete = await request.post("/api/v1/designs", { data: { target: "sqlite" } });
  expect(incomplete.status()).toBe(400);
  expect(await incomplete.json()).toMatchObject({ error: { code: "body-invalid", message: expect.stringContaining("name") } });
  const large = await request.post("/api/v1/designs/x/releases", { data: { name: "x", note: "y".repeat(100_000) } });
  expect(large.status()).toBe(413);
  expect((await request.get("/api/v1/designs/nothing")).status()).toBe(404);
  expect(await (await request.get("/api/v1/health")).json()).toMatchObject({ ok: true });
});

test("an import that is cancelled leaves the server free, and progress comes before the result", async ({ request, studio }) => {
  const controller = new AbortController();
  const cancelled = fetch(`${studio.url}/api/v1/imports`, {
    method: "POST", signal: controller.signal, headers: { "content-type": "application/json" },
    body: JSON.stringify({ format: "sql", target: "postgresql", text: "CREATE TABLE a (id int);\nSELECT pg_sleep(3600);" }),
  });
  const answer = await cancelled;
  const reader = answer.body?.getReader();
  expect(new TextDecoder().decode((await reader?.read())?.value)).toContain('"progress"');
  controller.abort();
  const response = await request.post("/api/v1/imports", { data: { format: "sql", target: "sqlite", text: "CREATE TABLE a (id integer primary key);" }, timeout: 60_000 });
  const lines = (await response.text()).trim().split("\n").map((line): unknown => JSON.parse(line));
  expect(lines.at(-1)).toMatchObject({ type: "result", value: { schema: { tables: [{ name: "a" }] } } });
});
