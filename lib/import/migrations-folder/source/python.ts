import { escapeAt, sourceTokens, type SourceLanguage, type SourceToken } from "./tokens";

const opening = /([rRbBuUfFtT]{0,2})("""|'''|"|')/y;

const language: SourceLanguage = {
  comment: (source, at) => (source.charAt(at) === "#" ? lineEnd(source, at) : source.startsWith("\\\n", at) ? at + 2 : undefined),
  text(source, at) {
    opening.lastIndex = at;
    const match = opening.exec(source);
    const quote = match?.[2];
    if (match === null || quote === undefined) return undefined;
    const prefix = (match[1] ?? "").toLowerCase();
    let value = "";
    let i = at + match[0].length;
    while (i < source.length && !source.startsWith(quote, i)) {
      const char = source.charAt(i);
      if (char === "\n" && quote.length === 1) break;
      if (char !== "\\") { value += char; i += 1; continue; }
      const escape = prefix.includes("r") ? undefined : escapeAt(source, i, "ntrbfva0");
      if (escape !== undefined) { value += escape.value; i = escape.end; continue; }
      const next = source.charAt(i + 1);
      value += !prefix.includes("r") && "\\'\"".includes(next) ? next : `\\${next}`;
      i += 2;
    }
    return { end: i + quote.length, value, ...(prefix.includes("f") || prefix.includes("t") || prefix.includes("b") ? { dynamic: true as const } : {}) };
  },
};

function lineEnd(source: string, at: number): number {
  const end = source.indexOf("\n", at);
  return end < 0 ? source.length : end;
}

/** A Python source's logical lines: what stands between line ends outside brackets, with the texts that stand side by side joined. */
export function pythonLines(source: string): readonly (readonly SourceToken[])[] {
  const lines: SourceToken[][] = [];
  let line: SourceToken[] = [];
  let depth = 0;
  for (const token of sourceTokens(source.replaceAll("\r\n", "\n"), language)) {
    if (token.kind === "newline") {
      if (depth > 0) continue;
      if (line.length > 0) lines.push(line);
      line = [];
      continue;
    }
    if (token.kind === "sign" && "([{".includes(token.value)) depth += 1;
    if (token.kind === "sign" && ")]}".includes(token.value)) depth -= 1;
    const last = line.at(-1);
    if (last?.kind === "text" && token.kind === "text") {
      line[line.length - 1] = { ...last, value: last.value + token.value, ...(last.dynamic === true || token.dynamic === true ? { dynamic: true } : {}) };
    } else line.push(token);
  }
  if (line.length > 0) lines.push(line);
  return lines;
}
