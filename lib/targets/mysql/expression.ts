import { plainString, quote } from "./lexical";
import { allTokens, tokenize, type Token } from "./tokenizer";

/**
 * An expression in one plain spelling: names bare where they can be, strings in single quotes without backslashes for quotes,
 * no introducers of the usual character set (MySQL adds them to every string; `keepIntroducers` where people wrote them), no parentheses around the whole, no comments.
 */
export function plainExpression(sql: string, keepIntroducers = false): string {
  const tokens = allTokens(sql).filter(({ kind, text }) => kind !== "comment" && !(kind === "space" && /[*/]/.test(text)));
  const parts = tokens.map((token, i) => {
    if (token.kind === "space") return " ";
    if (token.kind === "quoted") return safeName(token);
    if (token.kind === "string") return plainString(token.value);
    const next = tokens.slice(i + 1).find(({ kind }) => kind !== "space");
    return !keepIntroducers && token.kind === "word" && /^_(?:utf8mb4|utf8mb3|utf8)$/i.test(token.text) && next?.kind === "string" ? "" : token.text;
  });
  return withoutOuterParentheses(parts.join("").replaceAll(/ {2,}/g, " ").trim());
}

function safeName(token: Token): string {
  try {
    return quote(token.value);
  } catch {
    return token.text;
  }
}

/** The text without parentheses that hold all of it. */
export function withoutOuterParentheses(sql: string): string {
  const tokens = tokenize(sql);
  const last = tokens.length - 1;
  if (last < 2 || tokens[0]?.text !== "(" || tokens[0].kind !== "symbol") return sql;
  let depth = 0;
  for (const [i, token] of tokens.entries()) {
    if (token.kind !== "symbol") continue;
    if (token.text === "(") depth += 1;
    if (token.text === ")") depth -= 1;
    if (depth === 0 && i < last) return sql;
  }
  return withoutOuterParentheses(sql.slice(tokens[0].at + 1, tokens[last]?.at).trim());
}

/** Whether the text names the column. */
export function mentions(sql: string, name: string): boolean {
  const folded = name.toLowerCase();
  return tokenize(sql).some(({ kind, value }) => (kind === "word" || kind === "quoted") && value.toLowerCase() === folded);
}

/**
 * A definition (view, trigger, routine, event) in the spelling every reader of SQL takes: quotes in strings are doubled instead of escaped,
 * `#` comments become `--` comments, versioned comments are opened, and the definer goes when it is `owner`, who creates it anyway.
 */
export function plainDefinition(sql: string, owner: string): string {
  const text = allTokens(sql).flatMap((token): string[] => {
    if (token.kind === "space") return [/^(?:\/\*|\*\/)/.test(token.text) ? " " : token.text];
    if (token.kind === "comment") return [token.text.startsWith("#") ? `-- ${token.text.slice(1)}` : token.text];
    if (token.kind !== "string") return [token.text];
    const mark = token.text.charAt(0);
    return [token.text.slice(0, 1) + token.text.slice(1, -1).replaceAll(/\\(['"])|([\s\S])/g, (_, escaped: string | undefined, other: string | undefined) => (escaped === undefined ? other ?? "" : escaped === mark ? mark + mark : escaped)) + token.text.slice(-1)];
  }).join("");
  // MySQL keeps the semicolon after a body of one statement when more statements followed it.
  return withoutDefiner(text, owner).trim().replace(/[;\s]+$/, "");
}

function withoutDefiner(sql: string, owner: string): string {
  const match = /^(\s*CREATE(?:\s+OR\s+REPLACE)?(?:\s+ALGORITHM\s*=\s*\w+)?)\s+DEFINER\s*=\s*(`(?:[^`]|``)*`|'[^']*'|[^\s@]+)@(`(?:[^`]|``)*`|'[^']*'|\S+)(?=\s)/i.exec(sql);
  if (match === null) return sql;
  const bare = (text = ""): string => text.replaceAll(/^[`']|[`']$/g, "").replaceAll("``", "`");
  return `${bare(match[2])}@${bare(match[3])}` === owner ? `${match[1] ?? ""}${sql.slice(match[0].length)}` : sql;
}
