import { HocuspocusProvider, HocuspocusProviderWebsocket } from "@hocuspocus/provider";
import WebSocket from "ws";
import * as Y from "yjs";
import { collaborationPath, entriesMapName } from "../../collaboration/protocol";

export interface TestEditor {
  readonly doc: Y.Doc;
  readonly entries: Y.Map<unknown>;
  readonly provider: HocuspocusProvider;
  /** Payloads of stateless messages, in order. */
  readonly messages: readonly string[];
  /** Resolves when everything written so far is promised to be on disk. */
  fence(): Promise<void>;
  /** Resolves when a stateless message matches. */
  message(matches: (payload: string) => boolean): Promise<string>;
  close(): void;
}

/** An editor as the browser has one, but bare: document, provider and fence. Rejects when the server refuses the design. */
export async function openEditor(port: number, designId: string, options: { readonly headers?: Record<string, string> } = {}): Promise<TestEditor> {
  const doc = new Y.Doc();
  const headers = options.headers ?? {};
  class Socket extends WebSocket {
    constructor(address: string | URL, protocols?: string | string[]) {
      super(address, protocols, { headers });
    }
  }
  const messages: string[] = [];
  const listeners = new Set<(payload: string) => void>();
  const socket = new HocuspocusProviderWebsocket({ url: `ws://127.0.0.1:${port}${collaborationPath}`, WebSocketPolyfill: Socket, maxAttempts: 1 });
  let fences = 0;
  const editor = await new Promise<HocuspocusProvider>((resolve, reject) => {
    const provider = new HocuspocusProvider({
      websocketProvider: socket, name: designId, document: doc, token: "editor",
      onSynced: () => resolve(provider),
      onAuthenticationFailed: ({ reason }) => reject(new Error(reason)),
      onStateless: ({ payload }) => {
        messages.push(payload);
        for (const listener of listeners) listener(payload);
      },
    });
    provider.attach();
  });
  const message = (matches: (payload: string) => boolean) => new Promise<string>((resolve) => {
    const there = messages.find(matches);
    if (there !== undefined) return resolve(there);
    const listener = (payload: string) => {
      if (!matches(payload)) return;
      listeners.delete(listener);
      resolve(payload);
    };
    listeners.add(listener);
  });
  return {
    doc, provider: editor, messages, message,
    entries: doc.getMap(entriesMapName),
    async fence() {
      const payload = JSON.stringify({ fence: ++fences });
      const answered = message((got) => got === payload);
      editor.sendStateless(payload);
      await answered;
    },
    close() {
      editor.destroy();
      socket.destroy();
      doc.destroy();
    },
  };
}
