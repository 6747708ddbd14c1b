import { isMark, isWord, tokenize, type Token } from "./tokenizer";

/** What the text of a CREATE INDEX says: the sort terms and the predicate, which the PRAGMAs leave out for expressions. */
export interface ParsedIndex {
  readonly parts: readonly { readonly text: string; readonly collation?: string; readonly descending: boolean; readonly name?: string }[];
  readonly where?: string;
}

/** Reads a CREATE INDEX that SQLite has accepted. `name` of a part is set when the part is one bare identifier. */
export function parseIndex(sql: string): ParsedIndex | undefined {
  const tokens = tokenize(sql);
  const on = tokens.findIndex((token, i) => isWord(token, "ON") && i > 1);
  const open = tokens.findIndex((token, i) => i > on && isMark(token, "("));
  if (on < 0 || open < 0) return undefined;
  const parts: (ParsedIndex["parts"][number])[] = [];
  let depth = 1;
  let from = open + 1;
  let at = open + 1;
  for (; at < tokens.length && depth > 0; at += 1) {
    const token = tokens[at];
    if (isMark(token, "(")) depth += 1;
    if (isMark(token, ")")) depth -= 1;
    if (depth === 0 || (depth === 1 && isMark(token, ","))) {
      parts.push(part(sql, tokens.slice(from, at)));
      from = at + 1;
    }
  }
  if (!isWord(tokens[at], "WHERE")) return { parts };
  const end = tokens.findLast((token) => !isMark(token, ";"))?.end;
  return { parts, where: sql.slice(tokens[at]?.end, end).trim() };
}

function part(sql: string, tokens: readonly Token[]): ParsedIndex["parts"][number] {
  let end = tokens.length;
  const descending = isWord(tokens[end - 1], "DESC");
  if (isWord(tokens[end - 1], "ASC", "DESC")) end -= 1;
  // COLLATE at the end of a term belongs to the index, also for an expression.
  const collation = isWord(tokens[end - 2], "COLLATE") ? tokens[end - 1]?.value : undefined;
  if (collation !== undefined) end -= 2;
  const [first] = tokens;
  const text = sql.slice(first?.start, tokens[end - 1]?.end);
  const bare = end === 1 && (first?.kind === "word" || first?.kind === "quoted" || first?.kind === "string") ? { name: first.value } : {};
  return { text, ...(collation === undefined ? {} : { collation }), descending, ...bare };
}
