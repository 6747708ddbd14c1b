/** A lexical piece of SQLite SQL; comments and white space are left out. */
export interface Token {
  /** `quoted` is an identifier in "", `` or []; `string` is '...'. */
  readonly kind: "word" | "quoted" | "string" | "number" | "blob" | "variable" | "punctuation";
  /** As written. */
  readonly text: string;
  /** The identifier or string meant, unquoted; for the rest the text itself. */
  readonly value: string;
  /** Character offsets into the text, end exclusive. */
  readonly start: number;
  readonly end: number;
}

const space = /[\t\n\f\r ]/;
const wordStart = /[A-Za-z_\u0080-\uffff]/;
const wordPart = /[A-Za-z0-9_$\u0080-\uffff]/;
const twoCharacters = ["||", "<=", ">=", "<>", "!=", "==", "<<", ">>", "->"];

/**
 * Splits SQL into tokens by the rules of sqlite3's tokenize.c (3.54). Never throws: an unclosed quote or comment runs to
 * the end, an unknown character becomes punctuation.
 */
export function tokenize(sql: string): readonly Token[] {
  const tokens: Token[] = [];
  let at = 0;
  const push = (kind: Token["kind"], end: number, value?: string): void => {
    const text = sql.slice(at, end);
    tokens.push({ kind, text, value: value ?? text, start: at, end });
    at = end;
  };
  while (at < sql.length) {
    const c = sql.charAt(at);
    const next = sql.charAt(at + 1);
    if (space.test(c) || c === "\ufeff") { at += 1; continue; }
    if (c === "-" && next === "-") { at = endOr(sql, sql.indexOf("\n", at), 0); continue; }
    if (c === "/" && next === "*") { at = endOr(sql, sql.indexOf("*/", at + 2), 2); continue; }
    if (c === "'" || c === '"' || c === "`") {
      const end = closingQuote(sql, at, c);
      push(c === "'" ? "string" : "quoted", end, sql.slice(at + 1, end - 1).replaceAll(c + c, c));
    } else if (c === "[") {
      const end = endOr(sql, sql.indexOf("]", at), 1);
      push("quoted", end, sql.slice(at + 1, end - 1));
    } else if ((c === "x" || c === "X") && next === "'") {
      push("blob", closingQuote(sql, at + 1, "'"));
    } else if (/[0-9]/.test(c) || (c === "." && /[0-9]/.test(next))) {
      push("number", numberEnd(sql, at));
    } else if (wordStart.test(c)) {
      push("word", run(sql, at, wordPart));
    } else if (/[?:@#$]/.test(c) && wordPart.test(next)) {
      push("variable", run(sql, at + 1, wordPart));
    } else {
      const length = sql.startsWith("->>", at) ? 3 : twoCharacters.includes(c + next) ? 2 : 1;
      push("punctuation", at + length);
    }
  }
  return tokens;
}

function endOr(sql: string, index: number, length: number): number {
  return index < 0 ? sql.length : index + length;
}

function run(sql: string, from: number, part: RegExp): number {
  let at = from;
  while (at < sql.length && part.test(sql.charAt(at))) at += 1;
  return at;
}

function numberEnd(sql: string, from: number): number {
  const match = /^(?:0[xX][0-9a-fA-F_]+|[0-9_]*\.?[0-9_]*(?:[eE][+-]?[0-9]+)?)/.exec(sql.slice(from, from + 400));
  return from + Math.max(1, match?.[0].length ?? 1);
}

function closingQuote(sql: string, from: number, quote: string): number {
  for (let at = from + 1; at < sql.length; at += 1) {
    if (sql.charAt(at) !== quote) continue;
    if (sql.charAt(at + 1) !== quote) return at + 1;
    at += 1;
  }
  return sql.length;
}

/** Whether the token is this keyword, unquoted, in any case. */
export function isWord(token: Token | undefined, ...words: readonly string[]): boolean {
  return token?.kind === "word" && words.includes(token.text.toUpperCase());
}

/** Whether the token is this punctuation. */
export function isMark(token: Token | undefined, mark: string): boolean {
  return token?.kind === "punctuation" && token.text === mark;
}
