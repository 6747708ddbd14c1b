import type { Id } from "../../model";
import { card } from "./card";
import type { Rect } from "./input";
import type { Relationship } from "./relationships";
import { laneOf, type Port, type Route, route } from "./route";
import type { TableBox } from "./boxes";

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
}

/** Routes a relationship from the child's rows to the parent's rows. */
export function buildEdge(relationship: Relationship, child: TableBox, parent: TableBox): SceneEdge {
  const path = route(portOf(child, relationship.childColumns), portOf(parent, relationship.parentColumns), laneOf(relationship.id), child === parent);
  return { id: relationship.id, relationship, childBox: child, parentBox: parent, route: path, bounds: boundsOfRoute(path) };
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
