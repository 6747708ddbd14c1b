import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { importText } from "../import";
import type { Schema, TechnologyId } from "../model";
import { prove } from "../proof";
import { sharedSandboxes } from "../sandbox/testing/shared";
import { provableTargets } from "../sandbox/testing/provable-targets";
import type { Target } from "../targets/target";
import { pendingMigrations } from "./pending";
import { resolve } from "./resolve";
import { templates } from "./templates";

const { openSandbox: shared, close } = sharedSandboxes();
afterAll(close);

/** Proves the first release of a schema and gives what did not pass. */
async function firstRelease(schema: Schema, target: Target) {
  const targetVersion = target.versions[0]?.id ?? "";
  const { base, goal, migrations, diagnostics } = pendingMigrations({
    schema, target, released: undefined, now: new Date(0), settings: { targetVersion, numbering: "sequence", online: false, renames: [] },
  });
  const proof = await prove({ target, version: targetVersion, base, goal, files: migrations.map(({ file }) => file) }, { openSandbox: shared });
  const last = proof.stages.at(-1);
  return { proof, problems: diagnostics.filter(({ severity }) => severity === "error"), end: proof.passed ? "passed" : `${last?.name}: ${last?.observed}` };
}

describe.each(templates)("the first release of the template $title", (template) => {
  test.each(provableTargets)("is proven on $label with rows in every table", { timeout: 120_000 }, async (target) => {
    const { schema } = resolve(template.build(target), { limits: () => target.capabilities }).design;
    const { proof, problems, end } = await firstRelease(schema, target);
    expect([end, problems, proof.diagnostics]).toEqual(["passed", [], []]);
    expect(proof.seededRows).toBeGreaterThan(schema.tables.length);
  });
});

const corpus = join(process.env["STRATA_SHARED"] ?? join(import.meta.dirname, "../../../shared"), "corpus");
const long = process.env["STRATA_LONG"] === "1";
const files: readonly { readonly name: string; readonly target: TechnologyId; readonly long?: true }[] = [
  { name: "chinook.sqlite.sql", target: "sqlite" }, { name: "chinook.postgresql.sql", target: "postgresql" }, { name: "pagila.postgresql.sql", target: "postgresql" },
  { name: "openstreetmap.postgresql.sql", target: "postgresql", long: true }, { name: "lago.postgresql.sql", target: "postgresql", long: true },
  { name: "generated-1000.postgresql.sql", target: "postgresql", long: true },
];

// The large ones take minutes of a database's work: STRATA_LONG=1.
describe.skipIf(!existsSync(corpus))("the first release of a schema from elsewhere", () => {
  test.each(files.filter((file) => long || file.long === undefined))("$name is proven", { timeout: 900_000 }, async ({ name, target: id }) => {
    const target = provableTargets.find((each) => each.id === id) ?? expect.fail(`no target ${id}`);
    const imported = await importText({ format: "sql", target, text: readFileSync(join(corpus, name), "utf8") }, { openSandbox: shared });
    if (!imported.ok) expect.fail(imported.diagnostics.map(({ message }) => message).join("\n"));
    const { proof, problems, end } = await firstRelease(imported.value.schema, target);
    expect([end, problems]).toEqual(["passed", []]);
    // Tables that stay empty are named, and few.
    expect(proof.diagnostics.filter(({ code }) => code === "proof-table-without-rows").length).toBeLessThanOrEqual(imported.value.schema.tables.length / 10);
  });
});
