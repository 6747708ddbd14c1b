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
 * The cheapest way between two cards: out at either side of either card, with one vertical run between, or around
 * obstacles with two. Depends on the two cards and the obstacles given, nothing else.
 * `lane` (0-6) sets parallel runs apart.
 */
export function route(from: Port, to: Port, lane: number, isLoop: boolean, obstacles: readonly Rect[] = []): Route {
  let best: Route | undefined, bestCost = Infinity;
  const blocks = obstacles.map((box) => ({ left: box.x - clearance, top: box.y - clearance, right: box.x + box.width + clearance, bottom: box.y + box.height + clearance }));
  const consider = (a: EdgeEnd, b: EdgeEnd, points: readonly number[]) => {
    const length = costOf(points);
    if (length >= bestCost) return;
    const cost = length + hitPrice * hits(points, blocks) + hitPrice * hits(points, [inner(from.box), inner(to.box)]);
    if (cost < bestCost) { best = { from: a, to: b, points }; bestCost = cost; }
  };
  const pairs = (isLoop ? loopSides : sides).map(([a, b]) => [endOf(from, a), endOf(to, b)] as const);
  for (const [a, b] of pairs) {
    for (const points of direct(a, b, lane)) consider(a, b, points);
  }
  // Most edges are free at once; only those that would pass behind another card look further.
  if (blocks.length > 0 && best !== undefined && hits(best.points, blocks) > 0) {
    for (const [a, b] of pairs) {
      for (const points of around(a, b, blocks, lane)) consider(a, b, points);
    }
  }
  // Sides that face the same way always have a route.
  if (best === undefined) throw new Error("No route between two cards");
  return best;
}

interface Block {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** Space kept between a run and a card it passes. */
const clearance = 6;
/** What passing behind a card costs, in canvas pixels of detour; and what a bend does. */
const hitPrice = 420;
const bendPrice = 16;

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

/** One vertical run: in the middle between facing sides, or beyond both cards. */
function direct(from: EdgeEnd, to: EdgeEnd, lane: number): readonly (readonly number[])[] {
  const a = trunkX(from), b = trunkX(to);
  if (from.direction === to.direction) {
    const outer = from.direction === 1 ? Math.max(a, b) : Math.min(a, b);
    return [elbow(from, to, outer + from.direction * (stub + lane * 5))];
  }
  const room = (b - a) * from.direction;
  if (room < 2 * stub) return [];
  if (from.y === to.y) return [[a, from.y, b, to.y]];
  const slack = room - 2 * stub, spread = (lane - 3) * Math.min(6, slack / 6);
  return [elbow(from, to, a + from.direction * (stub + slack / 2 + spread))];
}

function elbow(from: EdgeEnd, to: EdgeEnd, x: number): readonly number[] {
  const at = Math.round(x);
  return [trunkX(from), from.y, at, from.y, at, to.y, trunkX(to), to.y];
}

/** Vertical runs beside the obstacles, and ways above or below them with two vertical runs. */
function around(from: EdgeEnd, to: EdgeEnd, blocks: readonly Block[], lane: number): readonly (readonly number[])[] {
  const a = trunkX(from), b = trunkX(to), found: (readonly number[])[] = [];
  const offset = 6 + lane * 3;
  const startX = Math.round(a + from.direction * (stub + lane * 3)), endX = Math.round(b + to.direction * (stub + lane * 3));
  const leaves = (x: number) => (x - a) * from.direction >= stub && (x - b) * to.direction >= stub;
  for (const x of [startX, endX, ...blocks.flatMap((block) => [block.left - offset, block.right + offset])]) {
    if (leaves(x)) found.push(elbow(from, to, x));
  }
  for (const y of blocks.flatMap((block) => [block.top - offset, block.bottom + offset])) {
    const level = Math.round(y);
    found.push([a, from.y, startX, from.y, startX, level, endX, level, endX, to.y, b, to.y]);
  }
  return found;
}

function inner(box: Rect): Block {
  return { left: box.x + 1, top: box.y + 1, right: box.x + box.width - 1, bottom: box.y + box.height - 1 };
}

/** How many blocks the runs pass through. */
function hits(points: readonly number[], blocks: readonly Block[]): number {
  let count = 0;
  for (const block of blocks) {
    for (let i = 2; i < points.length; i += 2) {
      const x1 = points[i - 2] ?? 0, y1 = points[i - 1] ?? 0, x2 = points[i] ?? 0, y2 = points[i + 1] ?? 0;
      if (Math.min(x1, x2) < block.right && Math.max(x1, x2) > block.left && Math.min(y1, y2) < block.bottom && Math.max(y1, y2) > block.top) { count++; break; }
    }
  }
  return count;
}

function costOf(points: readonly number[]): number {
  let length = 0;
  for (let i = 2; i < points.length; i += 2) {
    length += Math.abs((points[i] ?? 0) - (points[i - 2] ?? 0)) + Math.abs((points[i + 1] ?? 0) - (points[i - 1] ?? 0));
  }
  return length + (points.length / 2) * bendPrice;
}

/** A number 0-6 that stays with an edge: parallel runs of different keys get different lanes. */
export function laneOf(id: string): number {
  let hash = 0;
  for (let i = 0; i < id.length; i++) hash = (hash * 31 + id.charCodeAt(i)) | 0;
  return Math.abs(hash) % 7;
}
