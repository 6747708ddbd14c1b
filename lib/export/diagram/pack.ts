import type { DiagramPoint } from "./input";

/** Space between packed rectangles in canvas pixels. */
export const packGap = 96;

/** Packs rectangles onto a skyline, in order, each as high up and then as far left as it fits; about 1.6 times as wide as high in all. */
export function pack<M extends { readonly width: number; readonly height: number }>(blocks: readonly M[]): Map<M, DiagramPoint> {
  const area = blocks.reduce((sum, m) => sum + (m.width + packGap) * (m.height + packGap), 0);
  const widest = Math.max(0, ...blocks.map((m) => m.width));
  let best = new Map<M, DiagramPoint>(), bestSize = Infinity;
  for (const stretch of [1, 1.15, 1.3, 1.5, 1.75, 2.1]) {
    const corners = packWithin(blocks, Math.max(widest, Math.sqrt(area) * stretch));
    let width = 0, height = 0;
    for (const [block, at] of corners) { width = Math.max(width, at.x + block.width); height = Math.max(height, at.y + block.height); }
    const size = Math.max(width / 1.6, height);
    if (size < bestSize) { best = corners; bestSize = size; }
  }
  return best;
}

function packWithin<M extends { readonly width: number; readonly height: number }>(blocks: readonly M[], limit: number): Map<M, DiagramPoint> {
  // Steps of the skyline from left to right: below `y` everything is free.
  let line: { readonly x: number; readonly end: number; readonly y: number }[] = [{ x: 0, end: limit, y: 0 }];
  const corners = new Map<M, DiagramPoint>();
  for (const block of blocks) {
    let x = 0, y = Infinity;
    for (const step of line) {
      if (step.x + block.width > limit) break;
      const top = Math.max(...line.filter((s) => s.x < step.x + block.width && s.end > step.x).map((s) => s.y));
      if (top < y) { x = step.x; y = top; }
    }
    corners.set(block, { x, y });
    const end = x + block.width + packGap;
    line = [
      ...line.flatMap((s) => (s.end <= x ? [s] : s.x < x ? [{ ...s, end: x }] : [])),
      { x, end, y: y + block.height + packGap },
      ...line.flatMap((s) => (s.x >= end ? [s] : s.end > end ? [{ ...s, x: end }] : [])),
    ];
  }
  return corners;
}
