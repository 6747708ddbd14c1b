import { quote } from "./lexical";
import { allTokens } from "./tokenizer";

/** The expression with a column under a new name. */
export function renamedIn(sql: string, from: string, to: string): string {
  const folded = from.toLowerCase();
  const tokens = allTokens(sql);
  return tokens.map((token, i) => {
    if ((token.kind !== "word" && token.kind !== "quoted") || token.value.toLowerCase() !== folded) return token.text;
    // A word before a parenthesis is a function.
    const next = tokens.slice(i + 1).find(({ kind }) => kind !== "space");
    return token.kind === "word" && next?.text === "(" ? token.text : quote(to);
  }).join("");
}
