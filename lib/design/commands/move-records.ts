import type { Id } from "../../model";
import type { EditCommand } from "../command";
import type { Point } from "../design";
import { combinePatches, writeRecord } from "../patch";
import { entryKey } from "../records";
import { done } from "./edit";

/** Puts tables and notes at these places, e.g. after a drop or an automatic layout. Whole pixels are stored. */
export const moveRecords: EditCommand<{ readonly positions: ReadonlyMap<Id, Point> }> = {
  id: "move-records",
  label: "Move",
  icon: "move",
  run(context, { positions }) {
    // What somebody else deleted meanwhile needs no place.
    const known = [...positions].filter(([id]) => context.entries.has(entryKey(id, "kind")));
    return done(context, [combinePatches(...known.map(([id, at]) => writeRecord(id, { x: Math.round(at.x), y: Math.round(at.y) })))]);
  },
};
