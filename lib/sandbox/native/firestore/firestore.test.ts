import { existsSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { nativeProof } from "../../../proof/native/testing/native-proof";
import { firestore } from "../../../targets/firestore";
import { shop } from "../../../targets/native/testing/shop";
import { findServers } from "../../servers";
import { FirestoreChecker } from "./checker";
import { openFirestoreSandbox } from ".";

for (const version of ["standard", "enterprise"]) nativeProof(firestore, version, () => Promise.resolve(new FirestoreChecker(version, { missing: ["both"] })));

const tools = process.env["STRATA_TOOLS"];
describe.skipIf(tools === undefined || !existsSync(join(tools, "node_modules/firebase-tools")))("With Firestore's own tools (STRATA_TOOLS)", () => {
  beforeAll(() => findServers({ STRATA_TOOLS: tools }));
  for (const version of ["standard", "enterprise"]) nativeProof(firestore, version, () => openFirestoreSandbox(version));

  it("says that the vendor's parsers were used, and refuses what they refuse", async () => {
    const sandbox = await openFirestoreSandbox("standard");
    expect(sandbox).toMatchObject({ fidelity: "vendor parser" });
    expect(sandbox.missing).toBeUndefined();
    const model = firestore.native?.map({ ...shop, choices: new Map(), version: "standard" }).model ?? null;
    const rules = firestore.native?.artefacts(model).find(({ path }) => path === "firestore.rules")?.content ?? "";
    expect(await sandbox.run(JSON.stringify({ deploy: "rules", source: rules }))).toEqual({ ok: true });
    expect(await sandbox.run(JSON.stringify({ deploy: "rules", source: rules.replace("let keys =", "let keys = = ") }))).toMatchObject({ ok: false });
  });
});

describe("Commands that Firestore refuses", () => {
  const rules = (body: string): string => JSON.stringify({ deploy: "rules", source: `rules_version = '2'; service cloud.firestore { match /databases/{d}/documents { ${body} } }` });
  const index = (index: object): string => JSON.stringify({ deploy: "indexes", indexes: [index], fieldOverrides: [] });
  const asc = (fieldPath: string): object => ({ fieldPath, order: "ASCENDING" });
  it.each([
    ["a rule without a colon", rules("match /a/{id} { allow read if true; }")],
    ["a rule without an end", rules("match /a/{id} { allow read: if true }")],
    ["an unknown type", rules("match /a/{id} { allow read: if resource.data.x is numbr; }")],
    ["an unknown function", rules("match /a/{id} { allow read: if mayRead(); }")],
    ["an open bracket", rules("match /a/{id} { allow read: if (true; }")],
    ["rules above 256 KB", rules(`// ${"x".repeat(263_000)}\n`)],
    ["an index over one field", index({ collectionGroup: "a", queryScope: "COLLECTION", fields: [asc("x")] })],
    ["an index over two arrays", index({ collectionGroup: "a", queryScope: "COLLECTION", fields: [{ fieldPath: "x", arrayConfig: "CONTAINS" }, { fieldPath: "y", arrayConfig: "CONTAINS" }] })],
    ["an unknown scope", index({ collectionGroup: "a", queryScope: "EVERYWHERE", fields: [asc("x"), asc("y")] })],
    ["a density on Standard", index({ collectionGroup: "a", queryScope: "COLLECTION", density: "DENSE", fields: [asc("x"), asc("y")] })],
    ["a path without quotes", index({ collectionGroup: "a", queryScope: "COLLECTION", fields: [asc("x y"), asc("z")] })],
    ["a document at a collection's path", JSON.stringify({ write: "a", data: {} })],
    ["a list in a list", JSON.stringify({ write: "a/b", data: { x: [[1]] } })],
    ["a document above 1 MiB", JSON.stringify({ write: "a/b", data: { x: "x".repeat(1_048_577) } })],
    ["no command", JSON.stringify({ drop: "a" })],
    ["no JSON", "deploy"],
  ])("%s", async (_, command) => {
    const sandbox = new FirestoreChecker("standard", { missing: [] });
    expect(await sandbox.run(command)).toMatchObject({ ok: false });
  });

  it("verifies that every document has the new version", async () => {
    const sandbox = new FirestoreChecker("standard", { missing: [] });
    const verify = JSON.stringify({ verify: "a", field: "schemaVersion", from: 2 });
    await sandbox.run(JSON.stringify({ write: "a/b", data: { schemaVersion: 1 } }));
    expect(await sandbox.run(verify)).toMatchObject({ ok: false });
    await sandbox.run(JSON.stringify({ each: "a", version: { field: "schemaVersion", below: 2 }, do: [], becomes: { field: "schemaVersion", version: 2 } }));
    expect(await sandbox.run(verify)).toEqual({ ok: true });
  });
});
