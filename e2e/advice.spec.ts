import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Page } from "@playwright/test";
import { expectSaved, makeDesign } from "./fixtures/designs";
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
CREATE TABLE customers (id bigint PRIMARY KEY, email text NOT NULL);
CREATE TABLE orders (id bigint PRIMARY KEY, customer_id bigint NOT NULL REFERENCES customers (id) ON DELETE CASCADE, price double precision NOT NULL, placed_at timestamptz NOT NULL);
CREATE INDEX orders_id_again ON orders (id);
`;

test("an advised index is added by keyboard, undone, and added for good; a needless one goes; a rule is switched off and on", async ({ page, request }) => {
  const design = await makeDesign(request, "Advice", schema);
  await page.goto(`/d/${design.id}/patterns`);
  await page.getByRole("tab", { name: "Advice" }).click();
  const advice = page.getByRole("list", { name: "Advice on orders" });
  const add = advice.getByRole("button", { name: "Add index orders_customer_id_idx" });
  await add.focus();
  await page.keyboard.press("Enter");
  await expect(add).toHaveCount(0);
  await page.getByRole("button", { name: "Undo", exact: true }).last().click();
  await expect(add).toBeVisible();
  await add.click();
  await advice.getByRole("button", { name: "Drop index orders_id_again" }).click();
  await expect(advice.getByText("Redundant")).toHaveCount(0);
  await advice.getByRole("button", { name: /^Switch off: Money as a floating point number/ }).click();
  await page.getByRole("textbox", { name: "Switch this rule off in this design, because" }).fill("Prices are estimates");
  await page.keyboard.press("Enter");
  await expect(page.getByText("Nothing to change")).toBeVisible();
  await page.getByRole("button", { name: "Switch on: Money as a floating point number" }).click();
  await advice.getByRole("button", { name: "Make it an exact decimal (19, 4)" }).click();
  await expect(page.getByText("Nothing to change")).toBeVisible();
  await expectSaved(page);
  await page.getByRole("link", { name: "Migrations" }).click();
  await expect(page.getByText("orders_customer_id_idx").first()).toBeVisible();
});

for (const theme of ["light", "dark"] as const) {
  test(`advice passes WCAG AA in the ${theme} theme`, async ({ browser, request, studio }, info) => {
    const design = await makeDesign(request, `Advice ${theme}`, schema);
    const context = await browser.newContext({ colorScheme: theme, bypassCSP: true, baseURL: studio.url, viewport: { width: 1280, height: 800 } });
    const page = await context.newPage();
    await page.goto(`/d/${design.id}/patterns?view=advice`);
    await expect(page.getByRole("list", { name: "Advice on orders" })).toBeVisible();
    expect(await violations(page)).toEqual([]);
    await page.screenshot({ path: info.outputPath(`advice-${theme}.png`) });
    await context.close();
  });
}
