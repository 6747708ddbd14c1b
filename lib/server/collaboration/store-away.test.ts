import * as encoding from "lib0/encoding";
import { describe, expect, it, vi } from "vitest";
import { StoreFailure } from "../store/failure";
import { openEditor, type TestEditor } from "../testing/editor";
import { startInProcess } from "../testing/in-process";
import { messageRate } from "./limits";

const away = () => Promise.reject(new StoreFailure("store-unreachable", "The store is away"));

function closing(editor: TestEditor): Promise<number> {
  return new Promise((resolve) => editor.provider.on("close", ({ event }: { event: { code: number } }) => resolve(event.code)));
}

describe("a store that is away", async () => {
  const { services: { store }, port, newDesign } = await startInProcess({ patience: 0 });

  it("makes who opens a design come again, and is never taken for a design that is gone", async () => {
    const id = await newDesign();
    const { findDesign } = store.catalog;
    store.catalog.findDesign = away;
    await expect(openEditor(port, id)).rejects.toThrow("try-again-later");
    store.catalog.findDesign = findDesign;
    const { read } = store.log;
    store.log.read = away;
    await expect(openEditor(port, id)).rejects.toThrow("try-again-later");
    store.log.read = read;
    (await openEditor(port, id)).close();
  });

  it("sends an editor away with 'try again later', and takes its edit afterwards", async () => {
    const id = await newDesign();
    const editor = await openEditor(port, id);
    const { append } = store.log;
    store.log.append = away;
    const code = closing(editor);
    editor.entries.set("t1|name", "orders");
    expect(await code).toBe(1013);
    expect((await store.log.read(id)).rows).toEqual([]);
    store.log.append = append;
    const again = await openEditor(port, id);
    again.entries.set("t1|name", "orders");
    await again.fence();
    expect((await store.log.read(id)).rows).toHaveLength(1);
    for (const each of [editor, again]) each.close();
  });
});

describe("a store that is given up after the last editor left", async () => {
  const { services: { collaboration, store }, port, newDesign } = await startInProcess({ patience: 0 });

  it("leaves no document in memory", async () => {
    const id = await newDesign();
    const editor = await openEditor(port, id);
    const { append, read } = store.log;
    let giveUp = (): void => undefined;
    const held = new Promise<void>((resolve) => { giveUp = resolve; });
    const asked = new Promise<void>((resolve) => {
      store.log.append = () => { resolve(); return held.then(away); };
    });
    editor.entries.set("t1|name", "orders");
    await asked;
    editor.close();
    // Opening another design goes through the server after the close did, so the document was kept for its edit by then.
    (await openEditor(port, await newDesign())).close();
    giveUp();
    let reads = 0;
    store.log.read = (designId) => { reads += 1; return read(designId); };
    // What is in memory is not read from the log.
    await vi.waitFor(async () => {
      await collaboration.readEntries(id);
      expect(reads).toBeGreaterThan(0);
    }, { timeout: 5_000 });
    store.log.append = append;
    store.log.read = read;
  });
});

describe("a connection that sends without end", async () => {
  const { services, port, newDesign } = await startInProcess();

  it("is closed with 'try again later', and others go on", async () => {
    const id = await newDesign();
    const [good, bad] = [await openEditor(port, id), await openEditor(port, id)];
    const code = closing(bad);
    const message = encoding.createEncoder();
    encoding.writeVarString(message, id);
    encoding.writeVarUint(message, 5);
    encoding.writeVarString(message, "no fence");
    const bytes = encoding.toUint8Array(message);
    for (let n = 0; n < 4 * messageRate.burst; n++) bad.provider.configuration.websocketProvider.webSocket?.send(bytes);
    expect(await code).toBe(1013);
    good.entries.set("t1|name", "orders");
    await good.fence();
    expect((await services.store.log.read(id)).rows).toHaveLength(1);
    for (const editor of [good, bad]) editor.close();
  });
});
