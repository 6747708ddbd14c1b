import { describe, expect, it } from "vitest";
import { isJsonObject, type JsonValue } from "../../../model";
import { elasticsearch } from "../../../targets/elasticsearch";
import { shop, shopVersion2 } from "../../../targets/native/testing/shop";
import type { NativeSandbox } from "../native-sandbox";
import { withFiles, withServer, type Answer } from "../testing/http-server";
import { openElasticsearch } from "./index";

/** The sandbox behind HTTP: what the exported runner and scripts ask of a cluster. */
function cluster(sandbox: NativeSandbox, log: string[]): (method: string, path: string, body: string) => Promise<Answer> {
  const ledger = new Map<string, string>();
  return async (method, path, body) => {
    log.push(`${method} ${path.split("?")[0] ?? path}`);
    const place = path.split("?")[0] ?? path;
    if (place.startsWith("/strata-migrations/_doc/")) {
      if (method === "PUT") ledger.set(place, body);
      if (method === "DELETE") ledger.delete(place);
      const kept = ledger.get(place);
      return kept === undefined ? { status: method === "GET" ? 404 : 200, body: "{}" } : { status: 200, body: `{"_source":${kept}}` };
    }
    if (place.startsWith("/_tasks/")) return { status: 200, body: JSON.stringify({ completed: true, task: { status: { total: 2, created: 2 } }, response: { failures: [] } }) };
    if (place.endsWith("/_count")) {
      const contents = await sandbox.contents();
      const held = isJsonObject(contents) ? contents[place.split("/")[1] ?? ""] : undefined;
      return { status: 200, body: JSON.stringify({ count: isJsonObject(held) ? Object.keys(held).length : 0 }) };
    }
    if (place.endsWith("/_bulk")) {
      const lines = body.trim().split("\n");
      const items: JsonValue[] = [];
      for (let i = 0; i < lines.length; i += 2) {
        const { create }: { create: { _id?: string } } = JSON.parse(lines[i] ?? "{}");
        const outcome = await sandbox.run(JSON.stringify({ method: create._id === undefined ? "POST" : "PUT", path: `${place.replace("/_bulk", "")}/${create._id === undefined ? "_doc" : `_create/${encodeURIComponent(create._id)}`}`, body: JSON.parse(lines[i + 1] ?? "{}") }));
        items.push({ create: outcome.ok ? { status: 201 } : { status: outcome.message.includes("version conflict") ? 409 : 400, error: { reason: outcome.message } } });
      }
      return { status: 200, body: JSON.stringify({ items }) };
    }
    const outcome = await sandbox.run(JSON.stringify({ method, path, ...(body === "" ? {} : { body: JSON.parse(body) }) }));
    if (!outcome.ok) return { status: 400, body: JSON.stringify({ error: { reason: outcome.message } }) };
    return { status: 200, body: path.includes("wait_for_completion=false") ? '{"task":"node:1"}' : '{"acknowledged":true}' };
  };
}

/** Every file by a Node of its own takes half a minute; otherwise the first migration, those that switch, and the data migrations. */
const all = process.env["STRATA_LONG"] === "1";

describe("Elasticsearch's exported scripts", () => {
  it("carry out every migration and data migration of the shop, up and down, and do nothing twice", async () => {
    const { native } = elasticsearch;
    if (native === undefined) throw new Error("Elasticsearch has no native facility");
    const first = native.map({ ...shop, choices: new Map(), version: "9" }).model;
    const second = native.map({ ...shopVersion2, choices: new Map(), version: "9", released: first }).model;
    const migrations = [...native.migrate(undefined, first).migrations, ...native.migrate(first, second).migrations].map((migration, i) => ({ migration, number: `${i + 1}`.padStart(4, "0") }));
    const files = [...native.artefacts(second), ...migrations.flatMap(({ migration, number }) => [...native.files(migration, number), ...(migration.data === undefined ? [] : [{ path: `data/${migration.data.slug}.mjs`, content: migration.data.content }])])];
    const sandbox = await openElasticsearch("9");
    const log: string[] = [];
    await withServer(cluster(sandbox, log), (url) => withFiles(files, async (run) => {
      const environment = { ELASTICSEARCH_URL: url };
      for (const { migration, number } of migrations) {
        if (all || number === "0001" || migration.phase === "switch code") await run("run.mjs", [`${number}_${migration.slug}`], environment);
        else for (const command of migration.steps.flatMap(({ up }) => up)) expect(await sandbox.run(command)).toMatchObject({ ok: true });
        if (migration.data !== undefined) {
          if (all) expect(await run(`data/${migration.data.slug}.mjs`, ["--dry-run"], environment)).toContain("Would ask");
          await run(`data/${migration.data.slug}.mjs`, [], environment);
        }
        if (number === "0001") for (const command of native.samples?.(first) ?? []) expect(await sandbox.run(command)).toMatchObject({ ok: true });
      }
      const wanted = await openElasticsearch("9");
      for (const { steps } of native.migrate(undefined, second).migrations) for (const command of steps.flatMap(({ up }) => up)) await wanted.run(command);
      expect(await sandbox.catalog()).toEqual(await wanted.catalog());
      expect(await sandbox.contents()).toMatchObject({ "products-v2": { "00000000-0000-4000-8000-000000000001": { name: "title 1" } }, "users-v1": { "00000000-0000-4000-8000-000000000001": { locale: "en" } } });

      log.length = 0;
      expect(await run("run.mjs", ["0001_create_search_indexes"], environment)).toContain("was run before");
      expect(log).toEqual(["GET /strata-migrations/_doc/0001_create_search_indexes"]);

      const rows = '{"id":"00000000-0000-4000-8000-000000000009","email":"a@example.org","name":"A","created_at":"2026-11-24T10:00:00Z","locale":"de"}\n';
      for (let i = 0; i < 2; i += 1) await run("feed/users.mjs", [], environment, rows);
      expect(await sandbox.contents()).toMatchObject({ "users-v1": { "00000000-0000-4000-8000-000000000009": { locale: "de" } } });
      await expect(run("feed/users.mjs", [], environment, '{"id":"x","nickname":"y"}\n')).rejects.toThrow("strict");

      for (const { migration, number } of migrations.toReversed()) {
        if (!all && number !== "0001") {
          for (const command of [...migration.data?.undo ?? [], ...migration.steps.toReversed().flatMap(({ down }) => down)]) expect(await sandbox.run(command)).toMatchObject({ ok: true });
          continue;
        }
        if (migration.data !== undefined) await run(`data/${migration.data.slug}.mjs`, ["--undo"], environment);
        await run("run.mjs", [`${number}_${migration.slug}`, "--down"], environment);
      }
      expect(await sandbox.catalog()).toEqual({ templates: {}, policies: {}, indexes: {} });
    }));
  }, 120_000);
});
