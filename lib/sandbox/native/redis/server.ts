import { canonicalJson, type JsonValue } from "../../../model";
import { SandboxUnavailable } from "../../sandbox";
import { RedisConnection, RedisError, type Reply } from "./resp";

/** A place of its own on a shared server: an empty database by number; libraries, functions and users under names of their own. */
export class RedisServer {
  private constructor(private readonly connection: RedisConnection, readonly version: string, private readonly suffix: string, readonly hasSearch: boolean, /** The number of its database. */ readonly database: number) {}

  static async open(url: string): Promise<RedisServer> {
    const connection = await RedisConnection.open(url);
    const info = await connection.send(["INFO", "server"]);
    const version = typeof info === "string" ? /redis_version:(\S+)/.exec(info)?.[1] ?? "?" : "?";
    const suffix = [...crypto.getRandomValues(new Uint8Array(6))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
    for (let database = 15; database > 0; database -= 1) {
      const selected = await connection.send(["SELECT", `${database}`]);
      if (selected instanceof RedisError) continue;
      if ((await connection.send(["SET", lock, suffix, "NX", "EX", "600"])) === null) continue;
      if ((await connection.send(["DBSIZE"])) === 1) {
        const search = await connection.send(["COMMAND", "INFO", "FT.CREATE"]);
        return new RedisServer(connection, version, suffix, Array.isArray(search) && search[0] !== null, database);
      }
      await connection.send(["DEL", lock]);
    }
    connection.close();
    throw new SandboxUnavailable("No empty database is left on the Redis server: sandboxes use an empty one of the numbers 1 to 15 each.");
  }

  /** The same command under this sandbox's names. */
  run(words: readonly string[]): Promise<Reply> {
    return this.connection.send(this.apart(words));
  }

  private apart(words: readonly string[]): readonly string[] {
    const [command = "", second = "", third = "", ...rest] = words;
    const upper = `${command} ${second}`.toUpperCase();
    if (upper === "FUNCTION LOAD") return [command, second, ...[third, ...rest].map((word) => (word.startsWith("#!lua") ? word.replace(/^(#!lua name=[A-Za-z0-9_]+)/, `$1_${this.suffix}`).replace(/^(redis\.register_function\("[A-Za-z0-9_]+)"/gm, `$1_${this.suffix}"`) : word))];
    if (upper === "FUNCTION DELETE") return [command, second, `${third}_${this.suffix}`];
    if (command.toUpperCase() === "FCALL") return [command, `${second}_${this.suffix}`, third, ...rest];
    if (command.toUpperCase() === "ACL") return [command, second, `${third}_${this.suffix}`, ...rest.filter((rule) => this.hasSearch || !rule.startsWith("+ft."))];
    return words;
  }

  async catalog(): Promise<JsonValue> {
    const version = await this.connection.send(["GET", "schema:version"]);
    const libraries = await this.libraries();
    const users: [string, JsonValue][] = [];
    for (const name of await this.users()) {
      const user = asText(await this.connection.send(["ACL", "GETUSER", name]));
      users.push([this.plain(name), Array.isArray(user) ? user : null]);
    }
    return { version: asText(version), libraries: Object.fromEntries(libraries.map(([name, code]) => [this.plain(name), this.plain(code)])), users: Object.fromEntries(users) };
  }

  async contents(): Promise<JsonValue> {
    const keys = await this.connection.send(["KEYS", "*"]);
    const found: [string, JsonValue][] = [];
    for (const key of (Array.isArray(keys) ? keys : []).filter((each): each is string => typeof each === "string" && each !== lock && each !== "schema:version").toSorted()) {
      const type = await this.connection.send(["TYPE", key]);
      const read = type === "hash" ? ["HGETALL", key] : type === "set" ? ["SMEMBERS", key] : type === "zset" ? ["ZRANGE", key, "0", "-1", "WITHSCORES"] : type === "stream" ? ["XRANGE", key, "-", "+"] : ["GET", key];
      const value = asText(await this.connection.send(read));
      const pairs = type === "hash" && Array.isArray(value) ? value.flatMap((each, i) => (i % 2 === 0 ? [[each, value[i + 1] ?? null]] : [])).toSorted((a, b) => (canonicalJson(a) < canonicalJson(b) ? -1 : 1)) : value;
      found.push([key, { type: asText(type), value: type === "set" && Array.isArray(pairs) ? [...pairs].toSorted() : pairs, expires: (await this.connection.send(["PEXPIRETIME", key])) === -1 ? "never" : "some time" }]);
    }
    return Object.fromEntries(found);
  }

  /** Everything of this sandbox goes; the database stays held. */
  async clear(): Promise<void> {
    for (const [name] of await this.libraries()) await this.connection.send(["FUNCTION", "DELETE", name]);
    for (const name of await this.users()) await this.connection.send(["ACL", "DELUSER", name]);
    await this.connection.send(["FLUSHDB"]);
    await this.connection.send(["SET", lock, this.suffix, "EX", "600"]);
  }

  async close(): Promise<void> {
    await this.clear();
    await this.connection.send(["DEL", lock]);
    this.connection.close();
  }

  private async libraries(): Promise<readonly (readonly [string, string])[]> {
    const listed = await this.connection.send(["FUNCTION", "LIST", "LIBRARYNAME", `*_${this.suffix}`, "WITHCODE"]);
    return (Array.isArray(listed) ? listed : []).flatMap((each) => {
      const flat: readonly Reply[] = Array.isArray(each) ? each : [];
      const value = (name: string): Reply | undefined => flat[flat.indexOf(name) + 1];
      const [name, code] = [value("library_name"), value("library_code")];
      return typeof name === "string" && typeof code === "string" ? [[name, code] as const] : [];
    }).toSorted(([a], [b]) => (a < b ? -1 : 1));
  }

  private async users(): Promise<readonly string[]> {
    const listed = await this.connection.send(["ACL", "USERS"]);
    return (Array.isArray(listed) ? listed : []).filter((name): name is string => typeof name === "string" && name.endsWith(`_${this.suffix}`)).toSorted();
  }

  private plain(text: string): string {
    return text.replaceAll(`_${this.suffix}`, "");
  }
}

const lock = "strata:sandbox";

function asText(reply: Reply): JsonValue {
  if (reply instanceof RedisError) return `(error) ${reply.message}`;
  return isList(reply) ? reply.map(asText) : reply;
}

function isList(reply: Reply): reply is readonly Reply[] {
  return Array.isArray(reply);
}
