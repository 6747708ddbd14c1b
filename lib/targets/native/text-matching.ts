/**
 * A short text that a regular expression accepts, another one for each `n`; undefined where none was found. For samples: reads literals, classes,
 * groups, alternatives and counts, and tries what it made.
 */
export function textMatching(pattern: string, n: number): string | undefined {
  let test: RegExp;
  try {
    test = new RegExp(pattern, "u");
  } catch {
    return undefined;
  }
  const made = new Maker(pattern, n).whole();
  return [made, `a${made}${n}`, `${made}${n}`].find((text) => text !== "" && test.test(text));
}

const classes: Readonly<Record<string, string>> = { d: "0123456789", w: "abcdefghij", s: " ", D: "abcdefghij", W: "-", S: "abcdefghij" };

class Maker {
  private at = 0;

  constructor(private readonly pattern: string, private readonly n: number) {}

  whole(): string {
    return this.alternatives();
  }

  /** Always the first alternative; the others are passed over. */
  private alternatives(): string {
    let first: string | undefined;
    for (;;) {
      const text = this.sequence();
      first ??= text;
      if (this.pattern[this.at] !== "|") return first;
      this.at += 1;
    }
  }

  private sequence(): string {
    let text = "";
    while (this.at < this.pattern.length && this.pattern[this.at] !== "|" && this.pattern[this.at] !== ")") {
      const choices = this.piece();
      const [least] = this.count();
      const count = least === 0 && choices !== "" && choices.length > 1 ? 1 : least;
      for (let i = 0; i < count; i += 1) text += typeof choices === "string" && choices.startsWith("\0") ? choices.slice(1) : choices.charAt((this.n + i) % Math.max(1, choices.length));
    }
    return text;
  }

  /** The characters that may stand here; a group's whole text after NUL; nothing for an anchor. */
  private piece(): string {
    const character = this.pattern.charAt(this.at);
    this.at += 1;
    switch (character) {
      case "^": case "$": return "";
      case ".": return "abcdefghij";
      case "\\": return this.escaped();
      case "[": return this.set();
      case "(": {
        if (this.pattern.startsWith("?:", this.at)) this.at += 2;
        const text = this.alternatives();
        this.at += 1;
        return `\0${text}`;
      }
      default: return character;
    }
  }

  private escaped(): string {
    const character = this.pattern.charAt(this.at);
    this.at += 1;
    return classes[character] ?? character;
  }

  private set(): string {
    const negated = this.pattern[this.at] === "^";
    if (negated) this.at += 1;
    let members = "";
    while (this.at < this.pattern.length && (this.pattern[this.at] !== "]" || members === "")) {
      const from = this.pattern[this.at] === "\\" ? (this.at += 1, this.escaped()) : this.pattern.charAt(this.at++);
      if (this.pattern[this.at] === "-" && this.pattern[this.at + 1] !== "]" && from.length === 1) {
        const to = this.pattern.charCodeAt(this.at + 1);
        this.at += 2;
        for (let code = from.charCodeAt(0); code <= to && members.length < 80; code += 1) members += String.fromCharCode(code);
      } else members += from;
    }
    this.at += 1;
    return negated ? [..."abcdefghij0123456789-_ "].filter((character) => !members.includes(character)).join("") : members;
  }

  private count(): readonly [least: number] {
    const character = this.pattern[this.at];
    if (character === "*" || character === "?") { this.at += 1; return [0]; }
    if (character === "+") { this.at += 1; return [1]; }
    const braces = /^\{(\d+)(?:,\d*)?\}/.exec(this.pattern.slice(this.at));
    if (braces === null) return [1];
    this.at += braces[0].length;
    return [Math.min(Number(braces[1]), 1000)];
  }
}
