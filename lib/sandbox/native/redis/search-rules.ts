import type { JsonValue } from "../../../model";

/** What FT.* commands leave behind, and what RediSearch would refuse (redis/docs, commands_redisearch.json, 2026-08). Answers a refusal, or undefined. */
export class SearchAccount {
  private readonly indexes = new Map<string, { readonly on: string; readonly prefixes: readonly string[]; fields: readonly string[] }>();
  private readonly aliases = new Map<string, string>();

  run(words: readonly string[]): string | undefined {
    const [command = "", name = "", ...rest] = words;
    switch (command.toUpperCase()) {
      case "FT.CREATE": return this.create(name, rest);
      case "FT.ALTER": return this.alter(name, rest);
      case "FT.DROPINDEX":
        if (rest.length > 1 || (rest[0] !== undefined && rest[0].toUpperCase() !== "DD")) return "FT.DROPINDEX takes an index and DD";
        for (const [alias, index] of this.aliases) if (index === name) this.aliases.delete(alias);
        return this.indexes.delete(name) ? undefined : `Unknown Index name: ${name}`;
      case "FT.ALIASADD": case "FT.ALIASUPDATE": {
        const [index = ""] = rest;
        if (rest.length !== 1) return `${command} takes an alias and an index`;
        if (!this.indexes.has(index)) return `Unknown index name (or name is an alias itself): ${index}`;
        if (this.indexes.has(name)) return `${name} is an index, not an alias`;
        if (command.toUpperCase() === "FT.ALIASADD" && this.aliases.has(name)) return "Alias already exists";
        this.aliases.set(name, index);
        return undefined;
      }
      case "FT.ALIASDEL": return rest.length > 0 ? "FT.ALIASDEL takes an alias" : this.aliases.delete(name) ? undefined : "Alias does not exist";
      case "FT.SEARCH": case "FT.AGGREGATE": return !this.indexes.has(name) && !this.aliases.has(name) ? `No such index ${name}` : rest.length === 0 ? "A query is missing" : undefined;
      case "FT.INFO": return this.indexes.has(name) || this.aliases.has(name) ? undefined : `Unknown index name: ${name}`;
      default: return `unknown command '${command}'`;
    }
  }

  private create(name: string, rest: readonly string[]): string | undefined {
    if (this.indexes.has(name) || this.aliases.has(name)) return "Index already exists";
    const at = rest.findIndex((word) => word.toUpperCase() === "SCHEMA");
    if (at < 0) return "FT.CREATE needs SCHEMA";
    let [on, prefixes]: [string, readonly string[]] = ["HASH", []];
    for (let i = 0; i < at;) {
      const word = (rest[i] ?? "").toUpperCase();
      if (word === "ON") {
        on = (rest[i + 1] ?? "").toUpperCase();
        if (on !== "HASH" && on !== "JSON") return `Invalid rule type: ${on}`;
        i += 2;
      } else if (word === "PREFIX") {
        const count = Number(rest[i + 1]);
        if (!Number.isInteger(count) || count < 1 || i + 2 + count > at) return "Bad arguments for PREFIX";
        prefixes = rest.slice(i + 2, i + 2 + count);
        i += 2 + count;
      } else if (["LANGUAGE", "LANGUAGE_FIELD", "SCORE", "SCORE_FIELD", "PAYLOAD_FIELD", "FILTER", "TEMPORARY"].includes(word)) i += 2;
      else if (["MAXTEXTFIELDS", "NOOFFSETS", "NOHL", "NOFIELDS", "NOFREQS", "SKIPINITIALSCAN"].includes(word)) i += 1;
      else return `Unknown argument ${rest[i] ?? ""}`;
    }
    const fields = schemaFields(rest.slice(at + 1), on);
    if (typeof fields === "string") return fields;
    this.indexes.set(name, { on, prefixes, fields });
    return undefined;
  }

  private alter(name: string, rest: readonly string[]): string | undefined {
    const index = this.indexes.get(name);
    if (index === undefined) return `Unknown index name: ${name}`;
    if (rest[0]?.toUpperCase() !== "SCHEMA" || rest[1]?.toUpperCase() !== "ADD") return "FT.ALTER only adds: SCHEMA ADD field ...";
    const fields = schemaFields(rest.slice(2), index.on);
    if (typeof fields === "string") return fields;
    index.fields = [...index.fields, ...fields];
    return undefined;
  }

  catalog(): JsonValue {
    return { indexes: Object.fromEntries([...this.indexes].map(([name, { on, prefixes, fields }]) => [name, { on, prefixes, fields }])), aliases: Object.fromEntries(this.aliases) };
  }

  clear(): void {
    this.indexes.clear();
    this.aliases.clear();
  }
}

/** Options of a field with the number of words that follow each. */
const options: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  TEXT: { WEIGHT: 1, PHONETIC: 1, NOSTEM: 0, WITHSUFFIXTRIE: 0, SORTABLE: 0, UNF: 0, NOINDEX: 0, INDEXEMPTY: 0, INDEXMISSING: 0 }, TAG: { SEPARATOR: 1, CASESENSITIVE: 0, WITHSUFFIXTRIE: 0, SORTABLE: 0, UNF: 0, NOINDEX: 0, INDEXEMPTY: 0, INDEXMISSING: 0 },
  NUMERIC: { SORTABLE: 0, UNF: 0, NOINDEX: 0, INDEXMISSING: 0 }, GEO: { SORTABLE: 0, NOINDEX: 0, INDEXMISSING: 0 }, GEOSHAPE: { SPHERICAL: 0, FLAT: 0, NOINDEX: 0, INDEXMISSING: 0 },
};

function schemaFields(words: readonly string[], on: string): readonly string[] | string {
  const fields: string[] = [];
  let texts = 0;
  for (let i = 0; i < words.length;) {
    const identifier = words[i] ?? "";
    if (on === "JSON" && !identifier.startsWith("$")) return `${identifier} is no JSON path`;
    i += 1;
    let name = identifier;
    if (words[i]?.toUpperCase() === "AS") {
      name = words[i + 1] ?? "";
      i += 2;
    }
    const type = words[i]?.toUpperCase() ?? "";
    i += 1;
    const start = i;
    if (type === "VECTOR") {
      const count = Number(words[i + 1]);
      const attributes = words.slice(i + 2, i + 2 + count).map((word) => word.toUpperCase());
      if (!["FLAT", "HNSW", "SVS-VAMANA"].includes(words[i]?.toUpperCase() ?? "") || !Number.isInteger(count) || count % 2 === 1 || !["TYPE", "DIM", "DISTANCE_METRIC"].every((each) => attributes.includes(each))) return `Bad arguments for vector similarity of ${identifier}`;
      i += 2 + count;
    } else {
      const known = Object.hasOwn(options, type) ? options[type] : undefined;
      if (known === undefined) return `Invalid field type for field \`${identifier}\`: ${type}`;
      while (i < words.length && Object.hasOwn(known, words[i]?.toUpperCase() ?? "") && !isNextField(words, i)) i += 1 + (known[words[i]?.toUpperCase() ?? ""] ?? 0);
    }
    if (i > words.length) return `Arguments of ${identifier} are missing`;
    if (fields.some((field) => field.startsWith(`${JSON.stringify(name)} `))) return `Duplicate field in schema - ${name}`;
    texts += type === "TEXT" ? 1 : 0;
    fields.push(`${JSON.stringify(name)} ${identifier === name ? "" : `${identifier} `}${[type, ...words.slice(start, i)].join(" ")}`);
  }
  if (fields.length === 0) return "Fields arguments are missing";
  return texts > 32 ? "More than 32 TEXT fields need MAXTEXTFIELDS" : fields;
}

/** A word that names an option may also be the next field's name: then a type follows it. */
function isNextField(words: readonly string[], at: number): boolean {
  const next = words[at + 1]?.toUpperCase() ?? "";
  return Object.hasOwn(options, next) || next === "VECTOR";
}
