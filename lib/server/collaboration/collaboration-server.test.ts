import * as encoding from "lib0/encoding";
import { describe, expect, it } from "vitest";
import WebSocket from "ws";
import { openEditor, type TestEditor } from "../testing/editor";
import { startInProcess } from "../testing/in-process";
import { updatesOf } from "./document-source";

const { services, port, newDesign } = await startInProcess();

/** Resolves when the entry has arrived. */
function arrival(editor: TestEditor, key: string): Promise<unknown> {
  return new Promise((resolve) => {
    const look = () => {
      if (editor.entries.has(key)) resolve(editor.entries.get(key));
    };
    editor.entries.observe(look);
    look();
  });
}

describe("an edit", () => {
  it("reaches the other editor, and is in the log when the fence comes back", async () => {
    const id = await newDesign();
    const [a, b] = [await openEditor(port, id), await openEditor(port, id)];
    a.entries.set("t1|name", "orders");
    await a.fence();
    expect((await services.store.log.read(id)).rows.length).toBeGreaterThan(0);
    expect(await arrival(b, "t1|name")).toBe("orders");
    for (const editor of [a, b]) editor.close();
  });

  it("of the server's own is logged and seen by open editors", async () => {
    const id = await newDesign();
    const editor = await openEditor(port, id);
    await services.collaboration.edit(id, new Map([["design|name", "Renamed"]]), "owner");
    expect(await arrival(editor, "design|name")).toBe("Renamed");
    expect((await services.store.log.read(id)).rows).toHaveLength(1);
    editor.close();
    expect((await services.collaboration.readEntries(id)).get("design|name")).toBe("Renamed");
  });

  it("that is damaged ends only its sender's connection, is not logged, and harms nobody", async () => {
    const id = await newDesign();
    const [good, bad] = [await openEditor(port, id), await openEditor(port, id)];
    const closed = new Promise<number>((resolve) => bad.provider.on("close", ({ event }: { event: { code: number } }) => resolve(event.code)));
    const message = encoding.createEncoder();
    encoding.writeVarString(message, id);
    encoding.writeVarUint(message, 0);
    encoding.writeVarUint(message, 2);
    encoding.writeVarUint8Array(message, Uint8Array.from({ length: 64 }, (_, i) => (i * 73) % 256));
    bad.provider.configuration.websocketProvider.webSocket?.send(encoding.toUint8Array(message));
    expect(await closed).toBe(1008);
    expect((await services.store.log.read(id)).rows).toEqual([]);
    good.entries.set("t1|name", "orders");
    await good.fence();
    for (const editor of [good, bad]) editor.close();
  });
});

describe("opening a design", () => {
  it("is refused when there is none of that name", async () => {
    await expect(openEditor(port, "nothing")).rejects.toThrow("design-not-found");
  });

  it("with poisoned rows shows the rest and tells how many were set aside, again and again", async () => {
    const id = await newDesign();
    const good = updatesOf(new Map([["t1|name", "orders"], ["t2|name", "lines"]]));
    await services.store.log.append([
      ...good.map((update) => ({ designId: id, update })),
      { designId: id, update: Uint8Array.from({ length: 40 }, (_, i) => 255 - i) },
      { designId: id, update: new Uint8Array(0) },
    ]);
    for (let time = 0; time < 2; time++) {
      const editor = await openEditor(port, id);
      expect(editor.entries.get("t2|name")).toBe("lines");
      expect(await editor.message((payload) => payload.includes("quarantined"))).toBe('{"quarantined":2}');
      editor.entries.set("t3|name", "new");
      await editor.fence();
      editor.close();
    }
    expect((await services.store.log.read(id)).rows.length).toBeGreaterThanOrEqual(good.length);
  });
});

describe("presence", () => {
  const others = (editor: TestEditor) => [...(editor.provider.awareness?.getStates() ?? new Map()).entries()].filter(([client]) => client !== editor.doc.clientID);

  it("reaches others, but not when it is larger than 4 KB or in somebody else's name", async () => {
    const id = await newDesign();
    const [a, b, c] = [await openEditor(port, id), await openEditor(port, id), await openEditor(port, id)];
    const seen = (editor: TestEditor, check: () => boolean) => new Promise<void>((resolve) => {
      const look = () => {
        if (check()) resolve();
      };
      editor.provider.awareness?.on("change", look);
      look();
    });
    a.provider.awareness?.setLocalState({ user: { name: "Ann", color: 1 }, selection: [] });
    await seen(b, () => others(b).some(([client, state]) => client === a.doc.clientID && state.user?.name === "Ann"));

    c.provider.awareness?.setLocalState({ user: { name: "Large", color: 1 }, selection: ["x".repeat(5_000)] });
    // c speaks in a's name: the state is set under a's id in c's own awareness, and sent from there.
    c.provider.awareness?.states.set(a.doc.clientID, { user: { name: "Forged", color: 2 } });
    c.provider.awareness?.meta.set(a.doc.clientID, { clock: 1_000, lastUpdated: Date.now() });
    c.provider.awareness?.emit("update", [{ added: [], updated: [a.doc.clientID], removed: [] }, "local"]);
    await c.fence();
    a.provider.awareness?.setLocalState({ user: { name: "Ann", color: 3 }, selection: [] });
    await seen(b, () => others(b).some(([client, state]) => client === a.doc.clientID && state.user?.color === 3));
    expect(others(b).map(([, state]) => state.user?.name)).toEqual(["Ann"]);
    for (const editor of [a, b, c]) editor.close();
  });
});

describe("the front", () => {
  const upgrade = (path: string, headers: Record<string, string> = {}) => new Promise<string>((resolve) => {
    const socket = new WebSocket(`ws://127.0.0.1:${port}${path}`, { headers });
    socket.on("open", () => {
      socket.close();
      resolve("open");
    });
    socket.on("unexpected-response", (_request, response) => resolve(String(response.statusCode)));
    socket.on("error", () => undefined);
  });

  it("leads each upgrade to its part and answers every other with 404", async () => {
    expect(await upgrade("/collab")).toBe("open");
    expect(await upgrade("/_next/hmr")).toBe("418");
    for (const path of ["/", "/collaboration", "/collab/x", "/api/v1/designs"]) expect(await upgrade(path)).toBe("404");
  });

  it("refuses addresses that cannot be decoded", async () => {
    const refused = await fetch(`http://127.0.0.1:${port}/api/v1/designs/%ff`);
    expect(refused.status).toBe(400);
    expect(await refused.json()).toMatchObject({ error: { code: "address-invalid" } });
  });

  it("refuses upgrades and requests by the same rules", async () => {
    expect(await upgrade("/collab", { origin: "http://evil.test" })).toBe("403");
    expect(await upgrade("/collab", { host: "evil.test" })).toBe("421");
    expect(await upgrade("/collab", { "x-forwarded-for": "127.0.0.1" })).toBe("403");
    expect(await upgrade("/collab", { origin: `http://127.0.0.1:${port}` })).toBe("open");
    const refused = await fetch(`http://127.0.0.1:${port}/`, { headers: { origin: "http://evil.test" } });
    expect(refused.status).toBe(403);
    expect(await refused.json()).toMatchObject({ error: { code: "foreign-origin" } });
  });

  it("sends the security headers with every answer", async () => {
    for (const headers of [{}, { origin: "http://evil.test" }]) {
      const response = await fetch(`http://127.0.0.1:${port}/page`, { headers });
      expect(Object.fromEntries(response.headers)).toMatchObject({
        "x-content-type-options": "nosniff", "x-frame-options": "DENY", "referrer-policy": "no-referrer", "cross-origin-opener-policy": "same-origin",
      });
    }
  });
});
