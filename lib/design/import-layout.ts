import { nanoid } from "nanoid";
import { arrange, buildScene, card } from "../export/diagram";
import type { ImportedLayout } from "../import/json/layout-shape";
import type { Id, Schema, TechnologyId } from "../model";
import type { Group, Layout, Note, Point } from "./design";
import { placeTables, typeTextOf } from "./place-tables";
import { hues, noteWidth } from "./resolve/build-others";

const gap = 40;
/** Assumed height of a note that comes without a place, in canvas pixels. */
const noteHeight = 160;

/**
 * The diagram of an imported schema: what the source says of it, and places for the rest. Ids of groups and notes are fresh; a
 * table that is unknown, or named by a second group, is left out of it. Without any position all is arranged, groups whole.
 */
export function importLayout(schema: Schema, target: TechnologyId, { positions = [], groups = [], notes = [] }: ImportedLayout, newId: () => Id = nanoid): Layout {
  const known = new Set(schema.tables.map((table) => table.id));
  const groupOf = new Map<Id, Id>();
  const made = groups.map(({ name, tables, color }, i): Group => {
    const id = newId();
    for (const table of tables) if (known.has(table) && !groupOf.has(table)) groupOf.set(table, id);
    return { id, name, color: color ?? i % hues };
  });
  const placed = new Map(positions.filter((at) => known.has(at.table)).map(({ table, x, y }): [Id, Point] => [table, { x, y }]));
  const all = placed.size > 0 ? new Map([...placed, ...placeTables(schema, target, placed)])
    : arrange(buildScene({ schema, positions: new Map(), groups: made, groupOf, notes: [], typeText: typeTextOf(schema, target) }));
  return { positions: all, groups: made, groupOf, notes: placeNotes(schema, all, notes, newId) };
}

/** Notes without a place stand in a row above everything. */
function placeNotes(schema: Schema, positions: ReadonlyMap<Id, Point>, notes: NonNullable<ImportedLayout["notes"]>, newId: () => Id): readonly Note[] {
  let left = Infinity;
  let top = Infinity;
  for (const at of positions.values()) {
    left = Math.min(left, at.x);
    top = Math.min(top, at.y);
  }
  const start = { x: Number.isFinite(left) ? left : 0, y: (Number.isFinite(top) ? top : 0) - noteHeight - gap };
  const perRow = Math.max(1, Math.ceil(Math.sqrt(schema.tables.length)) * Math.round(card.minWidth / noteWidth));
  let free = 0;
  return notes.map(({ text, at, width = noteWidth, color = 0 }): Note => {
    if (at !== undefined) return { id: newId(), text, at, width, color };
    const n = free++;
    return { id: newId(), text, width, color, at: { x: start.x + (n % perRow) * (noteWidth + gap), y: start.y - Math.floor(n / perRow) * (noteHeight + gap) } };
  });
}
