/**
 * SQL text as tokens, knowing what a lexer must know to leave strings, comments and bodies alone:
 * quoted identifiers, escape strings, dollar quotes, nested block comments. It never throws: an unfinished token runs to the end.
 */
export interface SqlToken {
  /** `word`: identifier or keyword as written; `quoted`: identifier in quotes; `symbol`: one operator character or punctuation mark. */
  readonly kind: "word" | "quoted" | "string" | "dollar" | "number" | "symbol" | "comment" | "space";
  readonly text: string;
  /** 0-based offset of the token in the text. */
  readonly at: number;
}

const wordStart = /[A-Za-z_\u0080-\uffff]/;
const wordPart = /[A-Za-z0-9_$\u0080-\uffff]/;
const digit = /[0-9]/;

/** All tokens of a text, spaces and comments included: their texts joined give the text back. */
export function sqlTokens(sql: string): SqlToken[] {
  const tokens: SqlToken[] = [];
  let at = 0;
  while (at < sql.length) {
    const [kind, end] = tokenAt(sql, at);
    tokens.push({ kind, text: sql.slice(at, end), at });
    at = end;
  }
  return tokens;
}

/** The tokens that mean something: no spaces, no comments. */
export function meaningfulTokens(sql: string): SqlToken[] {
  return sqlTokens(sql).filter((token) => token.kind !== "space" && token.kind !== "comment");
}

/** The name a word or quoted token stands for, folded as SQL folds it (lower case unless quoted); undefined for other tokens. */
export function tokenName(token: SqlToken): string | undefined {
  if (token.kind === "word") return token.text.toLowerCase();
  if (token.kind !== "quoted") return undefined;
  const quote = token.text.charAt(0);
  const close = quote === "[" ? "]" : quote;
  const inner = token.text.endsWith(close) && token.text.length > 1 ? token.text.slice(1, -1) : token.text.slice(1);
  return quote === "[" ? inner : inner.replaceAll(quote + quote, quote);
}

function tokenAt(sql: string, at: number): [SqlToken["kind"], number] {
  const char = sql.charAt(at);
  if (/\s/.test(char)) return ["space", runOf(sql, at, /\s/)];
  if (sql.startsWith("--", at)) return ["comment", endOfLine(sql, at)];
  if (sql.startsWith("/*", at)) return ["comment", endOfBlockComment(sql, at)];
  if (char === "'") return ["string", endOfQuoted(sql, at, "'", false)];
  if (char === '"' || char === "`") return ["quoted", endOfQuoted(sql, at, char, false)];
  if (char === "[" && /[A-Za-z_]/.test(sql.charAt(at + 1)) && !isSubscript(sql, at)) return ["quoted", endOfQuoted(sql, at, "]", false)];
  if (char === "$") {
    const dollar = /^\$(?:[A-Za-z_\u0080-\uffff][A-Za-z0-9_\u0080-\uffff]*)?\$/.exec(sql.slice(at, at + 66));
    if (dollar === null) return ["symbol", at + 1];
    const close = sql.indexOf(dollar[0], at + dollar[0].length);
    return ["dollar", close < 0 ? sql.length : close + dollar[0].length];
  }
  if (wordStart.test(char)) {
    if (/^[eE]'/.test(sql.slice(at, at + 2))) return ["string", endOfQuoted(sql, at + 1, "'", true)];
    if (/^[bBxXnN]'/.test(sql.slice(at, at + 2))) return ["string", endOfQuoted(sql, at + 1, "'", false)];
    return ["word", runOf(sql, at, wordPart)];
  }
  if (digit.test(char)) return ["number", runOf(sql, at, /[0-9A-Za-z_.]/)];
  return ["symbol", at + 1];
}

/** `a[i]` and `array[...]` are subscripts; `[name]` elsewhere is a quoted identifier (SQLite accepts it). */
function isSubscript(sql: string, at: number): boolean {
  const before = sql.slice(Math.max(0, at - 8), at).trimEnd();
  return /[A-Za-z0-9_"\])]$/.test(before) && !/\s$/.test(sql.slice(0, at)) || /array$/i.test(before);
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

function endOfBlockComment(sql: string, at: number): number {
  let depth = 0;
  for (let i = at; i < sql.length; i += 1) {
    if (sql.startsWith("/*", i)) { depth += 1; i += 1; }
    else if (sql.startsWith("*/", i)) {
      depth -= 1;
      i += 1;
      if (depth === 0) return i + 1;
    }
  }
  return sql.length;
}

/** `at` is the opening quote; a doubled closing quote stays inside. */
function endOfQuoted(sql: string, at: number, close: string, backslash: boolean): number {
  for (let i = at + 1; i < sql.length; i += 1) {
    const char = sql.charAt(i);
    if (backslash && char === "\\") i += 1;
    else if (char === close) {
      if (sql.charAt(i + 1) === close && close !== "]") i += 1;
      else return i + 1;
    }
  }
  return sql.length;
}
