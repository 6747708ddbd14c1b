import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { entities, type Entities } from "../../../targets/native/testing/entities";
import { shop } from "../../../targets/native/testing/shop";
import { parseCommand, printCommand } from "../../../targets/redis/command-line";
import { map } from "../../../targets/redis/map";
import { migrate } from "../../../targets/redis/migrate";
import type { RedisModel } from "../../../targets/redis/model";
import { rowKey, samples } from "../../../targets/redis/samples";
import { isJsonObject } from "../../../model";
import { RedisError, type Reply } from "./resp";
import { RedisServer } from "./server";

const url = process.env["STRATA_TEST_REDIS_URL"];

const uuid = { type: { kind: "uuid" } } as const;
const text = { type: { kind: "text" } } as const;
const design: Entities = entities({
  people: {
    columns: { id: uuid, email: text, "team \"x\"": text, born: { type: { kind: "date" } }, score: { type: { kind: "float64" } }, name: { ...text, nullable: true }, token: { ...text, nullable: true }, token_expires_at: { type: { kind: "timestamptz" }, nullable: true } },
    uniques: [["email"]],
  },
  friends: { columns: { a: { ...uuid, references: ["people", "cascade"] }, b: { ...uuid, references: ["people", "cascade"] } }, key: ["a", "b"] },
}, {}, [
  { id: "team", name: "Team by score", operation: "list", tableId: "people", equality: ["people.team \"x\""], sort: [{ column: "people.score", order: "desc" }], items: 10 },
  { id: "name", name: "Team by name", operation: "list", tableId: "people", equality: ["people.team \"x\""], sort: [{ column: "people.name", order: "asc" }], items: 10 },
  { id: "born", name: "By birthday", operation: "list", tableId: "people", sort: [{ column: "people.born", order: "asc" }], items: 10 },
  { id: "mail", name: "By mail", operation: "get", tableId: "people", equality: ["people.email"], items: 1 },
  { id: "friends", name: "Friends", operation: "list", tableId: "friends", equality: ["friends.b"], items: 10 },
]);

function refusal(command: string, reply: Reply): string | undefined {
  return reply instanceof RedisError ? `${reply.message}: ${command.slice(0, 80)}` : undefined;
}

describe.skipIf(url === undefined)("functions of Redis designs on the server of STRATA_TEST_REDIS_URL", () => {
  let server: RedisServer;
  beforeAll(async () => { server = await RedisServer.open(url ?? ""); });
  afterAll(() => server.close());
  const run = async (...words: readonly string[]): Promise<Reply> => server.run(words);
  const load = async (entry: Entities, choices: Readonly<Record<string, Readonly<Record<string, string>>>> = {}): Promise<{ readonly model: RedisModel; readonly plans: ReturnType<typeof map>["plans"] }> => {
    await server.clear();
    const { model, plans } = map({ ...entry, choices: new Map(Object.entries(choices)), version: "8.0" });
    for (const { steps } of migrate(undefined, model).migrations) for (const { up } of steps) for (const command of up.filter((line) => !line.startsWith("FT."))) expect(refusal(command, await server.run(parseCommand(command) ?? []))).toBeUndefined();
    return { model, plans };
  };
  const person = (id: string, more: Readonly<Record<string, string>>): readonly string[] => ["FCALL", "put_people", "1", `people:${id}`, ...Object.entries({ id, email: `${id}@x`, "team \"x\"": "red:1", born: "1990-01-02", score: "1", ...more }).flat()];

  it("keep every key that leads to a row in step when it is put, put again and deleted", async () => {
    const { model } = await load(design);
    expect(model.entities[0]?.lookups.map(({ kind, key }) => `${kind} ${key}`)).toEqual(["unique uniq:people:email:", "sorted idx:people:team_x_.score:", "lexical idx:people:team_x_.name:", "sorted idx:people:born:"]);
    expect(await run(...person("1", { name: "Zoe" }))).toBe("OK");
    expect(await run(...person("2", { name: "Ann", score: "5.5", born: "1980-12-31" }))).toBe("OK");
    expect(await run("ZRANGE", "idx:people:team_x_.score:red%3A1", "+inf", "-inf", "BYSCORE", "REV")).toEqual(["2", "1"]);
    expect(await run("ZRANGE", "idx:people:team_x_.name:red%3A1", "-", "+", "BYLEX")).toEqual(["Ann\0" + "2", "Zoe\0" + "1"]);
    expect(await run("ZRANGE", "idx:people:born:", "0", "-1", "WITHSCORES")).toEqual(["2", "19801231", "1", "19900102"]);
    expect(await run("GET", "uniq:people:email:2@x")).toBe("2");
    expect(await run(...person("2", { "team \"x\"": "blue", email: "new@x" }))).toBe("OK");
    expect(await run("ZRANGE", "idx:people:team_x_.score:red%3A1", "0", "-1")).toEqual(["1"]);
    expect(await run("ZRANGE", "idx:people:team_x_.score:blue", "0", "-1")).toEqual(["2"]);
    expect(await run("ZRANGE", "idx:people:team_x_.name:red%3A1", "0", "-1")).toEqual(["Zoe\0" + "1"]);
    expect(await run("GET", "uniq:people:email:2@x")).toBeNull();
    expect(await run("HGET", "people:2", "name")).toBeNull();
    expect(await run("FCALL", "delete_people", "1", "people:2")).toBe(1);
    expect(await run("FCALL", "delete_people", "1", "people:1")).toBe(1);
    expect(await server.contents()).toEqual({});
  });

  it("refuse a value that another row holds, and leave everything as it was", async () => {
    await load(design);
    await run(...person("1", {}));
    const before = await server.contents();
    const refused = await run(...person("2", { email: "1@x" }));
    expect(refused instanceof RedisError ? refused.message : refused).toContain("UNIQUE uniq:people:email:1@x is held by 1");
    expect(await server.contents()).toEqual(before);
  });

  it("refuse a row under another row's key, and words without pairs", async () => {
    await load(design);
    expect(await run("FCALL", "put_people", "1", "people:2", "id", "1")).toBeInstanceOf(RedisError);
    expect(await run("FCALL", "put_people", "1", "people:1", "id")).toBeInstanceOf(RedisError);
    expect(await server.contents()).toEqual({});
  });

  it("let fields and rows expire by themselves", async () => {
    await load(design);
    await run(...person("1", { token: "secret", token_expires_at: "4102444800000" }));
    expect(await run("HPEXPIRETIME", "people:1", "FIELDS", "1", "token")).toEqual([4_102_444_800_000]);
    const { model } = await load(shop);
    for (const line of samples(model)) expect(await server.run(parseCommand(line) ?? [])).not.toBeInstanceOf(RedisError);
    const session = model.entities.find(({ name }) => name === "sessions");
    if (session === undefined) throw new Error("no sessions");
    expect(await run("PEXPIRETIME", rowKey(session, new Map([["id", (await sessionId(model)) ?? ""]])))).toBe(1_893_542_400_000);
  });

  const sessionId = async (model: RedisModel): Promise<string | undefined> => {
    const contents = await server.contents();
    const prefix = model.entities.find(({ name }) => name === "sessions")?.prefix ?? "";
    return (isJsonObject(contents) ? Object.keys(contents) : []).find((key) => key.startsWith(prefix) && key.endsWith("1"))?.slice(prefix.length);
  };

  it("keep both ends of a relationship", async () => {
    await load(design);
    await run("FCALL", "put_friends", "1", "friends:a:1", "a", "1", "b", "2");
    expect([await run("SMEMBERS", "friends:a:1"), await run("SMEMBERS", "friends:b:2")]).toEqual([["2"], ["1"]]);
    await run("FCALL", "delete_friends", "1", "friends:a:1", "a", "1", "b", "2");
    expect(await server.contents()).toEqual({});
  });

  for (const [name, entry] of [["the shop", shop], ["people", design]] as const) {
    it(`answer every plan's reads with what the samples put: ${name}`, async () => {
      const { model, plans } = await load(entry);
      for (const line of samples(model)) expect(refusal(line, await server.run(parseCommand(line) ?? []))).toBeUndefined();
      let reads = 0;
      for (const { pattern, call } of plans) {
        if (call === undefined || ["insert", "update", "delete", "search", "subscribe"].includes(entry.patterns.find(({ id }) => id === pattern)?.operation ?? "")) continue;
        for (const line of call.split("\n")) {
          const reply = await server.run(parseCommand(line) ?? []);
          expect(refusal(line, reply)).toBeUndefined();
          expect([line, Array.isArray(reply) ? reply.length > 0 : reply !== null]).toEqual([line, true]);
          reads += 1;
        }
      }
      expect(reads).toBeGreaterThan(3);
    });
  }

  it("are not broken out of by names", async () => {
    const odd = entities({ "a\"]] b\\\n:*": { columns: { "id\"\n": uuid, "x]] -- ": text, "__proto__": text }, key: ["id\"\n"] }, "名前": { columns: { id: uuid, v: text } } }, {}, [{ id: "p", name: "p", operation: "list", tableId: "a\"]] b\\\n:*", equality: ["a\"]] b\\\n:*.x]] -- "] }]);
    const { model } = await load(odd);
    for (const line of samples(model)) expect([line, await server.run(parseCommand(line) ?? [])]).toEqual([line, "OK"]);
    expect(printCommand(["a b"])).toBe("\"a b\"");
  });
});
