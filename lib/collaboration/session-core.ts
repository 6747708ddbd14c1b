import type { Awareness } from "y-protocols/awareness";
import type * as Y from "yjs";
import type { Patch } from "../design/design";
import { createResolver, type ResolveOptions } from "../design/resolve";
import { PresenceChannel, type Delay } from "./presence";
import type { Presence } from "./protocol";
import { SaveMonitor } from "./save-monitor";
import type { DesignSession, SessionSnapshot } from "./session";
import { SharedEntries } from "./shared-entries";
import { UndoHistory } from "./undo-history";

export interface SessionParts {
  readonly doc: Y.Doc;
  readonly awareness: Awareness;
  readonly user: Presence["user"];
  readonly resolve?: ResolveOptions;
  /** Milliseconds, for merging steps and throttling. */
  readonly now?: () => number;
  readonly delay?: Delay;
  sendFence(fence: number): void;
  /** Called when the number of unsaved edits changed. */
  onUnsaved?(count: number): void;
  onClose?(): void;
}

/** What the connection tells a session; the rest of the session is for the interface. */
export interface SessionCore extends DesignSession {
  readonly saving: SaveMonitor;
  /** The document was loaded from the server or from this device. */
  loaded(): void;
  quarantined(rows: number): void;
}

/** Milliseconds after which a server that has not answered a fence counts as out of reach. */
const answerPatience = 4000;

export const laterDelay: Delay = (run, milliseconds) => {
  const timer = setTimeout(run, milliseconds);
  return () => clearTimeout(timer);
};

/** A session on a document, without any network: `openDesign` connects one. */
export function createSessionCore(parts: SessionParts): SessionCore {
  const now = parts.now ?? (() => performance.now());
  const delay = parts.delay ?? laterDelay;
  const listeners = new Set<() => void>();
  const presenceListeners = new Set<() => void>();
  const resolver = createResolver(parts.resolve);
  const dirty = new Set<string>();
  let cancelFlush: (() => void) | undefined;
  let closed = false;
  let ready = false;
  let quarantinedRows = 0;
  let unsavedTold = -1;

  const shared = new SharedEntries(parts.doc, (keys) => {
    for (const key of keys) dirty.add(key);
    // Others' edits may come in many messages at once; the picture follows once per turn. Own edits are seen at once (write).
    cancelFlush ??= delay(flush, 0);
  });
  const history = new UndoHistory(shared, `${parts.doc.clientID}`);
  let resolved = resolver.update(shared.entries.keys(), shared.entries);
  let snapshot: SessionSnapshot | undefined;

  const saving = new SaveMonitor({
    sendFence: (fence) => parts.sendFence(fence),
    patience: (callback) => delay(callback, answerPatience),
    onChange: () => {
      if (saving.unsaved !== unsavedTold) {
        unsavedTold = saving.unsaved;
        parts.onUnsaved?.(unsavedTold);
      }
      changed();
    },
  });
  const presence = new PresenceChannel(parts.awareness, parts.user, now, delay, () => presenceListeners.forEach((listener) => listener()));

  function flush(): void {
    cancelFlush?.();
    cancelFlush = undefined;
    if (dirty.size === 0 || closed) return;
    const keys = [...dirty];
    dirty.clear();
    resolved = resolver.update(keys, shared.entries);
    changed();
  }

  function changed(): void {
    const next = {
      ...resolved, entries: shared.entries, ready, saving: saving.state, canUndo: history.canUndo, canRedo: history.canRedo, quarantined: quarantinedRows,
    };
    if (snapshot !== undefined && sameSnapshot(snapshot, next)) return;
    snapshot = { ...next, saving: snapshot !== undefined && sameSaving(snapshot.saving, next.saving) ? snapshot.saving : next.saving };
    if (!closed) listeners.forEach((listener) => listener());
  }

  function write(patch: Patch): void {
    if (patch.size === 0) return changed();
    shared.write(patch);
    flush();
    saving.edited();
  }

  changed();

  return {
    saving,
    getSnapshot() {
      if (snapshot === undefined) throw new Error("A session has a snapshot from its start");
      return snapshot;
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    getOthers: () => presence.getOthers(),
    subscribeOthers(listener) {
      presenceListeners.add(listener);
      return () => void presenceListeners.delete(listener);
    },
    apply(patch, options) {
      history.record(patch, now(), options?.merge);
      write(patch);
    },
    undo: () => write(history.undo() ?? new Map()),
    redo: () => write(history.redo() ?? new Map()),
    setPresence: (own) => presence.set(own),
    loaded() {
      ready = true;
      flush();
      changed();
    },
    quarantined(rows) {
      quarantinedRows = rows;
      changed();
    },
    close() {
      if (closed) return;
      closed = true;
      cancelFlush?.();
      presence.close();
      saving.close();
      parts.onClose?.();
      listeners.clear();
      presenceListeners.clear();
    },
  };
}

function sameSnapshot(a: SessionSnapshot, b: SessionSnapshot): boolean {
  return a.design === b.design && a.problems === b.problems && a.ready === b.ready && sameSaving(a.saving, b.saving) &&
    a.canUndo === b.canUndo && a.canRedo === b.canRedo && a.quarantined === b.quarantined;
}

function sameSaving(a: SessionSnapshot["saving"], b: SessionSnapshot["saving"]): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
