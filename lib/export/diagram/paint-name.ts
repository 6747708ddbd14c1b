import type { EnumBox, SceneBox, TableBox } from "./boxes";
import { card } from "./card";
import type { PaintFrame } from "./paint-frame";
import { ellipsis, fonts, type MeasureText, wrap } from "./text";
import { markColor } from "./theme";
import type { Level } from "./view";

const bigNames = new WeakMap<SceneBox["content"], { readonly step: number; readonly lines: readonly string[]; readonly size: number }>();

/** The name large enough to read: about 12 CSS pixels whatever the zoom, broken into lines that fit the card. */
export function bigName(frame: PaintFrame, box: TableBox | EnumBox, name: string, measure: MeasureText): void {
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

/** The name in the header, and the sign of a pending change. */
export function header(frame: PaintFrame, box: TableBox | EnumBox, title: string, fullTitle: string, level: Level,
  measure: MeasureText, mark?: "added" | "changed" | "removed"): void {
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

/** Strikes out a text in the colour of what was removed. */
export function strike(frame: PaintFrame, x: number, y: number, width: number): void {
  frame.context.fillStyle = frame.theme.removed;
  frame.context.fillRect(x, y, width, 1);
}
