import type { Design, Entries, Patch, Problem } from "../design/design";
import type { Presence } from "./protocol";

/**
 * One open design in one browser tab: the only door from the interface to the shared document.
 * Fits React's useSyncExternalStore; the snapshot keeps its identity until something changed.
 */
export interface DesignSession {
  getSnapshot(): SessionSnapshot;
  subscribe(listener: () => void): () => void;
  /** Presence changes often (pointer moves), so it has its own snapshot. */
  getOthers(): readonly OtherUser[];
  subscribeOthers(listener: () => void): () => void;
  /** Writes a patch as one undo step. Steps with the same `merge` key within one second become one (typing, dragging). */
  apply(patch: Patch, options?: { readonly merge?: string }): void;
  undo(): void;
  redo(): void;
  /** Publishes what others see of this user; throttled to 30 a second. What is left out stays, `undefined` takes it away. */
  setPresence(presence: { readonly [K in Exclude<keyof Presence, "user">]?: Presence[K] | undefined }): void;
  close(): void;
}

export interface SessionSnapshot {
  readonly design: Design;
  readonly entries: Entries;
  readonly problems: readonly Problem[];
  /** Loaded from the server or from this device. */
  readonly ready: boolean;
  readonly saving: SaveState;
  readonly canUndo: boolean;
  readonly canRedo: boolean;
  /** Rows of the design's log that could not be read, when the server reported some. */
  readonly quarantined: number;
}

export type SaveState =
  | { readonly kind: "saved" }
  | { readonly kind: "saving" }
  /** `changes` edits are kept on this device and merge on reconnect. */
  | { readonly kind: "offline"; readonly changes: number }
  /** The server refused the connection; says why and what to do. */
  | { readonly kind: "refused"; readonly message: string };

export interface OtherUser extends Presence {
  /** Awareness client id. */
  readonly client: number;
}
