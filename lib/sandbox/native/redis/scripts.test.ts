import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { shop, shopVersion2 } from "../../../targets/native/testing/shop";
import { parseCommand } from "../../../targets/redis/command-line";
import { map } from "../../../targets/redis/map";
import { migrate } from "../../../targets/redis/migrate";
import { RedisServer } from "./server";

const url = process.env["STRATA_TEST_REDIS_URL"];
const runs = url !== undefined && spawnSync("python3", ["-c", "import redis"]).status === 0;

describe.skipIf(!runs)("the exported Python on the server of STRATA_TEST_REDIS_URL (where redis-py is installed)", () => {
  const folder = mkdtempSync(join(tmpdir(), "strata-"));
  let server: RedisServer;
  beforeAll(async () => { server = await RedisServer.open(url ?? ""); });
  afterAll(async () => {
    rmSync(folder, { recursive: true });
    await server.close();
  });

  it("renames a field in batches, idempotently, and back", async () => {
    const first = map({ ...shop, choices: new Map(), version: "8.0" }).model;
    const second = map({ ...shopVersion2, choices: new Map(), version: "8.0", released: first }).model;
    const data = migrate(first, second).migrations.find(({ slug }) => slug === "fill_products")?.data;
    if (data === undefined) throw new Error("no script");
    writeFileSync(join(folder, "fill.py"), data.content);
    const run = (...given: readonly string[]) => spawnSync("python3", ["fill.py", "--url", `${(url ?? "").replace(/\/\d*$/, "")}/${server.database}`, "--pause", "0", ...given], { encoding: "utf8", cwd: folder, timeout: 60_000 });
    const prefix = first.entities.find(({ name }) => name === "products")?.prefix ?? "";
    for (let i = 0; i < 300; i += 1) await server.run(parseCommand(`HSET ${prefix}${i} id ${i} title "title ${i}"${i % 3 === 0 ? " name newer" : ""}`) ?? []);
    const before = await server.contents();
    expect(run("--dry-run").stdout).toContain("200 to change");
    expect(await server.contents()).toEqual(before);
    expect(run("--count", "20")).toMatchObject({ status: 0, stderr: "" });
    expect([await server.run(["HGET", `${prefix}1`, "name"]), await server.run(["HGET", `${prefix}3`, "name"])]).toEqual(["title 1", "newer"]);
    expect(run().stdout).toMatch(/done\. 300 keys looked at, 0 changed/);
    expect(run("--undo")).toMatchObject({ status: 0, stderr: "" });
    expect([await server.run(["HGET", `${prefix}1`, "name"]), await server.run(["HGET", `${prefix}1`, "title"])]).toEqual([null, "title 1"]);
  });
});
