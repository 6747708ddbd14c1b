import { card, type CardRow } from "./card";
import { endMark } from "./crow-foot";
import type { SceneEdge } from "./edge";
import { boundsOf, type ChangeMark } from "./input";
import { noteLine } from "./note";
import { cornerRadius } from "./route";
import type { EnumBox, GroupArea, NoteBox, TableBox } from "./boxes";
import type { Scene } from "./scene";
import { type DiagramFont, fonts, fontStacks, oneLine } from "./text";
import { type DiagramTheme, hueOf, lightTheme, markColor } from "./theme";

/** How to print a scene as SVG. */
export interface SvgOptions {
  readonly theme?: DiagramTheme;
  /** Space around the drawing in canvas pixels; default 32. */
  readonly margin?: number;
  /** Leaves the ground transparent. */
  readonly transparent?: boolean;
  /** Name for screen readers: "Diagram of Shop". */
  readonly label?: string;
}

/**
 * The whole scene as one self-contained SVG document: no script, no foreign objects, no external reference.
 * Every text from users is escaped.
 */
export function svgOfScene(scene: Scene, options: SvgOptions = {}): string {
  const theme = options.theme ?? lightTheme, margin = options.margin ?? 32;
  // Edges may go round the outermost boxes.
  const bounds = boundsOf([scene.bounds, ...[...scene.edges.values()].map((edge) => edge.bounds)]) ?? scene.bounds;
  const x = Math.floor(bounds.x - margin), y = Math.floor(bounds.y - margin);
  const width = Math.ceil(bounds.width + 2 * margin), height = Math.ceil(bounds.height + 2 * margin);
  const marks = scene.input.marks?.of;
  const parts = [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="${x} ${y} ${width} ${height}" role="img" aria-label="${escapeXml(options.label ?? "Entity-relationship diagram")}" direction="ltr">`,
    style(theme),
    ...(options.transparent === true ? [] : [`<rect x="${x}" y="${y}" width="${width}" height="${height}" fill="${theme.background}"/>`]),
    ...[...scene.groups.values()].map((area) => groupSvg(area, theme)),
    `<g fill="none" stroke-linejoin="round">`,
    ...[...scene.edges.values()].map((edge) => edgeSvg(edge, theme, marks?.get(edge.id))),
    `</g>`,
    ...[...scene.notes.values()].map((box) => noteSvg(box, theme)),
    ...[...scene.enums.values()].map((box) => enumSvg(box, theme)),
    ...[...scene.tables.values()].map((box) => tableSvg(box, theme, marks)),
    `</svg>`,
  ];
  return `${parts.join("\n")}\n`;
}

/** Escapes text for XML content and attributes; characters XML forbids become the replacement character. */
export function escapeXml(text: string): string {
  return text
    // Lone surrogates and the characters XML 1.0 forbids.
    // oxlint-disable-next-line no-control-regex
    .replace(/\p{Cs}|[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/gu, "\ufffd")
    .replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;").replace(/"/g, "&quot;").replace(/'/g, "&#39;");
}

function style(theme: DiagramTheme): string {
  const rule = (name: string, font: DiagramFont, fill: string) =>
    `.${name}{font:${font.weight} ${font.size}px ${fontStacks[font.family]};fill:${fill}}`;
  return `<style>text{dominant-baseline:central;white-space:pre;font-variant-ligatures:none}${[
    rule("t", fonts.title, theme.title), rule("r", fonts.row, theme.text), rule("y", fonts.type, theme.dim),
    rule("m", fonts.mark, theme.dim), rule("n", fonts.note, theme.text), rule("g", fonts.group, theme.dim),
  ].join("")}</style>`;
}

interface TextLook {
  readonly anchor?: "middle" | "end";
  readonly fill?: string;
  readonly full?: string;
  readonly strike?: boolean;
}

function textSvg(css: string, x: number, y: number, text: string, look: TextLook = {}): string {
  const attributes = [
    look.anchor === undefined ? "" : ` text-anchor="${look.anchor}"`,
    look.fill === undefined ? "" : ` fill="${look.fill}" style="fill:${look.fill}"`,
    look.strike === true ? ` text-decoration="line-through"` : "",
  ].join("");
  const title = look.full === undefined || look.full === text ? "" : `<title>${escapeXml(look.full)}</title>`;
  return `<text class="${css}" x="${round(x)}" y="${round(y)}"${attributes}>${title}${escapeXml(text)}</text>`;
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}

function edgeSvg(edge: SceneEdge, theme: DiagramTheme, mark: ChangeMark | undefined): string {
  const color = mark === undefined ? theme.edge : markColor(theme, mark);
  const { relationship, route } = edge;
  const ends = [endMark(route.from, relationship.childEnd), endMark(route.to, relationship.parentEnd)];
  const lines = ends.flatMap((end) => end.lines).map(([x1, y1, x2, y2]) => `M${round(x1)} ${round(y1)}L${round(x2)} ${round(y2)}`).join("");
  const circles = ends.flatMap((end) => end.circle ?? [])
    .map((circle) => `<circle cx="${round(circle.x)}" cy="${round(circle.y)}" r="${circle.radius}" fill="${theme.background}"/>`).join("");
  const dash = mark === "removed" ? ` stroke-dasharray="4 4"` : "";
  return `<g stroke="${color}" stroke-width="${mark === undefined ? 1 : 1.5}"${dash}><path d="${pathOf(route.points)}${lines}"/>${circles}</g>`;
}

/** SVG path of corner points, with rounded corners. */
export function pathOf(points: readonly number[]): string {
  const at = (i: number): readonly [number, number] => [points[2 * i] ?? 0, points[2 * i + 1] ?? 0];
  const count = points.length / 2;
  const [startX, startY] = at(0);
  let path = `M${round(startX)} ${round(startY)}`;
  for (let i = 1; i < count; i++) {
    const [x, y] = at(i);
    if (i === count - 1) { path += `L${round(x)} ${round(y)}`; break; }
    const [px, py] = at(i - 1), [nx, ny] = at(i + 1);
    const before = Math.abs(x - px) + Math.abs(y - py), after = Math.abs(nx - x) + Math.abs(ny - y);
    const r = Math.min(cornerRadius, before / 2, after / 2);
    if (r < 0.5) { path += `L${round(x)} ${round(y)}`; continue; }
    const inX = x - Math.sign(x - px) * r, inY = y - Math.sign(y - py) * r;
    path += `L${round(inX)} ${round(inY)}Q${round(x)} ${round(y)} ${round(x + Math.sign(nx - x) * r)} ${round(y + Math.sign(ny - y) * r)}`;
  }
  return path;
}

function groupSvg(area: GroupArea, theme: DiagramTheme): string {
  const hue = hueOf(theme, area.group.color);
  return `<g><rect x="${round(area.x)}" y="${round(area.y)}" width="${round(area.width)}" height="${round(area.height)}" rx="12" fill="${hue.tint}" stroke="${hue.line}" stroke-opacity="0.45"/>`
    + `${textSvg("g", area.x + 24, area.y + 20, area.title, { fill: hue.line, full: oneLine(area.group.name) })}</g>`;
}

function plateSvg(box: TableBox | EnumBox, theme: DiagramTheme, edge: string | undefined, border: string, dashed: boolean): string {
  const { x, y, width: w, height: h } = box, r = card.radius;
  const top = `M${x} ${y + r}a${r} ${r} 0 0 1 ${r} -${r}h${w - 2 * r}a${r} ${r} 0 0 1 ${r} ${r}`;
  const whole = h <= card.header;
  return `<rect x="${x}" y="${y}" width="${w}" height="${h}" rx="${r}" fill="${whole ? theme.header : theme.card}"/>`
    + (whole ? "" : `<path d="${top}v${card.header - r}h-${w}z" fill="${theme.header}"/><path d="M${x} ${y + card.header - 0.5}h${w}" stroke="${theme.cardBorder}"/>`)
    // The edge follows the rounded corners: the part of the outline's inside that is less than three pixels below the top.
    + (edge === undefined ? "" : `<path d="M${round(x + 1.75)} ${y + card.edge}A${r} ${r} 0 0 1 ${x + r} ${y}h${w - 2 * r}A${r} ${r} 0 0 1 ${round(x + w - 1.75)} ${y + card.edge}z" fill="${edge}"/>`)
    + `<rect x="${x + 0.5}" y="${y + 0.5}" width="${w - 1}" height="${h - 1}" rx="${r - 0.5}" fill="none" stroke="${border}"${dashed ? ` stroke-dasharray="5 4"` : ""}/>`;
}

function tableSvg(box: TableBox, theme: DiagramTheme, marks: ReadonlyMap<string, ChangeMark> | undefined): string {
  const { content } = box;
  const mark = box.ghost ? "removed" : marks?.get(box.id);
  const tone = mark === undefined ? undefined : markColor(theme, mark);
  const edge = tone ?? (box.color === undefined ? undefined : hueOf(theme, box.color).line);
  const parts = [
    `<g${box.ghost ? ` opacity="0.7"` : ""}>`,
    plateSvg(box, theme, edge, tone ?? theme.cardBorder, box.ghost),
    textSvg("t", box.x + card.pad, box.y + card.header / 2 + 1.5, content.title,
      { full: content.fullTitle, ...(mark === "removed" ? { strike: true, fill: theme.removed } : {}) }),
    ...(mark === "added" || mark === "changed"
      ? [textSvg("t", box.x + box.width - card.pad, box.y + card.header / 2 + 1.5, mark === "added" ? "+" : "•", { anchor: "end", fill: markColor(theme, mark) })] : []),
    ...content.rows.map((row) => rowSvg(box, row, theme, row.ghost ? "removed" : marks?.get(row.column.id))),
    `</g>`,
  ];
  return parts.join("");
}

function rowSvg(box: TableBox, row: CardRow, theme: DiagramTheme, mark: ChangeMark | undefined): string {
  const { content } = box, y = box.y + row.top + card.row / 2 + 0.5;
  const parts: string[] = [];
  if (mark !== undefined) {
    const color = markColor(theme, mark);
    parts.push(`<rect x="${box.x + 1}" y="${box.y + row.top}" width="${box.width - 2}" height="${card.row}" fill="${color}" fill-opacity="0.1"/>`);
    parts.push(textSvg("m", box.x + 6, y, mark === "added" ? "+" : mark === "changed" ? "•" : "−", { anchor: "middle", fill: color }));
  }
  if (row.primaryKey) parts.push(textSvg("m", box.x + card.pad, y, "PK", { fill: theme.primaryKey }));
  if (row.foreignKey) parts.push(textSvg("m", box.x + card.pad + (row.primaryKey ? card.markWidth + 2 : 0), y, "FK", { fill: theme.foreignKey }));
  parts.push(textSvg("r", box.x + content.nameX, y, row.name, { full: row.fullName, ...(row.ghost ? { strike: true, fill: theme.removed } : {}) }));
  parts.push(textSvg("y", box.x + content.typeX, y, row.type, { anchor: "end", full: row.fullType }));
  const { unique, notNull, indexed } = content.slots;
  if (row.unique && unique !== undefined) parts.push(textSvg("m", box.x + unique, y, "U", { anchor: "middle" }));
  if (row.notNull && notNull !== undefined) parts.push(textSvg("m", box.x + notNull, y, "N", { anchor: "middle" }));
  if (row.indexed && indexed !== undefined) parts.push(textSvg("m", box.x + indexed, y, "I", { anchor: "middle" }));
  return parts.join("");
}

function enumSvg(box: EnumBox, theme: DiagramTheme): string {
  const { content } = box, middle = box.y + card.header / 2 + 1.5;
  return [
    `<g>`, plateSvg(box, theme, undefined, theme.cardBorder, false),
    textSvg("t", box.x + card.pad, middle, content.title, { full: content.fullTitle }),
    textSvg("m", box.x + box.width - card.pad, middle, "ENUM", { anchor: "end" }),
    ...content.values.map((value, i) => textSvg("r", box.x + card.pad, box.y + card.header + (i + 0.5) * card.row + 0.5, value)),
    `</g>`,
  ].join("");
}

function noteSvg(box: NoteBox, theme: DiagramTheme): string {
  const hue = hueOf(theme, box.content.note.color);
  const frame = `x="${round(box.x)}" y="${round(box.y)}" width="${round(box.width)}" height="${round(box.height)}" rx="${card.radius}"`;
  return `<g><rect ${frame} fill="${theme.card}"/><rect ${frame} fill="${hue.tint}" stroke="${hue.line}"/>${
    box.content.lines.map((line, i) => textSvg("n", box.x + card.pad, box.y + 10 + (i + 0.5) * noteLine, line)).join("")}</g>`;
}

