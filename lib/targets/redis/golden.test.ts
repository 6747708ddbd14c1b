import { describe, expect, it } from "vitest";
import { shop, shopVersion2 } from "../native/testing/shop";
import { artefacts, files } from "./artefacts";

import { map } from "./map";
import { migrate } from "./migrate";

const first = map({ ...shop, choices: new Map(), version: "8.0" }).model;
const second = map({ ...shopVersion2, choices: new Map(), version: "8.0", released: first }).model;

describe("the shop as Redis files", () => {
  for (const file of artefacts(first)) it(`writes ${file.path}`, async () => expect(file.content).toMatchFileSnapshot(`golden/shop/${file.path}`));

  const plan = migrate(first, second);
  for (const [i, migration] of plan.migrations.entries()) {
    const number = `${i + 1}`.padStart(4, "0");
    const written = [...files(migration, number), ...(migration.data === undefined ? [] : [{ path: `data/${number}_${migration.data.slug}.${migration.data.extension}`, content: migration.data.content }])];
    for (const file of written) it(`writes ${file.path} of version 2`, async () => expect(file.content).toMatchFileSnapshot(`golden/shop-2/${file.path}`));
  }
});
