import type { ObjectName } from "../act";
import type { StatementTokens } from "./statements";
import type { Token } from "./tokenizer";

/** Walks through the tokens of a statement. */
export class Cursor {
  at = 0;

  constructor(readonly tokens: StatementTokens) {}

  get current(): Token | undefined {
    return this.tokens[this.at];
  }

  get done(): boolean {
    return this.at >= this.tokens.length;
  }

  /** Whether the next tokens are these keywords or marks; then they are behind us. */
  accept(...words: readonly string[]): boolean {
    const matches = words.every((word, i) => {
      const token = this.tokens[this.at + i];
      return (token?.kind === "word" || token?.kind === "mark") && token.value === word;
    });
    if (matches) this.at += words.length;
    return matches;
  }

  /** Whether the next token is one of these keywords, without passing it. */
  sees(...words: readonly string[]): boolean {
    return this.current?.kind === "word" && words.includes(this.current.value);
  }

  /** One identifier, in any quotes. */
  identifier(): string {
    const token = this.current;
    if (token === undefined || (token.kind !== "word" && token.kind !== "quoted" && token.kind !== "string")) return "";
    this.at += 1;
    return token.kind === "word" ? token.text : token.value;
  }

  /** A name that may have its database in front. */
  name(): ObjectName {
    const first = this.identifier();
    if (!this.accept(".")) return { namespace: undefined, name: first };
    return { namespace: first, name: this.identifier() };
  }

  /** The tokens inside the parentheses that open here; the cursor then stands behind them. */
  parentheses(): StatementTokens {
    if (!this.accept("(")) return [];
    const from = this.at;
    let depth = 1;
    while (!this.done && depth > 0) {
      const token = this.current;
      if (token?.kind === "mark") depth += token.text === "(" ? 1 : token.text === ")" ? -1 : 0;
      this.at += 1;
    }
    return this.tokens.slice(from, depth === 0 ? this.at - 1 : this.at);
  }

  /** Everything up to the comma outside parentheses, or to the end; the comma is behind us then. */
  item(): StatementTokens {
    const from = this.at;
    let depth = 0;
    while (!this.done) {
      const token = this.current;
      if (token?.kind === "mark") {
        if (token.text === "," && depth === 0) break;
        depth += token.text === "(" ? 1 : token.text === ")" ? -1 : 0;
      }
      this.at += 1;
    }
    const item = this.tokens.slice(from, this.at);
    this.accept(",");
    return item;
  }

  /** Items up to the end. */
  items(): StatementTokens[] {
    const items: StatementTokens[] = [];
    while (!this.done) {
      const before = this.at;
      items.push(this.item());
      if (this.at === before) this.at += 1;
    }
    return items.filter((item) => item.length > 0);
  }
}

/** Names in a list like `(a, b(10), c DESC)`: what each item begins with. */
export function columnList(tokens: StatementTokens): string[] {
  return new Cursor(tokens).items().map((item) => new Cursor(item).identifier()).filter((name) => name !== "");
}

/** Whether the keyword stands in the tokens outside parentheses. */
export function mentions(tokens: StatementTokens, ...words: readonly string[]): boolean {
  let depth = 0;
  return tokens.some((token) => {
    if (token.kind === "mark") depth += token.text === "(" ? 1 : token.text === ")" ? -1 : 0;
    return depth === 0 && token.kind === "word" && words.includes(token.value);
  });
}
