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

/** What the renamed thing is, which decides where in a text its name stands for it. */
export type IdentifierRole =
  /** In whole statements. `strict`: a column has the same name somewhere, so only where a table must stand. */
  | { readonly kind: "table"; readonly strict: boolean }
  /** A table in an expression of its own: only before a dot, since bare words are columns there. */
  | { readonly kind: "qualifier" }
  /** The name of a type: only in casts. */
  | { readonly kind: "type" }
  /** `qualifiers` may stand before the dot (`orders.total`, alias `o.total`); `bare`: also without one. */
  | { readonly kind: "column"; readonly qualifiers: readonly string[]; readonly bare: boolean };

export interface IdentifierRename {
  readonly from: string;
  readonly to: string;
  readonly as: IdentifierRole;
  /** How the target quotes names, where not in double quotes. */
  readonly quote?: ((name: string) => string) | undefined;
}

/** Renames a table or column in an expression or query. Functions, types in casts, aliases after AS, strings and comments stay. */
export function renameIdentifier(text: string, rename: IdentifierRename): string {
  if (!text.toLowerCase().includes(rename.from.toLowerCase())) return text;
  const tokens = sqlTokens(text);
  const solid = tokens.flatMap((token, index) => (token.kind === "space" || token.kind === "comment" ? [] : [index]));
  const replaced = new Set<number>();
  solid.forEach((index, i) => {
    const at: TokenAt = (offset) => {
      const position = solid[i + offset];
      return position === undefined ? undefined : tokens[position];
    };
    if (isNamed(tokens[index], rename.from) && isReference(at, rename)) replaced.add(index);
  });
  return tokens
    .map((token, index) => {
      if (!replaced.has(index)) return token.text;
      if (token.kind !== "quoted") return rename.quote?.(rename.to) ?? expressionName(rename.to);
      const quote = token.text.startsWith("`") ? "`" : '"';
      return quote + rename.to.replaceAll(quote, quote + quote) + quote;
    })
    .join("");
}

type TokenAt = (offset: number) => SqlToken | undefined;

/** Words after which a table stands. */
const beforeTable = /^(from|join|into|update|only|references|on|table|using)$/i;

function isReference(at: TokenAt, { as }: IdentifierRename): boolean {
  const [before, after] = [at(-1), at(1)];
  const inCast = before?.text === ":" || (/^as$/i.test(before?.text ?? "") && after?.text === ")");
  if (as.kind === "type") return inCast || (before?.text === "." && at(-3)?.text === ":");
  if (at(0)?.kind === "word" && (after?.text === "(" || after?.kind === "string")) {
    // A function or a typed literal; but `INSERT INTO orders (...)` names a table.
    return as.kind === "table" && /^(into|references|on)$/i.test(before?.text ?? "");
  }
  if (inCast || (before?.kind === "word" && /^(as|collate|to|savepoint)$/i.test(before.text))) return false;
  switch (as.kind) {
    case "qualifier": return after?.text === ".";
    case "table": return !as.strict || after?.text === "." || beforeTable.test(before?.text ?? "");
    case "column":
      if (after?.text === ".") return false;
      return before?.text === "." ? as.qualifiers.some((name) => isNamed(at(-2), name)) : as.bare;
  }
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
    const before = tokens[i - 1]?.text ?? "";
    // What an upsert and a trigger call the rows of their table.
    if (/^into$/i.test(before)) names.add("excluded");
    if (/^on$/i.test(before) && tokens.some((each) => /^trigger$/i.test(each.text))) names.add("new").add("old");
    if (!/^(from|join|into|update|only|,|\.)$/i.test(before)) return;
    const next = tokens[i + 1];
    const alias = next?.kind === "word" && /^as$/i.test(next.text) ? tokens[i + 2] : next;
    const name = identifierOf(alias);
    if (name !== undefined && !(alias?.kind === "word" && (reserved.has(name.toLowerCase()) || /^(set|values)$/i.test(name)))) names.add(name);
  });
  return [...names];
}
