import type { Browser, Locator, Page } from "@playwright/test";
import { expectSaved, makeDesign, openTable, tableOption } from "./fixtures/designs";
import { expect, test, type StudioServer } from "./fixtures/server";

const inspector = (page: Page): Locator => page.getByRole("complementary", { name: "Inspector" });

/** Opens a design as someone with this name, in a browser profile of their own. */
async function open(browser: Browser, studio: StudioServer, id: string, name: string): Promise<Page> {
  const page = await (await browser.newContext({ viewport: { width: 1280, height: 800 } })).newPage();
  await page.addInitScript((user) => window.localStorage.setItem("strata-user-name", user), name);
  await page.goto(`${studio.url}/d/${id}`);
  await expect(page.getByRole("toolbar", { name: "Drawing" })).toBeVisible();
  return page;
}

const shop = "CREATE TABLE customers (id bigint PRIMARY KEY); CREATE TABLE orders (id bigint PRIMARY KEY, customer_id bigint NOT NULL);";

test("a foreign key made apart to a table that another deletes is a problem that one press mends for both", async ({ browser, request, studio }) => {
  test.setTimeout(120_000);
  const design = await makeDesign(request, "Conflict", shop);
  const anna = await open(browser, studio, design.id, "Anna");
  const ben = await open(browser, studio, design.id, "Ben");
  await openTable(ben, "orders");
  await ben.context().setOffline(true);
  await inspector(ben).getByRole("button", { name: "Add a foreign key" }).click();
  await ben.getByRole("combobox", { name: "Table to refer to" }).fill("customers");
  await ben.keyboard.press("Enter");
  await expect(tableOption(ben, "orders")).toContainText("1 reference");
  await expect(ben.getByText(/Offline: \d+ changes? kept on this device/)).toBeVisible();
  await tableOption(anna, "customers").focus();
  await anna.keyboard.press("Delete");
  await expect(tableOption(anna, "customers")).toHaveCount(0);
  await expectSaved(anna);

  await ben.context().setOffline(false);
  for (const page of [anna, ben]) {
    await expect(tableOption(page, "customers")).toHaveCount(0, { timeout: 45_000 });
    await expect(page.getByRole("tab", { name: "Problems 1" })).toBeVisible({ timeout: 45_000 });
    await page.getByRole("tab", { name: "Problems 1" }).click();
    await expect(page.getByRole("list", { name: "Problems" }).getByRole("listitem")).toContainText("references a table that is not in the design");
  }
  await anna.getByRole("button", { name: "Bring table customers back" }).click();
  for (const page of [anna, ben]) {
    await expect(tableOption(page, "customers")).toContainText("referenced 1 time");
    await expect(tableOption(page, "orders")).toContainText("1 reference");
    await expect(page.getByText("No problems.")).toBeVisible();
    await expectSaved(page);
    await page.context().close();
  }
});

test("undo takes back one's own edits and leaves what another made of them", async ({ browser, request, studio }) => {
  const design = await makeDesign(request, "Undo", "CREATE TABLE customers (id bigint PRIMARY KEY);");
  const anna = await open(browser, studio, design.id, "Anna");
  const ben = await open(browser, studio, design.id, "Ben");
  await anna.keyboard.press("t");
  await anna.keyboard.type("invoices");
  await anna.keyboard.press("Enter");
  await openTable(ben, "invoices");
  const name = inspector(ben).getByRole("textbox", { name: "Name", exact: true }).first();
  await name.fill("bills");
  await name.press("Enter");
  await expect(tableOption(anna, "bills")).toBeAttached();
  await tableOption(anna, "bills").focus();
  // The rename and the table are each a step of Anna's; more presses than steps must not reach Ben's.
  for (let press = 0; press < 4; press++) await anna.keyboard.press("Control+z");
  await expect(anna.getByRole("button", { name: /^Undo/ })).toBeDisabled();
  await anna.keyboard.press("t");
  await expect(anna.getByRole("option")).toHaveCount(3);
  await expect(ben.getByRole("option")).toHaveCount(3);
  for (const page of [anna, ben]) {
    await expect(tableOption(page, "bills")).toBeAttached();
    await expect(tableOption(page, "customers")).toBeAttached();
    await expectSaved(page);
    await page.context().close();
  }
});

test("who else is here shows by name with their pointer, and goes when they leave", async ({ browser, request, studio }) => {
  const design = await makeDesign(request, "Presence", shop);
  const anna = await open(browser, studio, design.id, "Anna");
  const ben = await open(browser, studio, design.id, "Ben Holm");
  const here = anna.getByRole("list", { name: "Also here" });
  await expect(here.getByRole("img", { name: "Ben Holm" })).toHaveText("BH");
  await expect(ben.getByRole("list", { name: "Also here" }).getByRole("img", { name: "Anna" })).toBeVisible();
  await ben.mouse.move(500, 300, { steps: 3 });
  await expect(anna.locator(".canvas-cursor")).toHaveText("Ben Holm");
  await ben.context().close();
  await expect(here).toHaveCount(0, { timeout: 45_000 });
  await expect(anna.locator(".canvas-cursor")).toHaveCount(0);
  await anna.context().close();
});
