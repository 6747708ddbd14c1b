import type { Target } from "./target";

/** Outcome of translating one expression: the text in the other language, or why it has none. */
export type Translation = { readonly sql: string } | { readonly lost: string };

interface Piece {
  readonly kind: "word" | "quoted" | "string" | "number" | "mark";
  readonly text: string;
  /** White space stood before it. */
  readonly spaced: boolean;
}

const pattern = /\s+|--[^\n]*|\/\*[\s\S]*?(?:\*\/|$)|([A-Za-z_\u0080-\uffff][\w$\u0080-\uffff]*)|("(?:[^"]|"")*"|`(?:[^`]|``)*`)|('(?:[^']|'')*')|(\d[\w.]*|\.\d+)|(::|\|\||<=|>=|<>|!=|==|!~~\*?|~~\*?|!~\*?|~\*?|->>?|[\s\S])/gy;

function pieces(sql: string): Piece[] {
  const found: Piece[] = [];
  let spaced = false;
  for (const match of sql.matchAll(pattern)) {
    const [, word, quoted, string, number, mark] = match;
    const kind = word !== undefined ? "word" : quoted !== undefined ? "quoted" : string !== undefined ? "string" : number !== undefined ? "number" : mark !== undefined ? "mark" : undefined;
    if (kind !== undefined) found.push({ kind, text: match[0], spaced });
    spaced = kind === undefined;
  }
  return found;
}

/** Functions that every target with SQL has under this name with this meaning. */
const portable = new Set(["abs", "lower", "upper", "length", "trim", "ltrim", "rtrim", "round", "coalesce", "nullif", "replace", "substr", "count", "sum", "avg", "min", "max", "row_number", "rank", "dense_rank", "lag", "lead", "exists"]);
/** Functions with one meaning and several names. */
const renamed: Readonly<Record<string, string>> = { char_length: "length", character_length: "length", ifnull: "coalesce", substring: "substr" };
/** Words that may stand before a parenthesis without being a function. */
const keywords = new Set(["in", "not in", "like", "not like", "and", "or", "not", "is", "between", "when", "then", "else", "case", "as", "on", "from", "join", "where", "select", "values", "by", "having", "over", "using", "any", "all", "check", "cast", "union", "except", "intersect", "distinct", "with"]);
/** Casts that change nothing a check or default looks at. */
const harmlessCasts = /^(?:text|varchar|character varying|bpchar|char|character|numeric|decimal|integer|int|bigint|smallint|double precision|real|boolean)(?:\(.*\))?(?:\[\])*$/i;

const nowSpellings = /^(?:now\(\)|current_timestamp(?:\(\d\))?|localtimestamp(?:\(\d\))?|transaction_timestamp\(\)|statement_timestamp\(\)|clock_timestamp\(\)|datetime\('now'\)|strftime\('[^']*','now'\))$/i;
const uuidSpellings = /^(?:gen_random_uuid\(\)|uuidv4\(\)|uuid_generate_v4\(\)|public\.uuid_generate_v4\(\)|uuid\(\)|(?=.*randomblob)(?=.*hex\()(?=.*\|\|).*)$/i;

/** Translates a default. Knows the present moment and random UUIDs in the spellings of all targets. */
export function translateDefault(sql: string, to: Target): Translation {
  const bare = strip(pieces(sql), false);
  const compact = bare.map((piece) => piece.text).join("");
  if (nowSpellings.test(compact)) return { sql: to.spellings?.now ?? "CURRENT_TIMESTAMP" };
  if (uuidSpellings.test(compact)) return to.spellings?.randomUuid === undefined ? { lost: "it has no function for random UUIDs" } : { sql: to.spellings.randomUuid };
  return translateExpression(sql, to);
}

/** Translates a check, predicate, generated column or view text where all of it means the same in the other language. */
export function translateExpression(sql: string, to: Target): Translation {
  if (/\bnow\s*\(\s*\)|\brandomblob\b/i.test(sql)) return { lost: "it depends on the moment or on chance" };
  if (to.spellings?.casts !== false && /::/.test(sql)) return { sql };
  const out = anyToIn(strip(pieces(sql), true));
  for (const [i, piece] of out.entries()) {
    const next = out[i + 1];
    const lower = piece.text.toLowerCase();
    if (piece.kind === "word" && next?.text === "(" && !keywords.has(lower)) {
      const name = renamed[lower] ?? (portable.has(lower) ? piece.text : undefined);
      if (name === undefined) return { lost: `it has no function ${piece.text}` };
      out[i] = { ...piece, text: name };
    }
    if (piece.kind === "word" && ["array", "any", "all", "glob", "regexp", "match", "interval", "similar", "ilike"].includes(lower) && (next?.text === "[" || next?.text === "(" || next?.kind === "string" || lower === "ilike" || lower === "glob" || lower === "regexp" || lower === "match")) {
      return { lost: `it has no ${piece.text.toUpperCase()} of this kind` };
    }
    if (piece.kind === "mark") {
      if (["~~", "~~*"].includes(piece.text)) out[i] = { kind: "word", text: "LIKE", spaced: true };
      else if (["!~~", "!~~*"].includes(piece.text)) out[i] = { kind: "word", text: "NOT LIKE", spaced: true };
      else if (piece.text === "==") out[i] = { ...piece, text: "=" };
      else if (["::", "->", "->>", "~", "~*", "!~", "!~*", "@", "?", "#", "[", "]", "&", "`", "$", ";"].includes(piece.text)) return { lost: `it has no operator ${piece.text} of this kind` };
    }
    if (piece.kind === "quoted" && piece.text.startsWith("`")) out[i] = { ...piece, text: `"${piece.text.slice(1, -1).replaceAll("``", "`").replaceAll('"', '""')}"` };
  }
  return { sql: out.map((piece, i) => (i > 0 && piece.spaced ? ` ${piece.text}` : piece.text)).join("") };
}

/** Takes `::type` away: always behind a literal, else only where the cast changes nothing (`strict`). */
function strip(list: readonly Piece[], strict: boolean): Piece[] {
  const out: Piece[] = [];
  for (let i = 0; i < list.length; i += 1) {
    const piece = list[i];
    if (piece === undefined) break;
    if (piece.text !== "::") { out.push(piece); continue; }
    const end = typeEnd(list, i + 1);
    const type = list.slice(i + 1, end).map((p) => (p.spaced ? ` ${p.text}` : p.text)).join("").trim();
    const literal = out.at(-1)?.kind === "string" || out.at(-1)?.kind === "number" || out.at(-1)?.text.toUpperCase() === "NULL";
    if (strict && !literal && !harmlessCasts.test(type)) out.push(piece);
    else i = end - 1;
  }
  return out;
}

/** Where a type name that starts at `from` ends: words, a schema, a length, brackets, "with time zone". */
function typeEnd(list: readonly Piece[], from: number): number {
  let at = from + 1;
  if (list[at]?.text === ".") at += 2;
  const continues = new Set(["varying", "precision"]);
  if (continues.has(list[at]?.text.toLowerCase() ?? "")) at += 1;
  if (list[at]?.text === "(") while (at < list.length && list[at - 1]?.text !== ")") at += 1;
  if (["with", "without"].includes(list[at]?.text.toLowerCase() ?? "") && list[at + 1]?.text.toLowerCase() === "time") at += 3;
  while (list[at]?.text === "[" && list[at + 1]?.text === "]") at += 2;
  return at;
}

/** `= ANY (ARRAY[a, b])`, as PostgreSQL prints IN, back to IN; `<> ALL (ARRAY[...])` to NOT IN. */
function anyToIn(list: readonly Piece[]): Piece[] {
  const out = [...list];
  for (let i = 0; i < out.length; i += 1) {
    const word = out[i + 1]?.text.toLowerCase();
    const negated = out[i]?.text === "<>" && word === "all";
    if (!negated && !(out[i]?.text === "=" && word === "any")) continue;
    let at = i + 2;
    let parentheses = 0;
    for (; out[at]?.text === "("; at += 1) parentheses += 1;
    if (out[at]?.text.toLowerCase() !== "array" || out[at + 1]?.text !== "[") continue;
    let depth = 1;
    let close = at + 2;
    for (; close < out.length && depth > 0; close += 1) depth += out[close]?.text === "[" ? 1 : out[close]?.text === "]" ? -1 : 0;
    let end = close;
    for (let left = parentheses; left > 0 && out[end]?.text === ")"; left -= 1) end += 1;
    const open: Piece[] = [{ kind: "word", text: negated ? "NOT IN" : "IN", spaced: true }, { kind: "mark", text: "(", spaced: true }];
    out.splice(i, end - i, ...open, ...out.slice(at + 2, close - 1), { kind: "mark", text: ")", spaced: false });
  }
  return out;
}
