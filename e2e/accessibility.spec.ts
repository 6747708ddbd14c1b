import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Page } from "@playwright/test";
import { makeDesign, openTable } from "./fixtures/designs";
import { expect, test } from "./fixtures/server";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** What axe finds against WCAG 2.2 A and AA, one line for each rule and element. */
async function violations(page: Page): Promise<string[]> {
  await page.evaluate(axe);
  return page.evaluate(async () => {
    const run: unknown = Reflect.get(Reflect.get(window, "axe"), "run");
    if (typeof run !== "function") throw new Error("axe is not there");
    const { violations: found } = await run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"] });
    return found.flatMap((rule: { id: string; nodes: { target: string[]; failureSummary: string }[] }) => rule.nodes.map((node) => `${rule.id}: ${node.target.join(" ")} ${node.failureSummary}`));
  });
}

const schema = `
CREATE TYPE state AS ENUM ('new', 'done');
CREATE TABLE customers (id bigint PRIMARY KEY, email text NOT NULL UNIQUE, state state NOT NULL DEFAULT 'new');
CREATE TABLE orders (id bigint PRIMARY KEY, customer_id bigint NOT NULL REFERENCES customers (id), total numeric(12,2) CHECK (total > 0));
CREATE INDEX orders_total ON orders (total DESC);
`;

for (const theme of ["light", "dark"] as const) {
  test(`every page passes WCAG AA in the ${theme} theme`, async ({ browser, request, studio }) => {
    test.setTimeout(180_000);
    const design = await makeDesign(request, `Accessible ${theme}`, schema);
    // The studio's own policy refuses scripts that it did not send, axe among them.
    const context = await browser.newContext({ colorScheme: theme, bypassCSP: true, baseURL: studio.url, viewport: { width: 1280, height: 800 } });
    const page = await context.newPage();
    const base = `/d/${design.id}`;
    for (const path of ["/", "/new", "/new?from=template", "/new?from=import", base, `${base}/patterns`, `${base}/technology`, `${base}/migrations`, `${base}/document`, `${base}/history`]) {
      await page.goto(path);
      await expect(page.getByRole("heading", { level: 1 }).first()).toBeAttached();
      await expect(page.locator(".skeleton")).toHaveCount(0);
      expect(await violations(page), path).toEqual([]);
    }
    await page.goto(base);
    await openTable(page, "orders");
    expect(await violations(page), "inspector of a table").toEqual([]);
    await page.keyboard.press("Control+k");
    await expect(page.getByRole("dialog")).toBeVisible();
    expect(await violations(page), "command palette").toEqual([]);
    await context.close();
  });
}
