import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { loadBounds, patternBounds } from "@/lib/model";
import { seed } from "@/lib/model/testing/seed";
import { editQuantity, parseQuantity, showQuantity, type QuantityKind } from "./quantity";

describe("numbers with units", () => {
  it.each<readonly [string, QuantityKind, keyof typeof patternBounds, number | null]>([
    ["200", "rate", "rate", 200], ["1.5k", "rate", "rate", 1500], ["2 M /s", "rate", "rate", 2e6], ["0.2 per second", "rate", "rate", 0.2], [" ", "rate", "rate", null],
    ["25,000", "count", "items", 25_000], ["1 200", "count", "items", 1200], ["2 s", "milliseconds", "p99", 2000], ["50ms", "milliseconds", "p99", 50], ["5 min", "seconds", "window", 300],
    ["1d", "seconds", "window", 86_400], ["4 KB", "bytes", "itemBytes", 4096], ["2 years", "days", "historyDays", 730], ["12 h", "days", "historyDays", 0.5], ["4", "weight", "weight", 4],
  ])("%j is read", (text, kind, property, value) => {
    expect(parseQuantity(text, kind, patternBounds[property])).toEqual({ ok: true, value });
  });

  it.each<readonly [string, QuantityKind, keyof typeof patternBounds]>([
    ["-5", "rate", "rate"], ["fast", "rate", "rate"], ["1e9", "rate", "rate"], ["9999 B", "rate", "rate"], ["0", "count", "items"], ["6", "weight", "weight"], ["50 ms", "bytes", "itemBytes"], ["1.2.3", "rate", "rate"], ["constructor", "rate", "rate"], ["1 constructor", "rate", "rate"],
  ])("%j is refused with a sentence", (text, kind, property) => {
    expect(parseQuantity(text, kind, patternBounds[property])).toMatchObject({ ok: false, message: expect.stringContaining(patternBounds[property].label) });
  });

  it("gives back what it shows for editing", () => {
    fc.assert(fc.property(fc.integer({ min: 0, max: 1e9 }), (rows) => {
      expect(parseQuantity(editQuantity(rows), "count", loadBounds.rows)).toEqual({ ok: true, value: rows });
    }), { seed });
  });

  it.each<readonly [number, QuantityKind, string]>([
    [0, "rate", "0"], [0.2, "rate", "0.2"], [9000, "rate", "9,000"], [15_000, "rate", "15k"], [2.5e6, "count", "2.5M"], [1500, "milliseconds", "1.5 s"], [3600, "seconds", "1 h"], [4096, "bytes", "4 KB"], [730, "days", "2 years"], [0.5, "days", "12 h"],
  ])("%j of %s is shown as %j", (value, kind, text) => {
    expect(showQuantity(value, kind)).toBe(text);
  });
});
