import type { DiagramPoint, Rect } from "@/lib/export/diagram";

/** Step of the grid in canvas pixels. */
export const gridStep = 8;

/** A line that shows what a dragged card is aligned with, in canvas pixels. */
export interface Guide {
  readonly axis: "x" | "y";
  readonly at: number;
  readonly from: number;
  readonly to: number;
}

export interface Snapped {
  readonly delta: DiagramPoint;
  readonly guides: readonly Guide[];
}

/**
 * Where a dragged rectangle comes to rest: on another's left, middle or right (top, middle, bottom) within `reach`,
 * else on the grid. `delta` moves `start` to its place.
 */
export function snapMove(start: Rect, delta: DiagramPoint, others: readonly Rect[], reach: number): Snapped {
  const x = snapAxis(start.x + delta.x, start.width, others.map((r) => [r.x, r.width]), reach);
  const y = snapAxis(start.y + delta.y, start.height, others.map((r) => [r.y, r.height]), reach);
  const rect = { x: x.at, y: y.at, width: start.width, height: start.height };
  const guides: Guide[] = [];
  if (x.line !== undefined) guides.push(guide("x", x.line, rect, others));
  if (y.line !== undefined) guides.push(guide("y", y.line, rect, others));
  return { delta: { x: x.at - start.x, y: y.at - start.y }, guides };
}

function snapAxis(at: number, size: number, others: readonly (readonly [number, number])[], reach: number): { readonly at: number; readonly line?: number } {
  let best = reach, found: { at: number; line: number } | undefined;
  for (const [start, length] of others) {
    // Edges align with edges, middles with middles.
    for (const [own, line] of [[0, start], [size, start + length], [size / 2, start + length / 2]] as const) {
      const distance = Math.abs(at + own - line);
      if (distance < best) { best = distance; found = { at: line - own, line }; }
    }
  }
  return found ?? { at: Math.round(at / gridStep) * gridStep };
}

function guide(axis: "x" | "y", at: number, rect: Rect, others: readonly Rect[]): Guide {
  const low = (r: Rect) => (axis === "x" ? r.y : r.x), high = (r: Rect) => (axis === "x" ? r.y + r.height : r.x + r.width);
  const lines = (r: Rect) => (axis === "x" ? [r.x, r.x + r.width / 2, r.x + r.width] : [r.y, r.y + r.height / 2, r.y + r.height]);
  const along = [rect, ...others.filter((r) => lines(r).some((line) => Math.abs(line - at) < 0.01))];
  return { axis, at, from: Math.min(...along.map(low)) - 12, to: Math.max(...along.map(high)) + 12 };
}
