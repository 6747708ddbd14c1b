/**
 * The pieces of an SQL text that matter for finding names and parentheses: words, quoted names, strings
 * (also dollar-quoted and E''), comments, single signs.
 */
const pattern = /(?<space>\s+|--[^\n]*|\/\*[^]*?\*\/)|(?<text>[eE]'(?:[^'\\]|''|\\[^])*'|(?:[uU]&|[bBxX])?'(?:[^']|'')*'|\$(?<tag>(?:[\p{L}_][\p{L}\p{N}_]*)?)\$[^]*?\$\k<tag>\$)|(?<quoted>"(?:[^"]|"")*")|(?<word>[\p{L}_][\p{L}\p{N}_$]*)|(?<number>\d+(?:\.\d+)?)|(?<sign>[^])/uy;

export interface Token {
  readonly kind: "text" | "quoted" | "word" | "number" | "sign";
  readonly text: string;
  /** Offset into the text, in UTF-16 units. */
  readonly at: number;
}

/** Takes an SQL text apart. White space and comments are left out. */
export function tokens(sql: string): Token[] {
  const found: Token[] = [];
  pattern.lastIndex = 0;
  while (pattern.lastIndex < sql.length) {
    const at = pattern.lastIndex;
    const groups = pattern.exec(sql)?.groups;
    if (groups === undefined) break;
    const { text, quoted, word, number, sign } = groups;
    if (text !== undefined) found.push({ kind: "text", text, at });
    else if (quoted !== undefined) found.push({ kind: "quoted", text: quoted, at });
    else if (word !== undefined) found.push({ kind: "word", text: word, at });
    else if (number !== undefined) found.push({ kind: "number", text: number, at });
    else if (sign !== undefined) found.push({ kind: "sign", text: sign, at });
  }
  return found;
}

/** `(a > 0)` without the parentheses that enclose the whole; `(a) + (b)` as it is. */
export function withoutOuterParentheses(expression: string): string {
  let text = expression.trim();
  while (text.startsWith("(") && enclosesAll(text)) text = text.slice(1, -1).trim();
  return text;
}

/**
 * An expression that prints the same after it was read back. `status IN ('a', 'b')` on a varchar prints as
 * `(ARRAY['a'::character varying])::text[]`, which reads as another tree that prints otherwise (the parser pushes the
 * cast into the elements); a second cast on the array keeps the tree.
 */
export function stable(expression: string): string {
  return expression.replace(/\(ARRAY\[((?:E?'(?:[^']|'')*'::character varying(?:, )?)+)\]\)::text\[\]/g, "(ARRAY[$1]::character varying[])::text[]");
}

function enclosesAll(text: string): boolean {
  let depth = 0;
  const list = tokens(text);
  for (const [i, token] of list.entries()) {
    if (token.text === "(") depth += 1;
    if (token.text === ")") depth -= 1;
    if (depth === 0) return i === list.length - 1;
  }
  return false;
}

/** The names an SQL text speaks of, as they are stored: unquoted ones in lower case. Words of the language are among them. */
export function namesIn(sql: string): Set<string> {
  const names = new Set<string>();
  for (const token of tokens(sql)) {
    if (token.kind === "word") names.add(token.text.toLowerCase());
    else if (token.kind === "quoted") names.add(token.text.slice(1, -1).replaceAll('""', '"'));
    // 'users_id_seq'::regclass
    else if (token.kind === "text" && token.text.startsWith("'")) for (const name of regclassNames(token.text)) names.add(name);
  }
  return names;
}

function regclassNames(text: string): string[] {
  const inner = text.slice(1, -1).replaceAll("''", "'");
  return tokens(inner).flatMap((t) => (t.kind === "word" ? [t.text.toLowerCase()] : t.kind === "quoted" ? [t.text.slice(1, -1).replaceAll('""', '"')] : []));
}
