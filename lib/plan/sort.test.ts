import { describe, expect, test } from "vitest";
import { topological } from "./sort";

describe("ordering", () => {
  test("what waits for a cycle of soft edges without being in it goes on waiting", () => {
    // 1 and 2 wish for each other; 0, of the lowest rank, wishes for 2.
    expect(topological([1, 5, 6], [[], [], []], [[], [2], [1, 0]])).toEqual([1, 2, 0]);
  });

  test("a hard edge is kept where soft ones go round with it", () => {
    expect(topological([9, 1], [[1], []], [[], [0]])).toEqual([0, 1]);
  });
});
