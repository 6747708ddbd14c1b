import { describe, expect, it } from "vitest";
import { prove } from "../proof";
import { openSandbox } from "../sandbox";
import { provableTargets } from "../sandbox/testing/provable-targets";
import { convertSchema } from "../targets/conversion";
import { withNames } from "../targets/native/testing/entities";
import { shop as plainShop, shopVersion2 as plainVersion2 } from "../targets/native/testing/shop";
import { findTarget } from "../targets/registry";
import type { Target } from "../targets/target";
import { pendingMigrations } from "./pending";

const [shop, shopVersion2] = [withNames(plainShop), withNames(plainVersion2)];

/** The sample design in a target's language: its entities are written in the model's vocabulary, which PostgreSQL has whole. */
function versionsFor(target: Target) {
  const postgresql = findTarget("postgresql");
  if (postgresql === undefined) throw new Error("The sample is written for PostgreSQL");
  const version = target.versions[0]?.id ?? "";
  const of = ({ schema, patterns, loads }: typeof shop) => ({ schema: convertSchema(schema, postgresql, target, version).schema, patterns, loads });
  const settings = { targetVersion: version, numbering: "sequence" as const, online: false, renames: [] };
  const first = pendingMigrations({ ...of(shop), settings, target, released: undefined, now: new Date(0) });
  const released = { schema: first.goal, target: target.id, fileNames: first.migrations.map(({ file }) => file.name) };
  return { version, first, second: pendingMigrations({ ...of(shopVersion2), settings, target, released, now: new Date(0) }) };
}

// Targets whose shape is derived, and TimescaleDB, hold their own golden files.
describe.each((["postgresql", "mysql", "sqlite"] as const).flatMap((id) => findTarget(id) ?? []))("the shop in $label", (target) => {
  const { version, first, second } = versionsFor(target);

  it("is written as it was", async () => {
    const text = [...first.migrations, ...second.migrations].map(({ file }) => `=== ${file.name} ===\n${file.content}`).join("\n");
    await expect(text).toMatchFileSnapshot(`golden/shop.${target.id}.txt`);
  });

  it.skipIf(!provableTargets.some(({ id }) => id === target.id))("runs up, down and up again, and so does its second version", async () => {
    for (const { base, goal, migrations, diagnostics } of [first, second]) {
      expect(diagnostics.filter(({ severity }) => severity === "error")).toEqual([]);
      const proof = await prove({ target, version, base, goal, files: migrations.map(({ file }) => file) }, { openSandbox: () => openSandbox(target.id, { version }) });
      expect([proof.diagnostics.filter(({ severity }) => severity === "error"), proof.passed]).toEqual([[], true]);
    }
  });
});
