import type { Locator, Page } from "@playwright/test";
import { expectSaved, makeDesign, tableOption } from "./fixtures/designs";
import { expect, test } from "./fixtures/server";

const inspector = (page: Page): Locator => page.getByRole("complementary", { name: "Inspector" });

const shop = `
CREATE TABLE customers (id bigint PRIMARY KEY, email text NOT NULL);
CREATE TABLE orders (id bigint PRIMARY KEY, customer_id bigint NOT NULL REFERENCES customers (id), total numeric(12,2));
`;

test("tables copied from one design are pasted into another with their columns and the key between them, and duplicated", async ({ page, context, request, studio }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"], { origin: studio.url });
  const from = await makeDesign(request, "From", shop);
  const to = await makeDesign(request, "To");
  await page.goto(`/d/${from.id}`);
  await tableOption(page, "customers").focus();
  await page.keyboard.press("Control+a");
  await expect(inspector(page).getByText("2 tables")).toBeVisible();
  await page.keyboard.press("Control+c");
  await page.goto(`/d/${to.id}`);
  await expect(page.getByRole("toolbar", { name: "Drawing" })).toBeVisible();
  await expect(page.getByRole("option")).toHaveCount(0);
  await page.keyboard.press("Control+v");
  await expect(tableOption(page, "customers")).toContainText("2 columns, 0 references, referenced 1 time");
  await expect(tableOption(page, "orders")).toContainText("3 columns, 1 reference");
  await expectSaved(page);
  await tableOption(page, "orders").focus();
  await page.keyboard.press("Space");
  await page.keyboard.press("Control+d");
  await expect(page.getByRole("option")).toHaveCount(3);
  await expect(tableOption(page, "customers")).toContainText("referenced 2 times");
});

test("a group is made of what is selected and named, and deleting it lets its tables go", async ({ page, request }) => {
  const design = await makeDesign(request, "Groups", shop);
  await page.goto(`/d/${design.id}`);
  await tableOption(page, "customers").focus();
  await page.keyboard.press("Space");
  await tableOption(page, "orders").focus();
  await page.keyboard.press("Control+Space");
  await expect(inspector(page).getByText("2 tables")).toBeVisible();
  await page.keyboard.press("Control+g");
  const name = inspector(page).getByRole("textbox", { name: "Name", exact: true });
  await expect(name).toBeFocused();
  await page.keyboard.type("Sales");
  await page.keyboard.press("Enter");
  for (const table of ["customers", "orders"]) await expect(tableOption(page, table)).toContainText("in group Sales");
  await expectSaved(page);
  await inspector(page).getByRole("button", { name: "Delete group; its tables stay" }).click();
  await expect(page.getByRole("option")).toHaveCount(2);
  for (const table of ["customers", "orders"]) await expect(tableOption(page, table)).not.toContainText("in group");
});

test("a note is added and edited, and stays", async ({ page, request }) => {
  const design = await makeDesign(request, "Notes", shop);
  await page.goto(`/d/${design.id}`);
  await expect(tableOption(page, "orders")).toBeAttached();
  await page.keyboard.press("n");
  const text = inspector(page).getByRole("textbox", { name: "Text" });
  await expect(text).toBeFocused();
  await text.fill("Ask about refunds");
  await text.press("Control+Enter");
  const note = page.getByRole("option", { name: "Note: Ask about refunds" });
  await expect(note).toBeAttached();
  await expectSaved(page);
  await page.reload();
  await note.focus();
  await page.keyboard.press("Enter");
  await text.fill("Refunds are credits");
  await text.press("Control+Enter");
  await expect(page.getByRole("option", { name: "Note: Refunds are credits" })).toBeAttached();
});

test("a table's menu opens with Shift+F10 and deletes it", async ({ page, request }) => {
  const design = await makeDesign(request, "Menu", shop);
  await page.goto(`/d/${design.id}`);
  await tableOption(page, "orders").focus();
  await page.keyboard.press("Shift+F10");
  const menu = page.getByRole("menu");
  await expect(menu.getByRole("menuitem", { name: /^Rename/ })).toBeVisible();
  await menu.getByRole("menuitem", { name: /^Delete/ }).press("Enter");
  await expect(tableOption(page, "orders")).toHaveCount(0);
  await expect(tableOption(page, "customers")).toContainText("0 references");
});

test("all tables are arranged at once, and one undo puts them back where they stood", async ({ page, request }) => {
  const design = await makeDesign(request, "Arrange", shop);
  await page.goto(`/d/${design.id}`);
  const picture = async (): Promise<string> => (await request.get(`/api/v1/designs/${design.id}/export/svg`)).text();
  await tableOption(page, "orders").focus();
  for (let step = 0; step < 5; step++) await page.keyboard.press("Alt+Shift+ArrowRight");
  await expectSaved(page);
  const before = await picture();
  await page.keyboard.press("Shift+L");
  await expect.poll(picture).not.toBe(before);
  await page.keyboard.press("Control+z");
  await expect.poll(picture).toBe(before);
});
