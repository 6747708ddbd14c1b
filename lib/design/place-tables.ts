import type { ColumnType, Id, Schema, Table, TechnologyId } from "../model";
import { findTarget } from "../targets/registry";
import { arrange, buildScene, estimateText, layOutCard } from "../export/diagram";
import type { Point } from "./design";

/** Types in the target's own words, which is what cards show. */
export function typeTextOf(schema: Pick<Schema, "enums">, target: TechnologyId): (type: ColumnType) => string {
  const types = findTarget(target)?.types;
  return (type) => types?.print(type, schema) ?? type.kind;
}

/** In canvas pixels. */
export type Size = { readonly width: number; readonly height: number };

/** Sizes of cards as the diagram draws them, with estimated text widths: the browser's own differ by a few pixels. */
export function cardSizes(schema: Pick<Schema, "enums">, target: TechnologyId): (table: Table) => Size {
  const typeText = typeTextOf(schema, target);
  const sizes = new Map<Id, Size>();
  return (table) => {
    const known = sizes.get(table.id) ?? layOutCard(table, { detail: "all", typeText, measure: estimateText, removedColumns: [] });
    sizes.set(table.id, known);
    return known;
  };
}

const gap = 80;

/**
 * Positions for the tables that have none: each near one it relates to, else in a grid beside the others.
 * Pure and deterministic; a real layout (elkjs) can be asked for afterwards.
 */
export function placeTables(schema: Schema, target: TechnologyId, placed: ReadonlyMap<Id, Point> = new Map()): ReadonlyMap<Id, Point> {
  const missing = schema.tables.filter((table) => !placed.has(table.id));
  if (missing.length === 0) return new Map();
  return placed.size === 0
    ? arrange(buildScene({ schema, positions: placed, groups: [], groupOf: new Map(), notes: [], typeText: typeTextOf(schema, target) }))
    : beside(schema, missing, placed, cardSizes(schema, target));
}

/** Breadth first along foreign keys, hubs first, so that what relates lands close together. */
function orderByRelation(schema: Schema, tables: readonly Table[]): readonly Table[] {
  const neighbours = new Map<Id, Set<Id>>(tables.map((table) => [table.id, new Set<Id>()]));
  for (const table of schema.tables) {
    for (const key of table.foreignKeys) {
      neighbours.get(table.id)?.add(key.referencedTable);
      neighbours.get(key.referencedTable)?.add(table.id);
    }
  }
  const byId = new Map(tables.map((table) => [table.id, table]));
  const degree = (id: Id): number => neighbours.get(id)?.size ?? 0;
  const ordered: Table[] = [];
  const seen = new Set<Id>();
  for (const start of tables.toSorted((a, b) => degree(b.id) - degree(a.id))) {
    const queue: Id[] = [start.id];
    for (let id = queue.shift(); id !== undefined; id = queue.shift()) {
      const table = byId.get(id);
      if (table === undefined || seen.has(id)) continue;
      seen.add(id);
      ordered.push(table);
      queue.push(...(neighbours.get(id) ?? []));
    }
  }
  return ordered;
}

/** Columns of a width that makes the whole about as wide as high, each table below the shortest column so far. */
function grid(tables: readonly Table[], origin: Point, sizeOf: (table: Table) => Size): ReadonlyMap<Id, Point> {
  const area = tables.reduce((sum, table) => sum + (sizeOf(table).width + gap) * (sizeOf(table).height + gap), 0);
  const step = Math.max(0, ...tables.map((table) => sizeOf(table).width)) + gap;
  const columns = Math.max(1, Math.round(Math.sqrt(area * 1.4) / step));
  const heights: number[] = Array.from({ length: columns }, () => 0);
  const positions = new Map<Id, Point>();
  for (const table of tables) {
    const lowest = heights.indexOf(Math.min(...heights));
    const top = heights[lowest] ?? 0;
    positions.set(table.id, { x: origin.x + lowest * step, y: origin.y + top });
    heights[lowest] = top + sizeOf(table).height + gap;
  }
  return positions;
}

interface Box extends Point {
  readonly width: number;
  readonly height: number;
}

function beside(schema: Schema, missing: readonly Table[], placed: ReadonlyMap<Id, Point>, sizeOf: (table: Table) => Size): ReadonlyMap<Id, Point> {
  const boxes = new Map<Id, Box>();
  for (const table of schema.tables) {
    const at = placed.get(table.id);
    if (at !== undefined) boxes.set(table.id, { ...at, ...sizeOf(table) });
  }
  const result = new Map<Id, Point>();
  const alone: Table[] = [];
  for (const table of orderByRelation(schema, missing)) {
    const near = relatedBox(schema, table, boxes);
    if (near === undefined) {
      alone.push(table);
      continue;
    }
    const at = freeSpot(near, sizeOf(table), [...boxes.values()]);
    boxes.set(table.id, { ...at, ...sizeOf(table) });
    result.set(table.id, at);
  }
  const all = [...boxes.values()];
  const left = all.length === 0 ? 0 : Math.min(...all.map((box) => box.x));
  const below = all.length === 0 ? 0 : Math.max(...all.map((box) => box.y + box.height)) + gap;
  return new Map([...result, ...grid(alone, { x: left, y: below }, sizeOf)]);
}

function relatedBox(schema: Schema, table: Table, boxes: ReadonlyMap<Id, Box>): Box | undefined {
  for (const key of table.foreignKeys) {
    const box = boxes.get(key.referencedTable);
    if (box !== undefined) return box;
  }
  const user = schema.tables.find((other) => boxes.has(other.id) && other.foreignKeys.some((key) => key.referencedTable === table.id));
  return user === undefined ? undefined : boxes.get(user.id);
}

/** The nearest place around a box where nothing stands: right, below, left, above, then farther out. */
function freeSpot(near: Box, size: { readonly width: number; readonly height: number }, boxes: readonly Box[]): Point {
  for (let ring = 1; ; ring++) {
    const dx = ring * (size.width + gap);
    const dy = ring * (Math.max(size.height, near.height) + gap);
    const spots = [
      { x: near.x + dx, y: near.y }, { x: near.x, y: near.y + dy }, { x: near.x - dx, y: near.y }, { x: near.x, y: near.y - dy },
      { x: near.x + dx, y: near.y + dy }, { x: near.x - dx, y: near.y + dy }, { x: near.x + dx, y: near.y - dy }, { x: near.x - dx, y: near.y - dy },
    ];
    const free = spots.find((spot) => boxes.every((box) =>
      spot.x + size.width + gap / 2 <= box.x || box.x + box.width + gap / 2 <= spot.x || spot.y + size.height + gap / 2 <= box.y || box.y + box.height + gap / 2 <= spot.y));
    if (free !== undefined) return free;
  }
}
