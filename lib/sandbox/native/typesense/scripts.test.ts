import { describe, expect, it } from "vitest";
import { isJsonObject, type JsonValue } from "../../../model";
import { shop, shopVersion2 } from "../../../targets/native/testing/shop";
import { typesense } from "../../../targets/typesense";
import type { NativeSandbox } from "../native-sandbox";
import { withFiles, withServer, type Answer } from "../testing/http-server";
import { openTypesense } from "./index";

/** The sandbox behind HTTP: what the exported runner and scripts ask of a server. */
function server(sandbox: NativeSandbox): (method: string, path: string, body: string) => Promise<Answer> {
  return async (method, path, body) => {
    const [, , name = "", , last] = (path.split("?")[0] ?? path).split("/");
    if (last === "export") {
      const contents = await sandbox.contents();
      const held = isJsonObject(contents) ? contents[name] : undefined;
      return { status: 200, body: isJsonObject(held) ? Object.values(held).map((document) => JSON.stringify(document)).join("\n") : "" };
    }
    if (last === "import") {
      const results: JsonValue[] = [];
      for (const line of body.split("\n")) {
        const outcome = await sandbox.run(JSON.stringify({ method: "POST", path: `/collections/${name}/documents?action=create`, body: JSON.parse(line) }));
        results.push(outcome.ok ? { success: true } : { success: false, code: outcome.message.includes("already exists") ? 409 : 400, error: outcome.message });
      }
      return { status: 200, body: results.map((result) => JSON.stringify(result)).join("\n") };
    }
    const outcome = await sandbox.run(JSON.stringify({ method, path, ...(body === "" ? {} : { body: JSON.parse(body) }) }));
    return outcome.ok ? { status: 200, body: "{}" } : { status: 400, body: outcome.message };
  };
}

/** Every file by a Node of its own takes half a minute; otherwise the first migration, those that switch, and the data migrations. */
const all = process.env["STRATA_LONG"] === "1";

describe("Typesense's exported scripts", () => {
  it("carry out every migration and data migration of the shop, up and down", async () => {
    const { native } = typesense;
    if (native === undefined) throw new Error("Typesense has no native facility");
    const first = native.map({ ...shop, choices: new Map(), version: "30" }).model;
    // With other choices, so that values are converted on the way.
    const choices = new Map([["products.price", { number: "float" }], ["users", { changes: "patch" }]]);
    const second = native.map({ ...shopVersion2, choices, version: "30", released: first }).model;
    const migrations = [...native.migrate(undefined, first).migrations, ...native.migrate(first, second).migrations].map((migration, i) => ({ migration, number: `${i + 1}`.padStart(4, "0") }));
    const files = [...native.artefacts(second), ...migrations.flatMap(({ migration, number }) => [...native.files(migration, number), ...(migration.data === undefined ? [] : [{ path: `data/${migration.data.slug}.mjs`, content: migration.data.content }])])];
    const sandbox = await openTypesense("30");
    await withServer(server(sandbox), (url) => withFiles(files, async (run) => {
      const environment = { TYPESENSE_URL: url, TYPESENSE_API_KEY: "x" };
      for (const { migration, number } of migrations) {
        if (all || number === "0001" || migration.phase === "switch code") await run("run.mjs", [`${number}_${migration.slug}`], environment);
        else for (const command of migration.steps.flatMap(({ up }) => up)) expect(await sandbox.run(command)).toMatchObject({ ok: true });
        if (migration.data !== undefined) {
          if (all) await run(`data/${migration.data.slug}.mjs`, ["--dry-run"], environment);
          for (let i = 0; i < (all ? 2 : 1); i += 1) await run(`data/${migration.data.slug}.mjs`, [], environment);
        }
        if (number === "0001") for (const command of native.samples?.(first) ?? []) expect(await sandbox.run(command)).toMatchObject({ ok: true });
      }
      const wanted = await openTypesense("30");
      for (const { steps } of native.migrate(undefined, second).migrations) for (const command of steps.flatMap(({ up }) => up)) await wanted.run(command);
      expect(await sandbox.catalog()).toEqual(await wanted.catalog());
      expect(await sandbox.contents()).toMatchObject({ products_v2: { "00000000-0000-4000-8000-000000000001": { name: "title 1", price: 10.5 } }, users_v1: { "00000000-0000-4000-8000-000000000001": { locale: "en" } } });

      const rows = '{"id":"9","email":"a@example.org","name":"A","created_at":1}\n';
      for (let i = 0; i < 2; i += 1) await run("feed/users.mjs", [], environment, rows);
      expect(await sandbox.contents()).toMatchObject({ users_v1: { "9": { name: "A" } } });
      await expect(run("feed/users.mjs", [], environment, '{"id":"10"}\n')).rejects.toThrow("not found in the document");

      for (const { migration, number } of migrations.toReversed()) {
        if (!all && number !== "0001") {
          for (const command of [...migration.data?.undo ?? [], ...migration.steps.toReversed().flatMap(({ down }) => down)]) expect(await sandbox.run(command)).toMatchObject({ ok: true });
          continue;
        }
        if (migration.data !== undefined) await run(`data/${migration.data.slug}.mjs`, ["--undo"], environment);
        await run("run.mjs", [`${number}_${migration.slug}`, "--down"], environment);
      }
      expect(await sandbox.catalog()).toEqual({ collections: {}, aliases: {} });
    }));
  }, 120_000);
});
