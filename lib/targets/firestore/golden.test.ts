import { describe, expect, it } from "vitest";
import { shop, shopVersion2 } from "../native/testing/shop";
import { firestore } from ".";

const { native } = firestore;
if (native === undefined) throw new Error("Firestore is native");
const first = native.map({ ...shop, choices: new Map(), version: "standard" }).model;
const second = native.map({ ...shopVersion2, choices: new Map(), version: "standard", released: first }).model;
const migrations = [...native.migrate(undefined, first).migrations, ...native.migrate(first, second).migrations];
const enterprise = native.artefacts(native.map({ ...shop, choices: new Map(), version: "enterprise" }).model).filter(({ path }) => path === "firestore.indexes.json").map(({ content }) => ({ path: "enterprise/firestore.indexes.json", content }));

describe("The shop as files for Firestore", () => {
  const files = [...native.artefacts(first), ...migrations.flatMap((migration, i) => native.files(migration, `${i + 1}`.padStart(3, "0"))), ...enterprise];
  it.each(files.map((file) => [file.path, file.content]))("%s", async (path, content) => {
    await expect(content).toMatchFileSnapshot(`golden/${path}`);
  });
});
