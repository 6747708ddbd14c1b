import { lexDql, type DqlToken } from "./dql-lexer";
import { Refused } from "./refused";

export interface Predicate {
  readonly name: string;
  readonly type: string;
  readonly list: boolean;
  readonly tokenizers: readonly string[];
  readonly reverse: boolean;
  readonly count: boolean;
  readonly upsert: boolean;
  readonly unique: boolean;
  readonly lang: boolean;
  readonly noConflict: boolean;
}

export interface StoredType {
  readonly name: string;
  readonly predicates: readonly string[];
}

export interface DqlSchema {
  readonly predicates: readonly Predicate[];
  readonly types: readonly StoredType[];
}

/** Type names as they may be written; case does not matter. */
const types: Readonly<Record<string, string>> = {
  default: "default", int: "int", float: "float", string: "string", bool: "bool", datetime: "datetime", geo: "geo", uid: "uid", password: "password", id: "string", bigfloat: "bigfloat", float32vector: "float32vector", binary: "binary", date: "datetime",
};
/** Which type a tokenizer is for, and whether its index sorts (tok/tok.go, v25). */
const tokenizers: Readonly<Record<string, { readonly of: string; readonly sortable: boolean }>> = {
  int: { of: "int", sortable: true }, float: { of: "float", sortable: true }, bigfloat: { of: "bigfloat", sortable: true }, bool: { of: "bool", sortable: false }, geo: { of: "geo", sortable: false }, year: { of: "datetime", sortable: true },
  month: { of: "datetime", sortable: true }, day: { of: "datetime", sortable: true }, hour: { of: "datetime", sortable: true }, exact: { of: "string", sortable: true }, hash: { of: "string", sortable: false }, term: { of: "string", sortable: false },
  fulltext: { of: "string", sortable: false }, trigram: { of: "string", sortable: false }, sha256: { of: "string", sortable: false }, ngram: { of: "string", sortable: false }, hnsw: { of: "float32vector", sortable: false }, bm25: { of: "string", sortable: false },
};

/** Reads a DQL schema by Dgraph's rules (schema/parse.go, v25). Throws Refused at the first fault. */
export function parseDql(text: string): DqlSchema {
  const reader = new Reader(lexDql(text));
  const predicates: Predicate[] = [];
  const stored: StoredType[] = [];
  while (!reader.end) {
    if (reader.skipLine()) continue;
    // A namespace in brackets may stand before a name.
    if (reader.mark("[")) {
      reader.text("a namespace");
      reader.expect("]");
    }
    const name = reader.text("a predicate or a type");
    if (name === "type" && reader.isText() && reader.isMark("{", 1)) stored.push(readType(reader));
    else predicates.push(readPredicate(name, reader));
  }
  const seen = new Set<string>();
  for (const { name } of predicates) {
    if (name.startsWith("dgraph.")) throw new Refused(`Can't alter predicate \`${name}\` as it is prefixed with \`dgraph.\` which is reserved as the namespace for dgraph's internal types/predicates.`);
    if (name.startsWith("~")) throw new Refused(`Predicate name \`${name}\` may not begin with ~`);
    if (seen.has(name)) throw new Refused(`Predicate ${name} is defined twice`);
    seen.add(name);
  }
  for (const { name } of stored) if (name.startsWith("dgraph.")) throw new Refused(`Can't alter type \`${name}\` as it is prefixed with \`dgraph.\` which is reserved as the namespace for dgraph's internal types/predicates.`);
  return { predicates, types: stored };
}

class Reader {
  private at = 0;
  constructor(private readonly tokens: readonly DqlToken[]) {}

  get end(): boolean {
    return this.at >= this.tokens.length;
  }

  private get token(): DqlToken | undefined {
    return this.tokens[this.at];
  }

  isText(): boolean {
    return this.token?.kind === "text";
  }

  isMark(text: string, ahead = 0): boolean {
    const token = this.tokens[this.at + ahead];
    return token?.kind === "mark" && token.text === text;
  }

  skipLine(): boolean {
    if (this.token?.kind !== "line") return false;
    this.at += 1;
    return true;
  }

  mark(text: string): boolean {
    if (!this.isMark(text)) return false;
    this.at += 1;
    return true;
  }

  expect(text: string): void {
    if (!this.mark(text)) throw this.fault(`Expected ${text}`);
  }

  text(what: string): string {
    const { token } = this;
    if (token?.kind !== "text") throw this.fault(`Expected ${what}`);
    this.at += 1;
    return token.text;
  }

  lineEnd(): void {
    if (this.end) return;
    if (!this.skipLine()) throw this.fault("Invalid ending");
  }

  fault(message: string): Refused {
    const { token } = this;
    return new Refused(`line ${token?.line ?? this.tokens.at(-1)?.line ?? 1}: ${message}${token === undefined || token.kind === "line" ? "" : `, found ${token.text}`}`);
  }
}

function readPredicate(name: string, reader: Reader): Predicate {
  if (reader.isMark("@") || name.includes("@")) throw reader.fault("Invalid '@' in name");
  if (!reader.mark(":")) throw reader.fault("Missing colon");
  const list = reader.mark("[");
  const written = reader.text("a type");
  const type = Object.hasOwn(types, written.toLowerCase()) ? types[written.toLowerCase()] : undefined;
  if (type === undefined) throw reader.fault(`Undefined Type ${written}`);
  if (list && !reader.mark("]")) throw reader.fault(`Unclosed [ while parsing schema for: ${name}`);
  if (list && (type === "password" || type === "bool")) throw reader.fault(`Unsupported type for list: [${type}]`);
  let predicate: Predicate = { name, type, list, tokenizers: [], reverse: false, count: false, upsert: false, unique: false, lang: false, noConflict: false };
  while (reader.mark("@")) predicate = readDirective(predicate, reader);
  reader.expect(".");
  reader.lineEnd();
  if (predicate.unique && (!predicate.upsert || predicate.tokenizers.length === 0)) throw new Refused(`Predicate ${name}: @unique needs @index and @upsert`);
  if (predicate.upsert && type !== "uid" && predicate.tokenizers.length === 0) throw new Refused(`Index tokenizer is mandatory for: [${name}] when specifying @upsert directive`);
  return predicate;
}

function readDirective(predicate: Predicate, reader: Reader): Predicate {
  const directive = reader.text("a directive");
  switch (directive) {
    case "reverse": if (predicate.type !== "uid") throw reader.fault("Cannot reverse for non-UID type"); return { ...predicate, reverse: true };
    case "index": return { ...predicate, tokenizers: readTokenizers(predicate, reader) };
    case "count": return { ...predicate, count: true };
    case "upsert": return { ...predicate, upsert: true };
    case "unique": return { ...predicate, unique: true };
    case "noconflict": return { ...predicate, noConflict: true };
    case "lang": if (predicate.type !== "string" || predicate.list) throw reader.fault(`@lang directive can only be specified for string type. Got: [${predicate.type}] for attr: [${predicate.name}]`); return { ...predicate, lang: true };
    default: throw reader.fault(`Invalid index specification @${directive}`);
  }
}

function readTokenizers({ name, type }: Predicate, reader: Reader): readonly string[] {
  if (type === "uid" || type === "default" || type === "password") throw reader.fault(`Indexing not allowed on predicate ${name} of type ${type}`);
  if (!reader.mark("(")) throw reader.fault(`Require type of tokenizer for pred: ${name} for indexing.`);
  const found: string[] = [];
  let sortable: string | undefined;
  if (reader.isMark(")")) throw reader.fault(`Require type of tokenizer for pred: ${name} for indexing.`);
  do {
    const tokenizer = reader.text("a tokenizer").toLowerCase();
    const known = Object.hasOwn(tokenizers, tokenizer) ? tokenizers[tokenizer] : undefined;
    if (known === undefined) throw reader.fault(`Invalid tokenizer ${tokenizer}`);
    if (known.of !== type) throw reader.fault(`Tokenizer: ${tokenizer} isn't valid for predicate: ${name} of type: ${type}`);
    if (found.includes(tokenizer)) throw reader.fault(`Duplicate tokenizers defined for pred ${name}`);
    if (known.sortable) {
      if (sortable !== undefined) throw reader.fault(`More than one sortable index encountered for: ${name}`);
      sortable = tokenizer;
    }
    found.push(tokenizer);
    if (tokenizer === "hnsw" && reader.mark("(")) readOptions(reader);
  } while (reader.mark(","));
  reader.expect(")");
  return found;
}

/** `(metric:"cosine", exponent:"4")`. */
function readOptions(reader: Reader): void {
  do {
    const option = reader.text("an option");
    reader.expect(":");
    const value = reader.text("a value").replaceAll('"', "");
    if (option === "metric" && !["euclidean", "cosine", "dotproduct"].includes(value)) throw reader.fault(`Unknown metric ${value}`);
    if (!["metric", "exponent", "maxLevels", "efConstruction", "efSearch"].includes(option)) throw reader.fault(`Unknown option ${option} of hnsw`);
  } while (reader.mark(","));
  reader.expect(")");
}

function readType(reader: Reader): StoredType {
  const name = reader.text("a type name");
  reader.expect("{");
  const predicates: string[] = [];
  for (;;) {
    if (reader.skipLine()) continue;
    if (reader.mark("}")) break;
    const predicate = reader.text("a field");
    // The old form says a type behind each field, which is ignored.
    if (reader.mark(":")) {
      const list = reader.mark("[");
      reader.text("a field type");
      reader.mark("!");
      if (list) {
        if (!reader.mark("]")) throw reader.fault("Expected matching square bracket");
        reader.mark("!");
      }
    }
    if (!reader.isMark("}")) reader.lineEnd();
    if (predicates.includes(predicate)) throw reader.fault(`Duplicate fields with name: ${predicate}`);
    predicates.push(predicate);
  }
  reader.lineEnd();
  return { name, predicates };
}
