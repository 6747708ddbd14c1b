import { generatedSql } from "../scripts/bench/schema";
import { makeDesign, tableOption } from "./fixtures/designs";
import { expect, test } from "./fixtures/server";

test("a design of 1000 tables opens, is found by search, and every table is in reach of the keyboard", async ({ page, request }) => {
  test.setTimeout(180_000);
  const design = await makeDesign(request, "Large", generatedSql(1000));
  expect(design.tables).toBe(1000);
  await page.goto(`/d/${design.id}`);
  await expect(page.getByRole("option")).toHaveCount(1000, { timeout: 60_000 });
  await page.keyboard.press("/");
  await page.getByRole("combobox", { name: "Find a table or column" }).fill("m24_entity_999");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("complementary", { name: "Inspector" }).getByRole("textbox", { name: "Name", exact: true }).first()).toHaveValue("m24_entity_999");
  await expect(tableOption(page, "m24_entity_999")).toHaveAttribute("aria-selected", "true");
});
