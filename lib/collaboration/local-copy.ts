import { IndexeddbPersistence } from "y-indexeddb";
import type * as Y from "yjs";

/** The document as this device keeps it, so that edits made offline outlive the tab. */
export interface LocalCopy {
  /** When what is kept is in the document; `unsaved`: edits not known to be on the server. Never rejects. */
  readonly loaded: Promise<{ readonly filled: boolean; readonly unsaved: number }>;
  noteUnsaved(count: number): void;
  close(): Promise<void>;
}

const unsavedKey = "unsaved";

/** Keeps the document in the browser's IndexedDB. Where that is refused (private windows), nothing is kept and everything else works. */
export function indexedDbCopy(doc: Y.Doc, id: string): LocalCopy {
  if (typeof indexedDB === "undefined") return noCopy;
  const persistence = new IndexeddbPersistence(`strata-design-${id}`, doc);
  // A refused database never becomes ready: the session then lives from the server alone.
  persistence._db.catch(() => undefined);
  let known = false;
  return {
    loaded: persistence.whenSynced.then(async () => {
      const stored: unknown = await persistence.get(unsavedKey);
      known = true;
      return { filled: doc.share.size > 0 && doc.store.clients.size > 0, unsaved: typeof stored === "number" && stored > 0 ? stored : 0 };
    }).catch(() => ({ filled: false, unsaved: 0 })),
    noteUnsaved(count) {
      // Not before the count of the last visit was read, or it would be lost.
      if (known) persistence.set(unsavedKey, count).catch(() => undefined);
    },
    close: () => persistence.destroy().catch(() => undefined),
  };
}

const noCopy: LocalCopy = { loaded: Promise.resolve({ filled: false, unsaved: 0 }), noteUnsaved: () => undefined, close: () => Promise.resolve() };
