import type { Id } from "../../model";
import type { TableBox } from "./boxes";
import { card } from "./card";
import { overlaps, type Rect } from "./input";
import type { Relationship } from "./relationships";
import { laneOf, type Port, type Route, route } from "./route";

/** A routed relationship between two cards. */
export interface SceneEdge {
  /** Id of the foreign key. */
  readonly id: Id;
  readonly relationship: Relationship;
  readonly childBox: TableBox;
  readonly parentBox: TableBox;
  /** From the child to the parent. */
  readonly route: Route;
  readonly bounds: Rect;
  /** Where other cards have a say in the route; absent when it was routed without regard to them. */
  readonly corridor?: Rect;
}

/** Edges go around cards in diagrams up to this many tables; beyond, nobody follows single lines and building must stay quick. */
export const avoidanceLimit = 400;
/** Longer edges, and those with more cards in between, pass behind cards. */
const longestCorridor = 2400;
const mostObstacles = 16;

/** Routes a relationship from the child's rows to the parent's rows, around `cards` if they are given. */
export function buildEdge(relationship: Relationship, child: TableBox, parent: TableBox, cards?: readonly Rect[]): SceneEdge {
  const from = portOf(child, relationship.childColumns), to = portOf(parent, relationship.parentColumns), lane = laneOf(relationship.id);
  const corridor = cards === undefined || child === parent ? undefined : corridorOf(child, parent);
  const obstacles = corridor === undefined || cards === undefined ? none
    : cards.filter((box) => box !== child && box !== parent && overlaps(box, corridor));
  const path = route(from, to, lane, child === parent, obstacles.length > mostObstacles ? none : obstacles);
  return { id: relationship.id, relationship, childBox: child, parentBox: parent, route: path, bounds: boundsOfRoute(path), ...(corridor === undefined ? {} : { corridor }) };
}

const none: readonly never[] = [];

function corridorOf(a: Rect, b: Rect): Rect | undefined {
  const x = Math.min(a.x, b.x) - 56, y = Math.min(a.y, b.y) - 24;
  const width = Math.max(a.x + a.width, b.x + b.width) + 56 - x, height = Math.max(a.y + a.height, b.y + b.height) + 24 - y;
  return width + height > longestCorridor ? undefined : { x, y, width, height };
}

function portOf(box: TableBox, columns: readonly Id[]): Port {
  const rows = columns.flatMap((id) => {
    const row = box.content.rowOf.get(id);
    return row === undefined ? [] : [box.y + row.top + card.row / 2];
  });
  return { box, rows: rows.length === 0 ? [box.y + card.header / 2] : rows };
}

function boundsOfRoute({ from, to, points }: Route): Rect {
  const xs = [from.x, to.x], ys = [...from.rows, ...to.rows];
  points.forEach((value, i) => (i % 2 === 0 ? xs : ys).push(value));
  const x = Math.min(...xs), y = Math.min(...ys) - 8;
  return { x, y, width: Math.max(...xs) - x, height: Math.max(...ys) + 8 - y };
}
