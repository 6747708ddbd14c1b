import { describe, expect, it } from "vitest";
import { isJsonObject, type JsonValue } from "../../../model";
import { dgraph } from "../../../targets/dgraph";
import { shop, shopVersion2 } from "../../../targets/native/testing/shop";
import type { NativeSandbox } from "../native-sandbox";
import { withFiles, withServer, type Answer } from "../testing/http-server";
import { openDgraphSandbox } from ".";

const { native } = dgraph;
if (native === undefined) throw new Error("Dgraph has a native facility");

/** The sandbox behind HTTP, as the exported runner asks an Alpha. */
function alpha(sandbox: NativeSandbox, log: string[]): (method: string, path: string, body: string) => Promise<Answer> {
  return async (method, path, body) => {
    log.push(`${method} ${path}`);
    if (path === "/health") return { status: 200, body: JSON.stringify([{ status: "healthy", indexing: log.filter((line) => line === "GET /health").length === 1 ? ["User.email"] : [] }]) };
    const outcome = await sandbox.run(JSON.stringify({ method, path, body: /^\s*\{"/.test(body) ? JSON.parse(body) : body }));
    return { status: 200, body: JSON.stringify(outcome.ok ? { data: { code: "Success" } } : { errors: [{ message: outcome.message }] }) };
  };
}

/** Just enough of queries and upserts for the data script: nodes are rows with a type and values. */
function namespace(rows: Map<number, { [predicate: string]: JsonValue }>, fail: () => boolean): (method: string, path: string, body: string) => Answer {
  const chosen = (text: string): readonly number[] => {
    const match = /func: (?:(has|type)\(([\w.]+)\)|uid\(([^)]*)\))(?:, first: (\d+))?(?:, after: (0x[0-9a-f]+))?\)(?: @filter\(not has\(([\w.]+)\)\))?/.exec(text);
    if (match === null) throw new Error(`Not understood: ${text}`);
    const [, kind, name = "", uids, first, after, without] = match;
    const wanted = uids?.split(", ").map((uid) => Number(uid));
    const found = [...rows].filter(([uid, row]) => (wanted === undefined ? (kind === "has" ? row[name] !== undefined : row["dgraph.type"] === name) : wanted.includes(uid)) && (without === undefined || row[without] === undefined) && uid > Number(after ?? 0)).map(([uid]) => uid);
    return first === undefined ? found : found.slice(0, Number(first));
  };
  return (_method, path, body) => {
    if (path === "/query") {
      const uids = chosen(body);
      return { status: 200, body: JSON.stringify({ data: body.includes("count(uid)") ? { left: [{ count: uids.length }] } : { found: uids.map((uid) => ({ uid: `0x${uid.toString(16)}` })) } }) };
    }
    if (fail()) return { status: 500, body: JSON.stringify({ errors: [{ message: "the server is going away" }] }) };
    const request: JsonValue = JSON.parse(body);
    if (!isJsonObject(request) || typeof request["query"] !== "string") throw new Error(body);
    const { query, set, delete: gone } = request;
    const source = /\{ x as ([\w.]+) \}/.exec(query)?.[1];
    for (const uid of chosen(query)) {
      const row = rows.get(uid) ?? {};
      if (isJsonObject(set ?? null) && set !== undefined && isJsonObject(set)) for (const [name, value] of Object.entries(set)) if (name !== "uid") row[name] = value === "val(x)" ? row[source ?? ""] ?? null : value;
      if (gone !== undefined && isJsonObject(gone)) for (const name of Object.keys(gone)) delete row[name];
    }
    return { status: 200, body: "{\"data\":{}}" };
  };
}

describe("Dgraph's exported scripts", () => {
  it("carry out every migration of the shop, up and down, one schema at a time", async () => {
    const first = native.map({ ...shop, choices: new Map(), version: "25" }).model;
    const second = native.map({ ...shopVersion2, choices: new Map(), version: "25", released: first }).model;
    const migrations = [...native.migrate(undefined, first).migrations, ...native.migrate(first, second).migrations].map((migration, i) => ({ migration, number: `${i + 1}`.padStart(4, "0") }));
    const files = [...native.artefacts(second), ...migrations.flatMap(({ migration, number }) => native.files(migration, number))];
    const folders = migrations.map(({ migration, number }) => `${number}_${migration.slug}`);
    const sandbox = await openDgraphSandbox("25");
    const fresh = await openDgraphSandbox("25");
    for (const { steps } of native.migrate(undefined, second).migrations) for (const command of steps.flatMap(({ up }) => up)) expect(await fresh.run(command)).toEqual({ ok: true });
    const log: string[] = [];
    await withServer(alpha(sandbox, log), (url) => withFiles(files, async (run) => {
      await run("migrate.mjs", folders, { DGRAPH_URL: url });
      expect(await sandbox.catalog()).toEqual(await fresh.catalog());
      await run("migrate.mjs", ["--down", ...folders.toReversed()], { DGRAPH_URL: url });
    }));
    await fresh.reset();
    expect(await sandbox.catalog()).toEqual(await fresh.catalog());
    // It waited while the first answer said that an index was being built.
    expect(log.slice(0, 3)).toEqual(["GET /health", "GET /health", "POST /admin/schema"]);
  });

  it("move values in batches, go on where they were stopped, do nothing twice, count without writing, and take it all back", async () => {
    const first = native.map({ ...shop, choices: new Map(), version: "25" }).model;
    const schema = { ...shop.schema, tables: shop.schema.tables.map((table) => (table.id !== "products" ? table : { ...table, columns: table.columns.map((column) => (column.name === "stock" ? { ...column, type: { kind: "text" as const } } : column)) })) };
    const second = native.map({ ...shop, schema, choices: new Map(), version: "25", released: first }).model;
    const data = native.migrate(first, second).migrations.flatMap((migration) => migration.data ?? [])[0];
    if (data === undefined) throw new Error("Values move to another predicate");
    const rows = new Map(Array.from({ length: 25 }, (_, i): [number, { [predicate: string]: JsonValue }] => [i + 1, { "dgraph.type": "Product", "Product.stock": i }]));
    const before = JSON.stringify([...rows]);
    let writes = 0;
    let broken = true;
    await withServer((method, path, body) => namespace(rows, () => { if (path.startsWith("/mutate")) writes += 1; return broken && writes === 3; })(method, path, body), (url) => withFiles([{ path: "fill.mjs", content: data.content }], async (run) => {
      const environment = { DGRAPH_URL: url, BATCH: "7", PAUSE: "0" };
      expect(await run("fill.mjs", ["--dry-run"], environment)).toContain("25 left");
      expect(writes).toBe(0);
      await expect(run("fill.mjs", [], environment)).rejects.toThrow("the server is going away");
      expect([...rows.values()].filter((row) => row["Product.stock_2"] !== undefined)).toHaveLength(14);
      broken = false;
      expect(await run("fill.mjs", [], environment)).toContain("11 left");
      expect([...rows.values()].every((row) => row["Product.stock_2"] === row["Product.stock"])).toBe(true);
      expect(writes).toBe(5);
      expect(await run("fill.mjs", [], environment)).toContain("0 left");
      expect(writes).toBe(5);
      await run("fill.mjs", ["--undo"], environment);
    }));
    expect(JSON.stringify([...rows])).toBe(before);
  });
});
