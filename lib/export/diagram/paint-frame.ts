import type { Id } from "../../model";
import type { ChangeMark } from "./input";
import { type DiagramFont, fontStacks } from "./text";
import type { DiagramTheme } from "./theme";
import type { View } from "./view";

/** What the state of the interface adds to a picture. */
export interface PaintOptions {
  readonly view: View;
  /** Size in CSS pixels. */
  readonly width: number;
  readonly height: number;
  /** Device pixels per CSS pixel. */
  readonly pixelRatio: number;
  readonly theme: DiagramTheme;
  /** Not drawn, with their edges (a drag draws them on a layer above). */
  readonly hidden?: ReadonlySet<Id>;
  /** Cards that stay bright while the rest dims and other edges fade; absent: nothing dims. */
  readonly lit?: ReadonlySet<Id>;
  /** Edges drawn in accent. */
  readonly litEdges?: ReadonlySet<Id>;
  /** Columns whose rows are tinted: selected ones, and those that a bright edge joins. */
  readonly litColumns?: ReadonlySet<Id>;
  readonly selected?: ReadonlySet<Id>;
  readonly hovered?: Id;
  readonly hoveredEdge?: Id;
  readonly marks?: ReadonlyMap<Id, ChangeMark>;
  /** Groups drawn as an outline. */
  readonly outlined?: ReadonlySet<Id>;
  /** Background and dots; off for a layer above another. */
  readonly ground?: boolean;
}

/** One frame's drawing state: the options with the arithmetic from canvas to screen. */
export interface PaintFrame extends PaintOptions {
  readonly context: CanvasRenderingContext2D;
  /** Screen position of a canvas coordinate. */
  x(x: number): number;
  y(y: number): number;
  /** The same on a whole device pixel, for filled edges. */
  snapX(x: number): number;
  snapY(y: number): number;
  /** The same on the middle of a device pixel, for hairlines. */
  lineX(x: number): number;
  lineY(y: number): number;
  clampX(x: number): number;
  clampY(y: number): number;
  /** Whether a canvas point is on screen, give or take a margin in CSS pixels. */
  near(x: number, y: number, margin: number): boolean;
  /** Sets the font at a size in CSS pixels. */
  font(font: DiagramFont, size: number): void;
}

/** Prepares a canvas for drawing in CSS pixels. */
export function frameOf(context: CanvasRenderingContext2D, options: PaintOptions): PaintFrame {
  const { view, pixelRatio: ratio, width, height } = options;
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  context.direction = "ltr";
  const x = (value: number) => value * view.zoom + view.x;
  const y = (value: number) => value * view.zoom + view.y;
  const snap = (value: number) => Math.round(value * ratio) / ratio;
  const line = (value: number) => (Math.floor(value * ratio) + 0.5) / ratio;
  let current = "";
  return {
    ...options, context, x, y,
    snapX: (value) => snap(x(value)), snapY: (value) => snap(y(value)),
    lineX: (value) => line(x(value)), lineY: (value) => line(y(value)),
    clampX: (value) => Math.max(-60, Math.min(width + 60, value)), clampY: (value) => Math.max(-60, Math.min(height + 60, value)),
    near: (px, py, margin) => {
      const sx = x(px), sy = y(py);
      return sx > -margin && sy > -margin && sx < width + margin && sy < height + margin;
    },
    font: (font, size) => {
      // In steps of a quarter pixel: each size is rasterised anew, and while zooming there would be another in every frame.
      const text = `${font.weight} ${Math.max(0.25, Math.round(size * 4) / 4)}px ${fontStacks[font.family]}`;
      if (text !== current) { context.font = text; current = text; }
    },
  };
}
