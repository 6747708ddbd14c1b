import { meaningfulTokens, sqlTokens, type SqlToken } from "../diff/sql-tokens";

/** The name a token stands for as it is written (not folded), or undefined when it is none. */
function identifierOf(token: SqlToken | undefined): string | undefined {
  if (token?.kind === "word") return token.text;
  if (token?.kind !== "quoted") return undefined;
  const quote = token.text.charAt(0);
  const inner = token.text.slice(1, -1);
  return quote === "[" ? inner : inner.replaceAll(quote + quote, quote);
}

/** Whether a token names `name`: quoted ones exactly, bare ones also in any case of a lower-case name. */
function isNamed(token: SqlToken | undefined, name: string): boolean {
  if (token === undefined) return false;
  const found = identifierOf(token);
  return found !== undefined && (found === name || (token.kind === "word" && found.toLowerCase() === name));
}

/** Words that cannot stand as a bare column name in PostgreSQL 18 (reserved, appendix C) or SQLite 3.54. */
const reserved = new Set(
  ("all analyse analyze and any array as asc asymmetric authorization between binary both by case cast check collate collation column concurrently constraint create cross " +
  "current_catalog current_date current_role current_schema current_time current_timestamp current_user default deferrable desc distinct do else end escape except exists false " +
  "fetch for foreign freeze from full grant group having if ilike in index initially inner insert intersect into is isnull join lateral leading left like limit localtime " +
  "localtimestamp natural not notnull null offset on only or order outer overlaps placing primary references returning right select session_user set similar some symmetric " +
  "system_user table tablesample then to trailing transaction true union unique update user using values variadic verbose when where window with").split(" "),
);

/** A name as it may stand in an expression: bare where every SQL target takes it so, else in double quotes. */
export function expressionName(name: string): string {
  return /^[a-z_][a-z0-9_]*$/.test(name) && !reserved.has(name) ? name : `"${name.replaceAll('"', '""')}"`;
}

export interface IdentifierRename {
  readonly from: string;
  readonly to: string;
  /** Names that may stand before the dot (`orders.total`, alias `o.total`). Absent: a table name, which itself stands before dots. */
  readonly qualifiers?: readonly string[] | undefined;
  /** Also rename where no qualifier stands before it. Default true. */
  readonly bare?: boolean;
  /** Only where it stands before a dot: a table's name in an expression whose bare words are columns. */
  readonly onlyBeforeDot?: boolean;
}

/** Renames a table or column in an expression or query. Functions, types in casts, aliases after AS, strings and comments stay. */
export function renameIdentifier(text: string, rename: IdentifierRename): string {
  if (!text.toLowerCase().includes(rename.from.toLowerCase())) return text;
  const tokens = sqlTokens(text);
  const solid = tokens.flatMap((token, index) => (token.kind === "space" || token.kind === "comment" ? [] : [index]));
  const replaced = new Set<number>();
  solid.forEach((index, i) => {
    const at = (offset: number): SqlToken | undefined => {
      const position = solid[i + offset];
      return position === undefined ? undefined : tokens[position];
    };
    if (isNamed(tokens[index], rename.from) && isReference(at, rename)) replaced.add(index);
  });
  return tokens
    .map((token, index) => {
      if (!replaced.has(index)) return token.text;
      if (token.kind !== "quoted") return expressionName(rename.to);
      const quote = token.text.startsWith("`") ? "`" : '"';
      return quote + rename.to.replaceAll(quote, quote + quote) + quote;
    })
    .join("");
}

function isReference(at: (offset: number) => SqlToken | undefined, rename: IdentifierRename): boolean {
  const before = at(-1);
  const after = at(1);
  if (at(0)?.kind === "word" && (after?.text === "(" || after?.kind === "string")) return isInsertTarget(at, rename);
  if (before?.text === ":" || (before?.kind === "word" && /^(as|collate|to|savepoint)$/i.test(before.text))) return false;
  if (rename.onlyBeforeDot === true && after?.text !== ".") return false;
  if (rename.qualifiers === undefined) return true;
  if (after?.text === ".") return false;
  if (before?.text === ".") return rename.qualifiers.some((name) => isNamed(at(-2), name));
  return rename.bare ?? true;
}

/** `INSERT INTO orders (…)` names a table although a parenthesis follows. */
function isInsertTarget(at: (offset: number) => SqlToken | undefined, rename: IdentifierRename): boolean {
  return rename.qualifiers === undefined && /^(into|references|on)$/i.test(at(-1)?.text ?? "");
}

/** Whether a text names a column of its own table, by itself or after the table's name. */
export function mentions(text: string, column: string): boolean {
  return meaningfulTokens(text).some((token) => isNamed(token, column));
}

/** Replaces a string literal of exactly this content. */
export function renameLiteral(text: string, from: string, to: string): string {
  const written = `'${from.replaceAll("'", "''")}'`;
  return sqlTokens(text).map((token) => (token.kind === "string" && token.text === written ? `'${to.replaceAll("'", "''")}'` : token.text)).join("");
}

/** Names a table goes by in a query: its own and its aliases (`orders o`, `orders AS o`); empty when the query does not name it. */
export function namesOfTable(query: string, table: string): readonly string[] {
  const tokens = meaningfulTokens(query);
  const names = new Set<string>();
  tokens.forEach((token, i) => {
    if (!isNamed(token, table)) return;
    names.add(table);
    if (!/^(from|join|into|update|only|,|\.)$/i.test(tokens[i - 1]?.text ?? "")) return;
    const next = tokens[i + 1];
    const alias = next?.kind === "word" && /^as$/i.test(next.text) ? tokens[i + 2] : next;
    const name = identifierOf(alias);
    if (name !== undefined && !(alias?.kind === "word" && (reserved.has(name.toLowerCase()) || /^(set|values)$/i.test(name)))) names.add(name);
  });
  return [...names];
}
