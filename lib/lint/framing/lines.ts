/** A line with its place: `end` includes the line break. */
export interface Line {
  readonly text: string;
  readonly at: number;
  readonly end: number;
}

/** The lines of a text, without their line breaks. */
export function linesOf(text: string): Line[] {
  const lines: Line[] = [];
  let at = 0;
  while (at < text.length) {
    const newline = text.indexOf("\n", at);
    const end = newline < 0 ? text.length : newline + 1;
    lines.push({ text: text.slice(at, end).replace(/\r?\n$/, ""), at, end });
    at = end;
  }
  return lines;
}
