import { meaningfulTokens, sqlTokens, tokenName, type SqlToken } from "./sql-tokens";

/** What a name of the base is called in the goal, by folded name. */
export interface ExpressionNames {
  /** Columns of the expression's own table. */
  readonly columns: ReadonlyMap<string, string>;
  /** Tables, enums and further objects, by bare name. */
  readonly objects: ReadonlyMap<string, string>;
}

export const noRenames: ExpressionNames = { columns: new Map(), objects: new Map() };

/**
 * Whether a base expression says the same as a goal expression once the renames are taken into account.
 * Letter case of words, quotes that are not needed, spaces and comments do not count.
 */
export function sameExpression(base: string, goal: string, names: ExpressionNames): boolean {
  if (names.columns.size === 0 && names.objects.size === 0) {
    return base === goal || canonical(base) === canonical(goal);
  }
  return canonical(base, names) === canonical(goal);
}

/**
 * The same for a whole definition (view, trigger, function): which table a name belongs to is not known there,
 * so each name may be the old or the new one.
 */
export function sameDefinition(base: string, goal: string, names: ExpressionNames): boolean {
  if (base === goal) return true;
  const a = meaningfulTokens(base);
  const b = meaningfulTokens(goal);
  if (a.length !== b.length) return false;
  return a.every((token, i) => {
    const other = b[i];
    if (other === undefined) return false;
    const name = tokenName(token);
    if (name === undefined) return token.text === other.text;
    const otherName = tokenName(other);
    return name === otherName || names.columns.get(name) === otherName && otherName !== undefined
      || names.objects.get(name) === otherName && otherName !== undefined;
  });
}

/** One spelling for all texts that mean the same to the lexer, with base names turned into goal names. */
export function canonical(sql: string, names: ExpressionNames = noRenames): string {
  const tokens = meaningfulTokens(sql);
  const parts: string[] = [];
  tokens.forEach((token, i) => {
    const name = tokenName(token);
    if (name === undefined) parts.push(token.text);
    else parts.push(JSON.stringify(renamed(name, tokens, i, names)));
  });
  return parts.join(" ");
}

function renamed(name: string, tokens: readonly SqlToken[], i: number, names: ExpressionNames): string {
  const before = tokens[i - 1]?.text;
  const after = tokens[i + 1]?.text;
  // `x::name`, `name(...)` and `name.x` are types, functions and qualifiers: never columns.
  const isColumn = before !== ":" && after !== "(" && after !== ".";
  if (isColumn) return names.columns.get(name) ?? (before === ":" ? names.objects.get(name) : undefined) ?? name;
  return names.objects.get(name) ?? name;
}

/** The expression with a column of its own table under a new name, as an engine rewrites it on a rename. */
export function withColumnRenamed(sql: string, from: string, to: string, quote: (name: string) => string): string {
  const all = sqlTokens(sql);
  const solid = all.filter((token) => token.kind !== "space" && token.kind !== "comment");
  const columns = new Map([[from, to]]);
  const replaced = new Set<number>();
  solid.forEach((token, i) => {
    if (tokenName(token) === from && renamed(from, solid, i, { columns, objects: noRenames.objects }) === to) replaced.add(token.at);
  });
  return all.map((token) => (replaced.has(token.at) ? quote(to) : token.text)).join("");
}
