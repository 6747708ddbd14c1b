import path from "node:path";
import { nanoid } from "nanoid";
import { expect, it } from "vitest";
import * as Y from "yjs";
import { migrationsDirectory } from "../store/migrations-directory";
import { openSqliteStore } from "../store/sqlite/store";
import type { DesignLog } from "../store/design-log";
import { temporaryDirectory } from "../testing/temporary";
import { createCompactor, mergeLog } from "./compaction";
import { entriesOf, updatesOf } from "./document-source";
import { loadStored } from "./load-document";

const directory = await temporaryDirectory();

async function using(work: (log: DesignLog) => Promise<void>): Promise<void> {
  const store = await openSqliteStore(path.join(directory, nanoid()), migrationsDirectory());
  try {
    await work(store.log);
  } finally {
    await store.close();
  }
}

async function writeKeys(log: DesignLog, designId: string, from: number, to: number): Promise<void> {
  const rows = Array.from({ length: to - from }, (_, i) => updatesOf(new Map([[`e${from + i}|n`, from + i]]))).flat();
  await log.append(rows.map((update) => ({ designId, update })));
}

async function keys(log: DesignLog, designId: string): Promise<number> {
  const doc = new Y.Doc();
  Y.applyUpdate(doc, loadStored(await log.read(designId)).update);
  return entriesOf(doc).size;
}

it("merges a long log and keeps every key", () => using(async (log) => {
  await writeKeys(log, "d", 0, 1_100);
  await createCompactor(log, async (input) => mergeLog(input)).compactIfDue("d", false);
  expect(await log.size("d")).toMatchObject({ rows: 0 });
  expect(await keys(log, "d")).toBe(1_100);
}));

it("leaves a short log alone while the design is open, and merges it when it is closed", () => using(async (log) => {
  await writeKeys(log, "d", 0, 60);
  const compactor = createCompactor(log, async (input) => mergeLog(input));
  await compactor.compactIfDue("d", false);
  expect(await log.size("d")).toMatchObject({ rows: 60 });
  await compactor.compactIfDue("d", true);
  expect(await log.size("d")).toMatchObject({ rows: 0 });
  expect(await keys(log, "d")).toBe(60);
}));

it("loses nothing that is written while it merges, nor when two merge at once", () => using(async (log) => {
  await writeKeys(log, "d", 0, 1_100);
  let other: Promise<void> = Promise.resolve();
  const first = createCompactor(log, async (input) => {
    await writeKeys(log, "d", 1_100, 1_150);
    other = createCompactor(log, async (inner) => mergeLog(inner)).compactIfDue("d", true);
    await other;
    await writeKeys(log, "d", 1_150, 1_160);
    return mergeLog(input);
  });
  await first.compactIfDue("d", false);
  await other;
  expect(await keys(log, "d")).toBe(1_160);
}));

it.each(["size", "read", "replace"] as const)("loses nothing when it dies at %s", (at) => using(async (log) => {
  await writeKeys(log, "d", 0, 1_100);
  const dying: DesignLog = { ...log, [at]: () => Promise.reject(new Error("killed")) };
  await createCompactor(dying, async (input) => mergeLog(input)).compactIfDue("d", false);
  expect(await keys(log, "d")).toBe(1_100);
  await createCompactor(log, async (input) => mergeLog(input)).compactIfDue("d", false);
  expect(await keys(log, "d")).toBe(1_100);
}));
