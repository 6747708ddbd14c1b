import type { JsonValue } from "../../../model";
import { parseCommand } from "../../../targets/redis/command-line";
import { serverAddress } from "../../servers";
import type { CommandOutcome, NativeSandbox, OpenNativeSandbox } from "../native-sandbox";
import { RedisAccount } from "./account";
import { RedisError } from "./resp";
import { RedisServer } from "./server";

/** Runs command lines on the Redis server of STRATA_REDIS_URL; without one, keeps account of what they would leave behind. Search commands go to the account where the server has no search. */
export const openRedis: OpenNativeSandbox = async () => {
  const url = serverAddress("redis");
  return new RedisSandbox(url === undefined ? undefined : await RedisServer.open(url));
};

class RedisSandbox implements NativeSandbox {
  private readonly account = new RedisAccount();
  readonly engine: string;
  readonly fidelity: "engine" | "grammar";
  readonly missing?: string;

  constructor(private readonly server: RedisServer | undefined) {
    this.engine = server === undefined ? "Account of Redis commands" : `Redis ${server.version}${server.hasSearch ? "" : ", search by its grammar"}`;
    this.fidelity = server === undefined ? "grammar" : "engine";
    if (server === undefined) this.missing = "Commands were checked by their grammar, and functions were not run. With STRATA_REDIS_URL set to a Redis server (redis://localhost:6379) they run on it, in an empty database of its own.";
  }

  async run(command: string): Promise<CommandOutcome> {
    const words = parseCommand(command);
    if (words === undefined || words.length === 0) return { ok: false, message: "Not a command line: quotes are not closed, or it is empty" };
    const { server } = this;
    if (server === undefined || ((words[0] ?? "").toUpperCase().startsWith("FT.") && !server.hasSearch)) {
      const outcome = this.account.run(words);
      if ("refused" in outcome) return { ok: false, message: outcome.refused };
      const note = server === undefined ? outcome.note : "search commands, by their grammar only: this server has no search";
      return { ok: true, ...(note === undefined ? {} : { note }) };
    }
    if ((words[0] ?? "").toUpperCase().startsWith("JSON.") && !server.hasSearch) return { ok: true, note: "JSON commands: this server has no JSON" };
    const reply = await server.run(words);
    if (reply instanceof RedisError) return { ok: false, message: reply.message };
    return words[0]?.toUpperCase() === "ACL" && !server.hasSearch && words.some((word) => word.startsWith("+ft.")) ? { ok: true, note: "rights to search: this server has no search" } : { ok: true };
  }

  async catalog(): Promise<JsonValue> {
    return this.server === undefined ? this.account.catalog() : { server: await this.server.catalog(), search: this.account.search.catalog() };
  }

  async contents(): Promise<JsonValue> {
    return this.server === undefined ? this.account.contents() : this.server.contents();
  }

  async reset(): Promise<void> {
    this.account.clear();
    await this.server?.clear();
  }

  async close(): Promise<void> {
    this.account.clear();
    await this.server?.close();
  }
}
