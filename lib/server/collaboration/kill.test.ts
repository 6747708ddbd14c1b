import path from "node:path";
import { nanoid } from "nanoid";
import { expect, it } from "vitest";
import * as Y from "yjs";
import { migrationsDirectory } from "../store/migrations-directory";
import { openStore, type StoreLocation } from "../store/open-store";
import { openEditor } from "../testing/editor";
import { postgresUrl, temporaryDatabase } from "../testing/postgres";
import { randomSource, seed } from "../../model/testing/seed";
import { bundleForTest, startServerProcess } from "../testing/server-process";
import { temporaryDirectory } from "../testing/temporary";
import { entriesOf } from "./document-source";
import { loadStored } from "./load-document";

const long = process.env.STRATA_LONG === "1";
const kills = long ? 200 : 10;
const bundle = await bundleForTest();
const directory = await temporaryDirectory();

/** Edits in flight: the writer does not wait for each answer, as a person's typing does not. */
const window = 20;

it(`loses no acknowledged edit in ${kills} kills of the embedded store's server`, { timeout: kills * 30_000 }, async () => {
  await killRepeatedly({ dataDirectory: path.join(directory, "data"), migrations: migrationsDirectory() });
});

it.skipIf(postgresUrl === undefined)(`loses no acknowledged edit in ${kills} kills with PostgreSQL (STRATA_TEST_POSTGRES_URL)`, { timeout: kills * 30_000 }, async () => {
  await killRepeatedly({ dataDirectory: path.join(directory, "pg"), databaseUrl: await temporaryDatabase(postgresUrl ?? ""), migrations: migrationsDirectory() });
});

async function killRepeatedly(location: StoreLocation): Promise<void> {
  const random = randomSource(seed);
  const designId = await makeDesign(location);
  const variables = { STRATA_DATA: location.dataDirectory, ...(location.databaseUrl === undefined ? {} : { DATABASE_URL: location.databaseUrl }) };
  let acknowledged = 0;
  let written = 0;
  for (let kill = 1; kill <= kills; kill++) {
    const server = await startServerProcess(bundle.server, variables);
    const writer = await openEditor(server.port, designId);
    const observer = await openEditor(server.port, designId);
    // What was promised before the last kill must be there for both.
    for (const editor of [writer, observer]) expect(missing(editor.entries, acknowledged), `seed ${seed}, kill ${kill}`).toEqual([]);
    const until = acknowledged + 30 + Math.floor(random() * 250);
    const seen = new Set<string>();
    observer.entries.observe((event) => event.keysChanged.forEach((key) => seen.add(key)));
    written = acknowledged;
    await new Promise<void>((resolve) => {
      const next = () => {
        if (acknowledged >= until) return resolve();
        written++;
        const n = written;
        writer.entries.set(`e${n}|n`, n);
        void writer.fence().then(() => {
          acknowledged = n;
          next();
        });
      };
      for (let i = 0; i < window; i++) next();
    });
    await server.kill();
    for (const editor of [writer, observer]) editor.close();
    await checkSeen(location, designId, [...seen], `seed ${seed}, kill ${kill}`);
  }
}

/** Numbers up to `last` that are not in the document. */
function missing(entries: { has(key: string): boolean }, last: number): readonly number[] {
  return Array.from({ length: last }, (_, i) => i + 1).filter((n) => !entries.has(`e${n}|n`));
}

/** What another user saw is as good as promised. Reads the log as it lies on disk, with nobody's help. */
async function checkSeen(location: StoreLocation, designId: string, seen: readonly string[], label: string): Promise<void> {
  const store = await openStore(location);
  try {
    const doc = new Y.Doc();
    Y.applyUpdate(doc, loadStored(await store.log.read(designId)).update);
    const entries = entriesOf(doc);
    expect(seen.filter((key) => !entries.has(key)), label).toEqual([]);
  } finally {
    await store.close();
  }
}

async function makeDesign(location: StoreLocation): Promise<string> {
  const store = await openStore(location);
  try {
    const owner = await store.catalog.localOwner();
    const design = await store.catalog.createDesign({ id: nanoid(), workspaceId: owner.workspace.id, createdById: owner.user.id, name: "Shop", target: "postgresql", tables: 0 });
    return design.id;
  } finally {
    await store.close();
  }
}
