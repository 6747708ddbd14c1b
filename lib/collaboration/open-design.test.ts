import { createServer, type Server } from "node:http";
import { Hocuspocus } from "@hocuspocus/server";
import crossws from "crossws/adapters/node";
import { afterEach, describe, expect, it } from "vitest";
import WebSocket from "ws";
import { openDesign } from "./open-design";
import { collaborationPath, entriesMapName } from "./protocol";
import type { DesignSession, SessionSnapshot } from "./session";

/** The smallest server that speaks the protocol; the studio's own is tested with it in lib/server. */
class TestServer {
  private http: Server | undefined;
  private sockets: ReturnType<typeof crossws> | undefined;
  readonly hocuspocus: Hocuspocus;
  port = 0;
  /** Bytes of the largest message since it was set to 0. */
  largest = 0;
  messages = 0;
  /** The store behind the server does not answer. */
  away = false;
  /** Holds answers to fences back, as a slow disk does. */
  held: (() => void)[] | undefined;

  constructor(private readonly known: ReadonlySet<string>) {
    this.hocuspocus = new Hocuspocus({
      quiet: true, unloadImmediately: false, debounce: 1e6, maxDebounce: 1e7,
      extensions: [{
        onAuthenticate: async ({ documentName }) => {
          if (this.away) throw Object.assign(new Error(), { reason: "try-again-later" });
          if (!this.known.has(documentName)) throw Object.assign(new Error(), { reason: "design-not-found" });
        },
        connected: async ({ connection }) => connection.sendStateless(JSON.stringify({ quarantined: 2 })),
        onStateless: async ({ payload, connection }) => {
          const answer = (): void => connection.sendStateless(payload);
          if (this.held === undefined) answer();
          else this.held.push(answer);
        },
      }],
    });
  }

  async listen(port = 0): Promise<void> {
    const connections = new WeakMap<object, ReturnType<typeof this.hocuspocus.handleConnection>>();
    const sockets = crossws({
      hooks: {
        open: (peer) => void connections.set(peer, this.hocuspocus.handleConnection({
          send: (data: Uint8Array) => void peer.send(data), close: (code?: number, reason?: string) => peer.close(code, reason), get readyState() { return peer.websocket.readyState ?? 3; },
        }, peer.request)),
        message: (peer, message) => {
          this.messages += 1;
          this.largest = Math.max(this.largest, message.uint8Array().length);
          connections.get(peer)?.handleMessage(message.uint8Array());
        },
        close: (peer, event) => connections.get(peer)?.handleClose({ code: event.code ?? 1005, reason: event.reason ?? "" }),
      },
    });
    this.sockets = sockets;
    const http = createServer();
    this.http = http;
    http.on("upgrade", (request, socket, head) => void sockets.handleUpgrade(request, socket, head));
    await new Promise<void>((resolve) => http.listen(port, "127.0.0.1", resolve));
    const address = http.address();
    if (typeof address === "object" && address !== null) this.port = address.port;
  }

  /** Cuts everybody off. */
  async stop(): Promise<void> {
    this.sockets?.closeAll(1001, "stop", true);
    this.http?.closeAllConnections();
    await new Promise<void>((resolve) => (this.http === undefined ? resolve() : this.http.close(() => resolve())));
  }

  entries(id: string): ReadonlyMap<string, unknown> {
    return new Map(this.hocuspocus.documents.get(id)?.getMap(entriesMapName).entries() ?? []);
  }
}

const cleanups: (() => void | Promise<void>)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).toReversed()) await cleanup();
});

async function start(known: readonly string[] = ["d"]): Promise<TestServer> {
  const server = new TestServer(new Set(known));
  await server.listen();
  cleanups.push(() => server.stop());
  return server;
}

/** `ws` is a WebSocket to all intents; the browser's type has a few members more. */
function isWebSocket(value: unknown): value is typeof globalThis.WebSocket {
  return typeof value === "function";
}

function open(server: TestServer, id = "d", userName = "Ada"): DesignSession {
  const socket: unknown = WebSocket;
  if (!isWebSocket(socket)) throw new Error("ws is a constructor");
  const session = openDesign({ id, url: `ws://127.0.0.1:${server.port}${collaborationPath}`, userName, WebSocket: socket, reconnect: { least: 20, most: 50 } });
  cleanups.push(() => session.close());
  return session;
}

function until(session: DesignSession, holds: (snapshot: SessionSnapshot) => boolean): Promise<SessionSnapshot> {
  return new Promise((resolve) => {
    const check = (): void => {
      if (!holds(session.getSnapshot())) return;
      stop();
      resolve(session.getSnapshot());
    };
    const stop = session.subscribe(check);
    check();
  });
}

const table = (id: string, name: string) => new Map<string, string>([[`${id}|kind`, "table"], [`${id}|name`, name]]);
const saved = (session: DesignSession) => until(session, ({ saving }) => saving.kind === "saved");

describe("an open design", () => {
  it("is shared: edits, presence and what the server set aside", async () => {
    const server = await start();
    const [a, b] = [open(server), open(server, "d", "Bob")];
    await Promise.all([saved(a), saved(b)]);
    expect(a.getSnapshot()).toMatchObject({ ready: true, quarantined: 2 });
    a.apply(table("t", "orders"));
    await until(b, ({ design }) => design.schema.tables[0]?.name === "orders");
    b.setPresence({ cursor: { x: 1, y: 2 }, selection: ["t"] });
    await new Promise<void>((resolve) => {
      const check = (): void => {
        if (a.getOthers().some((other) => other.cursor?.x === 1 && other.user.name === "Bob")) resolve();
      };
      a.subscribeOthers(check);
      check();
    });
    b.close();
    await new Promise<void>((resolve) => a.subscribeOthers(() => { if (a.getOthers().length === 0) resolve(); }));
  });

  it("says saved only once the server said that everything is on disk", async () => {
    const server = await start();
    const session = open(server);
    await saved(session);
    server.held = [];
    session.apply(table("t", "orders"));
    expect(session.getSnapshot().saving).toEqual({ kind: "saving" });
    session.apply(new Map([["t|name", "orders2"]]));
    await until(open(server), ({ design }) => design.schema.tables[0]?.name === "orders2");
    expect(session.getSnapshot().saving).toEqual({ kind: "saving" });
    const held = server.held;
    server.held = undefined;
    for (const answer of held) answer();
    await saved(session);
  });

  it("keeps edits made while the server was away, counts them, and merges them with others' afterwards", async () => {
    const server = await start();
    const [a, b] = [open(server), open(server)];
    await Promise.all([saved(a), saved(b)]);
    await server.stop();
    await Promise.all([a, b].map((session) => until(session, ({ saving }) => saving.kind === "offline")));
    for (let i = 0; i < 200; i++) {
      a.apply(table(`a${i}`, `a_${i}`));
      b.apply(table(`b${i}`, `b_${i}`));
    }
    expect(a.getSnapshot().saving).toEqual({ kind: "offline", changes: 200 });
    await server.listen(server.port);
    await Promise.all([a, b].map((session) => until(session, ({ saving, design }) => saving.kind === "saved" && design.schema.tables.length === 400)));
    expect([...server.entries("d").keys()].filter((key) => key.endsWith("|kind"))).toHaveLength(400);
  });

  it("sends what grew large while the server was away in pieces that it takes", async () => {
    const server = await start();
    const session = open(server);
    await saved(session);
    await server.stop();
    await until(session, ({ saving }) => saving.kind === "offline");
    const large = new Map<string, string>();
    for (let i = 0; i < 3000; i++) for (const [key, value] of table(`t${i}`, `imported ${i} ${"x".repeat(400)}`)) large.set(key, value);
    session.apply(large);
    server.largest = 0;
    await server.listen(server.port);
    await saved(session);
    expect([...server.entries("d").keys()]).toHaveLength(6000);
    expect(server.largest).toBeLessThan(256 * 1024);
  });

  it("sends five thousand edits made offline as a few messages, not one by one", async () => {
    const server = await start();
    const session = open(server);
    await saved(session);
    await server.stop();
    await until(session, ({ saving }) => saving.kind === "offline");
    session.apply(table("t", "orders"));
    for (let i = 0; i < 5000; i++) session.apply(new Map([["t|x", i]]));
    server.messages = 0;
    await server.listen(server.port);
    await saved(session);
    expect(server.entries("d").get("t|x")).toBe(4999);
    expect(server.messages).toBeLessThan(50);
  });

  it("is refused when it is not on the server, and keeps what was edited", async () => {
    const server = await start([]);
    const session = open(server);
    session.apply(table("t", "orders"));
    const { saving, design } = await until(session, (snapshot) => snapshot.saving.kind === "refused");
    expect(saving).toMatchObject({ message: expect.stringContaining("not on the server") });
    expect(design.schema.tables).toHaveLength(1);
  });

  it("asks again while the store behind the server is away, and is saved when it is back", async () => {
    const server = await start();
    server.away = true;
    const session = open(server);
    session.apply(table("t", "orders"));
    await until(session, ({ saving }) => saving.kind === "offline");
    server.away = false;
    await saved(session);
    expect(server.entries("d").get("t|name")).toBe("orders");
  });

  it("asks to be let in again when the server closes only this design", async () => {
    const server = await start();
    const session = open(server);
    await saved(session);
    server.hocuspocus.closeConnections("d");
    await until(session, ({ saving }) => saving.kind === "offline");
    session.apply(table("t", "orders"));
    await saved(session);
    expect(server.entries("d").get("t|name")).toBe("orders");
  });
});
