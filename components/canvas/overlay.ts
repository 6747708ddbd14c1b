import { card, type DiagramPoint, type DiagramTheme, hueOf, type Rect, type View } from "@/lib/export/diagram";
import type { Id } from "@/lib/model";
import type { Guide } from "./snap";

/** A connection being drawn by hand. */
export interface ConnectionLine {
  readonly from: DiagramPoint;
  /** Side it leaves from: -1 left, 1 right. */
  readonly direction: -1 | 1;
  readonly to: DiagramPoint;
  /** The row or header it would end at. */
  readonly target?: Rect;
}

/** What lies over the picture: guides, marquee, connection, others' selections, the keyboard's place. */
export interface OverlayState {
  readonly active: boolean;
  readonly guides: readonly Guide[];
  readonly marquee: Rect | undefined;
  readonly connection: ConnectionLine | undefined;
  readonly remote: readonly { readonly color: number; readonly ids: readonly Id[] }[];
  readonly focused: Id | undefined;
}

export const emptyOverlay: OverlayState = { active: false, guides: [], marquee: undefined, connection: undefined, remote: [], focused: undefined };

interface Context {
  readonly view: View;
  readonly ratio: number;
  readonly theme: DiagramTheme;
  boxOf(id: Id): Rect | undefined;
}

/** Draws the overlay in CSS pixels on what is there. */
export function paintOverlay(c: CanvasRenderingContext2D, state: OverlayState, { view, ratio, theme, boxOf }: Context): void {
  c.setTransform(ratio, 0, 0, ratio, 0, 0);
  const x = (value: number) => Math.round(value * view.zoom + view.x) + 0.5, y = (value: number) => Math.round(value * view.zoom + view.y) + 0.5;
  const outline = (box: Rect, gap: number, radius: number) => {
    c.beginPath();
    c.roundRect(x(box.x) - gap, y(box.y) - gap, box.width * view.zoom + 2 * gap - 1, box.height * view.zoom + 2 * gap - 1, radius);
    c.stroke();
  };
  const corner = card.radius * view.zoom;
  for (const { color, ids } of state.remote) {
    c.strokeStyle = hueOf(theme, color).line;
    c.lineWidth = 2;
    for (const id of ids) {
      const box = boxOf(id);
      if (box !== undefined) outline(box, 3, corner + 3);
    }
  }
  const focus = state.focused === undefined ? undefined : boxOf(state.focused);
  if (focus !== undefined) {
    c.strokeStyle = theme.accent;
    c.lineWidth = 2;
    outline(focus, 5, corner + 5);
  }
  c.strokeStyle = theme.accent;
  c.lineWidth = 1;
  if (state.guides.length > 0) {
    c.beginPath();
    for (const guide of state.guides) {
      if (guide.axis === "x") { c.moveTo(x(guide.at), y(guide.from)); c.lineTo(x(guide.at), y(guide.to)); }
      else { c.moveTo(x(guide.from), y(guide.at)); c.lineTo(x(guide.to), y(guide.at)); }
    }
    c.stroke();
  }
  if (state.marquee !== undefined) {
    const { x: mx, y: my, width, height } = state.marquee;
    c.fillStyle = theme.accentSoft;
    c.fillRect(x(mx), y(my), width * view.zoom, height * view.zoom);
    c.strokeRect(x(mx), y(my), width * view.zoom, height * view.zoom);
  }
  if (state.connection !== undefined) {
    const { from, to, direction, target } = state.connection;
    if (target !== undefined) {
      c.fillStyle = theme.accentSoft;
      c.fillRect(x(target.x), y(target.y), target.width * view.zoom, target.height * view.zoom);
      c.lineWidth = 1.5;
      c.strokeRect(x(target.x), y(target.y), target.width * view.zoom - 1, target.height * view.zoom - 1);
    }
    c.lineWidth = 1.75;
    c.beginPath();
    const fx = x(from.x), fy = y(from.y), tx = x(to.x), ty = y(to.y);
    const bend = Math.max(24, Math.abs(tx - fx) / 2) * direction;
    const middle = (tx - fx) * direction > 48 ? (fx + tx) / 2 : fx + Math.min(48, Math.abs(bend)) * direction;
    const r = Math.min(8, Math.abs(ty - fy) / 2);
    c.moveTo(fx, fy);
    c.arcTo(middle, fy, middle, ty, r);
    c.arcTo(middle, ty, tx, ty, r);
    c.lineTo(tx, ty);
    c.stroke();
    c.fillStyle = theme.accent;
    c.beginPath();
    c.arc(fx, fy, 3.5, 0, Math.PI * 2);
    c.arc(tx, ty, 3.5, 0, Math.PI * 2);
    c.fill();
  }
}
