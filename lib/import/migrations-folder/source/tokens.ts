/** Source text of a programming language as far as migrations need it: texts, names, signs, line ends. */
export interface SourceToken {
  readonly kind: "text" | "name" | "sign" | "newline";
  /** The value of a text; a name or a sign as written. */
  readonly value: string;
  /** A text that is put together when the program runs: its value is not known. */
  readonly dynamic?: true;
  /** 1-based. */
  readonly line: number;
  /** Spaces before it on its line, where it is the first there. */
  readonly indent?: number;
}

/** What tells languages apart. */
export interface SourceLanguage {
  /** Gives the end of a comment that begins here, or undefined. */
  comment(source: string, at: number): number | undefined;
  /** Gives a text that begins here. */
  text(source: string, at: number): { readonly end: number; readonly value: string; readonly dynamic?: true } | undefined;
}

/** Cuts a source into tokens. Never throws: what is not understood is a sign. */
export function sourceTokens(source: string, language: SourceLanguage): readonly SourceToken[] {
  const tokens: SourceToken[] = [];
  let at = 0;
  let line = 1;
  let lineStart = 0;
  let fresh = true;
  const push = (token: Omit<SourceToken, "line" | "indent">): void => {
    tokens.push({ ...token, line, ...(fresh ? { indent: at - lineStart } : {}) });
    fresh = false;
  };
  const move = (end: number): void => {
    for (; at < end; at += 1) {
      if (source.charAt(at) !== "\n") continue;
      line += 1;
      lineStart = at + 1;
    }
  };
  while (at < source.length) {
    const char = source.charAt(at);
    if (char === "\n") {
      tokens.push({ kind: "newline", value: "\n", line });
      move(at + 1);
      fresh = true;
      continue;
    }
    if (/\s/.test(char)) { at += 1; continue; }
    const comment = language.comment(source, at);
    if (comment !== undefined) { move(Math.max(comment, at + 1)); continue; }
    const text = language.text(source, at);
    if (text !== undefined) {
      push({ kind: "text", value: text.value, ...(text.dynamic === undefined ? {} : { dynamic: true }) });
      move(Math.max(text.end, at + 1));
      continue;
    }
    const name = /[A-Za-z_$@\u0080-\uffff][\w$\u0080-\uffff]*[?!]?|\d[\w.]*/y;
    name.lastIndex = at;
    const word = name.exec(source)?.[0];
    push(word === undefined ? { kind: "sign", value: char } : { kind: "name", value: word });
    move(at + (word?.length ?? 1));
  }
  tokens.push({ kind: "newline", value: "\n", line });
  return tokens;
}

const simple: Readonly<Record<string, string>> = { n: "\n", t: "\t", r: "\r", b: "\b", f: "\f", v: "\v", a: "\u0007", "0": "\0", e: "\u001b", s: " " };

/** The character of an escape that begins with a backslash at `at`, and where it ends. `known` are the letters the language knows. */
export function escapeAt(source: string, at: number, known: string): { readonly value: string; readonly end: number } | undefined {
  const letter = source.charAt(at + 1);
  const hex = (pattern: RegExp): { readonly value: string; readonly end: number } | undefined => {
    pattern.lastIndex = at + 1;
    const match = pattern.exec(source);
    const code = match?.[1] ?? match?.[2];
    if (match === null || code === undefined) return undefined;
    const point = Number.parseInt(code, 16);
    if (point > 0x10ffff) return undefined;
    return { value: String.fromCodePoint(point), end: at + 1 + match[0].length };
  };
  if (letter === "u") return hex(/u(?:\{([0-9a-fA-F]{1,6})\}|([0-9a-fA-F]{4}))/y);
  if (letter === "U") return hex(/U([0-9a-fA-F]{8})/y);
  if (letter === "x") return hex(/x([0-9a-fA-F]{1,2})/y);
  if (letter === "\n") return { value: "", end: at + 2 };
  if (known.includes(letter) && Object.hasOwn(simple, letter)) return { value: simple[letter] ?? "", end: at + 2 };
  return undefined;
}
