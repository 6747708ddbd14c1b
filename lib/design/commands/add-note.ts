import type { Id } from "../../model";
import type { EditCommand } from "../command";
import type { Point } from "../design";
import { writeRecord } from "../patch";
import { noteWidth } from "../resolve/build-others";
import { addRecord, done, gone } from "./edit";

export interface AddNote {
  readonly at: Point;
  /** Markdown. */
  readonly text?: string;
  /** In canvas pixels. */
  readonly width?: number;
  readonly color?: number;
}

/** Puts a note on the canvas. */
export const addNote: EditCommand<AddNote> = {
  id: "add-note",
  label: "Add note",
  icon: "sticky-note",
  shortcut: "N",
  menu: { appliesTo: "canvas", parameters: ({ design }) => ({ at: besideTables([...design.layout.positions.values()]) }) },
  run(context, { at, text = "", width = noteWidth, color = 0 }) {
    const id = context.newId();
    return done(context, [addRecord(context, id, { kind: "note", text, x: at.x, y: at.y, w: width, color }, context.design.layout.notes)], [id]);
  },
};

/** Left above everything, where it hides no table. */
function besideTables(positions: readonly Point[]): Point {
  if (positions.length === 0) return { x: 0, y: 0 };
  return { x: Math.min(...positions.map((at) => at.x)) - noteWidth - 40, y: Math.min(...positions.map((at) => at.y)) };
}

/** Changes a note's text, width or colour. */
export const setNote: EditCommand<{ readonly noteId: Id; readonly text?: string; readonly width?: number; readonly color?: number }> = {
  id: "set-note",
  label: "Change note",
  icon: "sticky-note",
  run(context, { noteId, text, width, color }) {
    if (!context.design.layout.notes.some((note) => note.id === noteId)) return gone("note");
    return done(context, [writeRecord(noteId, {
      ...(text === undefined ? {} : { text }), ...(width === undefined ? {} : { w: width }), ...(color === undefined ? {} : { color }),
    })]);
  },
};
