import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { seed } from "../model/testing/seed";
import { advise } from "./advise";
import type { Attributes } from "./attributes";
import { fieldOf, fields } from "./fields";
import { movesOf } from "./moves";
import { firstOf, orderOf, rank } from "./rank";
import { answersArbitrary } from "./testing/answers";
import { scenarios } from "./testing/scenarios";

const runs = { seed, numRuns: process.env["STRATA_LONG"] === "1" ? 3000 : 120 };
const scores = (answers: Attributes): readonly string[] => rank(answers).ranking.map(({ technology, score }) => `${technology} ${score}`);
const outOf = (answers: Attributes): readonly string[] => rank(answers).excluded.map(({ technology }) => technology);

describe("for any answers", { timeout: 300_000 }, () => {
  test("a score is the sum of its lines, and patterns together give 0 to 100", () => {
    fc.assert(fc.property(answersArbitrary, (answers) => {
      for (const { score, terms } of rank(answers).ranking) {
        expect(terms.reduce((sum, { value }) => sum + value, 0)).toBeCloseTo(score, 6);
        for (const { value, fit, share } of terms) if (fit !== undefined && share !== undefined) expect(Math.abs(value - 20 * fit * share)).toBeLessThanOrEqual(0.0501);
        const patterns = terms.filter(({ share }) => share !== undefined).reduce((sum, { share }) => sum + (share ?? 0), 0);
        expect(patterns === 0 || Math.abs(patterns - 1) < 1e-9).toBe(true);
      }
    }), runs);
  });

  test("all thirteen are in the running or out, never both, and the places follow the scores", () => {
    fc.assert(fc.property(answersArbitrary, (answers) => {
      const { ranking, excluded } = rank(answers);
      expect(new Set([...ranking, ...excluded].map(({ technology }) => technology)).size).toBe(13);
      expect(ranking.length + excluded.length).toBe(13);
      ranking.forEach(({ place, score }, i) => {
        expect(place).toBe(i + 1);
        expect(score).toBeLessThanOrEqual(ranking[i - 1]?.score ?? Number.POSITIVE_INFINITY);
      });
    }), runs);
  });

  test("the order without reasons is that of the ranking with them", () => {
    fc.assert(fc.property(answersArbitrary, (answers) => {
      expect(orderOf(answers)).toEqual(rank(answers).ranking.map(({ technology }) => technology));
    }), runs);
  });

  test("every exclusion names its rule, its limit, where and when that was read, and the answer that triggered it", () => {
    fc.assert(fc.property(answersArbitrary, (answers) => {
      for (const { exclusions } of rank(answers).excluded) for (const { rule, sentence, limit, source, seen, attribute, answer } of exclusions) {
        expect([rule, limit, answer].every((text) => text.length > 0)).toBe(true);
        expect(sentence).toContain(limit);
        expect(source).toMatch(/^https:\/\//);
        expect(seen).toMatch(/^\d{4}-\d{2}-\d{2}$/);
        expect(["patterns", "editions", ...fields.map((field) => field.attribute)]).toContain(/^[a-z0-9_]+/.exec(attribute)?.[0]);
      }
    }), runs);
  });

  test("neither the order of the patterns nor the scale of their weights matters", () => {
    fc.assert(fc.property(answersArbitrary, fc.constantFrom(0.1, 3, 7, 1000), (answers, scale) => {
      const patterns = answers.patterns ?? [];
      const first = scores(answers);
      expect(scores({ ...answers, patterns: patterns.map((pattern) => ({ ...pattern, weight: (pattern.weight ?? 1) * scale })) })).toEqual(first);
      const ranking = (given: Attributes): readonly [string, number][] => rank(given).ranking.map(({ technology, score }) => [technology, score]);
      const turned = new Map(ranking({ ...answers, patterns: [...patterns].reverse() }));
      for (const [technology, score] of ranking(answers)) expect(turned.get(technology)).toBeCloseTo(score, 6);
    }), runs);
  });

  test("an answer without a rule changes nothing", () => {
    fc.assert(fc.property(answersArbitrary, fc.nat({ max: 1_000_000 }), (answers, number) => {
      const known = { ...answers, rows_1y: answers.rows_1y ?? 10 };
      expect(scores({ ...known, rows_now: number })).toEqual(scores(known));
      expect(scores({ ...answers, patterns: (answers.patterns ?? []).map((pattern) => ({ ...pattern, name: `n${number}` })) })).toEqual(scores(answers));
      const cool = { ...answers, hot_item_writes_s: 0 };
      expect(scores({ ...cool, hot_item_shardable: true })).toEqual(scores({ ...cool, hot_item_shardable: false }));
      const sizeless = { ...answers, dataset_gb_1y: undefined };
      expect(scores({ ...sizeless, memory_gb: number })).toEqual(scores(sizeless));
    }), runs);
  });

  test("asking for more only takes technologies out, and raises none", () => {
    fc.assert(fc.property(answersArbitrary, (answers) => {
      const before = new Map(rank(answers).ranking.map(({ technology, score }) => [technology, score]));
      for (const more of [{ self_host_required: true }, { licence: "osi" }, { item_kb_max: Math.max(answers.item_kb_max ?? 0, 20_000) }, { unique_without_time: true }, { tx_items: 500 }] as const) {
        const after = rank({ ...answers, ...more });
        for (const { technology, score } of after.ranking) expect(before.get(technology) ?? Number.NEGATIVE_INFINITY).toBeGreaterThanOrEqual(score);
        for (const id of outOf(answers)) expect(outOf({ ...answers, ...more })).toContain(id);
      }
    }), runs);
  });

  test("twice the rows of a small system do not change who is first", () => {
    fc.assert(fc.property(answersArbitrary, fc.integer({ min: 10, max: 400_000 }), (answers, rows) => {
      const small = { ...answers, rows_1y: rows, rows_now: 1, dataset_gb_1y: 2 };
      expect(firstOf({ ...small, rows_1y: rows * 2, dataset_gb_1y: 4 })).toBe(firstOf(small));
    }), runs);
  });

  test("advice is complete and always the same", () => {
    fc.assert(fc.property(answersArbitrary, (answers) => {
      const advice = advise(answers);
      expect(advise(answers)).toEqual(advice);
      expect(advice.first).toBe(advice.ranking[0]?.technology ?? null);
      if (advice.alternative !== null) {
        const { place, warnings } = advice.ranking.find(({ technology }) => technology === advice.alternative?.technology) ?? { place: 0, warnings: [] };
        expect(place).toBeGreaterThan(1);
        expect(warnings.every(({ share }) => share <= 1)).toBe(true);
      }
      for (const { attribute } of advice.gaps) {
        const field = fieldOf(attribute);
        if (field !== undefined) expect(answers[field.attribute] ?? undefined).toBeUndefined();
      }
      if (advice.combination !== null) {
        const covered = advice.combination.parts.flatMap(({ patterns }) => patterns);
        expect(new Set(covered).size).toBe(covered.length);
        expect(new Set(advice.combination.parts.map(({ technology }) => technology)).size).toBe(advice.combination.parts.length);
        expect(advice.combination.parts.slice(1).every(({ sync }) => sync !== undefined)).toBe(true);
      }
    }), { ...runs, numRuns: runs.numRuns / 10 });
  });
});

test("what is said to change the answer does, by that one answer alone", () => {
  for (const { answers, name } of scenarios.filter((_, i) => i % 4 === 0)) {
    const { first, changes } = advise(answers);
    const moves = movesOf(answers);
    expect(changes.length, name).toBeGreaterThan(0);
    for (const change of changes) {
      expect(change.first, name).not.toBe(first);
      const move = moves.find(({ attribute, from, to }) => attribute === change.attribute && from() === change.from && to() === change.to);
      expect(move === undefined ? "none" : firstOf(move.answers), `${name}: ${change.sentence}`).toBe(change.first);
    }
  }
});
