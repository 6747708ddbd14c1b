import type { EnumBox, NoteBox, SceneBox } from "./boxes";
import { card } from "./card";
import { noteLine } from "./note";
import type { PaintFrame } from "./paint-frame";
import { bigName, header } from "./paint-name";
import { dimmed, isDim, plate } from "./paint-plate";
import { paintTable } from "./paint-table";
import { fonts, type MeasureText } from "./text";
import { hueOf } from "./theme";
import type { Level } from "./view";

/** Draws one card, enum or note at a level. */
export function paintBox(frame: PaintFrame, box: SceneBox, level: Level, measure: MeasureText): void {
  switch (box.kind) {
    case "table": paintTable(frame, box, level, measure); break;
    case "enum": paintEnum(frame, box, level, measure); break;
    case "note": paintNote(frame, box, level); break;
  }
}

function paintEnum(frame: PaintFrame, box: EnumBox, level: Level, measure: MeasureText): void {
  const { context: c, theme, view } = frame;
  plate(frame, box, level, { header: true, edge: undefined, dashed: false, tone: undefined });
  if (level === "boxes" || level === "bars") return;
  c.globalAlpha = isDim(frame, box) ? dimmed : 1;
  if (level === "names") bigName(frame, box, box.content.fullTitle, measure);
  else {
    header(frame, box, box.content.title, box.content.fullTitle, level, measure);
    if (level === "keys") {
      c.fillStyle = theme.bar;
      box.content.values.forEach((value, i) => {
        c.fillRect(frame.x(box.x + card.pad), frame.y(box.y + card.header + (i + 0.5) * card.row - 3), Math.min(box.width * 0.6, value.length * 7.2) * view.zoom, 6 * view.zoom);
      });
    } else {
      frame.font(fonts.mark, fonts.mark.size * view.zoom);
      c.fillStyle = theme.dim;
      c.textAlign = "right";
      c.fillText("ENUM", frame.x(box.x + box.width - card.pad), frame.y(box.y + card.header / 2 + 1.5));
      frame.font(fonts.row, fonts.row.size * view.zoom);
      c.fillStyle = theme.text;
      c.textAlign = "left";
      box.content.values.forEach((value, i) => {
        c.fillText(value, frame.x(box.x + card.pad), frame.y(box.y + card.header + (i + 0.5) * card.row + 0.5));
      });
    }
  }
  c.globalAlpha = 1;
}

function paintNote(frame: PaintFrame, box: NoteBox, level: Level): void {
  const { context: c, theme, view } = frame;
  const hue = hueOf(theme, box.content.note.color);
  plate(frame, box, level, { header: false, edge: undefined, dashed: false, tone: hue.line });
  if (level === "boxes" || level === "bars") return;
  const x = frame.snapX(box.x), y = frame.snapY(box.y);
  c.fillStyle = hue.tint;
  c.beginPath();
  c.roundRect(x, y, box.width * view.zoom, box.height * view.zoom, card.radius * view.zoom);
  c.fill();
  if (view.zoom < 0.3) return;
  c.globalAlpha = isDim(frame, box) ? dimmed : 1;
  frame.font(fonts.note, fonts.note.size * view.zoom);
  c.fillStyle = theme.text;
  c.textAlign = "left";
  c.textBaseline = "middle";
  box.content.lines.forEach((line, i) => c.fillText(line, frame.x(box.x + card.pad), frame.y(box.y + 10 + (i + 0.5) * noteLine)));
  c.globalAlpha = 1;
}
