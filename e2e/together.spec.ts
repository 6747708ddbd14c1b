import { expectSaved, makeDesign, openTable, tableOption } from "./fixtures/designs";
import { expect, test } from "./fixtures/server";

test("two people edit one design, go on while the server is killed, and nothing saved is lost", async ({ browser, request, studio }) => {
  test.setTimeout(120_000);
  const design = await makeDesign(request, "Together");
  const open = async () => {
    const page = await (await browser.newContext({ viewport: { width: 1280, height: 800 } })).newPage();
    await page.goto(`${studio.url}/d/${design.id}`);
    await expect(page.getByRole("toolbar", { name: "Drawing" })).toBeVisible();
    return page;
  };
  const anna = await open();
  const ben = await open();

  await anna.keyboard.press("t");
  await anna.keyboard.type("invoices");
  await anna.keyboard.press("Enter");
  await expect(tableOption(ben, "invoices")).toBeAttached();
  await expectSaved(anna);

  await openTable(ben, "invoices");
  await ben.getByRole("textbox", { name: "Add a column" }).fill("total numeric(12,2)");
  await ben.keyboard.press("Enter");
  await expect(tableOption(anna, "invoices")).toContainText("2 columns");
  await expectSaved(ben);

  // The server dies as in a power cut; both work on, apart.
  await studio.kill();
  await anna.getByRole("textbox", { name: "Add a column" }).fill("anna_wrote text");
  await anna.keyboard.press("Enter");
  await ben.getByRole("textbox", { name: "Add a column" }).fill("ben_wrote text");
  await ben.keyboard.press("Enter");
  await expect(anna.getByText(/Offline: \d+ changes? kept on this device/)).toBeVisible();
  await expect(ben.getByText(/Offline: \d+ changes? kept on this device/)).toBeVisible();

  await studio.start();
  for (const page of [anna, ben]) {
    await expect(tableOption(page, "invoices")).toContainText("4 columns", { timeout: 45_000 });
    await expectSaved(page);
  }

  // A third person sees everything that was shown as saved.
  await studio.kill();
  await studio.start();
  const cleo = await open();
  await expect(tableOption(cleo, "invoices")).toContainText("4 columns");
  for (const page of [anna, ben, cleo]) await page.context().close();
});
