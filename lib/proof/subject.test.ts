import { createHash } from "node:crypto";
import fc from "fast-check";
import { expect, test } from "vitest";
import { emptySchema } from "../model";
import { seed } from "../model/testing/seed";
import { plainSha256, sha256 } from "./sha256";
import { proofSubject } from "./subject";

test("both forms of SHA-256 agree with another implementation", async () => {
  await fc.assert(fc.asyncProperty(fc.string({ maxLength: 300, unit: "grapheme" }), async (text) => {
    const expected = createHash("sha256").update(text, "utf8").digest("hex");
    expect(await sha256(text)).toBe(expected);
    expect(Buffer.from(plainSha256(new TextEncoder().encode(text))).toString("hex")).toBe(expected);
  }), { seed });
});

test("the subject changes with every file and schema, and not with the order of properties", async () => {
  const files = [{ name: "001_a.sql", content: "x" }];
  const table = { id: "t", name: "a", columns: [], uniques: [], foreignKeys: [], checks: [], indexes: [], options: {} };
  const reordered = { options: {}, indexes: [], checks: [], foreignKeys: [], uniques: [], columns: [], name: "a", id: "t" };
  const subject = await proofSubject(emptySchema, { ...emptySchema, tables: [table] }, files);
  expect(await proofSubject(emptySchema, { objects: [], enums: [], tables: [reordered] }, [{ content: "x", name: "001_a.sql" }])).toBe(subject);
  expect(await proofSubject(emptySchema, { ...emptySchema, tables: [{ ...table, name: "b" }] }, files)).not.toBe(subject);
  expect(await proofSubject(emptySchema, { ...emptySchema, tables: [table] }, [{ name: "001_a.sql", content: "y" }])).not.toBe(subject);
});
