import type { Design, Point } from "@/lib/design/design";
import { cardSizes } from "@/lib/design/place-tables";

/** What the search needs of a design. */
export type FreeSpotDesign = Pick<Design, "schema" | "layout"> & { readonly settings: Pick<Design["settings"], "target"> };

const gap = 40;
const step = 80;
/** Rings that are searched before giving up: far beyond any view. */
const rings = 40;

/** The place nearest to `at` where a box of this size covers no table or note. Sizes are estimates; the painter measures text. */
export function freeSpot({ schema, layout, settings }: FreeSpotDesign, at: Point, size: { readonly width: number; readonly height: number }): Point {
  const sizeOf = cardSizes(schema, settings.target);
  const boxes = [
    ...schema.tables.flatMap((table) => {
      const place = layout.positions.get(table.id);
      return place === undefined ? [] : [{ ...place, ...sizeOf(table) }];
    }),
    ...layout.notes.map((note) => ({ ...note.at, width: note.width, height: 60 })),
  ];
  const free = (x: number, y: number) => !boxes.some((box) => x < box.x + box.width + gap && box.x < x + size.width + gap && y < box.y + box.height + gap && box.y < y + size.height + gap);
  for (let ring = 0; ring <= rings; ring += 1) {
    const candidates: Point[] = [];
    for (let dx = -ring; dx <= ring; dx += 1) {
      for (let dy = -ring; dy <= ring; dy += 1) {
        if (Math.max(Math.abs(dx), Math.abs(dy)) === ring) candidates.push({ x: at.x + dx * step, y: at.y + dy * step });
      }
    }
    const distance = (point: Point) => (point.x - at.x) ** 2 + (point.y - at.y) ** 2;
    const found = candidates.filter((point) => free(point.x, point.y)).toSorted((a, b) => distance(a) - distance(b))[0];
    if (found !== undefined) return found;
  }
  return at;
}
