import { tokens } from "./expression";

/**
 * Statements of a definition, split at semicolons that end one: not those in strings, parentheses (rules with several
 * actions) or BEGIN ATOMIC bodies.
 */
export function splitDefinition(definition: string): string[] {
  const found: string[] = [];
  let start = 0;
  let parentheses = 0;
  let bodies = 0;
  let previous = "";
  for (const token of tokens(definition)) {
    const word = token.kind === "word" ? token.text.toUpperCase() : token.text;
    if (word === "(") parentheses += 1;
    else if (word === ")") parentheses -= 1;
    else if ((word === "ATOMIC" && previous === "BEGIN") || (bodies > 0 && word === "CASE")) bodies += 1;
    else if (bodies > 0 && word === "END") bodies -= 1;
    else if (word === ";" && parentheses === 0 && bodies === 0) {
      found.push(definition.slice(start, token.at).trim());
      start = token.at + 1;
    }
    previous = word;
  }
  found.push(definition.slice(start).trim());
  return found.filter((sql) => sql !== "");
}

/** Splits a text at commas outside parentheses and strings. */
export function splitAtCommas(text: string): string[] {
  const parts: string[] = [];
  let start = 0;
  let depth = 0;
  for (const token of tokens(text)) {
    if (token.text === "(" || token.text === "[") depth += 1;
    else if (token.text === ")" || token.text === "]") depth -= 1;
    else if (token.text === "," && depth === 0) {
      parts.push(text.slice(start, token.at).trim());
      start = token.at + 1;
    }
  }
  parts.push(text.slice(start).trim());
  return parts;
}
