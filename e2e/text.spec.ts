import type { APIRequestContext, Page } from "@playwright/test";
import { expectSaved, makeDesign, openTable, tableOption } from "./fixtures/designs";
import { expect, test } from "./fixtures/server";

/** Where a table's name stands in the exported picture, with what it is called now. */
async function placeOf(request: APIRequestContext, design: string, table: string): Promise<string | undefined> {
  const svg = await (await request.get(`/api/v1/designs/${design}/export/svg`)).text();
  return new RegExp(`<text[^>]* x="([^"]+)" y="([^"]+)"[^>]*>${table}<`).exec(svg)?.slice(1).join(" ");
}

async function release(request: APIRequestContext, design: string): Promise<void> {
  const response = await request.post(`/api/v1/designs/${design}/releases`, { data: { name: "First", note: "", unprovenReason: "This test is about what comes after it." } });
  expect(response.status()).toBe(201);
}

/** Puts a text into the pane as a paste would. */
async function replaceText(page: Page, text: string): Promise<void> {
  await page.locator(".monaco-editor").first().click();
  await page.keyboard.press("Control+a");
  await page.keyboard.insertText(text);
}

test("a text imported into a design shows the difference first and keeps places", async ({ page, request }) => {
  const design = await makeDesign(request, "Again", "CREATE TABLE kept (id bigint PRIMARY KEY); COMMENT ON TABLE kept IS 'Stays here'; CREATE TABLE grown (id bigint PRIMARY KEY);");
  await page.goto(`/d/${design.id}`);
  await expect(tableOption(page, "kept")).toBeAttached();
  const before = await placeOf(request, design.id, "kept");
  expect(before).toBeDefined();
  await page.keyboard.press("Control+k");
  await page.getByRole("combobox").fill("Import into this design");
  await page.keyboard.press("Enter");
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Text", { exact: true }).fill("CREATE TABLE kept (id bigint PRIMARY KEY); CREATE TABLE grown (id bigint PRIMARY KEY, size integer); CREATE TABLE fresh (id bigint PRIMARY KEY);");
  await dialog.getByRole("button", { name: "Read" }).click();
  const difference = dialog.getByRole("region", { name: "What changes" });
  await expect(difference).toContainText("size");
  await expect(difference).toContainText("fresh");
  await expect(tableOption(page, "fresh")).toHaveCount(0);
  await dialog.getByRole("button", { name: "Import", exact: true }).click();
  await expect(tableOption(page, "fresh")).toBeAttached();
  await expectSaved(page);
  await expect.poll(() => placeOf(request, design.id, "fresh")).toBeDefined();
  expect(await placeOf(request, design.id, "kept")).toBe(before);
  expect(await (await request.get(`/api/v1/designs/${design.id}/export/sql`)).text()).toContain("Stays here");
});

test("a column added in DBML is on the diagram", async ({ page, request }) => {
  const design = await makeDesign(request, "Dbml", "CREATE TABLE parts (id bigint PRIMARY KEY);");
  await page.goto(`/d/${design.id}`);
  await page.getByRole("tab", { name: "DBML" }).click();
  await expect(page.locator(".monaco-editor").first()).toContainText("parts");
  await page.locator(".view-line").filter({ hasText: "Table parts" }).click();
  await page.keyboard.press("End");
  await page.keyboard.type("\n  weight integer");
  await page.getByRole("button", { name: "Apply" }).click();
  await openTable(page, "parts");
  await expect(page.getByRole("list", { name: "Columns" }).getByRole("listitem")).toHaveCount(2);
});

test("a table renamed in the SQL stays the same table, and the migration renames it", async ({ page, request }) => {
  const design = await makeDesign(request, "Rename", "CREATE TABLE clients (id bigint PRIMARY KEY, email text NOT NULL, phone text);");
  await release(request, design.id);
  await page.goto(`/d/${design.id}`);
  await expect(tableOption(page, "clients")).toBeAttached();
  const before = await placeOf(request, design.id, "clients");
  expect(before).toBeDefined();
  await page.getByRole("tab", { name: "SQL" }).click();
  await expect(page.locator(".monaco-editor").first()).toContainText("clients");
  await replaceText(page, "CREATE TABLE customers (id bigint PRIMARY KEY, email text NOT NULL, phone text);\n");
  await expect(page.getByRole("group", { name: /Renamed, or dropped and added/ }).getByRole("checkbox")).toBeChecked();
  await page.getByRole("button", { name: "Apply" }).click();
  await expect(tableOption(page, "customers")).toBeAttached();
  await expectSaved(page);
  await expect.poll(() => placeOf(request, design.id, "customers")).toBe(before);
  await page.getByRole("link", { name: "Migrations" }).click();
  const changes = page.getByRole("list", { name: "Changes" });
  await expect(changes.getByRole("listitem").filter({ hasText: "Renamed" })).not.toHaveCount(0);
  await expect(changes).not.toContainText("Removed");
  await expect(changes).not.toContainText("Added");
});

test("what changed since a release is marked, counted and compared", async ({ page, request }) => {
  const design = await makeDesign(request, "Since", "CREATE TABLE parts (id bigint PRIMARY KEY);");
  await release(request, design.id);
  await page.goto(`/d/${design.id}`);
  await openTable(page, "parts");
  await page.getByRole("textbox", { name: "Add a column" }).fill("weight integer");
  await page.keyboard.press("Enter");
  await expectSaved(page);
  await page.getByRole("button", { name: "Show changes since the last release" }).click();
  const legend = page.getByRole("group", { name: "Changes since the last release" });
  await expect(legend).toBeVisible();
  await page.getByRole("tab", { name: /^Plan/ }).click();
  await expect(page.getByRole("tab", { name: "Plan 1" })).toBeVisible();
  await expect(page.getByRole("list", { name: "Pending changes" })).toContainText("weight");
  await legend.getByRole("button", { name: "Hide the changes" }).click();
  await expect(legend).toHaveCount(0);
  await page.getByRole("link", { name: "History" }).click();
  await expect(page.getByRole("list", { name: "Changes" })).toContainText("weight");
});
