import { describe, expect, it } from "vitest";
import { json } from "../export/formats/json";
import { importJson } from "../import/json/import-json";
import { builtTargets } from "../targets/registry";
import { setAnswer, setLoad, setPattern } from "./commands";
import { documentInput } from "./document-input";
import { importLayout } from "./import-layout";
import { usageOf } from "./import-usage";
import { resolve } from "./resolve";
import { templates } from "./templates";
import { TestEditor } from "./testing/editor";
import { toEntries } from "./to-entries";

describe("Strata's JSON", () => {
  it.each(templates)("brings patterns, loads and answers of $title back as they were", async (template) => {
    const target = builtTargets.find(({ id }) => id === "postgresql");
    if (target === undefined) throw new Error("No target");
    const editor = new TestEditor(template.build(target));
    const [pattern] = editor.design.patterns;
    editor.run(setPattern, { patternId: pattern?.id ?? "", hops: "unbounded", adHoc: true, text: "logs", itemBytes: 12, window: 60 });
    editor.run(setLoad, { tableId: pattern?.tableId ?? "", oldRowsChange: true, itemBytes: 900 });
    editor.run(setAnswer, { attribute: "deploy", answer: "server" });
    editor.run(setAnswer, { attribute: "ttl_s", answer: null });
    const text = json.write(documentInput(editor.design, target, []));
    const read = await importJson({ target, text });
    if (!read.ok) throw new Error(JSON.stringify(read.diagnostics));
    expect(read.value.found).toContainEqual({ kind: "access patterns", count: editor.design.patterns.length });
    const { schema, usage, ...layout } = read.value;
    const again = resolve(toEntries(schema, importLayout(schema, target.id, layout), undefined, usage?.patterns, usageOf(usage)));
    expect(again.problems).toEqual([]);
    expect(again.design.patterns).toEqual(editor.design.patterns);
    expect(again.design.loads).toEqual(editor.design.loads);
    expect(again.design.workload).toEqual(editor.design.workload);
  });

  it("refuses impossible numbers and clashing ids with their place, and takes a pattern that names a dropped column with a warning", async () => {
    const [target] = builtTargets;
    if (target === undefined) throw new Error("No target");
    const table = { id: "t", name: "t", columns: [{ id: "c", name: "c", type: { kind: "text" }, nullable: false }], uniques: [], foreignKeys: [], checks: [], indexes: [], options: {} };
    const file = (pattern: object) => JSON.stringify({ strata: 1, target: target.id, schema: { tables: [table], enums: [], objects: [] }, usage: { patterns: [{ id: "p", name: "One", operation: "get", ...pattern }] } });
    const messages = async (pattern: object): Promise<string> => (await importJson({ target, text: file(pattern) })).diagnostics.map(({ message }) => message).join("\n");
    expect(await messages({ rate: -5 })).toContain("usage.patterns[0].rate: Calls per second now");
    expect(await messages({ weight: 9 })).toContain("usage.patterns[0].weight");
    expect(await messages({ operation: "scan" })).toContain("usage.patterns[0].operation");
    expect(await messages({ id: "c" })).toContain("patterns[0] has the id c of something else");
    const dropped = await importJson({ target, text: file({ equality: ["gone", "c"] }) });
    if (!dropped.ok) throw new Error("refused");
    const { design, problems } = resolve(toEntries(dropped.value.schema, undefined, undefined, dropped.value.usage?.patterns));
    expect(problems.map(({ code }) => code)).toEqual(["pattern-column-missing"]);
    expect(design.patterns[0]?.equality).toEqual(["c"]);
  });
});
