import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { technologyIds } from "../model";
import { advise } from "./advise";
import { firstOf } from "./rank";
import { readAttributes } from "./read-attributes";
import { scenarios } from "./testing/scenarios";

/** Worked choices beside the project, when they are there; `STRATA_SHARED` names another folder. */
const path = `${process.env["STRATA_SHARED"] ?? fileURLToPath(new URL("../../../shared", import.meta.url))}/exam/wizard-cases.json`;

interface Case { readonly id: string; readonly attributes: unknown; readonly expected_first: readonly string[]; readonly must_not: readonly string[] }
const cases: readonly Case[] = existsSync(path) ? JSON.parse(readFileSync(path, "utf8")) : [];

describe.skipIf(cases.length === 0)("worked choices (skipped where ../shared is not there)", () => {
  test.each(cases)("$id", ({ attributes, expected_first: expected, must_not: never }) => {
    const read = readAttributes(attributes);
    if (!read.ok) throw new Error("The answers were not read.");
    expect(read.value.diagnostics).toEqual([]);
    const { ranking, first } = advise(read.value.attributes, { changes: false });
    expect(expected).toContain(first);
    expect(ranking.slice(0, 2).map(({ technology }) => technology).filter((id) => never.includes(id))).toEqual([]);
  });
});

describe("situations of our own", () => {
  test.each(scenarios)("$name: $why", ({ answers, first, not }) => {
    const advice = advise(answers, { changes: false });
    expect(first).toContain(advice.first);
    expect(advice.ranking.slice(0, 2).map(({ technology }) => technology).filter((id) => not.includes(id))).toEqual([]);
    expect(not).not.toContain(advice.alternative?.technology);
  });

  test("each of the thirteen is first somewhere", () => {
    const firsts = new Set(scenarios.map(({ answers }) => firstOf(answers)));
    expect(technologyIds.filter((id) => !firsts.has(id) && id !== "mysql")).toEqual([]);
  });

  test("who is first stands firm: half as much load, other rows or a heavier first pattern leave it where it was", () => {
    for (const { name, answers, first } of scenarios) {
      const [heaviest, ...others] = answers.patterns ?? [];
      const halved = { ...answers, reads_s: (answers.reads_s ?? 0) * 0.6, writes_s: (answers.writes_s ?? 0) * 0.85 };
      const more = { ...answers, rows_1y: (answers.rows_1y ?? 0) * 1.2, rows_now: 1 };
      const heavier = heaviest === undefined ? answers : { ...answers, patterns: [{ ...heaviest, weight: (heaviest.weight ?? 1) * 1.3 }, ...others] };
      for (const moved of [halved, more, heavier]) expect(first, name).toContain(firstOf(moved));
    }
  });
});
