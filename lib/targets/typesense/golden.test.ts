import { expect, it } from "vitest";
import { shop, shopVersion2 } from "../native/testing/shop";
import { typesense } from "./index";
import { files } from "./files";

const { native } = typesense;
if (native === undefined) throw new Error("Typesense has no native facility");
const first = native.map({ ...shop, choices: new Map(), version: "30" });
const second = native.map({ ...shopVersion2, choices: new Map(), version: "30", released: first.model });

it("writes the shop's files", async () => {
  for (const { path, content } of native.artefacts(first.model)) await expect(content).toMatchFileSnapshot(`golden/shop/${path}`);
});

it("writes the way to the shop's second version", async () => {
  const { migrations } = native.migrate(first.model, second.model);
  for (const [i, migration] of migrations.entries()) {
    const number = `${i + 2}`.padStart(4, "0");
    for (const { path, content } of files(migration, number)) await expect(content).toMatchFileSnapshot(`golden/shop-2/${path}`);
    if (migration.data !== undefined) await expect(migration.data.content).toMatchFileSnapshot(`golden/shop-2/data/${number}_${migration.data.slug}.${migration.data.extension}`);
  }
});
