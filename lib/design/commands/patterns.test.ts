import { beforeEach, describe, expect, it } from "vitest";
import type { AccessPattern } from "../../model";
import { applyPatch, writeRecord } from "../patch";
import { resolve } from "../resolve";
import { TestEditor } from "../testing/editor";
import { toEntries } from "../to-entries";
import {
  addColumn, addPattern, addPatterns, addTable, deleteRecords, duplicatePattern, duplicateTables, movePattern, renameColumn, setAnswer, setLoad, setMappingChoice, setPattern, setSettings, switchTarget,
} from "./index";

let editor: TestEditor;
const column = (table: string, name: string): string => editor.column(table, name).id;
const table = (name: string): string => editor.table(name).id;
const only = (): AccessPattern => {
  const [pattern] = editor.design.patterns;
  if (pattern === undefined) throw new Error("No pattern");
  return pattern;
};
const codes = (): readonly string[] => editor.problems.map(({ code }) => code);

/** Everything that can be said of a pattern. */
function everything(): Omit<AccessPattern, "id"> {
  return {
    name: "Recent orders", operation: "list", tableId: table("orders"), query: "SELECT 1", expectedPerformance: "under 5 ms", rate: 200, rateInYear: 1500.5,
    equality: [column("orders", "customer_id"), column("orders", "status")], range: column("orders", "placed_at"), sort: [{ column: column("orders", "placed_at"), order: "desc" }],
    joins: [table("customers")], hops: "unbounded", window: 3600, text: "typo", items: 20, itemBytes: 300, p99: 50, consistency: "strong", atomicWith: [table("customers")],
    ordering: "per key", historyDays: 90, scope: column("orders", "customer_id"), adHoc: false, weight: 4,
  };
}

beforeEach(() => {
  editor = new TestEditor();
  editor.run(addTable, { name: "customers" });
  editor.run(addTable, { name: "orders" });
  for (const name of ["customer_id", "status", "placed_at"]) editor.run(addColumn, { tableId: table("orders"), name });
});

describe("access patterns", () => {
  it("keep all that is said of them, through the document and through entries made of the design", () => {
    editor.run(addPattern, everything());
    expect(only()).toEqual({ id: only().id, ...everything() });
    expect(editor.problems).toEqual([]);
    const { schema, patterns, loads, workload } = editor.design;
    expect(resolve(toEntries(schema, undefined, undefined, patterns, { loads, workload })).design.patterns).toEqual(patterns);
  });

  it("are changed property by property, and null takes each away again", () => {
    editor.run(addPattern, { name: "Recent orders", operation: "list" });
    const before = only();
    const { name: _, operation: __, ...rest } = everything();
    for (const [key, value] of Object.entries(rest)) editor.run(setPattern, { patternId: before.id, [key]: value });
    expect(only()).toEqual({ ...before, ...rest });
    for (const key of Object.keys(rest)) editor.run(setPattern, { patternId: before.id, [key]: null });
    expect(only()).toEqual(before);
  });

  it("come back whole by undo", () => {
    editor.run(addPattern, everything());
    const before = editor.design;
    const inverse = editor.run(setPattern, { patternId: only().id, equality: [], sort: null, rate: 1, adHoc: true });
    expect(editor.design).not.toEqual(before);
    editor.entries = applyPatch(editor.entries, inverse);
    expect(editor.design).toEqual(before);
  });

  it.each([
    { rate: -1 }, { rate: Number.NaN }, { rateInYear: 1e12 }, { items: 0 }, { items: 1.5 }, { weight: 6 }, { hops: 0 }, { p99: Number.POSITIVE_INFINITY }, { historyDays: -3 },
  ])("refuse what cannot be: %j", (change) => {
    editor.run(addPattern, { name: "Some" });
    expect(editor.try(setPattern, { patternId: only().id, ...change })).toMatchObject({ ok: false, diagnostic: { code: "pattern-impossible" } });
    expect(editor.try(addPattern, change)).toMatchObject({ ok: false });
  });

  it("follow a renamed column, lose a deleted one with a warning, and take it back by a fix", () => {
    editor.run(addPattern, everything());
    editor.run(renameColumn, { columnId: column("orders", "status"), name: "state" });
    expect(only().equality).toContain(column("orders", "state"));
    const before = only();
    editor.run(deleteRecords, { ids: [column("orders", "state")] });
    expect(codes()).toEqual(["pattern-column-missing"]);
    expect(editor.problems[0]?.message).toContain("column state");
    expect(editor.problems[0]?.place?.objectId).toBe(before.id);
    expect(only()).toEqual({ ...before, equality: [column("orders", "customer_id")] });
    for (const fix of editor.problems[0]?.fixes ?? []) {
      const mended = resolve(applyPatch(editor.entries, fix.patch));
      expect(mended.problems).toEqual([]);
      expect(mended.design.patterns[0]?.equality).toHaveLength(fix.label.startsWith("Bring") ? 2 : 1);
    }
    expect(editor.problems[0]?.fixes).toHaveLength(2);
  });

  it("keep the rest when every column and table they name goes, and every fix of every problem mends it", () => {
    editor.run(addPattern, everything());
    editor.run(deleteRecords, { ids: [table("orders")] });
    editor.run(deleteRecords, { ids: [table("customers")] });
    expect([...codes()].sort()).toEqual(["pattern-column-missing", "pattern-join-missing", "pattern-table-missing"]);
    const { tableId: _, equality: _e, range: _r, sort: _s, joins: _j, atomicWith: _a, scope: _c, ...rest } = everythingWithoutTables();
    expect(only()).toEqual({ id: only().id, ...rest });
    for (const problem of editor.problems) {
      expect(problem.severity).toBe("warning");
      for (const fix of problem.fixes) {
        const left = resolve(applyPatch(editor.entries, fix.patch)).problems;
        if (!fix.label.startsWith("Bring")) expect(left.filter(({ code }) => code === problem.code)).toEqual([]);
      }
    }
  });

  it("say of numbers from elsewhere that they cannot be, at the pattern, and go on without them", () => {
    editor.run(addPattern, { name: "Some", rate: 5 });
    editor.entries = applyPatch(editor.entries, writeRecord(only().id, { items: -4, hops: 0, p99: "soon" }));
    expect([...codes()].sort()).toEqual(["impossible-number", "impossible-number", "unreadable-value"]);
    expect(only()).toEqual({ id: only().id, name: "Some", operation: "list", rate: 5 });
    for (const problem of editor.problems) for (const fix of problem.fixes) expect(resolve(applyPatch(editor.entries, fix.patch)).problems).toHaveLength(2);
  });

  it("are added several at once as one step, moved and duplicated in order", () => {
    const inverse = editor.run(addPatterns, { drafts: [{ name: "a" }, { name: "b" }, { name: "c", rate: 3 }] });
    const names = (): readonly string[] => editor.design.patterns.map(({ name }) => name);
    const id = (name: string): string => editor.design.patterns.find((pattern) => pattern.name === name)?.id ?? "";
    expect(names()).toEqual(["a", "b", "c"]);
    editor.run(movePattern, { patternId: id("c"), before: id("a") });
    editor.run(movePattern, { patternId: id("a") });
    expect(names()).toEqual(["c", "b", "a"]);
    editor.run(duplicatePattern, { patternId: id("c") });
    expect(names()).toEqual(["c", "c", "b", "a"]);
    expect(editor.design.patterns[1]).toMatchObject({ rate: 3 });
    editor.entries = applyPatch(editor.entries, inverse);
    expect(names()).toEqual(["c"]);
  });

  function everythingWithoutTables(): Omit<AccessPattern, "id"> {
    const id = "gone";
    return {
      ...only(), name: "Recent orders", operation: "list", query: "SELECT 1", expectedPerformance: "under 5 ms", rate: 200, rateInYear: 1500.5, hops: "unbounded", window: 3600, text: "typo", items: 20,
      itemBytes: 300, p99: 50, consistency: "strong", ordering: "per key", historyDays: 90, adHoc: false, weight: 4, tableId: id,
    };
  }
});

describe("what is expected of tables", () => {
  it("is kept with the table, each number by itself, and goes with null", () => {
    const load = { rows: 10, rowsInYear: 5_000_000, itemBytes: 400, retentionDays: 30, hottestWrites: 2.5, perParent: 40, oldRowsChange: false };
    editor.run(setLoad, { tableId: table("orders"), ...load });
    expect(editor.design.loads).toEqual(new Map([[table("orders"), load]]));
    expect(editor.design.rowCounts).toEqual(new Map([[table("orders"), 10]]));
    const { schema, loads } = editor.design;
    expect(resolve(toEntries(schema, undefined, undefined, [], { loads })).design.loads).toEqual(loads);
    editor.run(setLoad, { tableId: table("orders"), rows: null });
    expect(editor.design.loads.get(table("orders"))).not.toHaveProperty("rows");
    expect(editor.design.rowCounts.size).toBe(0);
  });

  it("goes along with a table that is duplicated", () => {
    editor.run(setLoad, { tableId: table("orders"), rows: 10, retentionDays: 30 });
    editor.run(duplicateTables, { tableIds: [table("orders")] });
    expect(editor.design.loads.get(table("orders_2"))).toEqual({ rows: 10, retentionDays: 30 });
  });

  it("refuses numbers that cannot be, and says it of those that came from elsewhere", () => {
    for (const load of [{ rows: -1 }, { rows: 1.5 }, { itemBytes: 0 }, { retentionDays: 1e9 }, { hottestWrites: Number.NaN }]) {
      expect(editor.try(setLoad, { tableId: table("orders"), ...load })).toMatchObject({ ok: false, diagnostic: { code: "load-impossible" } });
    }
    editor.entries = applyPatch(editor.entries, writeRecord(table("orders"), { rows: -7, bytes: 90 }));
    expect(codes()).toEqual(["impossible-number"]);
    expect(editor.design.loads.get(table("orders"))).toEqual({ itemBytes: 90 });
  });
});

describe("answers of the wizard", () => {
  it("stand one by one, unknown until given and unknown again when taken back", () => {
    expect(editor.design.workload.size).toBe(0);
    editor.run(setAnswer, { attribute: "deploy", answer: "server" });
    editor.run(setAnswer, { attribute: "editions.neo4j", answer: "community" });
    editor.run(setAnswer, { attribute: "ttl_s", answer: null });
    expect(editor.design.workload).toEqual(new Map<string, unknown>([["deploy", "server"], ["editions.neo4j", "community"], ["ttl_s", null]]));
    editor.run(setAnswer, { attribute: "deploy" });
    expect(editor.design.workload.has("deploy")).toBe(false);
    for (const attribute of ["", "a|b", "__proto__", "a.b.c"]) expect(editor.try(setAnswer, { attribute, answer: "x" }).ok).toBe(false);
    expect(editor.try(setAnswer, { attribute: "rows_now", answer: -1 }).ok).toBe(false);
  });

  it("keep the reason for a decision against the ranking", () => {
    editor.run(setSettings, { decidedAgainst: "We run it already." });
    expect(editor.design.settings.decidedAgainst).toBe("We run it already.");
    editor.run(setSettings, { decidedAgainst: "" });
    expect(editor.design.settings).not.toHaveProperty("decidedAgainst");
  });
});

describe("choices about the shape", () => {
  it("are those of the chosen technology, and come back with it", () => {
    editor.run(setMappingChoice, { about: table("orders"), choice: "placement", option: "embed" });
    editor.run(setMappingChoice, { about: column("orders", "status"), choice: "key", option: "hash" });
    expect(editor.design.mapping).toEqual(new Map([[table("orders"), { placement: "embed" }], [column("orders", "status"), { key: "hash" }]]));
    const from = editor.design.settings.target;
    editor.run(switchTarget, { target: "sqlite" });
    expect(editor.design.mapping.size).toBe(0);
    editor.run(switchTarget, { target: from });
    expect(editor.design.mapping.size).toBe(2);
    editor.run(deleteRecords, { ids: [column("orders", "status")] });
    editor.run(setMappingChoice, { about: table("orders"), choice: "placement", option: null });
    expect(editor.design.mapping.size).toBe(0);
    expect(editor.try(setMappingChoice, { about: "nothing", choice: "key", option: "x" })).toMatchObject({ ok: false });
  });
});
