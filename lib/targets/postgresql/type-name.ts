import { quote } from "./lexical";

/** A type's text taken apart: `"My Schema".mood[]`, `timestamp(3) with time zone`, `numeric(10, 2)`. */
export interface TypeName {
  /** Unquoted words in lower case joined by single spaces; without the namespace pg_catalog. Quoted names keep their quotes. */
  readonly words: string;
  /** Set when the text is one name, maybe with a namespace: what an enum or domain is found by. */
  readonly quotedName?: { readonly namespace?: string; readonly name: string };
  /** What stands in the parentheses, split at commas. */
  readonly parameters: readonly string[];
  readonly array: boolean;
  /** The whole in one spelling, without the array brackets. */
  readonly normal: string;
}

type Token = { readonly kind: "word" | "quoted" | "number" | "text" | "sign"; readonly text: string; readonly raw: string };

const pattern = /\s*(?:("(?:[^"]|"")+")|([\p{L}_][\p{L}\p{N}_$]*)|(-?\d+)|('(?:[^']|'')*')|([(),.[\]]))/uy;

/** Reads a type's text. Undefined when it is none: an expression, a stray sign. */
export function readTypeName(text: string): TypeName | undefined {
  const tokens = tokenize(text.trim());
  if (tokens === undefined) return undefined;
  const names: string[] = [];
  let path: string[] | undefined;
  let parameters: readonly string[] = [];
  let array = false;
  let parenthesis = -1;
  for (let i = 0; i < tokens.length; i += 1) {
    const token: Token | undefined = tokens[i];
    const next: Token | undefined = tokens[i + 1];
    if (token === undefined) break;
    if (token.kind === "word" || token.kind === "quoted") {
      if (array) return undefined;
      if (token.text === "array" && i > 0) {
        array = true;
        // `integer ARRAY[4]`
        if (next?.text === "[") i = tokens.findIndex((t, at) => at > i && t.text === "]");
        continue;
      }
      names.push(token.text);
      if (next?.text === ".") {
        names.push(".");
        i += 1;
      }
    } else if (token.text === "(" && parenthesis < 0) {
      parenthesis = names.length;
      const end = tokens.findIndex((t, at) => at > i && t.text === ")");
      if (end < 0) return undefined;
      parameters = split(tokens.slice(i + 1, end));
      i = end;
    } else if (token.text === "[" && names.length > 0) {
      array = true;
      const end = next?.kind === "number" ? i + 2 : i + 1;
      if (tokens[end]?.text !== "]") return undefined;
      i = end;
    } else return undefined;
  }
  if (names.length === 0) return undefined;
  if (names[0] === "pg_catalog" && names[1] === ".") names.splice(0, 2);
  const dots = names.filter((n) => n === ".").length;
  if (names.length === 1) path = names;
  else if (names.length === 3 && dots === 1) path = [names[0] ?? "", names[2] ?? ""];
  else if (dots > 0) return undefined;
  const inside = parameters.length === 0 ? "" : `(${parameters.join(",")})`;
  const shift = names.length;
  const at = parenthesis < 0 ? shift : Math.min(parenthesis, shift);
  const words = names.join(" ").replaceAll(" . ", ".");
  const normal = path === undefined
    ? [names.slice(0, at).join(" ") + inside, ...names.slice(at)].join(" ")
    : words + inside;
  const name = path?.map(unquote);
  const [first, second] = name ?? [];
  const quotedName = first === undefined ? undefined : second === undefined ? { name: first } : { namespace: first, name: second };
  return { words, parameters, array, normal: normal.replace(/^public\./, ""), ...(quotedName === undefined ? {} : { quotedName }) };
}

function tokenize(text: string): Token[] | undefined {
  const tokens: Token[] = [];
  pattern.lastIndex = 0;
  while (pattern.lastIndex < text.length) {
    const match = pattern.exec(text);
    if (match === null) return undefined;
    const [, quoted, word, number, string, sign] = match;
    const raw = quoted ?? word ?? number ?? string ?? sign ?? "";
    const kind = quoted !== undefined ? "quoted" : word !== undefined ? "word" : number !== undefined ? "number" : string !== undefined ? "text" : "sign";
    // A name that needs no quotes is the same with them, unless it is a keyword with a meaning of its own ("char").
    tokens.push({ kind, text: kind === "word" ? raw.toLowerCase() : kind === "quoted" ? quote(unquote(raw)) : raw, raw });
  }
  return tokens;
}

/** Type parameters as they were written: `(10, 2)`, `(Point,4326)`. */
function split(tokens: readonly Token[]): readonly string[] {
  return tokens.filter((t) => t.text !== ",").map((t) => t.raw);
}

function unquote(name: string): string {
  return name.startsWith('"') ? name.slice(1, -1).replaceAll('""', '"') : name;
}
