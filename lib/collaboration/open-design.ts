import { HocuspocusProviderWebsocket } from "@hocuspocus/provider";
import { Awareness } from "y-protocols/awareness";
import * as Y from "yjs";
import type { ResolveOptions } from "../design/resolve";
import type { LocalCopy } from "./local-copy";
import { DesignProvider } from "./provider";
import { designNotFoundReason, tryAgainReason, type FenceMessage, type QuarantineMessage } from "./protocol";
import type { DesignSession } from "./session";
import { createSessionCore, laterDelay } from "./session-core";

export interface OpenDesign {
  /** The design's id. */
  readonly id: string;
  /** WebSocket address of the studio, with `collaborationPath`: `ws://127.0.0.1:3000/collab`. */
  readonly url: string;
  readonly userName: string;
  /** 0-7; absent: from the name. */
  readonly color?: number;
  /** Keeps the document on this device; absent where there is no IndexedDB (private windows, Node). */
  readonly localCopy?: (doc: Y.Doc, id: string) => LocalCopy;
  /** What the targets allow of names. */
  readonly limits?: ResolveOptions["limits"];
  /** Other than the global one (tests). */
  readonly WebSocket?: typeof WebSocket;
  /** Least and most milliseconds between attempts to reconnect. */
  readonly reconnect?: { readonly least: number; readonly most: number };
}

/** WebSocket close codes after which the same edits would be refused again: policy violation, message too big. */
const finalCodes: readonly number[] = [1008, 1009];

/** Opens a design: loads it from this device and the server, and keeps all three together until closed. */
export function openDesign(options: OpenDesign): DesignSession {
  const doc = new Y.Doc();
  const awareness = new Awareness(doc);
  let cancelReattach = (): void => undefined;
  const local = options.localCopy?.(doc, options.id);
  const core = createSessionCore({
    doc, awareness, user: { name: options.userName, color: options.color ?? colorOf(options.userName) },
    ...(options.limits === undefined ? {} : { resolve: { limits: options.limits } }),
    sendFence: (fence) => provider.sendStateless(JSON.stringify({ fence } satisfies FenceMessage)),
    onUnsaved: (count) => local?.noteUnsaved(count),
    onClose: () => {
      cancelReattach();
      provider.destroy();
      socket.destroy();
      void local?.close();
      doc.destroy();
    },
  });
  const socket = new HocuspocusProviderWebsocket({
    url: options.url, minDelay: options.reconnect?.least ?? 500, delay: options.reconnect?.least ?? 500, maxDelay: options.reconnect?.most ?? 10_000,
    ...(options.WebSocket === undefined ? {} : { WebSocketPolyfill: options.WebSocket }),
  });
  const refuse = (message: string): void => {
    core.saving.refused(message);
    // Trying again would be refused again; the edits stay in the document and on this device.
    socket.disconnect();
  };
  const provider = new DesignProvider({
    name: options.id, document: doc, awareness, websocketProvider: socket,
    onAuthenticated: ({ scope }) => {
      if (scope === "readonly") core.saving.refused("You may look at this design but not change it.");
      else core.saving.connected();
    },
    onAuthenticationFailed: ({ reason }) => {
      if (reason !== tryAgainReason) return refuse(refusalOf(reason));
      core.saving.lost();
      cancelReattach();
      cancelReattach = laterDelay(reattach, 4 * (options.reconnect?.least ?? 500));
    },
    onSynced: ({ state }) => {
      if (state) core.loaded();
    },
    onDisconnect: ({ event }) => {
      core.saving.lost();
      if (finalCodes.includes(event.code)) refuse(`The server refused an edit: ${event.reason || "it is too large"}. Your edits stay on this device; undo the last one and reload.`);
    },
    onClose: () => {
      core.saving.lost();
      // The server closed this document's channel only: ask to be let in again, to learn why.
      if (socket.status === "connected" && socket.shouldConnect) cancelReattach = laterDelay(reattach, options.reconnect?.least ?? 500);
    },
    onStateless: ({ payload }) => {
      const message = parseMessage(payload);
      if (message === undefined) return;
      if ("fence" in message) core.saving.answered(message.fence);
      else core.quarantined(message.quarantined);
    },
  }, () => core.saving.stateExchanged());
  function reattach(): void {
    provider.detach();
    provider.attach();
  }
  provider.attach();
  void local?.loaded.then(({ filled, unsaved }) => {
    core.saving.foundUnsaved(unsaved);
    if (filled) core.loaded();
  });
  return core;
}

function parseMessage(payload: string): FenceMessage | QuarantineMessage | undefined {
  let value: unknown;
  try {
    value = JSON.parse(payload);
  } catch {
    return undefined;
  }
  if (typeof value !== "object" || value === null) return undefined;
  if ("fence" in value && typeof value.fence === "number") return { fence: value.fence };
  if ("quarantined" in value && typeof value.quarantined === "number") return { quarantined: value.quarantined };
  return undefined;
}

function refusalOf(reason: string): string {
  return reason === designNotFoundReason
    ? "This design is not on the server any more. What you see is the copy on this device; export it or go back to the list of designs."
    : "The server refused the connection. Reload the page; your edits stay on this device.";
}

/** One of eight hues, the same for a name everywhere. */
function colorOf(name: string): number {
  let sum = 0;
  for (const character of name) sum = (sum * 31 + (character.codePointAt(0) ?? 0)) % 4096;
  return sum % 8;
}
