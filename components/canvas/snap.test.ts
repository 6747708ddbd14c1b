import { describe, expect, it } from "vitest";
import { snapMove } from "./snap";

const start = { x: 0, y: 0, width: 200, height: 100 };

describe("snapMove", () => {
  it("comes to rest on the grid when nothing is near", () => {
    expect(snapMove(start, { x: 13, y: 21 }, [], 6)).toEqual({ delta: { x: 16, y: 24 }, guides: [] });
  });
  it("takes another card's left edge, and shows the line through both", () => {
    const { delta, guides } = snapMove(start, { x: 303, y: 210 }, [{ x: 300, y: 0, width: 160, height: 80 }], 6);
    expect(delta.x).toBe(300);
    expect(guides).toEqual([{ axis: "x", at: 300, from: -12, to: 320 }]);
  });
  it("aligns right edges and middles too", () => {
    expect(snapMove(start, { x: 99, y: 500 }, [{ x: 0, y: 0, width: 301, height: 10 }], 6).delta.x).toBe(101);
    expect(snapMove(start, { x: 900, y: 48 }, [{ x: 0, y: 0, width: 10, height: 199 }], 6).delta.y).toBe(49.5);
  });
  it("prefers the nearest line", () => {
    const others = [{ x: 304, y: 0, width: 999, height: 10 }, { x: 301, y: 0, width: 777, height: 10 }];
    expect(snapMove(start, { x: 300, y: 400 }, others, 6).delta.x).toBe(301);
  });
});
