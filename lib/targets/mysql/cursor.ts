import { allTokens, tokenize, type Token } from "./tokenizer";

/** Walks over the tokens of a statement; words are compared in capitals. */
export class Cursor {
  private at = 0;
  readonly tokens: readonly Token[];

  constructor(readonly sql: string, tokens: readonly Token[] = tokenize(sql)) {
    this.tokens = tokens;
  }

  get done(): boolean { return this.at >= this.tokens.length; }

  peek(ahead = 0): Token | undefined { return this.tokens[this.at + ahead]; }

  next(): Token | undefined {
    const token = this.tokens[this.at];
    if (token !== undefined) this.at += 1;
    return token;
  }

  /** Whether the words come next; quoted names are no words. */
  sees(...words: readonly string[]): boolean {
    return words.every((word, i) => {
      const token = this.peek(i);
      return token?.kind === "word" && token.text.toUpperCase() === word;
    });
  }

  /** Takes the words when they come next. */
  take(...words: readonly string[]): boolean {
    if (!this.sees(...words)) return false;
    this.at += words.length;
    return true;
  }

  seesMark(mark: string, ahead = 0): boolean {
    const token = this.peek(ahead);
    return token?.kind === "symbol" && token.text === mark;
  }

  takeMark(mark: string): boolean {
    if (!this.seesMark(mark)) return false;
    this.at += 1;
    return true;
  }

  /** A name, quoted or not, without the namespace before it. Throws a ReadError when none comes. */
  name(): string {
    const token = this.next();
    if (token?.kind !== "word" && token?.kind !== "quoted" && token?.kind !== "string") throw new ReadError("a name is expected", token);
    if (this.seesMark(".")) {
      this.at += 1;
      return this.name();
    }
    return token.value;
  }

  /** The tokens between the parentheses that come next, without them. Throws a ReadError when none come or they do not close. */
  parenthesised(): Cursor {
    const open = this.peek();
    if (!this.takeMark("(")) throw new ReadError("( is expected", open);
    const start = this.at;
    for (let depth = 1; ; this.at += 1) {
      const token = this.peek();
      if (token === undefined) throw new ReadError("a parenthesis is not closed", open);
      if (token.kind !== "symbol") continue;
      if (token.text === "(") depth += 1;
      else if (token.text === ")") depth -= 1;
      if (depth === 0) break;
    }
    const inner = new Cursor(this.sql, this.tokens.slice(start, this.at));
    this.at += 1;
    return inner;
  }

  /** Splits at the commas outside parentheses. */
  items(): Cursor[] {
    const items: Token[][] = [[]];
    let depth = 0;
    for (const token of this.tokens.slice(this.at)) {
      if (token.kind === "symbol" && token.text === "(") depth += 1;
      if (token.kind === "symbol" && token.text === ")") depth -= 1;
      if (depth === 0 && token.kind === "symbol" && token.text === ",") items.push([]);
      else items.at(-1)?.push(token);
    }
    return items.filter((tokens) => tokens.length > 0).map((tokens) => new Cursor(this.sql, tokens));
  }

  /** The text from here to the end as it was written, without comments; marks of versioned comments fall away. */
  rest(): string {
    const tokens = this.tokens.slice(this.at);
    this.at = this.tokens.length;
    const [first] = tokens;
    const last = tokens.at(-1);
    return first === undefined || last === undefined ? "" : withoutMarks(this.sql.slice(first.at, last.at + last.text.length));
  }

  /** One value of an option: `=` is optional. */
  optionValue(): Token | undefined {
    this.takeMark("=");
    return this.next();
  }
}

/** A text that is not what the grammar asks for. */
export class ReadError extends Error {
  override readonly name = "ReadError";
  /** 0-based offset in the text, at the token that does not fit. */
  readonly at: number | undefined;

  constructor(message: string, token: Token | undefined) {
    super(token === undefined ? message : `Near ${token.text}: ${message}`);
    this.at = token?.at;
  }
}

function withoutMarks(sql: string): string {
  return allTokens(sql).filter(({ kind, text }) => kind !== "comment" && !(kind === "space" && /[*/]/.test(text))).map(({ text }) => text).join("").trim();
}
