import { escapeAt, sourceTokens, type SourceLanguage, type SourceToken } from "./tokens";

const heredoc = /<<([~-]?)(["'`]?)([A-Za-z_]\w*)\2/g;

/** Ruby's heredocs stand on the lines after the one that names them: they are taken out first and put where they are named. */
function withoutHeredocs(source: string): { readonly source: string; readonly bodies: ReadonlyMap<string, { readonly value: string; readonly dynamic: boolean }> } {
  const bodies = new Map<string, { value: string; dynamic: boolean }>();
  const lines = source.split("\n");
  const kept: string[] = [];
  for (let i = 0; i < lines.length; i += 1) {
    const line = lines[i] ?? "";
    const waiting: { readonly mark: string; readonly dedent: boolean; readonly raw: boolean; readonly word: string; readonly loose: boolean }[] = [];
    kept.push(/^\s*#/.test(line) ? line : line.replace(heredoc, (whole, form: string, quote: string, word: string, offset: number) => {
      if (form === "" && /[\w)\]]\s*$/.test(line.slice(0, offset)) && quote === "" && !/^[A-Z]/.test(word)) return whole;
      const mark = `\u0001heredoc${bodies.size}\u0001`;
      bodies.set(mark, { value: "", dynamic: false });
      waiting.push({ mark, dedent: form === "~", raw: quote === "'", word, loose: form !== "" });
      return mark;
    }));
    for (const { mark, dedent, raw, word, loose } of waiting) {
      const body: string[] = [];
      for (i += 1; i < lines.length; i += 1) {
        const text = lines[i] ?? "";
        kept.push("");
        if ((loose ? text.trim() : text) === word) break;
        body.push(text);
      }
      const margin = dedent ? Math.min(...body.filter((text) => text.trim() !== "").map((text) => /^\s*/.exec(text)?.[0].length ?? 0)) : 0;
      const text = body.map((one) => one.slice(Number.isFinite(margin) ? margin : 0)).join("\n");
      bodies.set(mark, raw ? { value: text, dynamic: false } : quoted(text));
    }
  }
  return { source: kept.join("\n"), bodies };
}

/** What double quotes make of a text. */
function quoted(text: string): { value: string; dynamic: boolean } {
  let value = "";
  let dynamic = false;
  for (let i = 0; i < text.length;) {
    if (text.startsWith("#{", i)) dynamic = true;
    if (text.charAt(i) !== "\\") { value += text.charAt(i); i += 1; continue; }
    const escape = escapeAt(text, i, "ntrbfvaes0");
    value += escape?.value ?? text.charAt(i + 1);
    i = escape?.end ?? i + 2;
  }
  return { value, dynamic };
}

/** Lines of a Ruby source, each with its tokens. */
export function rubyLines(source: string): readonly (readonly SourceToken[])[] {
  const { source: rest, bodies } = withoutHeredocs(source.replaceAll("\r\n", "\n"));
  const language: SourceLanguage = {
    comment(text, at) {
      if (text.charAt(at) !== "#") return undefined;
      const end = text.indexOf("\n", at);
      return end < 0 ? text.length : end;
    },
    text(text, at) {
      const char = text.charAt(at);
      if (char === "\u0001") {
        const end = text.indexOf("\u0001", at + 1) + 1;
        const body = bodies.get(text.slice(at, end));
        return { end, value: body?.value ?? "", ...(body?.dynamic === true ? { dynamic: true as const } : {}) };
      }
      const percent = /%([qQ]?)([([{<|])/y;
      percent.lastIndex = at;
      const match = char === "%" ? percent.exec(text) : null;
      const open = match?.[2] ?? (char === "'" || char === '"' ? char : undefined);
      if (open === undefined) return undefined;
      const close = { "(": ")", "[": "]", "{": "}", "<": ">" }[open] ?? open;
      const from = at + (match?.[0].length ?? 1);
      let depth = 0;
      let end = from;
      for (; end < text.length; end += 1) {
        const here = text.charAt(end);
        if (here === "\\") end += 1;
        else if (here === close && depth === 0) break;
        else if (here === open && close !== open) depth += 1;
        else if (here === close) depth -= 1;
      }
      const inner = text.slice(from, end);
      const raw = open === "'" || match?.[1] === "q";
      const read = raw ? { value: inner.replaceAll(/\\([\\'])/g, "$1"), dynamic: false } : quoted(inner);
      return { end: end + 1, value: read.value, ...(read.dynamic ? { dynamic: true as const } : {}) };
    },
  };
  const lines: SourceToken[][] = [[]];
  for (const token of sourceTokens(rest, language)) {
    if (token.kind === "newline") lines.push([]);
    else lines.at(-1)?.push(token);
  }
  return lines.filter((line) => line.length > 0);
}
