import { describe, expect, it } from "vitest";
import { shop, shopVersion2 } from "../native/testing/shop";
import { mongodb } from ".";

const { native } = mongodb;
if (native === undefined) throw new Error("MongoDB is native");
const first = native.map({ ...shop, choices: new Map(), version: "8.0" }).model;
const second = native.map({ ...shopVersion2, choices: new Map(), version: "8.0", released: first }).model;
const migrations = [...native.migrate(undefined, first).migrations, ...native.migrate(first, second).migrations];

describe("The shop as files for MongoDB", () => {
  const files = [...native.artefacts(first), ...migrations.flatMap((migration, i) => native.files(migration, `${i + 1}`.padStart(3, "0")))];
  it.each(files.map((file) => [file.path, file.content]))("%s", async (path, content) => {
    await expect(content).toMatchFileSnapshot(`golden/${path}`);
  });
});
