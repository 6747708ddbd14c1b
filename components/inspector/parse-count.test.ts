import { expect, test } from "vitest";
import { parseCount } from "./parse-count";

test("counts are read as people write them", () => {
  expect(["", "25000", "25,000", " 25 000 ", "3M", "1.5 million", "2k", "0"].map(parseCount)).toEqual([null, 25_000, 25_000, 25_000, 3_000_000, 1_500_000, 2_000, 0]);
});

test("what is no count is refused", () => {
  expect(["x", "-1", "1e9", "12 apples", "99999999999999999999"].map(parseCount)).toEqual([undefined, undefined, undefined, undefined, undefined]);
});
