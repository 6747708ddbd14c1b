import { readFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import type { Page } from "@playwright/test";
import { unzipSync } from "fflate";
import { expectSaved } from "./fixtures/designs";
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

async function fromTemplate(page: Page, template: string, target: string): Promise<string> {
  const made = await page.request.post("/api/v1/designs", { data: { name: `Shape ${target}`, target, source: { kind: "template", id: template } } });
  expect(made.status()).toBe(201);
  const { id }: { readonly id: string } = await made.json();
  return id;
}

async function proveAndRelease(page: Page, name: string): Promise<void> {
  await page.getByRole("link", { name: "Migrations" }).click();
  await page.getByRole("button", { name: "Prove", exact: true }).click();
  await expect(page.getByText("Proven", { exact: true })).toBeVisible({ timeout: 60_000 });
  await page.getByRole("button", { name: "Release", exact: true }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Name").fill(name);
  for (const consent of await dialog.getByRole("checkbox").all()) await consent.check();
  await dialog.getByRole("button", { name: "Release" }).click();
  await expect(page.getByRole("heading", { name: "Everything is released" })).toBeVisible();
}

async function bundle(page: Page): Promise<Readonly<Record<string, Uint8Array>>> {
  await page.getByRole("link", { name: "Document" }).click();
  const downloading = page.waitForEvent("download");
  await page.getByRole("link", { name: /bundle/i }).click();
  return unzipSync(new Uint8Array(await readFile(await (await downloading).path())));
}

const long = process.env.STRATA_LONG === "1";

// One of each family of technologies; PostgreSQL has the main flow. The others stand in the long form.
const families = [
  ["MongoDB", "shop"], ["Redis", "shop"], ["TimescaleDB", "iot"], ...(long ? [["Neo4j", "blog"], ["Typesense", "shop"], ["SQLite", "booking"]] as const : []),
] as const;

for (const [label, template] of families) {
  test(`from the wizard's decision to the bundle: ${label}`, async ({ page }) => {
    const id = await fromTemplate(page, template, "postgresql");
    await page.goto(`/d/${id}/technology`);
    // Ranked technologies have their button in the line that opens; those ruled out, and the alternative, show it.
    await expect(page.getByRole("list", { name: "Ranking" }).getByRole("listitem").first()).toBeVisible();
    const choose = page.getByRole("button", { name: `Choose ${label}`, exact: true });
    if (await choose.count() === 0) await page.getByRole("list", { name: "Ranking" }).locator("summary", { hasText: label }).click();
    await choose.first().click();
    const dialog = page.getByRole("dialog", { name: `Switch to ${label}` });
    const reason = dialog.getByLabel("Why against the ranking");
    if (await reason.count() > 0) await reason.fill("To see what it would be.");
    await dialog.getByRole("button", { name: "Switch", exact: true }).click();
    await expect(page.getByRole("link", { name: new RegExp(`^${label}`) })).toBeVisible();
    await expectSaved(page);

    await page.getByRole("link", { name: "Shape" }).click();
    await expect(page.getByRole("complementary", { name: "Mapping" })).toBeVisible();
    if (label !== "SQLite") await expect(page.getByRole("complementary", { name: "Mapping" }).getByRole("combobox").nth(1)).toBeVisible();
    await page.getByRole("tab", { name: /Files/ }).click();
    await expect(page.getByRole("list", { name: /^Files of / }).getByRole("listitem")).not.toHaveCount(0);

    await proveAndRelease(page, "First");
    const files = await bundle(page);
    const names = Object.keys(files);
    expect(names).toEqual(expect.arrayContaining(["DESIGN.md", "strata.lock"]));
    expect(names.some((name) => name.startsWith("schema/") || name === "schema.sql")).toBe(true);
    expect(names.filter((name) => name.startsWith("migrations/")).length).toBeGreaterThan(0);
    expect(new TextDecoder().decode(files["DESIGN.md"])).toContain(label);
  });
}

test("a decision of the mapping is overruled by keyboard, shown at once, and left to the rule again", async ({ page }) => {
  const id = await fromTemplate(page, "shop", "mongodb");
  await page.goto(`/d/${id}/shape`);
  const mapping = page.getByRole("complementary", { name: "Mapping" });
  await expect(page.getByRole("group", { name: "Shape", exact: true }).getByRole("region").first()).toBeVisible();
  const decision = mapping.getByRole("region").first().getByRole("combobox").first();
  const before = await decision.textContent();
  await decision.focus();
  await page.keyboard.press("Enter");
  await page.keyboard.press((await page.getByRole("option").first().textContent()) === before ? "ArrowDown" : "Home");
  await page.keyboard.press("Enter");
  await expect(mapping.getByText("1 overruled.")).toBeVisible();
  await expect(mapping.getByText("by the team")).toBeVisible();
  await expectSaved(page);
  await page.reload();
  await expect(mapping.getByText("1 overruled.")).toBeVisible();
  await mapping.getByRole("button", { name: /^Leave it to the rule/ }).click();
  await expect(mapping.getByText("Nothing is overruled.")).toBeVisible();
});

test("tables live in a second store with files of its own", async ({ page }) => {
  const id = await fromTemplate(page, "shop", "postgresql");
  await page.goto(`/d/${id}/shape`);
  await page.getByRole("button", { name: "Add second store" }).click();
  const dialog = page.getByRole("dialog", { name: "Add second store" });
  await dialog.getByRole("checkbox", { name: "products" }).check();
  await dialog.getByRole("button", { name: "Add store" }).click();
  await expect(page.getByRole("combobox", { name: "Store" })).toContainText("search index");
  await expect(page.getByRole("group", { name: "Shape", exact: true }).getByRole("region").first()).toBeVisible();
  await expectSaved(page);
  await proveAndRelease(page, "With search");
  const names = Object.keys(await bundle(page));
  expect(names.some((name) => name.startsWith("migrations/stores/typesense/"))).toBe(true);
  expect(names.some((name) => name.startsWith("schema/stores/typesense/"))).toBe(true);
  expect(names).toContain("schema.sql");
});

for (const theme of long ? ["light", "dark"] as const : ["dark"] as const) {
  test(`the shape passes WCAG AA in the ${theme} theme`, async ({ browser, studio }) => {
    const context = await browser.newContext({ colorScheme: theme, bypassCSP: true, baseURL: studio.url, viewport: { width: 1280, height: 800 } });
    const page = await context.newPage();
    const id = await fromTemplate(page, "shop", "dynamodb");
    await page.goto(`/d/${id}/shape`);
    for (const tab of ["Picture", "Files", "Access patterns", "Sample items"]) {
      await page.getByRole("tab", { name: new RegExp(`^${tab}`) }).click();
      await expect(page.locator(".skeleton")).toHaveCount(0);
      expect(await violations(page), tab).toEqual([]);
    }
    await page.getByRole("button", { name: "Add second store" }).click();
    expect(await violations(page), "second store").toEqual([]);
    await context.close();
  });
}
