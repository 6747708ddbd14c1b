import { sqlTokens, type SqlToken } from "./sql-tokens";

/**
 * The statements of a script, without their semicolons and surrounding space; empty ones left out.
 * Semicolons inside strings, dollar quotes, comments, parentheses (rules of several actions) and BEGIN ... END bodies of
 * triggers and routines do not split.
 */
export function splitStatements(sql: string): string[] {
  const statements: string[] = [];
  let start = 0;
  let words: string[] = [];
  let depth = 0;
  let parentheses = 0;
  let meaningful = false;
  const finish = (end: number): void => {
    const text = sql.slice(start, end).trim();
    if (text !== "" && meaningful) statements.push(text);
    words = [];
    depth = 0;
    parentheses = 0;
    meaningful = false;
  };
  for (const token of sqlTokens(sql)) {
    if (token.kind === "space" || token.kind === "comment") continue;
    if (token.text === "(") parentheses += 1;
    if (token.text === ")") parentheses = Math.max(0, parentheses - 1);
    if (token.kind === "symbol" && token.text === ";" && depth === 0 && parentheses === 0) {
      finish(token.at);
      start = token.at + 1;
      continue;
    }
    meaningful = true;
    if (token.kind === "word") {
      if (words.length < 6) words.push(token.text.toLowerCase());
      depth += bodyDepth(token, words);
    }
  }
  finish(sql.length);
  return statements;
}

/** How a word changes the nesting of a routine's or trigger's body. */
function bodyDepth(token: SqlToken, words: readonly string[]): number {
  if (words[0] !== "create" || !words.some((word) => word === "trigger" || word === "function" || word === "procedure")) return 0;
  const word = token.text.toLowerCase();
  if (word === "begin" || word === "case") return 1;
  return word === "end" ? -1 : 0;
}
