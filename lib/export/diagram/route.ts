import type { Rect } from "./input";

/** Where an edge meets a card. */
export interface EdgeEnd {
  /** -1 leaves to the left, 1 to the right. */
  readonly direction: -1 | 1;
  /** The card's side. */
  readonly x: number;
  /** Height at which the trunk starts. */
  readonly y: number;
  /** Heights of the columns' rows; more than one for a composite key, which are bundled into the trunk. */
  readonly rows: readonly number[];
}

/** A card seen from the router: its sides and the rows the edge ends at. */
export interface Port {
  readonly box: Rect;
  readonly rows: readonly number[];
}

export interface Route {
  readonly from: EdgeEnd;
  readonly to: EdgeEnd;
  /** Corner points x, y, x, y, ... from trunk to trunk. Neighbours share x or y. */
  readonly points: readonly number[];
}

/** Length of the end's mark: crow's foot and circle, or bars. */
export const markLength = 20;
/** Straight run before the first bend: the end's mark and a corner. */
const stub = markLength + 8;
/** How far the spine of a composite key stands off the card. */
export const bundleGap = 8;
/** Corner radius. */
export const cornerRadius = 8;

/**
 * The shortest of the four ways: out at either side of either card, with one vertical run between.
 * Depends on the two cards alone, so that moving a table re-routes its own edges only.
 * `lane` (0-6) sets parallel runs apart.
 */
export function route(from: Port, to: Port, lane: number, isLoop: boolean): Route {
  let best: Route | undefined, bestLength = Infinity;
  for (const [a, b] of isLoop ? loopSides : sides) {
    const candidate = through(endOf(from, a), endOf(to, b), lane);
    if (candidate === undefined) continue;
    const length = lengthOf(candidate.points);
    if (length < bestLength) { best = candidate; bestLength = length; }
  }
  // Sides that face the same way always have a route.
  if (best === undefined) throw new Error("No route between two cards");
  return best;
}

const sides = [[1, -1], [-1, 1], [1, 1], [-1, -1]] as const;
const loopSides = [[1, 1]] as const;

function endOf(port: Port, direction: -1 | 1): EdgeEnd {
  const y = port.rows.reduce((sum, row) => sum + row, 0) / port.rows.length;
  return { direction, x: direction === 1 ? port.box.x + port.box.width : port.box.x, y, rows: port.rows };
}

/** Where the trunk starts: at the card, or at the spine that bundles several rows. */
export function trunkX(end: EdgeEnd): number {
  return end.rows.length > 1 ? end.x + end.direction * bundleGap : end.x;
}

function through(from: EdgeEnd, to: EdgeEnd, lane: number): Route | undefined {
  const a = trunkX(from), b = trunkX(to);
  let x: number;
  if (from.direction === to.direction) {
    const outer = from.direction === 1 ? Math.max(a, b) : Math.min(a, b);
    x = outer + from.direction * (stub + lane * 5);
  } else {
    const room = (b - a) * from.direction;
    if (room < 2 * stub) return undefined;
    const slack = room - 2 * stub;
    x = a + from.direction * (stub + slack / 2 + (lane - 3) * Math.min(6, slack / 6));
  }
  x = Math.round(x);
  const points = from.y === to.y && from.direction !== to.direction
    ? [a, from.y, b, to.y]
    : [a, from.y, x, from.y, x, to.y, b, to.y];
  return { from, to, points };
}

function lengthOf(points: readonly number[]): number {
  let length = 0;
  for (let i = 2; i < points.length; i += 2) {
    length += Math.abs((points[i] ?? 0) - (points[i - 2] ?? 0)) + Math.abs((points[i + 1] ?? 0) - (points[i - 1] ?? 0));
  }
  return length + points.length * 8;
}

/** A number 0-6 that stays with an edge: parallel runs of different keys get different lanes. */
export function laneOf(id: string): number {
  let hash = 0;
  for (let i = 0; i < id.length; i++) hash = (hash * 31 + id.charCodeAt(i)) | 0;
  return Math.abs(hash) % 7;
}
