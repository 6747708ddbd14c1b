import { PGlite } from "@electric-sql/pglite";
import { afterAll, describe, expect, it } from "vitest";
import { elasticsearch } from "../../../targets/elasticsearch";
import type { Entities } from "../../../targets/native/testing/entities";
import { shop } from "../../../targets/native/testing/shop";
import { postgresql } from "../../../targets/postgresql";
import type { Target } from "../../../targets/target";
import { typesense } from "../../../targets/typesense";
import { openElasticsearch } from "../elasticsearch";
import type { NativeSandbox } from "../native-sandbox";
import { openTypesense } from "../typesense";
import { library } from "./library";

const database = await PGlite.create();
afterAll(() => database.close());

const shopRows = `
  INSERT INTO users (id, email, name) VALUES ('00000000-0000-4000-8000-000000000001', 'a@example.org', 'Änne');
  INSERT INTO products (id, sku, title, description, price, tags, attributes) VALUES ('00000000-0000-4000-8000-000000000002', 'A-1', 'It''s "odd"', 'b', 19.99, '{x,y}', '{"a": [1, null]}');
  INSERT INTO orders (id, user_id, status, total, placed_at) VALUES ('00000000-0000-4000-8000-000000000003', '00000000-0000-4000-8000-000000000001', 'paid', 19.99, '2026-11-24 10:00:00.123456+02');
  INSERT INTO order_items VALUES ('00000000-0000-4000-8000-000000000003', 2, '00000000-0000-4000-8000-000000000002', 1, 9.99), ('00000000-0000-4000-8000-000000000003', 1, '00000000-0000-4000-8000-000000000002', 1, 10.00);
  INSERT INTO sessions VALUES ('00000000-0000-4000-8000-000000000004', '00000000-0000-4000-8000-000000000001', '{}', now());
  INSERT INTO metrics VALUES ('h', 'cpu', now(), 0.5);
  INSERT INTO follows (follower_id, followed_id) VALUES ('00000000-0000-4000-8000-000000000001', '00000000-0000-4000-8000-000000000001');`;
const libraryRows = `
  INSERT INTO authors VALUES ('00000000-0000-4000-8000-000000000001', 'A', '1900-02-28');
  INSERT INTO books (id, title, pages, price, author_id) VALUES ('00000000-0000-4000-8000-000000000002', 'B', 100, 12.50, '00000000-0000-4000-8000-000000000001');
  INSERT INTO copies VALUES ('00000000-0000-4000-8000-000000000002', 1, 'hall', false);
  INSERT INTO loans VALUES ('r', now(), 14);`;

/** The entities in PostgreSQL, each row as the document that the feed makes of it, and each document taken by the strict shape. */
async function fed(target: Target, open: () => Promise<NativeSandbox>, entities: Entities, rows: string): Promise<readonly (readonly [string, Readonly<Record<string, unknown>>])[]> {
  const { native } = target;
  if (native === undefined) throw new Error(`${target.id} has no native facility`);
  await database.exec("DROP SCHEMA public CASCADE; CREATE SCHEMA public;");
  for (const { sql } of postgresql.createSchema(entities.schema)) await database.exec(sql);
  await database.exec(rows);
  const { model } = native.map({ ...entities, choices: new Map(), version: target.versions[0]?.id ?? "" });
  const sandbox = await open();
  for (const command of native.migrate(undefined, model).migrations.flatMap(({ steps }) => steps.flatMap(({ up }) => up))) expect(await sandbox.run(command)).toMatchObject({ ok: true });
  const found: (readonly [string, Readonly<Record<string, unknown>>])[] = [];
  for (const { path, content } of native.artefacts(model)) {
    const name = /^feed\/(.*)\.sql$/.exec(path)?.[1];
    if (name === undefined) continue;
    const { rows: documents } = await database.query<Readonly<Record<string, Readonly<Record<string, unknown>>>>>(content.replace(/;\s*$/, ""));
    expect(documents.length, name).toBeGreaterThan(0);
    for (const row of documents) for (const document of Object.values(row)) {
      found.push([name, document]);
      const command = target === typesense ? { method: "POST", path: `/collections/${name}/documents`, body: { ...document, id: String(document["id"] ?? "1") } } : { method: "POST", path: `/${name}/_doc`, body: document };
      expect(await sandbox.run(JSON.stringify(command)), JSON.stringify(document)).toMatchObject({ ok: true });
    }
  }
  return found;
}

describe("feeds from PostgreSQL", () => {
  it("make documents that Elasticsearch's strict mappings take", async () => {
    const documents = await fed(elasticsearch, () => openElasticsearch("9"), shop, shopRows);
    expect(documents.find(([name]) => name === "orders")?.[1]).toMatchObject({ total: 19.99, order_items: [{ position: 1, unit_price: 10 }, { position: 2, unit_price: 9.99 }] });
    expect(documents.find(([name]) => name === "metrics")?.[1]).toHaveProperty(["@timestamp"]);
    expect((await fed(elasticsearch, () => openElasticsearch("9"), library, libraryRows)).find(([name]) => name === "books")?.[1]).toMatchObject({ author: { name: "A", born: "1900-02-28" }, copies: [{ number: 1, place: "hall", worn: false }] });
  });

  it("make documents that Typesense's schemas take", async () => {
    const documents = await fed(typesense, () => openTypesense("30"), shop, shopRows);
    expect(documents.find(([name]) => name === "orders")?.[1]).toMatchObject({ total: 1999, placed_at: Date.parse("2026-11-24T08:00:00Z") / 1000, order_items: [{ unit_price: 1000 }, { unit_price: 999 }] });
    expect((await fed(typesense, () => openTypesense("30"), library, libraryRows)).find(([name]) => name === "authors")?.[1]).toMatchObject({ name: "A", born: Date.parse("1900-02-28T00:00:00Z") / 1000 });
  });
});
