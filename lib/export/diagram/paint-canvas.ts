import type { SceneEdge } from "./edge";
import { overlaps } from "./input";
import { paintBox } from "./paint-card";
import { paintEdges } from "./paint-edges";
import { frameOf, type PaintFrame, type PaintOptions } from "./paint-frame";
import type { SceneBox } from "./boxes";
import type { Picture } from "./scene";
import { fonts } from "./text";
import { hueOf } from "./theme";
import { levelOf, visibleRect } from "./view";

export type { PaintOptions } from "./paint-frame";

/**
 * Draws the visible part of a scene on a 2D canvas, whole, in one go. What is drawn depends on the zoom (view.ts).
 * Going through all boxes costs some twenty microseconds per thousand; a spatial index would not pay for its upkeep.
 */
export function paintScene(context: CanvasRenderingContext2D, scene: Picture, options: PaintOptions): void {
  const frame = frameOf(context, options);
  const { view, width, height, theme } = options;
  if (options.ground === false) context.clearRect(0, 0, width, height);
  else {
    context.fillStyle = theme.background;
    context.fillRect(0, 0, width, height);
    paintDots(frame);
  }
  const seen = visibleRect(view, width, height);
  const level = levelOf(view.zoom);
  const draws = (id: string) => options.hidden?.has(id) !== true;

  paintGroups(frame, scene);
  const edges: SceneEdge[] = [];
  for (const edge of scene.edges.values()) {
    if (overlaps(edge.bounds, seen) && draws(edge.childBox.id) && draws(edge.parentBox.id)) edges.push(edge);
  }
  paintEdges(frame, edges);
  const boxes: SceneBox[] = [];
  for (const list of [scene.notes, scene.enums, scene.tables]) {
    for (const box of list.values()) if (overlaps(box, seen) && draws(box.id)) boxes.push(box);
  }
  // Selected and hovered cards lie on top.
  const raised = (box: SceneBox) => options.selected?.has(box.id) === true || options.hovered === box.id;
  for (const box of boxes) if (!raised(box)) paintBox(frame, box, level, scene.measure);
  for (const box of boxes) if (raised(box)) paintBox(frame, box, level, scene.measure);
  if (view.zoom < 0.2) paintGroupNames(frame, scene);
}

const dotSpacing = 24;

/** Dots on a grid that coarsens and fades while zooming out. */
function paintDots(frame: PaintFrame): void {
  const { context: c, view, width, height, theme } = frame;
  const strength = Math.min(1, Math.max(0, (view.zoom - 0.25) / 0.45));
  if (strength === 0) return;
  let spacing = dotSpacing * view.zoom;
  while (spacing < 18) spacing *= 2;
  const size = view.zoom > 1.5 ? 2 : 1;
  c.globalAlpha = strength;
  c.fillStyle = theme.dot;
  const startX = ((view.x % spacing) + spacing) % spacing, startY = ((view.y % spacing) + spacing) % spacing;
  for (let x = startX; x < width; x += spacing) {
    for (let y = startY; y < height; y += spacing) c.fillRect(Math.round(x), Math.round(y), size, size);
  }
  c.globalAlpha = 1;
}

function paintGroups(frame: PaintFrame, scene: Picture): void {
  const { context: c, theme, view } = frame;
  for (const area of scene.groups.values()) {
    if (frame.hidden?.has(area.id) === true || !overlaps(area, visibleRect(view, frame.width, frame.height))) continue;
    const hue = hueOf(theme, area.group.color);
    const x = frame.snapX(area.x), y = frame.snapY(area.y), w = frame.snapX(area.x + area.width) - x, h = frame.snapY(area.y + area.height) - y;
    const selected = frame.selected?.has(area.id) === true;
    c.beginPath();
    c.roundRect(x + 0.5, y + 0.5, w - 1, h - 1, 12 * view.zoom);
    const outline = frame.outlined?.has(area.id) === true;
    if (!outline) { c.fillStyle = hue.tint; c.fill(); }
    c.globalAlpha = selected || frame.hovered === area.id ? 1 : 0.45;
    c.strokeStyle = selected ? theme.accent : hue.line;
    c.lineWidth = selected ? 2 : 1;
    c.stroke();
    c.globalAlpha = 1;
    if (outline || view.zoom < 0.2) continue;
    frame.font(fonts.group, Math.max(fonts.group.size * view.zoom, Math.min(12, 32 * view.zoom)));
    c.fillStyle = hue.line;
    c.textAlign = "left";
    c.textBaseline = "middle";
    c.fillText(area.title, frame.x(area.x + 24), frame.y(area.y + 20));
  }
}

/** From far away groups are what can still be read. */
function paintGroupNames(frame: PaintFrame, scene: Picture): void {
  const { context: c, theme, view } = frame;
  frame.font(fonts.group, 14);
  c.textAlign = "center";
  c.textBaseline = "middle";
  for (const area of scene.groups.values()) {
    const x = frame.x(area.x + area.width / 2), y = frame.y(area.y + area.height / 2);
    if (frame.hidden?.has(area.id) === true || frame.outlined?.has(area.id) === true || !frame.near(area.x + area.width / 2, area.y + area.height / 2, 200)) continue;
    const width = c.measureText(area.title).width;
    // A name much wider than its area would only lie over its neighbours.
    if (width > Math.max(60, area.width * view.zoom * 1.6)) continue;
    c.globalAlpha = 0.88;
    c.fillStyle = theme.card;
    c.beginPath();
    c.roundRect(x - width / 2 - 8, y - 12, width + 16, 24, 6);
    c.fill();
    c.globalAlpha = 1;
    c.fillStyle = hueOf(theme, area.group.color).line;
    c.fillText(area.title, x, y + 0.5);
  }
}
