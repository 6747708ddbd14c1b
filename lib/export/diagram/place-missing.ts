import type { Id } from "../../model";
import { boundsOf, type DiagramPoint } from "./input";

interface Sized {
  readonly id: Id;
  readonly width: number;
  readonly height: number;
}

const gap = 48;

/**
 * Places what has no position: tables below everything placed, enums below those, both in rows about as wide as the rest.
 * A stopgap for single additions; whole imports are arranged (arrange.ts).
 */
export function placeMissing(tables: readonly Sized[], enums: readonly Sized[], positions: ReadonlyMap<Id, DiagramPoint>): ReadonlyMap<Id, DiagramPoint> {
  const placed = new Map<Id, DiagramPoint>();
  if (tables.every((s) => positions.has(s.id)) && enums.every((s) => positions.has(s.id))) return placed;
  const standing = [...tables, ...enums].flatMap((s) => {
    const at = positions.get(s.id);
    return at === undefined ? [] : [{ ...at, width: s.width, height: s.height }];
  });
  const bounds = boundsOf(standing);
  const left = bounds?.x ?? 0;
  const rowWidth = Math.max(bounds?.width ?? 0, 1600);
  let y = bounds === undefined ? 0 : bounds.y + bounds.height + 1.5 * gap;
  for (const list of [tables, enums]) {
    let x = left, height = 0;
    for (const { id, width, height: h } of list) {
      if (positions.has(id)) continue;
      if (x > left && x + width > left + rowWidth) { x = left; y += height + gap; height = 0; }
      placed.set(id, { x: Math.round(x), y: Math.round(y) });
      x += width + gap;
      height = Math.max(height, h);
    }
    if (height > 0) y += height + gap;
  }
  return placed;
}
