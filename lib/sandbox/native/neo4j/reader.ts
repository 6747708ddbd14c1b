import { Refused, type Token } from "./tokens";

/** Walks tokens; what is expected and not there is refused with its place. */
export class Reader {
  private at = 0;
  constructor(private readonly tokens: readonly Token[]) {}

  get end(): boolean {
    return this.at >= this.tokens.length;
  }

  peek(ahead = 0): Token | undefined {
    return this.tokens[this.at + ahead];
  }

  is(...words: readonly string[]): boolean {
    return words.every((word, i) => {
      const token = this.tokens[this.at + i];
      return token !== undefined && token.quoted !== true && (token.kind === "name" || token.kind === "mark") && token.text.toUpperCase() === word;
    });
  }

  take(...words: readonly string[]): boolean {
    if (!this.is(...words)) return false;
    this.at += words.length;
    return true;
  }

  expect(...words: readonly string[]): void {
    if (!this.take(...words)) throw this.unexpected(words.join(" "));
  }

  name(what = "a name"): string {
    const token = this.tokens[this.at];
    if (token?.kind !== "name") throw this.unexpected(what);
    this.at += 1;
    return token.text;
  }

  next(): Token {
    const token = this.tokens[this.at];
    if (token === undefined) throw this.unexpected("more");
    this.at += 1;
    return token;
  }

  list<T>(item: () => T): T[] {
    const items = [item()];
    while (this.take(",")) items.push(item());
    return items;
  }

  unexpected(wanted: string): Refused {
    const token = this.tokens[this.at];
    return new Refused(token === undefined ? `Expected ${wanted} where the statement ends` : `Expected ${wanted} at ${token.at}, found ${token.text}`);
  }
}
