import type { Cardinality } from "./relationships";
import { bundleGap, type EdgeEnd, trunkX } from "./route";

/** The end of an edge as line segments and a circle, in canvas pixels; every painter draws the same. */
export interface EndMark {
  /** x1, y1, x2, y2 per segment. */
  readonly lines: readonly (readonly [number, number, number, number])[];
  readonly circle?: { readonly x: number; readonly y: number; readonly radius: number };
}

const half = 6;

/** Crow's foot notation: foot = many, bar = one, circle = zero. Read from the card outward: how many, then at least how many. */
export function endMark(end: EdgeEnd, cardinality: Cardinality): EndMark {
  const d = end.direction, y = end.y, x = trunkX(end);
  const lines: [number, number, number, number][] = [];
  if (end.rows.length > 1) {
    const spine = end.x + d * bundleGap;
    lines.push([spine, Math.min(...end.rows), spine, Math.max(...end.rows)]);
    for (const row of end.rows) lines.push([end.x, row, spine, row]);
  }
  const bar = (offset: number) => lines.push([x + d * offset, y - half, x + d * offset, y + half]);
  switch (cardinality) {
    case "one":
      bar(8);
      bar(12);
      return { lines };
    case "zero-or-one":
      bar(8);
      return { lines, circle: { x: x + d * 15, y, radius: 4 } };
    case "zero-or-many":
      lines.push([x + d * 11, y, x, y - half], [x + d * 11, y, x, y + half]);
      return { lines, circle: { x: x + d * 15, y, radius: 4 } };
  }
}
