/** Line numbers for growing offsets, counted once: asking for offsets in order costs one pass over the text. */
export class LineCounter {
  private line = 1;
  /** Offset of the line break that ends the current line. */
  private lineEnd: number;

  constructor(private readonly text: string) {
    this.lineEnd = this.breakFrom(0);
  }

  /** 1-based line of a 0-based offset. Offsets must not fall. */
  lineOf(offset: number): number {
    while (this.lineEnd < offset) {
      this.line += 1;
      this.lineEnd = this.breakFrom(this.lineEnd + 1);
    }
    return this.line;
  }

  private breakFrom(offset: number): number {
    const end = this.text.indexOf("\n", offset);
    return end < 0 ? Infinity : end;
  }
}

/** 1-based line and column of an offset within a text that begins on line `firstLine`. */
export function placeIn(text: string, offset: number, firstLine: number): { readonly line: number; readonly column: number } {
  const before = text.slice(0, offset);
  const lastBreak = before.lastIndexOf("\n");
  let line = firstLine;
  for (let at = before.indexOf("\n"); at >= 0; at = before.indexOf("\n", at + 1)) line += 1;
  return { line, column: offset - lastBreak };
}
