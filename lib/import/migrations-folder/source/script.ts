import { escapeAt, sourceTokens, type SourceLanguage, type SourceToken } from "./tokens";

const language: SourceLanguage = {
  comment(source, at) {
    if (source.startsWith("//", at)) {
      const end = source.indexOf("\n", at);
      return end < 0 ? source.length : end;
    }
    if (!source.startsWith("/*", at)) return undefined;
    const end = source.indexOf("*/", at + 2);
    return end < 0 ? source.length : end + 2;
  },
  text(source, at) {
    const quote = source.charAt(at);
    if (quote !== "'" && quote !== '"' && quote !== "`") return undefined;
    let value = "";
    let dynamic = false;
    let i = at + 1;
    while (i < source.length && source.charAt(i) !== quote) {
      const char = source.charAt(i);
      if (quote === "`" && source.startsWith("${", i)) dynamic = true;
      if (char !== "\\") { value += char; i += 1; continue; }
      const escape = escapeAt(source, i, "ntrbfv0");
      value += escape?.value ?? source.charAt(i + 1);
      i = escape?.end ?? i + 2;
    }
    return { end: i + 1, value, ...(dynamic ? { dynamic: true as const } : {}) };
  },
};

/** Tokens of JavaScript or TypeScript without line ends. */
export function scriptTokens(source: string): readonly SourceToken[] {
  return sourceTokens(source.replaceAll("\r\n", "\n"), language).filter((token) => token.kind !== "newline");
}
