/** A piece of MySQL text. `value` is what a quoted token says without its quotes and escapes, else its text. */
export interface Token {
  readonly kind: "word" | "quoted" | "string" | "number" | "hex" | "symbol" | "variable" | "comment" | "space";
  readonly text: string;
  readonly value: string;
  /** 0-based offset in the text. */
  readonly at: number;
}

const wordStart = /[A-Za-z_$\u0080-\uffff]/;
const wordPart = /[A-Za-z0-9_$\u0080-\uffff]/;
const escapes: Readonly<Record<string, string>> = { 0: "\0", b: "\b", n: "\n", r: "\r", t: "\t", Z: "\u001a" };

/**
 * Tokens of a text, everything included. `/*!80016 ... *\/` are the marks of versioned comments only: what they hold is text like any other,
 * since every server of the versions here would run it. Never throws: an unfinished token runs to the end.
 */
export function allTokens(sql: string): Token[] {
  const tokens: Token[] = [];
  let versioned = 0;
  for (let at = 0; at < sql.length;) {
    const mark = versionMark(sql, at, versioned > 0);
    const [kind, end, value] = mark ?? tokenAt(sql, at);
    if (mark !== undefined) versioned += sql.startsWith("*/", at) ? -1 : 1;
    const text = sql.slice(at, end);
    tokens.push({ kind, text, value: value ?? text, at });
    at = end;
  }
  return tokens;
}

/** The tokens that mean something. */
export function tokenize(sql: string): Token[] {
  return allTokens(sql).filter(({ kind }) => kind !== "space" && kind !== "comment");
}

/** `/*!` with its version (MariaDB: `/*M!`), or the end of such a comment. */
function versionMark(sql: string, at: number, open: boolean): ["space", number, undefined] | undefined {
  if (open && sql.startsWith("*/", at)) return ["space", at + 2, undefined];
  const start = sql.charAt(at) === "/" ? /^\/\*M?!\d{0,6}/.exec(sql.slice(at, at + 12)) : null;
  return start === null ? undefined : ["space", at + start[0].length, undefined];
}

function tokenAt(sql: string, at: number): [Token["kind"], number, string?] {
  const char = sql.charAt(at);
  if (/\s/.test(char)) return ["space", runOf(sql, at, /\s/)];
  // Two dashes are a comment only before a space.
  if (char === "#" || (sql.startsWith("--", at) && (at + 2 >= sql.length || /\s/.test(sql.charAt(at + 2))))) return ["comment", endOfLine(sql, at)];
  if (sql.startsWith("/*", at)) {
    const end = sql.indexOf("*/", at + 2);
    return ["comment", end < 0 ? sql.length : end + 2];
  }
  if (char === "'" || char === '"') return quoted(sql, at, char, "string", true);
  if (char === "`") return quoted(sql, at, char, "quoted", false);
  if (/[xXbB]/.test(char) && sql.charAt(at + 1) === "'") return ["hex", quoted(sql, at + 1, "'", "string", false)[1]];
  if (/[nN]/.test(char) && sql.charAt(at + 1) === "'") return quoted(sql, at + 1, "'", "string", true);
  if (char === "@") return ["variable", /[`'"]/.test(sql.charAt(at + 1)) ? tokenAt(sql, at + 1)[1] : runOf(sql, at, /[@A-Za-z0-9_$.]/)];
  if (/[0-9]/.test(char) || (char === "." && /[0-9]/.test(sql.charAt(at + 1)) && !wordPart.test(sql.charAt(at - 1)) && sql.charAt(at - 1) !== "`")) return number(sql, at);
  if (wordStart.test(char)) return ["word", runOf(sql, at, wordPart)];
  const pair = sql.slice(at, at + 2);
  return ["symbol", at + (["<=", ">=", "<>", "!=", "||", "&&", "->", ":=", "<<", ">>"].includes(pair) ? (sql.startsWith("->>", at) || sql.startsWith("<=>", at) ? 3 : 2) : 1)];
}

function number(sql: string, at: number): [Token["kind"], number] {
  const match = /^(?:0[xX][0-9a-fA-F]+|0b[01]+|(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?)/.exec(sql.slice(at, at + 400));
  const end = at + (match?.[0].length ?? 1);
  // A name may begin with digits.
  return wordPart.test(sql.charAt(end)) && !sql.slice(at, end).includes(".") ? ["word", runOf(sql, end, wordPart)] : ["number", end];
}

function quoted(sql: string, at: number, quote: string, kind: "string" | "quoted", backslash: boolean): [Token["kind"], number, string] {
  let value = "";
  for (let i = at + 1; i < sql.length; i += 1) {
    const char = sql.charAt(i);
    if (backslash && char === "\\") {
      i += 1;
      const next = sql.charAt(i);
      // Before % and _ the backslash stays: it is for LIKE.
      value += escapes[next] ?? (next === "%" || next === "_" ? `\\${next}` : next);
    } else if (char !== quote) value += char;
    else if (sql.charAt(i + 1) === quote) {
      value += quote;
      i += 1;
    } else return [kind, i + 1, value];
  }
  return [kind, sql.length, value];
}

function runOf(sql: string, at: number, part: RegExp): number {
  let end = at + 1;
  while (end < sql.length && part.test(sql.charAt(end))) end += 1;
  return end;
}

function endOfLine(sql: string, at: number): number {
  const end = sql.indexOf("\n", at);
  return end < 0 ? sql.length : end;
}
