import type { Id } from "../../model";
import { endMark } from "./crow-foot";
import type { SceneEdge } from "./edge";
import { cornerRadius, type EdgeEnd } from "./route";
import type { Cardinality } from "./relationships";
import type { DiagramTheme } from "./theme";
import { markColor } from "./theme";
import { crowFootZoom } from "./view";
import type { PaintFrame } from "./paint-frame";

interface Style {
  readonly color: string;
  readonly width: number;
  readonly dashed: boolean;
}

/** Strokes edges in batches of about forty: one stroke of thousands of lines is slower than several. */
const batch = 40;

/** Draws edges: faint ones first, bright ones last. */
export function paintEdges(frame: PaintFrame, edges: readonly SceneEdge[]): void {
  const byStyle = new Map<string, { style: Style; edges: SceneEdge[] }>();
  for (const edge of edges) {
    const style = styleOf(frame, edge);
    const key = `${style.color} ${style.width} ${style.dashed}`;
    const list = byStyle.get(key);
    if (list === undefined) byStyle.set(key, { style, edges: [edge] }); else list.edges.push(edge);
  }
  const order = [...byStyle.values()].sort((a, b) => a.style.width - b.style.width || weight(frame.theme, a.style) - weight(frame.theme, b.style));
  for (const { style, edges: list } of order) strokeAll(frame, style, list);
}

function weight(theme: DiagramTheme, style: Style): number {
  return style.color === theme.edgeFaint ? 0 : style.color === theme.edge ? 1 : 2;
}

function styleOf(frame: PaintFrame, edge: SceneEdge): Style {
  const { theme, view } = frame;
  const thin = view.zoom < 0.2 ? 0.7 : 1;
  const mark = frame.marks?.get(edge.id);
  if (isLit(frame, edge)) return { color: theme.accent, width: view.zoom < 0.2 ? 1.2 : 1.75, dashed: false };
  if (mark !== undefined) return { color: markColor(theme, mark), width: thin + 0.5, dashed: mark === "removed" };
  return { color: frame.lit === undefined ? theme.edge : theme.edgeFaint, width: thin, dashed: false };
}

function isLit(frame: PaintFrame, edge: SceneEdge): boolean {
  const lit: ReadonlySet<Id> | undefined = frame.litEdges;
  return lit?.has(edge.id) === true || frame.hoveredEdge === edge.id;
}

function strokeAll(frame: PaintFrame, style: Style, edges: readonly SceneEdge[]): void {
  const { context: c, view } = frame;
  c.strokeStyle = style.color;
  c.lineWidth = style.width;
  c.lineJoin = "round";
  c.setLineDash(style.dashed ? [4, 4] : []);
  // From far away lines lie so close that they would be all there is to see.
  if (view.zoom < 0.2 && style.color === frame.theme.edge) c.globalAlpha = 0.5;
  const withMarks = view.zoom >= crowFootZoom;
  for (let start = 0; start < edges.length; start += batch) {
    c.beginPath();
    const end = Math.min(edges.length, start + batch);
    for (let i = start; i < end; i++) {
      const edge = edges[i];
      if (edge === undefined) continue;
      trace(frame, edge);
      if (withMarks) {
        traceEnd(frame, edge.route.from, edge.relationship.childEnd);
        traceEnd(frame, edge.route.to, edge.relationship.parentEnd);
      }
    }
    c.stroke();
    if (!withMarks) continue;
    // Circles hide the line behind them.
    c.fillStyle = frame.theme.background;
    c.setLineDash([]);
    c.beginPath();
    for (let i = start; i < end; i++) {
      const edge = edges[i];
      if (edge === undefined) continue;
      traceCircle(frame, edge.route.from, edge.relationship.childEnd);
      traceCircle(frame, edge.route.to, edge.relationship.parentEnd);
    }
    c.fill();
    c.stroke();
    c.setLineDash(style.dashed ? [4, 4] : []);
  }
  c.setLineDash([]);
  c.globalAlpha = 1;
}

/** The route with rounded corners; points far outside are clamped, since long lines are slow to rasterise. */
function trace(frame: PaintFrame, edge: SceneEdge): void {
  const { context: c, view } = frame;
  const { points } = edge.route;
  const radius = view.zoom < crowFootZoom ? 0 : cornerRadius * view.zoom;
  const count = points.length / 2;
  let px = 0, py = 0;
  for (let i = 0; i < count; i++) {
    const x = frame.clampX(frame.lineX(points[2 * i] ?? 0)), y = frame.clampY(frame.lineY(points[2 * i + 1] ?? 0));
    if (i === 0) c.moveTo(x, y);
    else if (i === count - 1 || radius === 0) c.lineTo(x, y);
    else {
      const nx = frame.clampX(frame.lineX(points[2 * i + 2] ?? 0)), ny = frame.clampY(frame.lineY(points[2 * i + 3] ?? 0));
      const r = Math.min(radius, (Math.abs(x - px) + Math.abs(y - py)) / 2, (Math.abs(nx - x) + Math.abs(ny - y)) / 2);
      if (r < 0.5) c.lineTo(x, y); else c.arcTo(x, y, nx, ny, r);
    }
    px = x;
    py = y;
  }
}

function traceEnd(frame: PaintFrame, end: EdgeEnd, cardinality: Cardinality): void {
  if (!frame.near(end.x, end.y, 400)) return;
  const { context: c } = frame;
  for (const [x1, y1, x2, y2] of endMark(end, cardinality).lines) {
    c.moveTo(frame.lineX(x1), frame.lineY(y1));
    c.lineTo(frame.lineX(x2), frame.lineY(y2));
  }
}

function traceCircle(frame: PaintFrame, end: EdgeEnd, cardinality: Cardinality): void {
  if (cardinality === "one" || !frame.near(end.x, end.y, 40)) return;
  const { circle } = endMark(end, cardinality);
  if (circle === undefined) return;
  const x = frame.lineX(circle.x), y = frame.lineY(circle.y), r = circle.radius * frame.view.zoom;
  frame.context.moveTo(x + r, y);
  frame.context.arc(x, y, r, 0, Math.PI * 2);
}
