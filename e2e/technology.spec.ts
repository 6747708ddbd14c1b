import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Page } from "@playwright/test";
import { expectSaved, makeDesign, tableOption } from "./fixtures/designs";
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
CREATE TABLE customers (id bigint PRIMARY KEY, email text NOT NULL UNIQUE);
CREATE TABLE orders (id bigint PRIMARY KEY, customer_id bigint NOT NULL REFERENCES customers (id), status text NOT NULL, placed_at timestamptz NOT NULL);
`;
const queries = `-- Orders of a customer
SELECT o.*, c.email FROM orders o JOIN customers c ON c.id = o.customer_id WHERE o.customer_id = $1 ORDER BY o.placed_at DESC LIMIT 20;
ALTER TABLE orders ADD note text;
UPDATE orders SET status = $2 WHERE id = $1;
`;

const answer = (page: Page, question: string, option: string) => page.getByRole("group", { name: question }).getByRole("radio", { name: option }).check();
const leader = (page: Page) => page.getByRole("list", { name: "Ranking" }).getByRole("listitem").first().locator("summary");

test("answers change the ranking as they are given, and the decision with its reason is in the document", async ({ page, request }) => {
  const design = await makeDesign(request, "Choice", schema);
  await page.goto(`/d/${design.id}/technology`);
  // The tables alone have something to rank by: a foreign key.
  await expect(leader(page)).toContainText("PostgreSQL");

  await answer(page, "Where will the data live?", "In the device or desktop application");
  await expect(leader(page)).toContainText("SQLite");
  const ruledOut = page.getByRole("list", { name: "Ruled out" });
  await expect(ruledOut.getByText("PostgreSQL").first()).toBeVisible();
  // Each exclusion names its rule, its documented limit, and where and when that was read.
  await expect(ruledOut.getByRole("link", { name: /sqlite\.org/ }).first()).toHaveAttribute("href", /^https:\/\//);
  await expect(ruledOut.getByText(/, \d{4}-\d{2}-\d{2}/).first()).toBeVisible();

  await answer(page, "Where will the data live?", "On several servers");
  await answer(page, "Is this the only place where these data are?", "The only place where they are");
  await page.getByRole("button", { name: "Combine related tables" }).click();
  await page.getByRole("button", { name: "Follow relationships several steps" }).click();
  await page.getByRole("combobox", { name: "Weight of: Follow relationships several steps" }).selectOption("5");
  await answer(page, "What must change together or not at all?", "Several items");
  await expect(leader(page)).toContainText("Neo4j");
  // The score opens to lines that add up to it.
  await leader(page).click();
  await expect(page.getByRole("table", { name: /How the score of Neo4j/ }).getByRole("row").last()).toContainText("Score");

  await page.getByRole("list", { name: "Ranking" }).locator("summary", { hasText: "MySQL" }).click();
  await page.getByRole("button", { name: "Choose MySQL", exact: true }).last().click();
  const dialog = page.getByRole("dialog", { name: "Switch to MySQL" });
  await expect(dialog.getByLabel("Rationale for the document")).toHaveValue(/MySQL/);
  await expect(dialog.getByRole("button", { name: "Switch", exact: true })).toBeDisabled();
  await dialog.getByLabel("Why against the ranking").fill("We run MySQL already.");
  await dialog.getByRole("button", { name: "Switch", exact: true }).click();
  await expect(page.getByRole("link", { name: /^MySQL/ })).toBeVisible();
  await expectSaved(page);

  await page.getByRole("link", { name: "Document" }).click();
  const preview = page.frameLocator("iframe[title='Preview of the design document']");
  await expect(preview.getByText("Decided against the ranking: We run MySQL already.")).toBeVisible();
  await expect(preview.getByText("Ruled out by documented limits:", { exact: true })).toBeVisible();
  await page.getByRole("link", { name: "Diagram", exact: true }).click();
  await expect(tableOption(page, "orders")).toBeAttached();
  await expect(page.getByRole("link", { name: /^MySQL/ })).toBeVisible();
  await page.keyboard.press("Control+z");
  await expect(page.getByRole("link", { name: /^PostgreSQL/ })).toBeVisible();
});

test("patterns are read off pasted SQL and edited by keyboard alone", async ({ page, request }) => {
  const design = await makeDesign(request, "Patterns", schema);
  await page.goto(`/d/${design.id}/patterns`);
  await page.getByRole("button", { name: "Paste SQL" }).first().click();
  const dialog = page.getByRole("dialog", { name: "Patterns from SQL" });
  await dialog.getByLabel("SQL", { exact: true }).fill(queries);
  await expect(dialog.getByRole("region", { name: "Not understood" })).toContainText("ALTER is neither a read nor a write of rows.");
  await dialog.getByRole("button", { name: "Add 2 patterns" }).click();

  const grid = page.getByRole("grid", { name: "Access patterns" });
  const row = grid.getByRole("row", { name: /Orders of a customer/ });
  await expect(row).toContainText("customer_id");
  await expect(row).toContainText("placed_at ↓");
  await expect(row).toContainText("customers");
  await expect(grid.getByRole("rowheader").first()).toBeFocused();

  // From the name to the rate: a number that cannot be is refused where it stands, one with a unit is taken.
  for (let i = 0; i < 7; i += 1) await page.keyboard.press("ArrowRight");
  await page.keyboard.type("-3");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("alert").filter({ hasText: "Calls per second now" })).toBeVisible();
  await page.keyboard.press("Control+a");
  await page.keyboard.type("1.5k");
  await page.keyboard.press("Tab");
  await expect(row).toContainText("1,500");
  await page.keyboard.type("4k");
  await page.keyboard.press("Enter");

  // Several columns by typing: the second pattern gets another one to be equal.
  await page.keyboard.press("Home");
  for (let i = 0; i < 3; i += 1) await page.keyboard.press("ArrowRight");
  await page.keyboard.press("Enter");
  await page.keyboard.type("stat");
  await page.keyboard.press("Enter");
  await page.keyboard.press("Enter");
  const second = grid.getByRole("row", { name: /Update orders by id/ });
  await expect(second).toContainText("id, status");

  // Duplicate, move, delete, and a new one at the end.
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("Control+d");
  await expect(grid.getByRole("rowheader")).toHaveCount(3);
  await page.keyboard.press("Control+Delete");
  await expect(grid.getByRole("rowheader")).toHaveCount(2);
  await page.keyboard.press("Control+ArrowDown");
  await page.keyboard.press("Enter");
  await page.keyboard.type("Newest orders");
  await page.keyboard.press("Enter");
  await expect(grid.getByRole("rowheader").last()).toHaveText("Newest orders");
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("Alt+ArrowUp");
  await expect(grid.getByRole("rowheader").nth(1)).toHaveText("Newest orders");
  await expect(grid.getByRole("rowheader").nth(1)).toBeFocused();

  // Escape and Tab leave the table.
  await page.keyboard.press("Escape");
  await page.keyboard.press("Tab");
  expect(await page.evaluate(() => document.activeElement?.closest("[role=grid]") === null)).toBe(true);
  await expectSaved(page);

  await page.getByRole("tab", { name: "Table loads" }).click();
  const loads = page.getByRole("grid", { name: "Table loads" });
  await loads.getByRole("rowheader", { name: "orders" }).click();
  await page.keyboard.press("ArrowRight");
  await page.keyboard.type("250k");
  await page.keyboard.press("Tab");
  await page.keyboard.type("1M");
  await page.keyboard.press("Enter");
  await expect(loads.getByRole("row", { name: /orders/ })).toContainText("+750k, × 4");
  await page.reload();
  await expect(loads.getByRole("row", { name: /orders/ })).toContainText("250k");
});

test("a pattern that names a dropped column says so, and the rest keeps working", async ({ page, request }) => {
  const made = await request.post("/api/v1/designs", { data: { name: "Shop", target: "postgresql", source: { kind: "template", id: "shop" } } });
  const design: { readonly id: string } = await made.json();
  await page.goto(`/d/${design.id}`);
  await tableOption(page, "reviews").focus();
  await page.keyboard.press("Delete");
  await expect(tableOption(page, "reviews")).toHaveCount(0);
  await page.getByRole("link", { name: "Patterns" }).click();
  const grid = page.getByRole("grid", { name: "Access patterns" });
  const row = grid.getByRole("row", { name: /Rating of a product/ });
  await expect(row.getByRole("img", { name: /not in the design/ })).toBeVisible();
  await row.getByRole("rowheader").click();
  const details = page.getByRole("complementary", { name: "Details: Access pattern" });
  await expect(details.getByRole("alert").first()).toContainText("Rating of a product");
  await details.getByRole("button", { name: "Bring table reviews back" }).first().click();
  await expect(details.getByRole("alert")).toHaveCount(0);
  await expect(row).toContainText("product_id");
});

for (const theme of process.env.STRATA_LONG === "1" ? ["light", "dark"] as const : ["light"] as const) {
  test(`patterns and technology pass WCAG AA in the ${theme} theme`, async ({ browser, request, studio }) => {
    test.setTimeout(180_000);
    const made = await request.post("/api/v1/designs", { data: { name: `Measurements ${theme}`, target: "postgresql", source: { kind: "template", id: "iot" } } });
    const { id }: { readonly id: string } = await made.json();
    const context = await browser.newContext({ colorScheme: theme, bypassCSP: true, baseURL: studio.url, viewport: { width: 1280, height: 800 } });
    const page = await context.newPage();
    const settled = async () => {
      await expect(page.locator(".skeleton")).toHaveCount(0);
      await expect(page.locator("[aria-busy=true]")).toHaveCount(0);
    };
    await page.goto(`/d/${id}/patterns`);
    await page.getByRole("rowheader").first().click();
    await settled();
    expect(await violations(page), "patterns").toEqual([]);
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("Enter");
    await expect(page.getByRole("listbox")).toBeVisible();
    expect(await violations(page), "picker").toEqual([]);
    await page.keyboard.press("Escape");
    await page.getByRole("button", { name: "Paste SQL" }).click();
    await page.getByRole("dialog").getByLabel("SQL", { exact: true }).fill("SELECT * FROM devices WHERE id = 1; DROP TABLE x;");
    await expect(page.getByRole("dialog").getByRole("region", { name: "Not understood" })).toBeVisible();
    expect(await violations(page), "paste").toEqual([]);
    for (const view of ["patterns?view=loads", "technology", "technology?view=compare", "technology?view=facts&of=dynamodb"]) {
      await page.goto(`/d/${id}/${view}`);
      await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
      await expect(page.getByRole("tabpanel")).not.toBeEmpty();
      await settled();
      for (const summary of (await page.locator("summary").all()).slice(0, 2)) await summary.click();
      expect(await violations(page), view).toEqual([]);
    }
    await page.goto(`/d/${id}/technology`);
    await page.locator("summary", { hasText: "MySQL" }).click();
    await page.getByRole("button", { name: "Choose MySQL", exact: true }).last().click();
    await expect(page.getByRole("dialog")).toBeVisible();
    expect(await violations(page), "decision").toEqual([]);
    await context.close();
  });
}
