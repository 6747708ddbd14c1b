import type { Rect } from "./input";

/** Where the canvas is looked at from: screen = canvas x zoom + (x, y), as React Flow keeps it. */
export interface View {
  readonly x: number;
  readonly y: number;
  readonly zoom: number;
}

/** How much is drawn at a zoom: plain boxes; grey bars; names; names and keys; everything. */
export type Level = "boxes" | "bars" | "names" | "keys" | "all";

/** By CSS zoom, not device pixels: full text at small sizes is what costs. */
export function levelOf(zoom: number): Level {
  return zoom < 0.1 ? "boxes" : zoom < 0.2 ? "bars" : zoom < 0.4 ? "names" : zoom < 0.6 ? "keys" : "all";
}

/** Zoom from which the ends of edges carry crow's feet. */
export const crowFootZoom = 0.3;

/** The part of the canvas that a view of a size in CSS pixels shows. */
export function visibleRect(view: View, width: number, height: number): Rect {
  return { x: -view.x / view.zoom, y: -view.y / view.zoom, width: width / view.zoom, height: height / view.zoom };
}

/** The view that shows a rectangle whole, with a margin in CSS pixels, within zoom limits. */
export function fitView(rect: Rect, width: number, height: number, limits: FitLimits): View {
  const top = limits.top ?? limits.margin;
  const room = height - top - limits.margin;
  const zoom = Math.min(limits.max, Math.max(limits.min, Math.min((width - 2 * limits.margin) / Math.max(1, rect.width), room / Math.max(1, rect.height))));
  return { zoom, x: width / 2 - (rect.x + rect.width / 2) * zoom, y: top + room / 2 - (rect.y + rect.height / 2) * zoom };
}

/** Bounds of the zoom, and what is kept free around the picture, in CSS pixels. */
export interface FitLimits {
  readonly min: number;
  readonly max: number;
  readonly margin: number;
  /** Kept free at the top for what floats there; the margin when absent. */
  readonly top?: number;
}
