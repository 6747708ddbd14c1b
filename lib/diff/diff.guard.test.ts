import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";

/** The files that know what kinds of records there are. Nothing else in this folder may. */
const knowing = new Set(["facts.ts", "change-kind.ts", "likeness.ts", "map-ids.ts", "catalog.ts"]);
const kinds = ["table", "column", "primary key", "unique", "foreign key", "check", "index", "enum", "object"];

it("compares without naming a kind", () => {
  const files = readdirSync(import.meta.dirname).filter((file) => file.endsWith(".ts") && !file.endsWith(".test.ts") && !knowing.has(file));
  expect(files).toContain("diff.ts");
  const found = files.flatMap((file) => {
    const text = readFileSync(join(import.meta.dirname, file), "utf8").replaceAll(/\/\*[\s\S]*?\*\/|\/\/.*|typeof \w+ === "object"/g, "");
    return kinds.filter((kind) => text.includes(`"${kind}"`)).map((kind) => `${file}: ${kind}`);
  });
  expect(found).toEqual([]);
});
