/** A font of the diagram; sizes in canvas pixels. */
export interface DiagramFont {
  readonly family: "sans" | "mono";
  readonly weight: 400 | 500 | 600;
  readonly size: number;
}

/** Fonts by role. */
export const fonts = {
  title: { family: "sans", weight: 600, size: 13 },
  row: { family: "mono", weight: 400, size: 12 },
  type: { family: "mono", weight: 400, size: 11 },
  mark: { family: "mono", weight: 600, size: 9 },
  note: { family: "sans", weight: 400, size: 12 },
  group: { family: "sans", weight: 600, size: 14 },
} as const satisfies Record<string, DiagramFont>;

/** Font stacks; the first name is bundled with the studio, the rest are what readers of an exported picture have. */
export const fontStacks = {
  sans: `"Inter Variable", Inter, system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif`,
  mono: `"JetBrains Mono Variable", "JetBrains Mono", ui-monospace, SFMono-Regular, Menlo, Consolas, "DejaVu Sans Mono", monospace`,
} as const;

/** CSS `font` shorthand at a size in pixels. */
export function cssFont(font: DiagramFont, size: number = font.size): string {
  return `${font.weight} ${size}px ${fontStacks[font.family]}`;
}

/** Width of a text in canvas pixels. */
export type MeasureText = (text: string, font: DiagramFont) => number;

const narrow = /[ilj.,:;'|!Ift()[\]{} ]/;
const wide = /[mwMW@%]/;
const plainAscii = /^[ -~]*$/;
const advance = (char: string, code: number) => (narrow.test(char) ? 0.33 : wide.test(char) ? 0.9 : code < 97 ? 0.68 : 0.6);
const asciiAdvances = Array.from({ length: 128 }, (_, code) => advance(String.fromCharCode(code), code));

/** Width without a browser, from mean advances of Inter and the 0.6 em of JetBrains Mono; errs on the wide side. */
export const estimateText: MeasureText = (text, font) => {
  let em = 0;
  if (plainAscii.test(text)) {
    if (font.family === "mono") return text.length * 0.6 * font.size;
    for (let i = 0; i < text.length; i++) em += asciiAdvances[text.charCodeAt(i)] ?? 0;
    return em * font.size;
  }
  for (const char of text) {
    const code = char.codePointAt(0) ?? 0;
    if (isWide(code)) em += font.family === "mono" ? 1.2 : 1;
    else if (/\p{M}/u.test(char)) em += 0;
    else if (font.family === "mono") em += 0.6;
    else em += advance(char, code);
  }
  return em * font.size;
};

/** East Asian wide and emoji blocks, two cells in a terminal. */
function isWide(code: number): boolean {
  return code >= 0x1100 && (code <= 0x115f || (code >= 0x2e80 && code <= 0xa4cf) || (code >= 0xac00 && code <= 0xd7a3)
    || (code >= 0xf900 && code <= 0xfaff) || (code >= 0xfe30 && code <= 0xfe6f) || (code >= 0xff00 && code <= 0xff60) || code >= 0x1f300);
}

/** Names come from anywhere: line breaks and control characters would break the line's layout. */
export function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\u2028\u2029]+/gu, " ");
}

/** The text cut to a width, with an ellipsis where it was cut. */
export function ellipsis(text: string, font: DiagramFont, width: number, measure: MeasureText): string {
  if (measure(text, font) <= width) return text;
  const chars = Array.from(text);
  let low = 0, high = chars.length;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (measure(`${chars.slice(0, middle).join("")}…`, font) <= width) low = middle; else high = middle - 1;
  }
  return `${chars.slice(0, low).join("")}…`;
}

/** Breaks a text at spaces, underscores and, where it must, anywhere. At most `limit` lines; the last is cut with an ellipsis. */
export function wrap(text: string, font: DiagramFont, width: number, measure: MeasureText, limit = Infinity): readonly string[] {
  const words = text.match(/[^\s_]*[\s_]+|[^\s_]+/g) ?? [text];
  const lines: string[] = [];
  let line = "";
  for (const word of words) {
    if (line === "" || measure((line + word).trimEnd(), font) <= width) { line += word; continue; }
    lines.push(line.trimEnd());
    line = word;
  }
  lines.push(line.trimEnd());
  const fitted = lines.length > limit ? [...lines.slice(0, limit - 1), lines.slice(limit - 1).join("")] : lines;
  return fitted.map((l) => ellipsis(l, font, width, measure));
}
