import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { canonicalJson, isJsonObject, type JsonObject } from "../../../model";
import { artefacts } from "../../../targets/dynamodb/artefacts";
import { files } from "../../../targets/dynamodb/files";
import { filled } from "../../../targets/dynamodb/fill";
import type { Item } from "../../../targets/dynamodb/items";
import { isJob, type Job } from "../../../targets/dynamodb/job";
import { map } from "../../../targets/dynamodb/map";
import { migrate } from "../../../targets/dynamodb/migrate";
import { script } from "../../../targets/dynamodb/script";
import { shop, shopVersion2 } from "../../../targets/native/testing/shop";
import { allItems, connectEmulator, type Emulator } from "./emulator";

const url = process.env["STRATA_TEST_DYNAMODB_URL"];
const python = (...given: readonly string[]) => spawnSync("python3", given, { encoding: "utf8", timeout: 60_000 });
const compiles = python("--version").status === 0;
const runs = url !== undefined && python("-c", "import boto3").status === 0;

/** A job of every kind of filling, with names and texts that would break out of the script if they could. */
const hostile: Job = {
  from: "it's", to: "it's", keys: ["id"], only: { attribute: "k", begins: "\\\"\"\"" }, remove: ["'''", "\u2028", "\\"],
  set: [
    { attribute: "\"\"\"", from: { value: { S: "\"\"\"\nimport os\n\\\"\"\"" } } }, { attribute: "a#b", from: { join: [{ attribute: "x", pad: 10 }, { attribute: "y" }], prefix: "p%#" } },
    { attribute: "n", from: { convert: "n", to: "N" }, replace: true }, { attribute: "e", from: { expiry: "at", days: 30 } }, { attribute: "c", from: { copy: "__proto__" } },
  ],
};

describe.skipIf(!compiles)("the exported Python (where python3 is installed)", () => {
  const folder = mkdtempSync(join(tmpdir(), "strata-"));
  afterAll(() => rmSync(folder, { recursive: true }));

  it("is Python, whatever the names", () => {
    writeFileSync(join(folder, "job.py"), script("job", "\"\"\" \\ \n it's", hostile, hostile));
    expect(python("-m", "py_compile", join(folder, "job.py")).stderr).toBe("");
  });

  it("fills items as the proof does", () => {
    const items: Item[] = [
      { id: { S: "1" }, k: { S: "\\\"\"\"x" }, x: { N: "7" }, y: { S: "a#b%" }, n: { S: "12.5" }, at: { S: "2026-01-02T08:00:00.000Z" }, "'''": { S: "gone" } },
      { id: { S: "2" }, k: { S: "\\\"\"\"" }, x: { N: "-7" }, y: { N: "3" }, n: { S: "twelve" }, at: { S: "2026-01-02T08:00:00.000+02:00" }, "a#b": { S: "kept" } },
      { id: { S: "3" }, k: { S: "other" } }, { id: { S: "4" }, k: { S: "\\\"\"\"" }, n: { BOOL: true }, at: { S: "no date" } },
    ];
    writeFileSync(join(folder, "items.json"), JSON.stringify(items));
    writeFileSync(join(folder, "probe.py"), `import sys, types, json\nfor name in ("boto3", "botocore", "botocore.config", "botocore.exceptions"): sys.modules[name] = types.ModuleType(name)\nsys.modules["botocore.config"].Config = object\nsys.modules["botocore.exceptions"].ClientError = Exception\nsys.path.insert(0, sys.argv[1])\nimport job\nprint(json.dumps([job.fill(json.loads(job.FORWARD), item) for item in json.load(open(sys.argv[1] + "/items.json"))]))\n`);
    const answer = python(join(folder, "probe.py"), folder);
    expect(answer.stderr).toBe("");
    expect(canonicalJson(JSON.parse(answer.stdout))).toBe(canonicalJson(items.map((item) => filled(hostile, item) ?? null)));
  });
});

describe.skipIf(!runs)("the exported Python on the emulator of STRATA_TEST_DYNAMODB_URL (where boto3 is installed)", () => {
  const folder = mkdtempSync(join(tmpdir(), "strata-"));
  const environment = { ...process.env, AWS_ACCESS_KEY_ID: "x", AWS_SECRET_ACCESS_KEY: "x", AWS_DEFAULT_REGION: "us-east-1" };
  const run = (...given: readonly string[]) => spawnSync("python3", [...given, "--endpoint-url", url ?? ""], { encoding: "utf8", timeout: 60_000, cwd: folder, env: environment });
  // boto3 names no account, so these tables lie in the emulator's common one: names of their own.
  const suffix = `_${Date.now().toString(36)}`;
  const rename = <D extends typeof shop>(design: D): D => ({ ...design, schema: { ...design.schema, tables: design.schema.tables.map((table) => ({ ...table, name: `${table.name}${suffix}` })) } });
  const first = map({ ...rename(shop), choices: new Map(), version: "current" }).model;
  const second = map({ ...rename(shopVersion2), choices: new Map(), version: "current", released: first }).model;
  const plans = [...migrate(undefined, first).migrations, ...migrate(first, second).migrations];
  const initial = migrate(undefined, first).migrations.length;
  let emulator: Emulator;
  const migration = (...given: readonly string[]) => run("migrate.py", ...given, "--migrations", "migrations", "--ledger", `ledger${suffix}`);

  beforeAll(async () => {
    emulator = await connectEmulator(url ?? "", "common");
    writeFileSync(join(folder, "migrate.py"), artefacts(first).find(({ path }) => path === "migrate.py")?.content ?? "");
    for (const [i, each] of plans.entries()) {
      for (const { path, content } of files(each, `${i + 1}`.padStart(4, "0"))) {
        mkdirSync(join(folder, "migrations", path, ".."), { recursive: true });
        writeFileSync(join(folder, "migrations", path), content);
      }
      if (each.data !== undefined) writeFileSync(join(folder, `${each.data.slug}.py`), each.data.content);
    }
  });

  afterAll(async () => {
    for (const TableName of [`ledger${suffix}`, ...new Set([...first.tables, ...second.tables].map(({ name }) => name))]) {
      await emulator.call("UpdateTable", { TableName, DeletionProtectionEnabled: false });
      await emulator.call("DeleteTable", { TableName });
    }
    rmSync(folder, { recursive: true });
  });

  it("runs migrations up, checks them, and takes the last one down", () => {
    const last = files(plans[initial - 1] ?? (() => { throw new Error("no migration"); })(), `${initial}`.padStart(4, "0"))[0].path.split("/")[0] ?? "";
    expect(migration("up", "--to", last)).toMatchObject({ status: 0, stderr: "" });
    expect(migration("check")).toMatchObject({ status: 0, stderr: "" });
    expect(migration("down")).toMatchObject({ status: 0, stderr: "" });
    expect(migration("status").stdout).toMatch(new RegExp(`pending ${last}`));
    expect(migration("up", "--to", last)).toMatchObject({ status: 0, stderr: "" });
  });

  it("moves data in pages with a checkpoint, idempotently, and back", async () => {
    const data = plans.flatMap((each) => (each.data?.slug.startsWith("fill_products") === true ? [each.data] : []))[0];
    const job: unknown = data === undefined ? undefined : JSON.parse(data.commands[0] ?? "").input;
    if (data === undefined || !isJsonObject(job) || !isJob(job)) throw new Error("no job");
    const put: JsonObject[] = Array.from({ length: 60 }, (_, i) => ({ id: { S: `${i}` }, sku: { S: `sku ${i}` }, title: { S: `title ${i}` }, ...(i % 3 === 0 ? { name: { S: "written by a new writer" } } : {}) }));
    for (const Item of put) await emulator.call("PutItem", { TableName: job.from, Item });
    const sorted = async () => (await allItems(emulator, job.from)).map((item) => canonicalJson(item)).toSorted();
    const before = await sorted();
    const script = `${data.slug}.py`;
    expect(run(script, "--dry-run").stdout).toContain("40 to change");
    expect(await sorted()).toEqual(before);
    expect(run(script, "--page", "7", "--segments", "2", "--write-units", "0")).toMatchObject({ status: 0, stderr: "" });
    const wanted = put.map((item) => canonicalJson(filled(job, Object.fromEntries(Object.entries(item).flatMap(([name, value]) => (isJsonObject(value) ? [[name, value] as const] : [])))) ?? item)).toSorted();
    expect(await sorted()).toEqual(wanted);
    expect(run(script, "--write-units", "0").stdout).toContain("done. 60 items read, 0 changed");
    expect(run(script, "--undo", "--write-units", "0")).toMatchObject({ status: 0, stderr: "" });
    expect((await allItems(emulator, job.from)).every((item) => item["name"] === undefined && item["title"] !== undefined)).toBe(true);
  });
});
