import type { NativeBox, NativePicture } from "@/lib/targets/native";

export interface PlacedBox {
  readonly box: NativeBox;
  readonly x: number;
  readonly y: number;
  readonly height: number;
}

/** Sizes of a box in pixels at zoom 1; the component draws exactly these. */
export const boxWidth = 300;
export const lineHeight = 20;
const head = 48;
const gap = { x: 96, y: 32 };

/** Height of a box: its head, its rows, and each part with one line of detail. */
export function boxHeight({ rows, parts }: NativeBox): number {
  return head + rows.length * lineHeight + (parts.length === 0 ? 0 : 9 + parts.length * 2 * lineHeight) + 8;
}

/**
 * Places the boxes of a picture in columns: what is pointed at stands left of what points at it, as far as there is no circle; boxes without
 * links come last. Columns are about as high as the whole is wide.
 */
export function placeBoxes({ boxes, links }: NativePicture): readonly PlacedBox[] {
  const known = new Set(boxes.map(({ id }) => id));
  const targets = new Map<string, string[]>();
  for (const { from, to } of links) if (from !== to && known.has(from) && known.has(to)) targets.set(from, [...(targets.get(from) ?? []), to]);
  const linked = new Set([...targets].flatMap(([from, to]) => [from, ...to]));
  const depth = new Map<string, number>();
  const trail = new Set<string>();
  const depthOf = (id: string): number => {
    const found = depth.get(id);
    if (found !== undefined) return found;
    if (trail.has(id)) return 0;
    trail.add(id);
    const value = Math.max(0, ...(targets.get(id) ?? []).map((to) => depthOf(to) + 1));
    trail.delete(id);
    depth.set(id, value);
    return value;
  };
  const sized = boxes.map((box) => ({ box, height: boxHeight(box), column: linked.has(box.id) ? depthOf(box.id) : Number.POSITIVE_INFINITY }));
  const area = sized.reduce((sum, { height }) => sum + (boxWidth + gap.x) * (height + gap.y), 0);
  const limit = Math.max(Math.sqrt(area) * 0.75, ...sized.map(({ height }) => height));
  const placed: PlacedBox[] = [];
  let x = 0;
  let y = 0;
  let column: number | undefined;
  for (const { box, height, column: own } of sized.toSorted((a, b) => (a.column === b.column ? 0 : a.column - b.column))) {
    if ((column !== undefined && column !== own) || (y > 0 && y + height > limit)) {
      x += boxWidth + gap.x;
      y = 0;
    }
    column = own;
    placed.push({ box, x, y, height });
    y += height + gap.y;
  }
  return placed;
}
