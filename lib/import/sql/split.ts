import { LineCounter } from "./line-counter";
import type { Lexis } from "./lexis";

/** One piece of a script, in order of appearance. */
export interface Piece {
  /** `statement`: for the engine. `command`: a line for the shell. `data`: the rows of a COPY ... FROM stdin. */
  readonly kind: "statement" | "command" | "data";
  /** Without the semicolon and without comments before its first word. For data, the number of rows as text. */
  readonly text: string;
  /** 0-based offset of `text` in the script. */
  readonly offset: number;
  /** 1-based. */
  readonly line: number;
  /** False when the script ended inside it: an open quote, comment or body. */
  readonly closed: boolean;
}

const word = /[A-Za-z_\u0080-\uffff][A-Za-z0-9_$\u0080-\uffff]*/y;
const dollarTag = /\$(?:[A-Za-z_\u0080-\uffff][A-Za-z0-9_\u0080-\uffff]*)?\$/y;
const number = /[0-9][A-Za-z0-9_.]*/y;
const commentMark = /\/\*|\*\//g;
const copyFromStdin = /^COPY\b[^;]*\bFROM\s+STDIN\b/i;

/**
 * Splits a script into statements, shell commands and COPY data, in one pass whose time grows with the length only.
 * Never throws: what is not closed by the end of the text becomes a last piece with `closed: false`.
 * Stops after `limit` pieces.
 */
export function splitSql(script: string, lexis: Lexis, limit = Infinity): Piece[] {
  return new Splitter(script, lexis).split(limit);
}

class Splitter {
  private readonly pieces: Piece[] = [];
  private readonly lines: LineCounter;
  private at = 0;
  /** Offset of the current statement's first character, -1 between statements. */
  private start = -1;
  private closed = true;
  /** First words of the statement, in capitals: enough to know functions, rules and triggers. */
  private head: string[] = [];
  /** Open BEGIN and CASE of an atomic body; open parentheses of a rule. */
  private depth = 0;
  /** The last two significant tokens, for the end of a trigger: `;` then `END`. */
  private previous = "";
  private last = "";
  /** What ends a statement, other than the semicolon (MySQL's DELIMITER). */
  private delimiter: string | undefined;
  /** Marks of versioned comments in the current statement, as [from, to): what they hold is text. */
  private marks: (readonly [number, number])[] = [];
  private openMarks = 0;

  constructor(private readonly script: string, private readonly lexis: Lexis) {
    this.lines = new LineCounter(script);
  }

  split(limit: number): Piece[] {
    while (this.at < this.script.length && this.pieces.length < limit) this.step();
    if (this.at >= this.script.length) this.end(this.script.length);
    return this.pieces;
  }

  private step(): void {
    const { script, lexis } = this;
    const char = script[this.at];
    if (lexis.mysql === true && this.stepMysql(char)) return;
    switch (char) {
      case " ": case "\n": case "\t": case "\r": case "\f": case "\v": case "\ufeff":
        this.at += 1;
        return;
      case "-":
        if (script[this.at + 1] === "-") this.skipLine();
        else this.token(char, 1);
        return;
      case "/":
        if (script[this.at + 1] === "*") this.skipComment();
        else this.token(char, 1);
        return;
      case "'": return this.quoted("'", false);
      case '"': return this.quoted('"', false);
      case "`": return lexis.foreignQuotes ? this.quoted("`", false) : this.token(char, 1);
      case "[": return lexis.foreignQuotes ? this.enclosed("]") : this.token(char, 1);
      case "$": return this.dollar();
      case ";": return this.semicolon();
      case "\\": return lexis.backslashCommands ? this.command() : this.token(char, 1);
      case ".":
        if (lexis.dotCommands && this.start < 0 && (this.at === 0 || script[this.at - 1] === "\n")) this.command();
        else this.token(char, 1);
        return;
      default: return this.word();
    }
  }

  /** What MySQL's own client reads differently; false when this is not the place. */
  private stepMysql(char: string | undefined): boolean {
    const { script, at } = this;
    if (this.delimiterAt()) return true;
    switch (char) {
      case "#":
        this.skipLine();
        return true;
      case "-":
        // Two dashes are a comment only before a space.
        if (script[at + 1] !== "-" || (at + 2 < script.length && !/\s/.test(script[at + 2] ?? ""))) {
          this.token("-", 1);
          return true;
        }
        return false;
      case "'": case '"':
        this.quoted(char, true);
        return true;
      case "`":
        this.quoted("`", false);
        return true;
      case "/": {
        const mark = script[at + 1] === "*" ? /^\/\*M?!(?!999999)\d{0,6}/.exec(script.slice(at, at + 12))?.[0] : undefined;
        if (mark === undefined) return false;
        this.mark(mark.length, 1);
        return true;
      }
      case "*":
        if (this.openMarks === 0 || script[at + 1] !== "/") return false;
        this.mark(2, -1);
        return true;
      default:
        return false;
    }
  }

  private mark(length: number, opens: 1 | -1): void {
    this.marks.push([this.at, this.at + length]);
    this.openMarks += opens;
    this.at += length;
  }

  /** A DELIMITER line, or the delimiter it set. */
  private delimiterAt(): boolean {
    const { script, delimiter, at } = this;
    if (delimiter !== undefined && script.startsWith(delimiter, at)) {
      this.end(at);
      this.at += delimiter.length;
      return true;
    }
    if (this.start >= 0 || !/^delimiter[ \t]/i.test(script.slice(at, at + 10))) return false;
    const from = at + 10;
    this.skipLine();
    const wanted = script.slice(from, this.at).trim();
    this.delimiter = wanted === ";" || wanted === "" ? undefined : wanted;
    return true;
  }

  private token(text: string, length: number): void {
    if (this.start < 0) this.start = this.at;
    this.previous = this.last;
    this.last = text;
    this.at += length;
    if (this.isRule()) this.depth += text === "(" ? 1 : text === ")" ? -1 : 0;
  }

  private word(): void {
    const text = this.match(word);
    if (text === undefined) {
      const digits = this.match(number);
      this.token(digits === undefined ? this.script[this.at] ?? "" : "0", digits?.length ?? 1);
      return;
    }
    if (this.lexis.escapeStrings && (text === "E" || text === "e") && this.script[this.at + 1] === "'") {
      this.token("E", 1);
      this.quoted("'", true);
      return;
    }
    // Only short words can be keywords; the rest is not worth a copy in capitals.
    const upper = text.length > 12 ? "word" : text.toUpperCase();
    this.token(upper, text.length);
    if (this.head.length < (this.lexis.mysql === true ? 9 : 6)) this.head.push(upper);
    if (this.lexis.atomicBodies && this.isRoutine()) this.countBody(upper);
    if (this.lexis.mysql === true && this.isCompound()) this.countCompound(upper);
  }

  private countBody(upper: string): void {
    if (upper === "ATOMIC" && this.previous === "BEGIN") this.depth += 1;
    else if (this.depth > 0 && upper === "CASE") this.depth += 1;
    else if (this.depth > 0 && upper === "END") this.depth -= 1;
  }

  /** BEGIN ... END and CASE ... END; END IF, END LOOP and their like close what was not counted. */
  private countCompound(upper: string): void {
    if (this.previous === "END" && /^(?:IF|LOOP|WHILE|REPEAT)$/.test(upper)) this.depth += 1;
    else if (upper === "BEGIN" || (upper === "CASE" && this.previous !== "END")) this.depth += 1;
    else if (upper === "END") this.depth -= 1;
  }

  private semicolon(): void {
    if (this.delimiter !== undefined) {
      this.token(";", 1);
      return;
    }
    const inside = this.depth > 0 || (this.isTrigger() && !(this.last === "END" && this.previous === ";"));
    if (inside) {
      this.token(";", 1);
      return;
    }
    const from = this.start;
    const end = this.at;
    this.at += 1;
    if (from < 0) return;
    this.end(end);
    if (this.lexis.backslashCommands && this.startsCopy(from, end)) this.data();
  }

  private end(at: number): void {
    if (this.start >= 0) {
      this.push("statement", this.start, this.withoutMarks(this.start, at).trimEnd(), this.closed && this.depth <= 0);
    }
    this.start = -1;
    this.closed = true;
    this.head = [];
    this.depth = 0;
    this.previous = this.last = "";
    this.marks = [];
  }

  /** The text with spaces where versioned comments begin and end: every place stays what it was. */
  private withoutMarks(from: number, to: number): string {
    let text = "";
    let at = from;
    for (const [start, end] of this.marks) {
      if (start < at) continue;
      text += `${this.script.slice(at, start)}${" ".repeat(end - start)}`;
      at = end;
    }
    return text + this.script.slice(at, Math.max(at, to));
  }

  private push(kind: Piece["kind"], offset: number, text: string, closed = true): void {
    this.pieces.push({ kind, text, offset, line: this.lines.lineOf(offset), closed });
  }

  private quoted(quote: string, backslash: boolean): void {
    const { script } = this;
    const from = this.at;
    let at = from + 1;
    for (; at < script.length; at += 1) {
      const char = script[at];
      if (backslash && char === "\\") at += 1;
      else if (char === quote) {
        if (script[at + 1] !== quote) break;
        at += 1;
      }
    }
    if (at >= script.length) this.closed = false;
    this.token("text", Math.min(at + 1, script.length) - from);
  }

  private enclosed(close: string): void {
    const end = this.script.indexOf(close, this.at);
    if (end < 0) this.closed = false;
    this.token("text", (end < 0 ? this.script.length : end + 1) - this.at);
  }

  private dollar(): void {
    const tag = this.lexis.dollarQuotes ? this.match(dollarTag) : undefined;
    if (tag === undefined) {
      this.token("$", 1);
      return;
    }
    const end = this.script.indexOf(tag, this.at + tag.length);
    if (end < 0) this.closed = false;
    this.token("text", (end < 0 ? this.script.length : end + tag.length) - this.at);
  }

  private skipLine(): void {
    const end = this.script.indexOf("\n", this.at);
    this.at = end < 0 ? this.script.length : end + 1;
  }

  private skipComment(): void {
    const from = this.at;
    let open = 1;
    this.at += 2;
    while (open > 0) {
      commentMark.lastIndex = this.at;
      const mark = commentMark.exec(this.script);
      if (mark === null) {
        this.at = this.script.length;
        this.closed = false;
        if (this.start < 0) this.start = from;
        return;
      }
      this.at = mark.index + 2;
      if (mark[0] === "*/") open -= 1;
      else if (this.lexis.nestedComments) open += 1;
      else this.at -= 1; // `/*/` ends an unnested comment.
    }
  }

  /** A line for the shell. `\g` and its kin also send the statement before them. */
  private command(): void {
    if (this.start >= 0 && this.script[this.at + 1] === ";") {
      this.at += 2;
      return;
    }
    this.end(this.at);
    const from = this.at;
    this.skipLine();
    this.push("command", from, this.script.slice(from, this.at).trimEnd());
  }

  private startsCopy(from: number, end: number): boolean {
    // The head of a COPY is short; a long statement is not searched to its end.
    return this.script.slice(from, from + 4).toUpperCase() === "COPY" && end - from < 10_000 && copyFromStdin.test(this.script.slice(from, end));
  }

  private data(): void {
    this.skipLine();
    const from = this.at;
    let rows = 0;
    let ended = false;
    while (!ended && this.at < this.script.length) {
      const line = this.at;
      this.skipLine();
      ended = this.script.startsWith("\\.", line) && this.script.slice(line, this.at).trimEnd() === "\\.";
      if (!ended) rows += 1;
    }
    this.push("data", from, String(rows), ended);
  }

  private match(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.at;
    return pattern.exec(this.script)?.[0];
  }

  private isRoutine(): boolean {
    return this.creates("FUNCTION") || this.creates("PROCEDURE");
  }

  /** MySQL: triggers, routines and events, after DEFINER and the like. */
  private isCompound(): boolean {
    return this.head[0] === "CREATE" && this.head.some((name) => name === "TRIGGER" || name === "FUNCTION" || name === "PROCEDURE" || name === "EVENT");
  }

  private isRule(): boolean {
    return this.lexis.atomicBodies && this.creates("RULE");
  }

  private isTrigger(): boolean {
    return this.lexis.triggerBodies && this.creates("TRIGGER");
  }

  private creates(kind: string): boolean {
    const { head } = this;
    if (head[0] !== "CREATE") return false;
    if (head[1] === kind) return true;
    return head[1] === "OR" ? head[3] === kind : (head[1] === "TEMP" || head[1] === "TEMPORARY") && head[2] === kind;
  }
}
