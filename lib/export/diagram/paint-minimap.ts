import type { Id } from "../../model";
import type { Rect } from "./input";
import type { Scene } from "./scene";
import { type DiagramTheme, hueOf } from "./theme";

/** Where a scene lies in a minimap: minimap = (canvas - origin) x scale + offset. */
export interface MinimapFrame {
  readonly scale: number;
  readonly offsetX: number;
  readonly offsetY: number;
}

/** Fits the scene's bounds into a minimap of a size in CSS pixels. */
export function minimapFrame(bounds: Rect, width: number, height: number, margin = 8): MinimapFrame {
  const scale = Math.min((width - 2 * margin) / Math.max(1, bounds.width), (height - 2 * margin) / Math.max(1, bounds.height), 0.25);
  return {
    scale,
    offsetX: width / 2 - (bounds.x + bounds.width / 2) * scale,
    offsetY: height / 2 - (bounds.y + bounds.height / 2) * scale,
  };
}

/** Draws every card as a small block, groups as tinted areas. The view's rectangle is not part of it: it changes each frame. */
export function paintMinimap(context: CanvasRenderingContext2D, scene: Scene, options: {
  readonly width: number; readonly height: number; readonly pixelRatio: number; readonly theme: DiagramTheme; readonly selected?: ReadonlySet<Id>;
}): MinimapFrame {
  const { width, height, theme, pixelRatio } = options;
  const frame = minimapFrame(scene.bounds, width, height);
  context.setTransform(pixelRatio, 0, 0, pixelRatio, 0, 0);
  context.clearRect(0, 0, width, height);
  const fill = (rect: Rect, least: number) => context.fillRect(
    rect.x * frame.scale + frame.offsetX, rect.y * frame.scale + frame.offsetY,
    Math.max(least, rect.width * frame.scale), Math.max(least, rect.height * frame.scale));
  for (const area of scene.groups.values()) {
    context.fillStyle = hueOf(theme, area.group.color).tint;
    fill(area, 2);
  }
  for (const note of scene.notes.values()) {
    context.fillStyle = hueOf(theme, note.content.note.color).tint;
    fill(note, 1);
  }
  context.fillStyle = theme.edgeFaint;
  for (const box of scene.enums.values()) fill(box, 1);
  for (const box of scene.tables.values()) {
    context.fillStyle = options.selected?.has(box.id) === true ? theme.accent : box.color === undefined ? theme.edge : hueOf(theme, box.color).line;
    fill(box, 1);
  }
  return frame;
}
