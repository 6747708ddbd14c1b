import { sqlTokens, tokenName, type SqlToken } from "../../diff/sql-tokens";

/**
 * A statement as a tree that reading off needs: names, values, operators and parentheses. Parameters of all styles (`$1`, `?`, `:id`,
 * `@id`, `%s`, `%(id)s`, `#{id}`) are values; casts and collations are dropped, since they change nothing about which column is meant.
 */
export type Node =
  /** A word or quoted name; `word` in lower case where it may be a keyword. */
  | { readonly kind: "name"; readonly name: string; readonly word?: string }
  | { readonly kind: "value"; readonly text: string; readonly parameter: boolean }
  | { readonly kind: "operator"; readonly text: string }
  | { readonly kind: "comma" } | { readonly kind: "dot" }
  | { readonly kind: "group"; readonly nodes: readonly Node[] };

/** One statement of a text. */
export interface Statement {
  readonly nodes: readonly Node[];
  /** As it was written, without the semicolon. */
  readonly text: string;
  /** 1-based line on which it begins. */
  readonly line: number;
  /** What a comment right before it says. */
  readonly comment?: string;
}

/** The statements of a text; those that hold nothing but comments are left out. */
export function statementsOf(sql: string): readonly Statement[] {
  const statements: Statement[] = [];
  let tokens: SqlToken[] = [];
  let comments: string[] = [];
  let depth = 0;
  let line = 1;
  let start = 1;
  const finish = (): void => {
    const text = sql.slice(tokens[0]?.at ?? 0, end(tokens)).trim();
    if (tokens.length > 0) {
      const comment = commentText(comments);
      statements.push({ nodes: nodesOf(tokens), text, line: start, ...(comment === undefined ? {} : { comment }) });
    }
    tokens = [];
    comments = [];
    depth = 0;
  };
  for (const token of sqlTokens(sql)) {
    if (token.kind === "comment" && tokens.length === 0) comments.push(token.text);
    // An empty line parts a comment from the statement it is about.
    else if (token.kind === "space" && tokens.length === 0 && /\n[^\S\n]*\n/.test(token.text)) comments = [];
    else if (token.kind !== "space" && token.kind !== "comment") {
      if (token.text === "(") depth += 1;
      if (token.text === ")") depth = Math.max(0, depth - 1);
      if (token.text === ";" && depth === 0) finish();
      else {
        if (tokens.length === 0) start = line;
        tokens.push(token);
      }
    }
    line += token.text.split("\n").length - 1;
  }
  finish();
  return statements;
}

const end = (tokens: readonly SqlToken[]): number => (tokens.at(-1)?.at ?? 0) + (tokens.at(-1)?.text.length ?? 0);

/** A comment's sentence; of sqlc's form `name: ListOrders :many` the name in words. */
function commentText(comments: readonly string[]): string | undefined {
  const last = comments.at(-1)?.replace(/^--+|^\/\*+|\*+\/$/g, "").trim().split("\n")[0]?.trim() ?? "";
  const named = /^name:\s*(\w+)/i.exec(last)?.[1];
  const text = named === undefined ? last : named.replaceAll("_", " ").replace(/([a-z0-9])([A-Z])/g, (_, a: string, b: string) => `${a} ${b.toLowerCase()}`);
  return text === "" ? undefined : text.slice(0, 120);
}

/** Operators of several characters, longest first; the token reader gives one character at a time. */
const operators = ["<<->>", "!~~*", "<=>", "<->", "<#>", "->>", "#>>", "!~*", "~~*", "!~~", "<=", ">=", "<>", "!=", "==", "||", "->", "#>", "@>", "<@", "&&", "@@", "~*", "!~", "~~", "<<", ">>"];
const operatorMark = /^[-+*/<>=~!@#%^&|]$/;

function nodesOf(tokens: readonly SqlToken[]): readonly Node[] {
  const top: Node[] = [];
  const open: Node[][] = [top];
  const adjacent = (i: number): boolean => {
    const [a, b] = [tokens[i], tokens[i + 1]];
    return a !== undefined && b !== undefined && a.at + a.text.length === b.at;
  };
  for (let i = 0; i < tokens.length; i += 1) {
    const token = tokens[i];
    const list = open.at(-1);
    if (token === undefined || list === undefined) break;
    const next = tokens[i + 1];
    if (token.text === "(") open.push([]);
    else if (token.text === ")") {
      const group = open.length > 1 ? open.pop() : undefined;
      if (group !== undefined) open.at(-1)?.push({ kind: "group", nodes: group });
    } else if (token.text === ",") list.push({ kind: "comma" });
    else if (token.text === "." ) list.push({ kind: "dot" });
    else if (token.kind === "string" || token.kind === "number" || token.kind === "dollar") list.push({ kind: "value", text: token.text, parameter: false });
    else if (token.kind === "quoted") list.push({ kind: "name", name: tokenName(token) ?? "" });
    else if (token.kind === "word") {
      if (/^collate$/i.test(token.text)) i = skipType(tokens, i + 1) - 1;
      else list.push({ kind: "name", name: token.text, word: token.text.toLowerCase() });
    } else if (token.text === ":" && next?.text === ":") i = skipType(tokens, i + 2) - 1;
    else if (token.text === "?") list.push({ kind: "value", text: "?", parameter: true });
    else if (isParameter(token, next, adjacent(i), list.at(-1))) {
      list.push({ kind: "value", text: `${token.text}${next?.text ?? ""}`, parameter: true });
      i += next?.text === "(" || next?.text === "{" ? closing(tokens, i + 1) - i : 1;
    } else if (operatorMark.test(token.text)) {
      let text = token.text;
      for (let j = i; adjacent(j) && operatorMark.test(tokens[j + 1]?.text ?? ""); j += 1) text += tokens[j + 1]?.text ?? "";
      const operator = operators.find((known) => text.startsWith(known)) ?? token.text;
      list.push({ kind: "operator", text: operator });
      i += operator.length - 1;
    }
  }
  // What was not closed still says what it says.
  while (open.length > 1) {
    const group = open.pop();
    if (group !== undefined) open.at(-1)?.push({ kind: "group", nodes: group });
  }
  return top;
}

function isParameter(token: SqlToken, next: SqlToken | undefined, adjacent: boolean, before: Node | undefined): boolean {
  if (!adjacent || next === undefined) return false;
  if (token.text === "$") return next.kind === "number" || next.kind === "word" || next.text === "{";
  if (token.text === ":" || token.text === "@") return next.kind === "word" || next.kind === "number";
  if (token.text === "#") return next.text === "{";
  // Python's: only where a value may stand, since `a %s` is a remainder.
  const valueMayStand = before === undefined || before.kind === "operator" || before.kind === "comma" || (before.kind === "name" && before.word !== undefined && clauseWords.has(before.word));
  return token.text === "%" && valueMayStand && (/^[sd]$/.test(next.text) || next.text === "(");
}

const clauseWords = new Set("where and or not in like ilike between limit offset values set on is any all then else when select returning first".split(" "));

/** Behind a type or a name that stands after a cast mark, with its arguments and brackets. */
function skipType(tokens: readonly SqlToken[], from: number): number {
  let at = from + 1;
  while (tokens[at]?.text === "." ) at += 2;
  const words = /^(?:precision|varying|with|without|time|zone)$/i;
  while (words.test(tokens[at]?.text ?? "") && tokens[at]?.kind === "word" && (!/^with$/i.test(tokens[at]?.text ?? "") || /^time$/i.test(tokens[at + 1]?.text ?? ""))) at += 1;
  if (tokens[at]?.text === "(") at = closing(tokens, at) + 1;
  while (tokens[at]?.text === "[") while (at < tokens.length && tokens[at++]?.text !== "]");
  return at;
}

/** Index of what closes the bracket at `at`, and for `%(id)s` of the letter behind it. */
function closing(tokens: readonly SqlToken[], at: number): number {
  const [opening, close] = tokens[at]?.text === "{" ? ["{", "}"] : ["(", ")"];
  let depth = 0;
  for (let i = at; i < tokens.length; i += 1) {
    if (tokens[i]?.text === opening) depth += 1;
    else if (tokens[i]?.text === close && (depth -= 1) === 0) return tokens[at - 1]?.text === "%" && /^[sd]$/.test(tokens[i + 1]?.text ?? "") ? i + 1 : i;
  }
  return tokens.length - 1;
}

/** The keyword a node is, in lower case. */
export function wordOf(node: Node | undefined): string | undefined {
  return node?.kind === "name" ? node.word : undefined;
}

export function isWord(node: Node | undefined, ...words: readonly string[]): boolean {
  const word = wordOf(node);
  return word !== undefined && words.includes(word);
}

/** Parts of a list of nodes between separators at its own level. */
export function splitAt(nodes: readonly Node[], separates: (node: Node, index: number) => boolean): readonly (readonly Node[])[] {
  const parts: Node[][] = [[]];
  nodes.forEach((node, i) => {
    if (separates(node, i)) parts.push([]);
    else parts.at(-1)?.push(node);
  });
  return parts;
}

export const splitCommas = (nodes: readonly Node[]): readonly (readonly Node[])[] => splitAt(nodes, (node) => node.kind === "comma").filter((part) => part.length > 0);

/** Whether the nodes, or the only group among them, are a query of their own. */
export function queryIn(node: Node | undefined): readonly Node[] | undefined {
  if (node?.kind !== "group") return undefined;
  if (isWord(node.nodes[0], "select", "with", "values", "insert", "update", "delete", "table")) return node.nodes;
  return node.nodes.length === 1 ? queryIn(node.nodes[0]) : undefined;
}
