import { describe, expect, it } from "vitest";
import { openSandbox } from "../../sandbox";
import { provableTargets } from "../../sandbox/testing/provable-targets";
import { builtTargets, findTarget } from "../../targets/registry";
import { applyPatch } from "../patch";
import { resolve } from "../resolve";
import { findTemplate } from "../templates";
import { TestEditor } from "../testing/editor";
import { setSettings, switchTarget, switchTargetLosses } from "./index";

function shop(): TestEditor {
  const target = findTarget("postgresql");
  const template = findTemplate("shop");
  if (target === undefined || template === undefined) throw new Error("no shop");
  const editor = new TestEditor(template.build(target));
  editor.run(setSettings, { name: "Shop", targetVersion: target.versions[0]?.id ?? "", renames: [{ from: "a", to: "b" }] });
  return editor;
}

describe("switching the target", () => {
  it.each(provableTargets.filter((target) => target.id !== "postgresql"))("gives a schema that $label loads, with ids, places and patterns kept, and undo takes it back", async (target) => {
    const editor = shop();
    const before = editor.design;
    // An extension of PostgreSQL loses nothing.
    if (target.types !== findTarget("postgresql")?.types) expect(switchTargetLosses(before, target.id).length).toBeGreaterThan(0);
    const inverse = editor.run(switchTarget, { target: target.id });
    const after = editor.design;
    expect(after.settings).toMatchObject({ target: target.id, targetVersion: target.versions[0]?.id, renames: [] });
    expect(after.schema.tables.map((table) => [table.id, table.columns.map((column) => column.id)])).toEqual(before.schema.tables.map((table) => [table.id, table.columns.map((column) => column.id)]));
    expect(after.layout).toEqual(before.layout);
    expect(after.patterns).toEqual(before.patterns);
    expect(editor.problems).toEqual([]);
    const sandbox = await openSandbox(target.id);
    try {
      for (const statement of target.createSchema(after.schema)) await sandbox.run(statement.sql);
    } finally {
      await sandbox.close();
    }
    expect(resolve(applyPatch(editor.entries, inverse)).design).toEqual(before);
  });

  it("loses nothing to itself", () => {
    expect(switchTargetLosses(shop().design, "postgresql")).toEqual([]);
  });

  it.each(builtTargets.filter(({ native }) => native !== undefined))("leads to a shape in $label and back, with all tables and columns", ({ id, native }) => {
    const editor = shop();
    const before = editor.design;
    editor.run(switchTarget, { target: id });
    const { schema, patterns, loads, settings } = editor.design;
    expect(editor.problems.filter(({ severity }) => severity === "error")).toEqual([]);
    expect(schema.tables.map((table) => table.columns.length)).toEqual(before.schema.tables.map((table) => table.columns.length));
    const mapped = native?.map({ schema, patterns, loads, choices: new Map(), version: settings.targetVersion });
    expect(mapped?.diagnostics.filter(({ severity }) => severity === "error")).toEqual([]);
    editor.run(switchTarget, { target: "postgresql" });
    expect(editor.design.schema.tables.map(({ name }) => name)).toEqual(before.schema.tables.map(({ name }) => name));
  });
});
