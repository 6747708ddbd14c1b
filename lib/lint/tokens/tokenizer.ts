/** A lexical piece of SQL as MySQL and SQLite write it; spaces and comments are left out. */
export interface Token {
  readonly kind: "word" | "quoted" | "string" | "number" | "mark";
  /** As written. */
  readonly text: string;
  /** Names and keywords in lower case unless quoted; strings without quotes. */
  readonly value: string;
  readonly at: number;
  readonly end: number;
}

/** What differs between the two dialects. */
export interface Lexis {
  /** `#` begins a comment; a backslash escapes in strings; double quotes are strings; version comments are code; DELIMITER is known. */
  readonly mysql: boolean;
}

const wordStart = /[A-Za-z_@\u0080-\uffff]/;
const wordPart = /[A-Za-z0-9_$@.\u0080-\uffff]/;

/** All tokens. Never throws: an unclosed quote or comment runs to the end. */
export function tokenize(sql: string, lexis: Lexis): Token[] {
  const tokens: Token[] = [];
  let at = 0;
  const push = (kind: Token["kind"], end: number, value: string): void => {
    tokens.push({ kind, text: sql.slice(at, end), value, at, end });
    at = end;
  };
  while (at < sql.length) {
    const char = sql.charAt(at);
    if (/\s|\uFEFF/.test(char)) at += 1;
    else if (startsLineComment(sql, at, lexis)) at = until(sql, sql.indexOf("\n", at), 0);
    else if (sql.startsWith("/*", at)) {
      // The inside of a version comment is run; only its marks are passed over.
      const version = lexis.mysql ? /^\/\*!\d*/.exec(sql.slice(at, at + 12)) : null;
      at = version === null ? until(sql, sql.indexOf("*/", at + 2), 2) : at + version[0].length;
    } else if (lexis.mysql && sql.startsWith("*/", at)) at += 2;
    else if (char === "'" || (char === '"' && lexis.mysql)) push("string", closing(sql, at, char, lexis.mysql), unquoted(sql, at, closing(sql, at, char, lexis.mysql), char));
    else if (char === '"' || char === "`") push("quoted", closing(sql, at, char, false), unquoted(sql, at, closing(sql, at, char, false), char));
    else if (char === "[" && !lexis.mysql) {
      const end = until(sql, sql.indexOf("]", at), 1);
      push("quoted", end, sql.slice(at + 1, end - 1));
    } else if (/[0-9]/.test(char)) push("number", run(sql, at, /[0-9A-Za-z_.]/), "");
    else if (wordStart.test(char)) {
      const end = run(sql, at, lexis.mysql && char === "@" ? wordPart : /[A-Za-z0-9_$\u0080-\uffff]/);
      push("word", end, sql.slice(at, end).toLowerCase());
    } else push("mark", at + 1, char);
  }
  return tokens;
}

/** In MySQL `--` needs a space behind it. */
function startsLineComment(sql: string, at: number, { mysql }: Lexis): boolean {
  if (mysql && sql.charAt(at) === "#") return true;
  return sql.startsWith("--", at) && (!mysql || /^--(?:\s|$)/.test(sql.slice(at, at + 3)));
}

function until(sql: string, index: number, length: number): number {
  return index < 0 ? sql.length : index + length;
}

function run(sql: string, from: number, part: RegExp): number {
  let at = from + 1;
  while (at < sql.length && part.test(sql.charAt(at))) at += 1;
  return at;
}

function closing(sql: string, from: number, quote: string, backslash: boolean): number {
  for (let at = from + 1; at < sql.length; at += 1) {
    const char = sql.charAt(at);
    if (backslash && char === "\\") at += 1;
    else if (char === quote) {
      if (sql.charAt(at + 1) !== quote) return at + 1;
      at += 1;
    }
  }
  return sql.length;
}

function unquoted(sql: string, from: number, end: number, quote: string): string {
  return sql.slice(from + 1, Math.max(from + 1, end - 1)).replaceAll(quote + quote, quote);
}
