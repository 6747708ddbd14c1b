import type { Column, ColumnType, Id, Schema, Table } from "../../model";

/** A point on the canvas, in canvas pixels at zoom 1. */
export interface DiagramPoint {
  readonly x: number;
  readonly y: number;
}

/** An axis-parallel rectangle in canvas pixels. */
export interface Rect {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** An area that owns its tables; `color` is one of the eight muted hues, 0-7. */
export interface DiagramGroup {
  readonly id: Id;
  readonly name: string;
  readonly color: number;
}

/** A free text on the canvas; `text` is Markdown, of which the diagram shows the plain words. */
export interface DiagramNote {
  readonly id: Id;
  readonly text: string;
  readonly at: DiagramPoint;
  readonly width: number;
  readonly color: number;
}

/** State of a table, column or foreign key against the last release. */
export type ChangeMark = "added" | "changed" | "removed";

/** Pending changes to draw: marks by id, and what the base had that the goal has not, drawn as ghosts. */
export interface DiagramMarks {
  readonly of: ReadonlyMap<Id, ChangeMark>;
  readonly removedTables: readonly Table[];
  /** By the id of the table that lost them. */
  readonly removedColumns: ReadonlyMap<Id, readonly Column[]>;
}

/** How much of a table takes part in the picture: its name; its name and keys; everything. */
export type DiagramDetail = "names" | "keys" | "all";

/**
 * What a diagram is drawn from; a Design's schema and layout fit. Parts that did not change should keep their identity,
 * so that an update costs only what changed. A table, enum or group without a position is placed by itself.
 */
export interface DiagramInput {
  readonly schema: Schema;
  readonly positions: ReadonlyMap<Id, DiagramPoint>;
  readonly groups: readonly DiagramGroup[];
  readonly groupOf: ReadonlyMap<Id, Id>;
  readonly notes: readonly DiagramNote[];
  /** Only these tables are drawn, with the edges between them; absent: all. */
  readonly visible?: ReadonlySet<Id>;
  readonly detail?: DiagramDetail;
  readonly marks?: DiagramMarks;
  /** Text of a column's type in the target's language; absent: the logical vocabulary. Keep the function's identity. */
  readonly typeText?: (type: ColumnType) => string;
  /** Draw enum types as cards; default true. */
  readonly enums?: boolean;
}

/** The smallest rectangle around all; undefined for none. */
export function boundsOf(rects: Iterable<Rect>): Rect | undefined {
  let left = Infinity, top = Infinity, right = -Infinity, bottom = -Infinity;
  for (const r of rects) {
    if (r.x < left) left = r.x;
    if (r.y < top) top = r.y;
    if (r.x + r.width > right) right = r.x + r.width;
    if (r.y + r.height > bottom) bottom = r.y + r.height;
  }
  return left === Infinity ? undefined : { x: left, y: top, width: right - left, height: bottom - top };
}

/** Whether two rectangles share a point. */
export function overlaps(a: Rect, b: Rect): boolean {
  return a.x <= b.x + b.width && b.x <= a.x + a.width && a.y <= b.y + b.height && b.y <= a.y + a.height;
}
