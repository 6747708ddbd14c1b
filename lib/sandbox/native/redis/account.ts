import type { JsonValue } from "../../../model";
import { SearchAccount } from "./search-rules";

type Value = { readonly type: "string"; text: string } | { readonly type: "hash" | "json" | "stream" | "link"; readonly text: string };

/** What commands leave behind, where no server is: keys, libraries, users, search indexes. Functions are not run: a put stores its words. */
export class RedisAccount {
  private readonly keys = new Map<string, Value>();
  private readonly libraries = new Map<string, { readonly code: string; readonly functions: readonly string[] }>();
  private readonly users = new Map<string, readonly string[]>();
  readonly search = new SearchAccount();

  /** A refusal, a note of what was not looked at, or nothing. */
  run(words: readonly string[]): { readonly refused: string } | { readonly note?: string } {
    const [command = "", ...rest] = words;
    const upper = command.toUpperCase();
    if (upper.startsWith("FT.")) {
      const refused = this.search.run(words);
      return refused === undefined ? {} : { refused };
    }
    switch (upper) {
      case "SET":
        if (rest.length < 2) return { refused: "ERR wrong number of arguments for 'set' command" };
        this.keys.set(rest[0] ?? "", { type: "string", text: rest[1] ?? "" });
        return {};
      case "GET": return rest.length === 1 ? {} : { refused: "ERR wrong number of arguments for 'get' command" };
      case "DEL": case "UNLINK":
        if (rest.length === 0) return { refused: `ERR wrong number of arguments for '${command.toLowerCase()}' command` };
        for (const key of rest) this.keys.delete(key);
        return {};
      case "FUNCTION": return this.functions(rest);
      case "FCALL": return this.call(rest);
      case "ACL": return this.acl(rest);
      default: return reading.has(upper) ? { note: `answers of ${upper}` } : { refused: `ERR unknown command '${command}'` };
    }
  }

  private functions(rest: readonly string[]): { readonly refused: string } | { readonly note?: string } {
    const [action = "", ...more] = rest;
    if (action.toUpperCase() === "DELETE") return more.length === 1 && this.libraries.delete(more[0] ?? "") ? {} : { refused: "ERR Library not found" };
    if (action.toUpperCase() !== "LOAD") return { refused: `ERR unknown subcommand '${action}'` };
    const replace = more[0]?.toUpperCase() === "REPLACE";
    const code = more[replace ? 1 : 0] ?? "";
    const name = /^#!lua name=([A-Za-z0-9_]+)\n/.exec(code)?.[1];
    if (name === undefined) return { refused: "ERR Missing library metadata, or a library name with other than letters, digits and underscores" };
    if (this.libraries.has(name) && !replace) return { refused: `ERR Library '${name}' already exists` };
    const registered = [...code.matchAll(/^redis\.register_function\("((?:[^"\\]|\\.)*)"/gm)].map(([, each]) => each ?? "");
    if (registered.length === 0) return { refused: "ERR No functions registered" };
    if (new Set(registered).size !== registered.length) return { refused: "ERR Function already exists in the library" };
    const bad = registered.find((each) => !/^[A-Za-z0-9_]+$/.test(each));
    if (bad !== undefined) return { refused: "ERR Library names can only contain letters, numbers, or underscores(_) and must be at least one character long" };
    const taken = [...this.libraries].find(([other, { functions }]) => other !== name && functions.some((each) => registered.includes(each)));
    if (taken !== undefined) return { refused: `ERR Function already exists in library ${taken[0]}` };
    this.libraries.set(name, { code, functions: registered });
    return { note: "Lua code is not run" };
  }

  private call(rest: readonly string[]): { readonly refused: string } | { readonly note?: string } {
    const [name = "", count = "", ...more] = rest;
    if (![...this.libraries.values()].some(({ functions }) => functions.includes(name))) return { refused: "ERR Function not found" };
    const keys = Number(count);
    if (!Number.isInteger(keys) || keys < 0 || keys > more.length) return { refused: "ERR Bad number of keys provided" };
    const [key] = more;
    if (key !== undefined && keys > 0 && name.startsWith("put_")) this.keys.set(key, { type: "hash", text: JSON.stringify(more.slice(keys)) });
    if (key !== undefined && keys > 0 && name.startsWith("delete_")) this.keys.delete(key);
    return { note: "what functions do besides storing the row" };
  }

  private acl(rest: readonly string[]): { readonly refused: string } | { readonly note?: string } {
    const [action = "", name = "", ...rules] = rest;
    if (action.toUpperCase() === "DELUSER") return this.users.delete(name) ? {} : { note: "a user that is not there" };
    if (action.toUpperCase() !== "SETUSER" || name === "" || /\s/.test(name)) return { refused: `ERR unknown subcommand or name: ACL ${action} ${name}` };
    const bad = rules.find((rule) => !/^(?:on|off|reset|resetkeys|resetpass|resetchannels|nopass|allkeys|allcommands|nocommands|(?:%[RW]{1,2})?~\S+|&\S+|[+-]@?[a-z0-9_.|-]+)$/i.test(rule));
    if (bad !== undefined) return { refused: `ERR Error in ACL SETUSER modifier '${bad}': Syntax error` };
    const before = this.users.get(name) ?? [];
    const kept = rules.includes("resetkeys") ? before.filter((rule) => !/^(?:%[RW]+)?~/.test(rule)) : before;
    this.users.set(name, [...(rules.includes("-@all") ? kept.filter((rule) => !/^[+-]/.test(rule)) : kept), ...rules.filter((rule) => !rule.startsWith("reset"))]);
    return {};
  }

  catalog(): JsonValue {
    const version = this.keys.get("schema:version");
    return { version: version?.text ?? null, libraries: Object.fromEntries([...this.libraries].map(([name, { code }]) => [name, code])), users: Object.fromEntries(this.users), search: this.search.catalog() };
  }

  contents(): JsonValue {
    return Object.fromEntries([...this.keys].filter(([key]) => key !== "schema:version").map(([key, { type, text }]) => [key, { type, text }]));
  }

  clear(): void {
    this.keys.clear();
    this.libraries.clear();
    this.users.clear();
    this.search.clear();
  }
}

/** Commands of plans that only look, or that belong to others. */
const reading = new Set(["HGETALL", "HGET", "JSON.GET", "ZRANGE", "SMEMBERS", "SSCAN", "XRANGE", "XREVRANGE", "XREAD", "MULTI", "EXEC", "INCR", "EXISTS", "TTL"]);
