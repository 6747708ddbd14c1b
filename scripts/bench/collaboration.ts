import { HocuspocusProvider, HocuspocusProviderWebsocket } from "@hocuspocus/provider";
import WebSocket from "ws";
import * as Y from "yjs";
import { collaborationPath, entriesMapName } from "../../lib/collaboration/protocol";
import { median, percentile, round } from "./statistics";

/** Edit in one client to arrival in the other, with the write-ahead log between; milliseconds over `edits` edits. */
export async function editLatency(base: string, designId: string, edits: number): Promise<{ p50: number; p95: number; max: number }> {
  const a = await connect(base, designId);
  const b = await connect(base, designId);
  const times: number[] = [];
  for (let i = 0; i < edits; i++) {
    const key = `bench${i % 50}|note`;
    const started = performance.now();
    const arrived = new Promise<void>((resolve) => {
      const seen = () => {
        if (b.entries.get(key) !== i) return;
        b.entries.unobserve(seen);
        resolve();
      };
      b.entries.observe(seen);
    });
    a.entries.set(key, i);
    await arrived;
    times.push(performance.now() - started);
  }
  a.close();
  b.close();
  return { p50: round(median(times), 2), p95: round(percentile(times, 0.95), 2), max: round(Math.max(...times), 2) };
}

async function connect(base: string, designId: string): Promise<{ entries: Y.Map<unknown>; close: () => void }> {
  class WithOrigin extends WebSocket {
    constructor(url: string) {
      super(url, { origin: base });
    }
  }
  const document = new Y.Doc();
  const socket = new HocuspocusProviderWebsocket({ url: base.replace(/^http/, "ws") + collaborationPath, WebSocketPolyfill: WithOrigin });
  const provider = new HocuspocusProvider({ websocketProvider: socket, name: designId, document, token: "local" });
  provider.attach();
  await new Promise<void>((resolve) => provider.on("synced", () => resolve()));
  return {
    entries: document.getMap(entriesMapName),
    close: () => {
      provider.destroy();
      socket.destroy();
    },
  };
}
