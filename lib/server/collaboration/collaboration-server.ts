import type { IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";
import { Hocuspocus, type Extension } from "@hocuspocus/server";
import crossws from "crossws/adapters/node";
import * as Y from "yjs";
import { designNotFoundReason, tryAgainReason, type QuarantineMessage } from "../../collaboration/protocol";
import { isTechnologyId } from "../../model";
import type { Entries, Patch } from "../../design/design";
import { StoreFailure } from "../store/failure";
import type { Store } from "../store/store";
import type { Compactor } from "./compaction";
import { entriesOf, updateOfPatch } from "./document-source";
import { answerFence } from "./fence";
import type { FirstPictures } from "./first-pictures";
import type { GroupCommit } from "./group-commit";
import { messageLimit } from "./limits";
import { fillDocument, readDesignDocument, SpoiledDocument } from "./load-document";
import { presenceGuard } from "./presence-guard";
import { summarise } from "./summary";
import { writeAhead, type CollaboratorContext } from "./write-ahead";

export interface CollaborationServer {
  handleUpgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void;
  /** A design's entries as they are now: from memory when it is open, else from the log. */
  readEntries(designId: string): Promise<Entries>;
  /** Writes to a design as an editor would: logged, then shown to everybody. */
  edit(designId: string, patch: Patch, userId: string): Promise<void>;
  /** Ends the sessions of a design that was deleted. */
  disconnect(designId: string): void;
  /** Closes all connections and waits for what is under way. */
  close(): Promise<void>;
}

export interface CollaborationParts {
  readonly store: Store;
  readonly commit: GroupCommit;
  readonly compactor: Compactor;
  readonly firstPictures: FirstPictures;
  /** Who a connection acts for, once access.ts let it in. */
  readonly identify: () => Promise<{ readonly userId: string }>;
}

export function createCollaborationServer({ store, commit, compactor, firstPictures, identify }: CollaborationParts): CollaborationServer {
  /** Rows set aside, per open design. */
  const quarantined = new Map<string, number>();
  /** Called when the last document is unloaded; there once the server stops. */
  let whenEmpty: (() => void) | undefined;

  /** A store that is away is no reason to turn a client away for good. */
  async function orTryAgain<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      if (store.explain(error) instanceof StoreFailure) throw new Denied(tryAgainReason);
      throw error;
    }
  }

  /** Designs whose log did not apply as it is; Hocuspocus gives another document for the next attempt. */
  const spoiling = new Set<string>();

  /** Fills a document from the log. Answers how many rows were set aside. */
  async function load(designId: string, document: Y.Doc): Promise<number> {
    if (spoiling.delete(designId)) {
      const loaded = await readDesignDocument(store.log, designId);
      Y.applyUpdate(document, loaded.update);
      return loaded.quarantined;
    }
    try {
      return (await fillDocument(document, store.log, designId)).quarantined;
    } catch (error) {
      if (!(error instanceof SpoiledDocument)) throw error;
      spoiling.add(designId);
      throw new Denied(tryAgainReason);
    }
  }

  const persistence: Extension<CollaboratorContext> = {
    extensionName: "persistence",
    async onAuthenticate({ documentName }) {
      return orTryAgain(async () => {
        if ((await store.catalog.findDesign(documentName)) === undefined) throw new Denied(designNotFoundReason);
        return identify();
      });
    },
    async onLoadDocument({ documentName, document }) {
      quarantined.set(documentName, await orTryAgain(() => load(documentName, document)));
    },
    async connected({ documentName, connection }) {
      const rows = quarantined.get(documentName) ?? 0;
      if (rows > 0) connection.sendStateless(JSON.stringify({ quarantined: rows } satisfies QuarantineMessage));
    },
    async onStateless({ payload, connection }) {
      const answer = answerFence(payload);
      if (answer !== undefined) connection.sendStateless(answer);
    },
    // Debounced by Hocuspocus. The edits are in the log already: this refreshes the list of designs and merges the log.
    async onStoreDocument({ documentName, document }) {
      await noteSummary(store, documentName, entriesOf(document));
      await compactor.compactIfDue(documentName, false);
      void firstPictures.refresh(documentName, "late");
    },
    async beforeUnloadDocument({ documentName, document }) {
      if (commit.pending(documentName) === 0) return;
      // Nobody else would ask again: the store may come back, or be given up, long after the last editor left.
      setTimeout(() => { if (hocuspocus.documents.get(documentName) === document) void hocuspocus.unloadDocument(document); }, unloadPause).unref();
      throw new Error("Edits are on their way to the log");
    },
    async afterUnloadDocument({ documentName }) {
      quarantined.delete(documentName);
      if (whenEmpty !== undefined) {
        if (hocuspocus.documents.size === 0) whenEmpty();
        return;
      }
      void compactor.compactIfDue(documentName, true).then(() => firstPictures.refresh(documentName));
    },
  };

  const hocuspocus = new Hocuspocus<CollaboratorContext>({ quiet: true, debounce: 1_000, maxDebounce: 10_000, extensions: [writeAhead(commit), presenceGuard(), persistence] });
  const connections = new WeakMap<object, ReturnType<typeof hocuspocus.handleConnection>>();
  const sockets = crossws({
    serverOptions: { maxPayload: messageLimit },
    hooks: {
      open: (peer) => void connections.set(peer, hocuspocus.handleConnection(socketOf(peer), peer.request)),
      message: (peer, message) => connections.get(peer)?.handleMessage(message.uint8Array()),
      close: (peer, event) => connections.get(peer)?.handleClose({ code: event.code ?? 1005, reason: event.reason ?? "" }),
      // A peer that vanished; its close follows.
      error: () => undefined,
    },
  });

  return {
    handleUpgrade: (request, socket, head) => void sockets.handleUpgrade(request, socket, head),

    async readEntries(designId) {
      const open = hocuspocus.documents.get(designId);
      if (open !== undefined) return entriesOf(open);
      const doc = new Y.Doc();
      Y.applyUpdate(doc, (await readDesignDocument(store.log, designId)).update);
      const entries = entriesOf(doc);
      doc.destroy();
      return entries;
    },

    async edit(designId, patch, userId) {
      const open = () => hocuspocus.openDirectConnection(designId, { userId });
      const direct = await open().catch((error: unknown) => {
        if (!spoiling.has(designId)) throw error;
        return open();
      });
      try {
        const { document } = direct;
        if (document === null) throw new Error("The connection closed while it was opened");
        const update = updateOfPatch(document, patch);
        await commit.append({ designId, update, userId });
        await direct.transact((doc) => Y.applyUpdate(doc, update));
      } finally {
        await direct.disconnect();
      }
    },

    disconnect: (designId) => hocuspocus.closeConnections(designId),

    async close() {
      const empty = new Promise<void>((resolve) => {
        whenEmpty = resolve;
        setTimeout(resolve, unloadPatience).unref();
      });
      hocuspocus.closeConnections();
      sockets.closeAll(1001, "Strata stops");
      hocuspocus.flushPendingStores();
      // Or the list of designs would not know the last second's edits.
      if (hocuspocus.documents.size > 0) await empty;
      await Promise.all([compactor.idle(), firstPictures.idle()]);
    },
  };
}

/** What Hocuspocus needs of a socket; `readyState` is read through each time. */
function socketOf(peer: { send(data: unknown): unknown; close(code?: number, reason?: string): void; readonly websocket: { readonly readyState?: number } }) {
  return {
    send: (data: string | ArrayBufferLike | Blob | ArrayBufferView) => void peer.send(data),
    close: (code?: number, reason?: string) => peer.close(code, reason),
    get readyState() {
      return peer.websocket.readyState ?? closedState;
    },
  };
}

/** How long a document waits for edits on their way to the log before its unloading is tried again, in milliseconds. */
const unloadPause = 500;

/** Longest wait for documents to be unloaded when the server stops, in milliseconds. Edits are in the log already. */
const unloadPatience = 3_000;

/** WebSocket.CLOSED */
const closedState = 3;

async function noteSummary(store: Store, designId: string, entries: Entries): Promise<void> {
  const { target, ...summary } = summarise(entries);
  try {
    await store.catalog.updateDesign(designId, { ...summary, ...(isTechnologyId(target) ? { target } : {}), updatedAt: new Date() });
  } catch (error) {
    console.error(`Design ${designId}: its entry in the list was not refreshed: ${error instanceof Error ? error.message : String(error)}`);
  }
}

class Denied extends Error {
  override readonly name = "Denied";
  constructor(readonly reason: string) {
    super("");
  }
}
