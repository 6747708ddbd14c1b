import { readFile } from "node:fs/promises";
import path from "node:path";
import { expectSaved, makeDesign, tableOption } from "./fixtures/designs";
import { expect, test } from "./fixtures/server";

const script = "<script>alert(1)</script>";
const image = "<img src=x onerror=alert(1)>";
const hostile = `
CREATE TABLE "${script}" (id bigint PRIMARY KEY, "${image}" text, "a|b\`c" text);
COMMENT ON TABLE "${script}" IS '${script} ${image} | \`tick\`';
COMMENT ON COLUMN "${script}"."${image}" IS '${image} | \`\`\` ${script}';
`;

test("what users typed stays text in the document, and every download arrives", async ({ page, request, context }) => {
  const dialogs: string[] = [];
  context.on("dialog", (dialog) => { dialogs.push(dialog.message()); void dialog.dismiss(); });
  const design = await makeDesign(request, "Hostile", hostile);
  await page.goto(`/d/${design.id}/patterns`);
  await page.getByRole("button", { name: "Add the first pattern" }).click();
  await expect(page.getByRole("grid", { name: "Access patterns" }).getByRole("rowheader")).toBeFocused();
  await page.keyboard.press("Enter");
  await page.getByRole("textbox", { name: "Name of New access pattern" }).fill(`${script} ${image} | \`tick\``);
  await page.keyboard.press("Enter");
  await expectSaved(page);
  await page.getByRole("link", { name: "Document" }).click();
  await page.getByLabel("Rationale").fill(`${script} ${image} | \`tick\``);
  await page.getByLabel("Your own words").click();
  await expectSaved(page);

  const preview = page.frameLocator("iframe[title='Preview of the design document']");
  for (const heading of ["Database Design: Hostile", "Technology Choice", "Schema", "Migrations", "Query Patterns"]) {
    await expect(preview.getByRole("heading", { name: heading, exact: true })).toBeVisible();
  }
  // The rationale is there as text, so the assertions below are about a document that holds it.
  await expect(preview.locator("body")).toContainText(script);
  await expect(preview.locator("script, [onerror], img[src=x]")).toHaveCount(0);

  let html = "";
  const downloads = [
    ["Design document, Markdown", ".md"], ["Design document, HTML", ".html"], ["Schema, SQL", ".sql"], ["Schema, DBML", ".dbml"],
    ["Diagram, Mermaid", ".mmd"], ["Schema, Strata JSON", ".json"], ["Diagram, SVG", ".svg"], ["Diagram, PNG", ".png"], ["Download bundle", ".zip"],
  ] as const;
  for (const [label, ending] of downloads) {
    const arriving = page.waitForEvent("download");
    await page.getByRole("link", { name: label, exact: true }).or(page.getByRole("button", { name: label, exact: true })).click();
    const download = await arriving;
    expect(path.extname(download.suggestedFilename()), label).toBe(ending);
    const content = await readFile(await download.path());
    expect(content.length, label).toBeGreaterThan(0);
    if (ending === ".html") html = content.toString();
  }
  const alone = await context.newPage();
  await alone.setContent(html, { waitUntil: "load" });
  await expect(alone.getByRole("heading", { name: "Query Patterns", exact: true })).toBeVisible();
  await expect(alone.locator("script, [onerror], img[src=x]")).toHaveCount(0);
  expect(dialogs).toEqual([]);
});

test("a switch of technology says what is lost, is made, and is undone", async ({ page, request }) => {
  const design = await makeDesign(request, "Switch", "CREATE TABLE parts (id bigint PRIMARY KEY, made date); COMMENT ON TABLE parts IS 'What we stock';");
  await page.goto(`/d/${design.id}/technology`);
  await page.getByLabel("Rationale").fill("Joins over everything.");
  await page.getByRole("heading", { name: "Technology", exact: true }).click();
  await page.getByRole("button", { name: "Switch technology" }).click();
  await page.getByRole("menuitem", { name: "SQLite" }).click();
  const dialog = page.getByRole("dialog");
  await expect(dialog.getByRole("heading", { name: "What is lost or changed" })).toBeVisible();
  await expect(dialog.getByRole("listitem").first()).toBeVisible();
  await dialog.getByRole("button", { name: "Switch", exact: true }).click();
  await page.getByRole("link", { name: "Diagram" }).click();
  await expect(tableOption(page, "parts")).toBeAttached();
  await expect(page.getByRole("link", { name: /^SQLite/ })).toBeVisible();
  await page.keyboard.press("Control+z");
  await expect(page.getByRole("link", { name: /^PostgreSQL/ })).toBeVisible();
  await page.getByRole("link", { name: "Document" }).click();
  await expect(page.frameLocator("iframe[title='Preview of the design document']").getByText("Joins over everything.")).toBeVisible();
});

test("the chosen theme is there after a reload", async ({ page }) => {
  await page.goto("/");
  await page.getByRole("button", { name: "Theme" }).click();
  await page.getByRole("menuitemcheckbox", { name: "Dark" }).or(page.getByRole("menuitemradio", { name: "Dark" })).click();
  await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
  await page.reload();
  await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
});

test("each template starts a design on SQLite, and its migrations are proven", async ({ page, request }) => {
  let last = "";
  for (const id of ["iot", "saas", "blog", "booking", "shop"]) {
    const response = await request.post("/api/v1/designs", { data: { name: id, target: "sqlite", source: { kind: "template", id } } });
    expect(response.status(), id).toBe(201);
    const made: { readonly id: string; readonly tables: number } = await response.json();
    expect(made.tables, id).toBeGreaterThan(1);
    last = made.id;
  }
  await page.goto(`/d/${last}/migrations`);
  await page.getByRole("button", { name: "Prove", exact: true }).click();
  await expect(page.getByText("Proven", { exact: true })).toBeVisible({ timeout: 60_000 });
});
