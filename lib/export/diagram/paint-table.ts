import type { TableBox } from "./boxes";
import { card, type CardRow } from "./card";
import type { PaintFrame } from "./paint-frame";
import { bigName, header, strike } from "./paint-name";
import { dimmed, isDim, plate } from "./paint-plate";
import { ellipsis, fonts, type MeasureText } from "./text";
import { hueOf, markColor } from "./theme";
import type { Level } from "./view";

/** Draws a table's card at a level. */
export function paintTable(frame: PaintFrame, box: TableBox, level: Level, measure: MeasureText): void {
  const { context: c, theme } = frame;
  const mark = box.ghost ? "removed" : frame.marks?.get(box.id);
  const edge = mark === undefined ? (box.color === undefined ? undefined : hueOf(theme, box.color).line) : markColor(theme, mark);
  plate(frame, box, level, { header: true, edge, dashed: box.ghost, tone: mark === undefined ? undefined : markColor(theme, mark) });
  if (level === "boxes") return;
  c.globalAlpha = isDim(frame, box) ? dimmed : box.ghost ? 0.7 : 1;
  if (level === "bars") bars(frame, box);
  else if (level === "names") bigName(frame, box, box.content.fullTitle, measure);
  else {
    header(frame, box, box.content.title, box.content.fullTitle, level, measure, mark);
    if (level === "keys") keyRows(frame, box, measure); else rows(frame, box);
  }
  c.globalAlpha = 1;
}

/** Grey bars that stand for text. */
function bars(frame: PaintFrame, box: TableBox): void {
  const { context: c, theme, view } = frame;
  const x = frame.x(box.x + card.pad), top = frame.y(box.y);
  const height = Math.max(1, 5 * view.zoom);
  c.fillStyle = theme.dim;
  c.fillRect(x, top + 12 * view.zoom, Math.min(box.width - 2 * card.pad, box.content.fullTitle.length * 7.5) * view.zoom, Math.max(1.5, 8 * view.zoom));
  c.fillStyle = theme.bar;
  for (const row of box.content.rows) {
    c.fillRect(x, top + (row.top + 9) * view.zoom, Math.min(box.width * 0.55, row.name.length * 7) * view.zoom, height);
  }
}

const keyNames = new WeakMap<CardRow, { readonly step: number; readonly text: string }>();

/** Keys by name, as large as their rows allow; other columns as bars. */
function keyRows(frame: PaintFrame, box: TableBox, measure: MeasureText): void {
  const { context: c, theme, view } = frame;
  const step = Math.round(view.zoom * 40), size = Math.min(18, 9.5 / (step / 40));
  c.textAlign = "left";
  c.textBaseline = "middle";
  for (const row of box.content.rows) {
    const middle = frame.y(box.y + row.top + card.row / 2);
    if (!row.primaryKey && !row.foreignKey) {
      c.fillStyle = theme.bar;
      c.fillRect(frame.x(box.x + card.pad), middle - 3 * view.zoom, Math.min(box.width * 0.6, row.name.length * 7.2) * view.zoom, 6 * view.zoom);
      continue;
    }
    let known = keyNames.get(row);
    if (known?.step !== step) {
      known = { step, text: ellipsis(row.fullName, { ...fonts.row, size }, box.width - 2 * card.pad, measure) };
      keyNames.set(row, known);
    }
    frame.font(fonts.row, size * view.zoom);
    c.fillStyle = row.primaryKey ? theme.primaryKey : theme.foreignKey;
    c.fillText(known.text, frame.x(box.x + card.pad), middle);
  }
}

/** Names left, types right, marks in their columns. */
function rows(frame: PaintFrame, box: TableBox): void {
  const { context: c, theme, view } = frame;
  const { content } = box;
  const alpha = c.globalAlpha;
  const visible = content.rows.filter((row) => {
    const y = frame.y(box.y + row.top);
    return y < frame.height + 40 && y > -80;
  });
  const middle = (row: CardRow) => frame.y(box.y + row.top + card.row / 2 + 0.5);
  c.textBaseline = "middle";
  if (frame.litColumns !== undefined) {
    c.fillStyle = theme.accentSoft;
    for (const row of visible) {
      if (!frame.litColumns.has(row.column.id)) continue;
      const y = frame.snapY(box.y + row.top);
      c.fillRect(frame.snapX(box.x) + 1, y, frame.snapX(box.x + box.width) - frame.snapX(box.x) - 2, frame.snapY(box.y + row.top + card.row) - y);
    }
  }
  for (const row of visible) {
    const mark = row.ghost ? "removed" : frame.marks?.get(row.column.id);
    if (mark === undefined) continue;
    const y = frame.snapY(box.y + row.top), h = frame.snapY(box.y + row.top + card.row) - y;
    c.globalAlpha = alpha * 0.1;
    c.fillStyle = markColor(theme, mark);
    c.fillRect(frame.snapX(box.x) + 1, y, box.width * view.zoom - 2, h);
    c.globalAlpha = alpha;
    c.fillRect(frame.snapX(box.x), y, 2, h);
    if (mark === "changed") { c.beginPath(); c.arc(frame.x(box.x + 7), middle(row), 2.25 * view.zoom, 0, Math.PI * 2); c.fill(); }
    else {
      frame.font(fonts.mark, 11 * view.zoom);
      c.textAlign = "center";
      c.fillText(mark === "added" ? "+" : "−", frame.x(box.x + 7), middle(row));
    }
  }
  c.textAlign = "left";
  frame.font(fonts.row, fonts.row.size * view.zoom);
  for (const row of visible) {
    c.fillStyle = row.ghost ? theme.removed : row.primaryKey ? theme.title : theme.text;
    c.fillText(row.name, frame.x(box.x + content.nameX), middle(row));
    if (row.ghost) strike(frame, frame.x(box.x + content.nameX), middle(row), c.measureText(row.name).width);
  }
  frame.font(fonts.mark, fonts.mark.size * view.zoom);
  for (const row of visible) {
    if (row.primaryKey) { c.fillStyle = theme.primaryKey; c.fillText("PK", frame.x(box.x + card.pad), middle(row)); }
    if (row.foreignKey) { c.fillStyle = theme.foreignKey; c.fillText("FK", frame.x(box.x + card.pad + (row.primaryKey ? card.markWidth + 2 : 0)), middle(row)); }
  }
  c.fillStyle = theme.dim;
  c.textAlign = "center";
  for (const row of visible) {
    const { unique, notNull, indexed } = content.slots;
    if (row.unique && unique !== undefined) c.fillText("U", frame.x(box.x + unique), middle(row));
    if (row.notNull && notNull !== undefined) c.fillText("N", frame.x(box.x + notNull), middle(row));
    if (row.indexed && indexed !== undefined) c.fillText("I", frame.x(box.x + indexed), middle(row));
  }
  c.textAlign = "right";
  frame.font(fonts.type, fonts.type.size * view.zoom);
  for (const row of visible) c.fillText(row.type, frame.x(box.x + content.typeX), middle(row));
}
