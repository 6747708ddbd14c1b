import { meaningfulTokens, tokenName, type SqlToken } from "../../diff/sql-tokens";
import type { Id, Table } from "../../model";
import type { Constant } from "./demand";

/** What a query's text says beyond the pattern's fields. */
export interface QueryFacts {
  readonly constants: readonly Constant[];
  /** Columns compared through a function: its name by column. */
  readonly wrapped: ReadonlyMap<Id, string>;
  /** Columns matched with LIKE: by a constant beginning, anywhere, or by what the parameter says. */
  readonly likes: ReadonlyMap<Id, { readonly how: "prefix" | "anywhere" | "unknown"; readonly anyCase: boolean }>;
  /** Columns asked for what they hold (@>, &&), in order. */
  readonly holds: readonly Id[];
  /** Columns whose words are searched (@@, MATCH). */
  readonly words: readonly Id[];
  /** Columns compared by likeness (%). */
  readonly like: readonly Id[];
  /** What SELECT lists, when all of it are columns. */
  readonly returns: readonly Id[] | undefined;
  /** What UPDATE sets. */
  readonly sets: readonly Id[] | undefined;
}

export const noFacts: QueryFacts = { constants: [], wrapped: new Map(), likes: new Map(), holds: [], words: [], like: [], returns: undefined, sets: undefined };

const endOfWhere = new Set(["group", "order", "limit", "having", "returning", "union", "window", "fetch", "for"]);
/** Words before a parenthesis that are no function. */
const noFunction = new Set(["in", "and", "or", "not", "where", "on", "any", "all", "some", "exists", "values", "between", "like", "when", "then", "else", "as", "over", "by"]);

/** Reads what can be read off the tokens alone. Never guesses: with OR, NOT or queries inside, nothing counts as constant. */
export function queryFacts(query: string | undefined, tables: readonly Table[]): QueryFacts {
  if (query === undefined || query.trim() === "") return noFacts;
  const tokens = meaningfulTokens(query);
  const words = tokens.map((token) => (token.kind === "word" ? token.text.toLowerCase() : ""));
  const scope = new QueryScope(tokens, words, tables);
  const where = words.indexOf("where");
  const close = where < 0 ? -1 : words.findIndex((word, i) => i > where && endOfWhere.has(word));
  const end = close < 0 ? tokens.length : close;
  const facts = { constants: [] as Constant[], wrapped: new Map<Id, string>(), likes: new Map<Id, { how: "prefix" | "anywhere" | "unknown"; anyCase: boolean }>(), holds: [] as Id[], words: [] as Id[], like: [] as Id[] };
  const certain = words.filter((word) => word === "select").length <= 1 && !words.some((word, i) => i > where && i < end && (word === "or" || (word === "not" && words[i - 1] !== "is")));
  for (let i = where < 0 ? end : where + 1; i < end; i += 1) {
    const found = scope.columnAt(i);
    if (found === undefined) continue;
    const inside = found.end < end && tokens[found.end]?.text === ")" && tokens[i - 1]?.text === "(" ? words[i - 2] ?? "" : "";
    const name = inside !== "" && !noFunction.has(inside) ? inside : undefined;
    const at = name === undefined ? found.end : found.end + 1;
    const operator = operatorAt(tokens, at);
    readComparison({ id: found.id, name, operator, value: tokens[operator.end], after: tokens[operator.end + 1], words, certain }, facts);
    i = found.end - 1;
  }
  return { ...facts, returns: listed(tokens, words, scope), sets: assigned(tokens, words, scope) };
}

interface Comparison {
  readonly id: Id;
  /** The function around the column. */
  readonly name: string | undefined;
  readonly operator: { readonly text: string; readonly end: number };
  readonly value: SqlToken | undefined;
  readonly after: SqlToken | undefined;
  readonly words: readonly string[];
  readonly certain: boolean;
}

interface Gathered {
  readonly constants: Constant[];
  readonly wrapped: Map<Id, string>;
  readonly likes: Map<Id, { how: "prefix" | "anywhere" | "unknown"; anyCase: boolean }>;
  readonly holds: Id[];
  readonly words: Id[];
  readonly like: Id[];
}

function readComparison({ id, name, operator, value, after, words, certain }: Comparison, facts: Gathered): void {
  const { text } = operator;
  if (name !== undefined && text !== "@@" && name !== "to_tsvector" && name !== "match" && name !== "coalesce") {
    if (text !== "") facts.wrapped.set(id, name);
    if (!/like|~~/.test(text)) return;
  }
  if (text === "is") {
    const negated = words[operator.end] === "not";
    const what = words[operator.end + (negated ? 1 : 0)];
    if (certain && what === "null") facts.constants.push({ column: id, test: negated ? "not null" : "null" });
  } else if (text === "=" && certain && value !== undefined && isLiteral(value) && !(after?.kind === "symbol" && /[-+*/|:]/.test(after.text))) {
    facts.constants.push({ column: id, test: "equals", literal: value.kind === "word" ? value.text.toLowerCase() : value.text });
  } else if (/^(i?like|glob|~~\*?)$/.test(text)) {
    const written = value?.kind === "string" ? value.text.replace(/^[a-z]?'|'$/gi, "") : undefined;
    facts.likes.set(id, { how: written === undefined ? "unknown" : /^[%_*?]/.test(written) ? "anywhere" : "prefix", anyCase: text === "ilike" || text === "~~*" });
  } else if (text === "@>" || text === "&&") facts.holds.push(id);
  else if (text === "@@" || text === "match" || name === "match") facts.words.push(id);
  else if (text === "%") facts.like.push(id);
}

function isLiteral({ kind, text }: SqlToken): boolean {
  return kind === "string" || kind === "number" || (kind === "word" && /^(true|false)$/i.test(text));
}

/** The operator at a place, its symbols joined; a word where it is one. */
function operatorAt(tokens: readonly SqlToken[], at: number): { readonly text: string; readonly end: number } {
  const first = tokens[at];
  if (first?.kind === "word") return { text: /^(is|like|ilike|glob|match|in|between)$/i.test(first.text) ? first.text.toLowerCase() : "", end: at + 1 };
  let text = "";
  let end = at;
  while (tokens[end]?.kind === "symbol" && /^[=<>@&%~!*]$/.test(tokens[end]?.text ?? "")) {
    text += tokens[end]?.text ?? "";
    end += 1;
  }
  return { text, end };
}

/** Names of tables and aliases in a query, and the columns that paths in it mean. */
class QueryScope {
  private readonly byName = new Map<string, Table>();

  constructor(private readonly tokens: readonly SqlToken[], words: readonly string[], private readonly tables: readonly Table[]) {
    for (const table of tables) this.byName.set(table.name.toLowerCase(), table);
    tokens.forEach((token, i) => {
      const table = this.byName.get(tokenName(token)?.toLowerCase() ?? "");
      if (table === undefined || !/^(from|join|update|into|,|\.)$/i.test(tokens[i - 1]?.text ?? "")) return;
      const alias = tokens[words[i + 1] === "as" ? i + 2 : i + 1];
      const name = alias === undefined ? undefined : tokenName(alias);
      if (name !== undefined && !/^(where|join|on|set|inner|left|right|full|cross|order|group|limit|using|values)$/.test(name)) this.byName.set(name.toLowerCase(), table);
    });
  }

  /** The column a path that starts here means, and where the path ends. */
  columnAt(at: number): { readonly id: Id; readonly end: number } | undefined {
    const first = this.tokens[at];
    const name = first === undefined ? undefined : tokenName(first);
    if (name === undefined || this.tokens[at - 1]?.text === ".") return undefined;
    const second = this.tokens[at + 1]?.text === "." ? this.tokens[at + 2] : undefined;
    const owner = second === undefined ? undefined : this.byName.get(name.toLowerCase());
    if (second !== undefined) return owner === undefined ? undefined : this.column([owner], tokenName(second), at + 3);
    return this.tokens[at + 1]?.text === "(" ? undefined : this.column(this.tables, name, at + 1);
  }

  private column(tables: readonly Table[], name: string | undefined, end: number): { readonly id: Id; readonly end: number } | undefined {
    for (const table of tables) {
      const column = table.columns.find((each) => each.name === name || each.name.toLowerCase() === name);
      if (column !== undefined) return { id: column.id, end };
    }
    return undefined;
  }
}

function listed(tokens: readonly SqlToken[], words: readonly string[], scope: QueryScope): readonly Id[] | undefined {
  const from = words.indexOf("from");
  if (words[0] !== "select" || from < 0) return undefined;
  const ids: Id[] = [];
  for (let i = 1; i < from;) {
    const found = scope.columnAt(i);
    if (found === undefined) return undefined;
    ids.push(found.id);
    i = words[found.end] === "as" ? found.end + 2 : found.end;
    if (i < from && tokens[i]?.text !== ",") return undefined;
    i += 1;
  }
  return ids;
}

function assigned(tokens: readonly SqlToken[], words: readonly string[], scope: QueryScope): readonly Id[] | undefined {
  const set = words.indexOf("set");
  if (words[0] !== "update" || set < 0) return undefined;
  const ids: Id[] = [];
  let depth = 0;
  for (let i = set + 1; i < tokens.length; i += 1) {
    const text = tokens[i]?.text ?? "";
    if (depth === 0 && /^(where|from|returning)$/.test(words[i] ?? "")) break;
    depth += text === "(" ? 1 : text === ")" ? -1 : 0;
    const found = depth === 0 && (i === set + 1 || tokens[i - 1]?.text === ",") ? scope.columnAt(i) : undefined;
    if (found !== undefined) ids.push(found.id);
  }
  return ids;
}
