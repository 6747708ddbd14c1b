import { expectSaved, makeDesign, openTable, tableOption } from "./fixtures/designs";
import { expect, test } from "./fixtures/server";

const shop = `
CREATE TABLE customers (id bigint PRIMARY KEY, email text NOT NULL UNIQUE);
CREATE TABLE orders (id bigint PRIMARY KEY, customer_id bigint NOT NULL REFERENCES customers (id), total numeric(12,2));
CREATE TABLE products (id bigint PRIMARY KEY, name text NOT NULL);
`;

test("the first table is made with the keyboard alone in under ten key presses", async ({ page, request }) => {
  const design = await makeDesign(request, "Keys");
  await page.goto(`/d/${design.id}`);
  await expect(page.getByRole("toolbar", { name: "Drawing" })).toBeVisible();
  for (const key of ["t", "b", "o", "o", "k", "s", "Enter"]) await page.keyboard.press(key);
  await expect(tableOption(page, "books")).toBeAttached();
  await expectSaved(page);
  await page.reload();
  await expect(tableOption(page, "books")).toBeAttached();
});

test("columns are added, renamed, retyped and undone in the inspector", async ({ page, request }) => {
  const design = await makeDesign(request, "Inspector", shop);
  await page.goto(`/d/${design.id}`);
  await openTable(page, "orders");
  const columns = page.getByRole("list", { name: "Columns" });
  await expect(columns.getByRole("listitem")).toHaveCount(3);
  await page.getByRole("textbox", { name: "Add a column" }).fill("placed_at timestamptz not null");
  await page.keyboard.press("Enter");
  await expect(columns.getByRole("listitem")).toHaveCount(4);
  await page.keyboard.press("Escape");
  await page.locator("body").click({ position: { x: 700, y: 700 } });
  await page.keyboard.press("Control+z");
  await openTable(page, "orders");
  await expect(columns.getByRole("listitem")).toHaveCount(3);
  await expectSaved(page);
});

test("a table dragged on the canvas stays where it was dropped", async ({ page, request }) => {
  const design = await makeDesign(request, "Drag", "CREATE TABLE products (id bigint PRIMARY KEY, name text NOT NULL);");
  await page.goto(`/d/${design.id}`);
  await expect(tableOption(page, "products")).toBeAttached();
  const canvas = await page.getByRole("application").or(page.locator(".react-flow")).first().boundingBox();
  if (canvas === null) throw new Error("There is no canvas");
  // One table alone stands in the middle of the picture; the pointer over it takes hold of it.
  const node = page.locator(".react-flow__node");
  const from = { x: canvas.x + canvas.width / 2, y: canvas.y + canvas.height / 2 };
  await page.mouse.move(from.x, from.y, { steps: 3 });
  await expect(node).toHaveCount(1);
  const before = await node.boundingBox();
  await page.mouse.down();
  await page.mouse.move(from.x + 80, from.y + 60, { steps: 8 });
  await page.mouse.move(from.x + 160, from.y + 120, { steps: 8 });
  await page.mouse.up();
  await expectSaved(page);
  const after = await node.boundingBox();
  expect(Math.abs((after?.x ?? 0) - (before?.x ?? 0) - 160)).toBeLessThan(16);
  expect(Math.abs((after?.y ?? 0) - (before?.y ?? 0) - 120)).toBeLessThan(16);
  await page.keyboard.press("Control+z");
  await page.mouse.move(from.x, from.y, { steps: 3 });
  await expect.poll(async () => (await node.boundingBox())?.x).toBe(before?.x);
});

test("the filter is in the address, so a link shows the same picture", async ({ page, request }) => {
  const design = await makeDesign(request, "Filter", shop);
  await page.goto(`/d/${design.id}`);
  await page.getByRole("button", { name: "Filter the diagram" }).click();
  await page.getByLabel("Names that contain").fill("prod");
  await page.keyboard.press("Enter");
  await expect(tableOption(page, "customers")).toHaveCount(0);
  await expect(tableOption(page, "products")).toBeAttached();
  const address = page.url();
  await page.goto("/");
  await page.goto(address);
  await expect(tableOption(page, "products")).toBeAttached();
  await expect(tableOption(page, "customers")).toHaveCount(0);
});

test("the command palette finds tables and pages", async ({ page, request }) => {
  const design = await makeDesign(request, "Palette", shop);
  await page.goto(`/d/${design.id}`);
  await expect(tableOption(page, "orders")).toBeAttached();
  await page.keyboard.press("Control+k");
  await page.getByRole("combobox").fill("customers");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("complementary", { name: "Inspector" }).getByRole("textbox", { name: "Name", exact: true }).first()).toHaveValue("customers");
  await page.keyboard.press("Control+k");
  await page.getByRole("combobox").fill("Migrations");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/migrations$/);
});

test("SQL edited beside the diagram changes it, and a wrong line is marked", async ({ page, request }) => {
  const design = await makeDesign(request, "Text", shop);
  await page.goto(`/d/${design.id}`);
  await page.getByRole("tab", { name: "SQL" }).click();
  const editor = page.locator(".monaco-editor").first();
  await expect(editor).toContainText("customers");
  await editor.click();
  await page.keyboard.press("Control+Home");
  await page.keyboard.type("CREATE TABLE suppliers (id bigint PRIMARY KEY);\n");
  await page.getByRole("button", { name: "Apply" }).click();
  await expect(tableOption(page, "suppliers")).toBeAttached();
  await expect(tableOption(page, "orders")).toBeAttached();
  await page.keyboard.press("Control+Home");
  await editor.click();
  await page.keyboard.press("Control+Home");
  await page.keyboard.type("CREATE TABLE wrong (id nonsense);\n");
  await expect(page.locator(".squiggly-error").first()).toBeVisible({ timeout: 30_000 });
});
