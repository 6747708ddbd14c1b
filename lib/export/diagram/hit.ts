import type { Id } from "../../model";
import type { GroupArea, SceneBox, TableBox } from "./boxes";
import { card, type CardRow } from "./card";
import { overlaps, type Rect } from "./input";
import { groupTitle, type Scene } from "./scene";

/** What lies under a point. */
export type Hit =
  | { readonly kind: "table"; readonly box: TableBox; readonly row: CardRow | undefined }
  | { readonly kind: "enum" | "note"; readonly box: SceneBox }
  | { readonly kind: "edge"; readonly id: Id }
  | { readonly kind: "group"; readonly area: GroupArea };

/** The topmost thing at a canvas point: cards before edges before groups. `slop` widens edges, in canvas pixels. `raised` lie on top. */
export function hitAt(scene: Scene, x: number, y: number, slop: number, raised?: ReadonlySet<Id>): Hit | undefined {
  const box = boxAt(scene, x, y, raised);
  if (box !== undefined) return box.kind === "table" ? { kind: "table", box, row: rowAt(box, y) } : { kind: box.kind, box };
  const edge = edgeAt(scene, x, y, slop);
  if (edge !== undefined) return { kind: "edge", id: edge };
  let found: GroupArea | undefined;
  for (const area of scene.groups.values()) {
    // The title bar takes hold of a group; inside, one still draws a selection.
    if (inside(area, x, y) && y <= area.y + groupTitle + 8) found = area;
  }
  return found === undefined ? undefined : { kind: "group", area: found };
}

/** The topmost card, enum or note at a point. */
export function boxAt(scene: Scene, x: number, y: number, raised?: ReadonlySet<Id>): SceneBox | undefined {
  let found: SceneBox | undefined, foundRaised = false;
  for (const list of [scene.notes, scene.enums, scene.tables]) {
    for (const box of list.values()) {
      if (!inside(box, x, y)) continue;
      const isRaised = raised?.has(box.id) === true;
      if (isRaised || !foundRaised) { found = box; foundRaised = isRaised; }
    }
  }
  return found;
}

/** The row of a table's card at a height. */
export function rowAt(box: TableBox, y: number): CardRow | undefined {
  return box.content.rows[Math.floor((y - box.y - card.header) / card.row)];
}

function inside(rect: Rect, x: number, y: number): boolean {
  return x >= rect.x && x <= rect.x + rect.width && y >= rect.y && y <= rect.y + rect.height;
}

/** The nearest edge within `slop` canvas pixels of a point. */
export function edgeAt(scene: Scene, x: number, y: number, slop: number): Id | undefined {
  let found: Id | undefined, best = slop;
  for (const edge of scene.edges.values()) {
    const { bounds, route: { points } } = edge;
    if (x < bounds.x - slop || y < bounds.y - slop || x > bounds.x + bounds.width + slop || y > bounds.y + bounds.height + slop) continue;
    for (let i = 2; i < points.length; i += 2) {
      const distance = distanceTo(x, y, points[i - 2] ?? 0, points[i - 1] ?? 0, points[i] ?? 0, points[i + 1] ?? 0);
      if (distance <= best) { best = distance; found = edge.id; }
    }
  }
  return found;
}

/** Distance to an axis-parallel segment. */
function distanceTo(x: number, y: number, x1: number, y1: number, x2: number, y2: number): number {
  const dx = Math.max(Math.min(x1, x2) - x, 0, x - Math.max(x1, x2)), dy = Math.max(Math.min(y1, y2) - y, 0, y - Math.max(y1, y2));
  return Math.hypot(dx, dy);
}

/** Ids of the cards, enums and notes that a rectangle touches. */
export function boxesIn(scene: Scene, rect: Rect): readonly Id[] {
  return [scene.tables, scene.enums, scene.notes].flatMap((list) => [...list.values()].filter((box) => overlaps(box, rect)).map((box) => box.id));
}
