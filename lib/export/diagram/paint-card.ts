import { card, type CardRow } from "./card";
import type { PaintFrame } from "./paint-frame";
import type { EnumBox, NoteBox, SceneBox, TableBox } from "./boxes";
import { noteLine } from "./note";
import { type DiagramFont, ellipsis, fonts, wrap } from "./text";
import { hueOf, markColor } from "./theme";
import type { Level } from "./view";

/** Draws one card, enum or note at a level. */
export function paintBox(frame: PaintFrame, box: SceneBox, level: Level, measure: (text: string, font: DiagramFont) => number): void {
  switch (box.kind) {
    case "table": paintTable(frame, box, level, measure); break;
    case "enum": paintEnum(frame, box, level, measure); break;
    case "note": paintNote(frame, box, level); break;
  }
}

const dimmed = 0.42;

function isDim(frame: PaintFrame, box: SceneBox): boolean {
  return frame.lit !== undefined && !frame.lit.has(box.id);
}

function paintTable(frame: PaintFrame, box: TableBox, level: Level, measure: (text: string, font: DiagramFont) => number): void {
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

interface Plate {
  readonly header: boolean;
  readonly edge: string | undefined;
  readonly dashed: boolean;
  readonly tone: string | undefined;
  readonly fill?: string;
}

/** The card's body: fill, header band, coloured top edge, hairline; ring when selected. */
function plate(frame: PaintFrame, box: SceneBox, level: Level, look: Plate): void {
  const { context: c, theme, view } = frame;
  const x = frame.snapX(box.x), y = frame.snapY(box.y), w = Math.max(2, frame.snapX(box.x + box.width) - x), h = Math.max(2, frame.snapY(box.y + box.height) - y);
  const selected = frame.selected?.has(box.id) === true;
  const pixel = 1 / frame.pixelRatio;
  if (level === "boxes" || level === "bars") {
    // Far away a card is a rectangle: corners and hairlines would cost more than they show.
    c.fillStyle = selected ? theme.accent : level === "boxes" ? (look.edge ?? theme.edge) : (look.edge ?? theme.cardBorder);
    c.globalAlpha = (isDim(frame, box) ? dimmed : 1) * (level === "boxes" && !selected ? 0.62 : 1);
    c.fillRect(x, y, w, h);
    if (level === "bars") {
      c.fillStyle = look.fill ?? theme.card;
      if (w > 4 && h > 4) c.fillRect(x + 1, y + (selected ? 1 : Math.max(1, Math.round(3 * view.zoom * 2))), w - 2, h - 1 - (selected ? 1 : Math.max(1, Math.round(3 * view.zoom * 2))));
    }
    c.globalAlpha = 1;
    return;
  }
  const r = card.radius * view.zoom;
  c.beginPath();
  c.roundRect(x, y, w, h, r);
  c.fillStyle = look.fill ?? theme.card;
  c.fill();
  if (look.header && (level === "all" || level === "keys")) {
    const hh = Math.min(h, frame.snapY(box.y + card.header) - y);
    c.beginPath();
    c.roundRect(x, y, w, hh, hh < h ? [r, r, 0, 0] : r);
    c.fillStyle = theme.header;
    c.fill();
    if (hh < h) { c.fillStyle = theme.cardBorder; c.fillRect(x, y + hh - pixel, w, pixel); }
  }
  if (look.edge !== undefined) {
    const eh = Math.max(1.5, card.edge * view.zoom);
    c.save();
    c.beginPath();
    c.roundRect(x, y, w, h, r);
    c.clip();
    c.fillStyle = look.edge;
    c.fillRect(x, y, w, eh);
    c.restore();
  }
  const active = selected || frame.hovered === box.id;
  c.strokeStyle = active ? theme.accent : look.tone ?? theme.cardBorder;
  c.lineWidth = pixel;
  if (look.dashed) c.setLineDash([5, 4]);
  c.beginPath();
  c.roundRect(x + pixel / 2, y + pixel / 2, w - pixel, h - pixel, r);
  c.stroke();
  if (look.dashed) c.setLineDash([]);
  if (selected) {
    c.lineWidth = 1.5;
    c.beginPath();
    c.roundRect(x - 0.5, y - 0.5, w + 1, h + 1, r + 0.5);
    c.stroke();
    c.lineWidth = 3;
    c.strokeStyle = theme.accentSoft;
    c.beginPath();
    c.roundRect(x - 2.75, y - 2.75, w + 5.5, h + 5.5, r + 2.75);
    c.stroke();
  }
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

const bigNames = new WeakMap<SceneBox["content"], { readonly step: number; readonly lines: readonly string[]; readonly size: number }>();

/** The name large enough to read: about 12 CSS pixels whatever the zoom, broken into lines that fit the card. */
function bigName(frame: PaintFrame, box: TableBox | EnumBox, name: string, measure: (text: string, font: DiagramFont) => number): void {
  const { context: c, theme, view } = frame;
  // Line breaks are worked out per step of zoom, not per frame.
  const step = Math.round(Math.log2(view.zoom) * 6);
  let known = bigNames.get(box.content);
  if (known?.step !== step) {
    const zoom = 2 ** (step / 6), width = box.width - 14;
    let size = 12.5 / zoom, lines: readonly string[] = [];
    for (; ; size *= 0.88) {
      const limit = Math.max(1, Math.floor((box.height - 10) / (size * 1.2)));
      lines = wrap(name, { ...fonts.title, size }, width, measure, limit);
      if (!lines.some((line) => line.endsWith("…")) || size * zoom < 8.5) break;
    }
    known = { step, lines, size };
    bigNames.set(box.content, known);
  }
  const size = known.size * view.zoom;
  frame.font(fonts.title, size);
  c.fillStyle = theme.title;
  c.textAlign = "center";
  c.textBaseline = "middle";
  const middle = frame.y(box.y + box.height / 2 + 1);
  known.lines.forEach((line, i) => {
    c.fillText(line, frame.x(box.x + box.width / 2), middle + (i - ((known?.lines.length ?? 1) - 1) / 2) * size * 1.2);
  });
}

const headerNames = new WeakMap<SceneBox["content"], { readonly step: number; readonly text: string; readonly size: number }>();

function header(frame: PaintFrame, box: TableBox | EnumBox, title: string, fullTitle: string, level: Level,
  measure: (text: string, font: DiagramFont) => number, mark?: "added" | "changed" | "removed"): void {
  const { context: c, theme, view } = frame;
  let text = title, size: number = fonts.title.size;
  if (level === "keys") {
    // Between 0.4 and 0.6 the name stays at a readable size and is cut anew per step of zoom.
    const step = Math.round(view.zoom * 40);
    let known = headerNames.get(box.content);
    if (known?.step !== step) {
      const room = box.width - 2 * card.pad, zoom = step / 40, wanted = Math.min(22, 11.5 / zoom);
      // A long name shrinks a little before it is cut.
      const fits = Math.max(Math.min(wanted, (wanted * room) / measure(fullTitle, { ...fonts.title, size: wanted })), 9.5 / zoom);
      known = { step, size: fits, text: ellipsis(fullTitle, { ...fonts.title, size: fits }, room, measure) };
      headerNames.set(box.content, known);
    }
    ({ text, size } = known);
  }
  frame.font(fonts.title, size * view.zoom);
  c.fillStyle = mark === "removed" ? theme.removed : theme.title;
  c.textAlign = "left";
  c.textBaseline = "middle";
  const x = frame.x(box.x + card.pad), y = frame.y(box.y + card.header / 2 + 1.5);
  c.fillText(text, x, y);
  if (mark === "removed") strike(frame, x, y, measure(text, { ...fonts.title, size }) * view.zoom);
  if (mark === "added" || mark === "changed") {
    frame.font(fonts.title, 13 * view.zoom);
    c.fillStyle = markColor(theme, mark);
    c.textAlign = "right";
    c.fillText(mark === "added" ? "+" : "•", frame.x(box.x + box.width - card.pad), y);
  }
}

function strike(frame: PaintFrame, x: number, y: number, width: number): void {
  frame.context.fillStyle = frame.theme.removed;
  frame.context.fillRect(x, y, width, 1);
}

const keyNames = new WeakMap<CardRow, { readonly step: number; readonly text: string }>();

/** Keys by name, as large as their rows allow; other columns as bars. */
function keyRows(frame: PaintFrame, box: TableBox, measure: (text: string, font: DiagramFont) => number): void {
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

function paintEnum(frame: PaintFrame, box: EnumBox, level: Level, measure: (text: string, font: DiagramFont) => number): void {
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
