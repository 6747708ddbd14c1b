import type { SceneBox } from "./boxes";
import { card } from "./card";
import type { PaintFrame } from "./paint-frame";
import type { Level } from "./view";

/** How strongly a dimmed card's text shows. */
export const dimmed = 0.42;

/** Whether a card is outside of what is lit. */
export function isDim(frame: PaintFrame, box: SceneBox): boolean {
  return frame.lit !== undefined && !frame.lit.has(box.id);
}

/** The looks of a card's body. */
export interface Plate {
  readonly header: boolean;
  readonly edge: string | undefined;
  readonly dashed: boolean;
  readonly tone: string | undefined;
  readonly fill?: string;
}

/** The card's body: fill, header band, coloured top edge, hairline; ring when selected. */
export function plate(frame: PaintFrame, box: SceneBox, level: Level, look: Plate): void {
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
