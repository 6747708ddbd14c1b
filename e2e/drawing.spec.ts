import type { Locator, Page } from "@playwright/test";
import { expectSaved, makeDesign, openTable, tableOption } from "./fixtures/designs";
import { expect, test } from "./fixtures/server";

const inspector = (page: Page): Locator => page.getByRole("complementary", { name: "Inspector" });

/** Moves over the canvas until the pointer is over the table with this column, as the row's tooltip tells; answers where the row is. */
async function findRow(page: Page, column: string): Promise<{ x: number; y: number; right: number }> {
  const canvas = await page.locator(".react-flow").boundingBox();
  if (canvas === null) throw new Error("There is no canvas");
  // The steps have to stay smaller than a table with one column.
  for (let y = canvas.y + 60; y < canvas.y + canvas.height - 20; y += 40) {
    for (let x = canvas.x + 40; x < canvas.x + canvas.width - 20; x += 110) {
      await page.mouse.move(x, y);
      const box = await page.evaluate((name) => {
        const rect = document.querySelector(`.react-flow__node [title*="${name}"]`)?.getBoundingClientRect();
        return rect === undefined ? undefined : { x: rect.x, y: rect.y, width: rect.width, height: rect.height };
      }, column);
      if (box !== undefined) return { x: box.x + box.width / 2, y: box.y + box.height / 2, right: box.x + box.width };
    }
  }
  throw new Error(`No column ${column} is under the pointer`);
}

test("a drag from a column to another table's column makes a foreign key, and undo takes it back", async ({ page, request }) => {
  const design = await makeDesign(request, "Connect", "CREATE TABLE authors (author_key bigint PRIMARY KEY); CREATE TABLE books (book_key bigint PRIMARY KEY, written_by bigint NOT NULL);");
  await page.goto(`/d/${design.id}`);
  await expect(tableOption(page, "books")).toBeAttached();
  const to = await findRow(page, "author_key"), from = await findRow(page, "written_by");
  await page.mouse.move(from.x, from.y, { steps: 3 });
  await page.mouse.move(from.right, from.y, { steps: 4 });
  await page.mouse.down();
  await page.mouse.move(to.x, to.y, { steps: 10 });
  await page.mouse.up();
  await openTable(page, "books");
  await expect(inspector(page).getByText("written_by → authors.author_key")).toBeVisible();
  await expectSaved(page);
  await page.getByRole("button", { name: /^Undo/ }).click();
  await expect(inspector(page).getByText("written_by → authors.author_key")).toHaveCount(0);
});

test("the many-to-many tool makes a junction table with a foreign key to each", async ({ page, request }) => {
  const design = await makeDesign(request, "Junction", "CREATE TABLE posts (id bigint PRIMARY KEY); CREATE TABLE tags (id bigint PRIMARY KEY);");
  await page.goto(`/d/${design.id}`);
  await expect(tableOption(page, "posts")).toBeAttached();
  await page.getByRole("button", { name: /^Add many-to-many/ }).click();
  for (const [field, table] of [["First table", "posts"], ["Second table", "tags"]] as const) {
    await page.getByRole("combobox", { name: field }).fill(table);
    await page.keyboard.press("Enter");
  }
  await page.getByRole("button", { name: "Add junction table" }).click();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("option")).toHaveCount(3);
  await openTable(page, "post_tags");
  await expect(inspector(page).getByText(/→ posts\.id/)).toBeVisible();
  await expect(inspector(page).getByText(/→ tags\.id/)).toBeVisible();
});

test("an enum is made, gets values and becomes a column's type; a name that is taken is refused in place", async ({ page, request }) => {
  const design = await makeDesign(request, "Enum", "CREATE TABLE orders (id bigint PRIMARY KEY, state text);");
  await page.goto(`/d/${design.id}`);
  await expect(tableOption(page, "orders")).toBeAttached();
  await inspector(page).getByRole("button", { name: "Add an enum" }).click();
  await inspector(page).getByRole("textbox", { name: "Name", exact: true }).fill("order_state");
  await page.keyboard.press("Enter");
  const add = inspector(page).getByRole("textbox", { name: "Add a value" });
  await inspector(page).getByRole("textbox", { name: "Value 1" }).fill("placed");
  for (const value of ["paid", "paid"]) { await add.fill(value); await add.press("Enter"); }
  await expect(inspector(page).getByRole("alert")).toHaveText("The value paid is there already.");
  await expect(inspector(page).getByRole("list", { name: "Values" }).getByRole("listitem")).toHaveCount(2);
  await expect(inspector(page).getByRole("textbox", { name: "Value 1" })).toHaveValue("placed");
  await add.fill("");
  await openTable(page, "orders");
  await page.getByRole("combobox", { name: "Type of state" }).fill("order_state");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("combobox", { name: "Type of state" })).toHaveValue("order_state");
  const name = page.getByRole("textbox", { name: "Name of column state" });
  await name.fill("id");
  await name.press("Enter");
  await expect(inspector(page).getByRole("alert")).toHaveText("The name id is taken.");
});

test("a column moves with Alt and the arrows, and tables are selected, deleted and brought back by keyboard", async ({ page, request }) => {
  const design = await makeDesign(request, "Order", "CREATE TABLE a_one (id bigint PRIMARY KEY, second text); CREATE TABLE a_two (id bigint PRIMARY KEY);");
  await page.goto(`/d/${design.id}`);
  await openTable(page, "a_one");
  await page.getByRole("textbox", { name: "Name of column second" }).press("Alt+ArrowUp");
  const names = page.getByRole("list", { name: "Columns" }).getByRole("textbox", { name: /^Name of column/ });
  await expect(names.first()).toHaveValue("second");
  await tableOption(page, "a_two").focus();
  await page.keyboard.press("Control+a");
  await expect(inspector(page).getByText("2 tables")).toBeVisible();
  await page.keyboard.press("Delete");
  await expect(page.getByRole("option")).toHaveCount(0);
  await page.getByRole("button", { name: /^Undo/ }).click();
  await expect(page.getByRole("option")).toHaveCount(2);
});
