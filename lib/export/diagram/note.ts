import { card } from "./card";
import type { DiagramNote } from "./input";
import { fonts, type MeasureText, oneLine, wrap } from "./text";

/** What a note shows: its Markdown's words, wrapped. */
export interface NoteContent {
  readonly note: DiagramNote;
  readonly width: number;
  readonly height: number;
  readonly lines: readonly string[];
}

/** Height of a note's line in canvas pixels. */
export const noteLine = 18;

/** Lays out a note. */
export function layOutNote(note: DiagramNote, measure: MeasureText): NoteContent {
  const width = Math.max(96, note.width);
  const lines = note.text.split(/\r?\n/).flatMap((line) => wrap(plain(line), fonts.note, width - 2 * card.pad, measure));
  return { note, width, height: lines.length * noteLine + 2 * 10, lines };
}

/** Markdown without its marks, as far as one line goes. */
function plain(line: string): string {
  return oneLine(line)
    .replace(/^\s{0,3}#{1,6}\s+/, "").replace(/^\s{0,3}>\s?/, "").replace(/^(\s*)[-*+]\s+/, "$1• ")
    .replace(/(\*\*|__|`)(.+?)\1/g, "$2").replace(/\[([^\]]*)\]\([^)]*\)/g, "$1");
}
