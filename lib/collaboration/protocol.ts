/** What browser and collaboration server agree on. */

/** Path of the WebSocket on the studio's own port. */
export const collaborationPath = "/collab";

/** Name of the one Y.Map in a design's document; its entries are lib/design/records.ts. The document's name is the design's id. */
export const entriesMapName = "entries";

/** Why a design is not there. */
export const designNotFoundReason = "design-not-found";

/** Why a design cannot be opened now but perhaps soon: the store does not answer. The client asks again. */
export const tryAgainReason = "try-again-later";

/**
 * The fence: a client sends `{ fence: n }` as a stateless message after its edits; the server answers `{ fence: n }`
 * on the same connection only when every update it received before is on disk. "Saved" is said only then.
 */
export interface FenceMessage {
  readonly fence: number;
}

/** Sent by the server when a design opened with rows of its log set aside as unreadable. */
export interface QuarantineMessage {
  readonly quarantined: number;
}

/** Awareness state of one user; at most 4 KB, or the server refuses it. */
export interface Presence {
  readonly user: { readonly name: string; readonly color: number };
  /** Pointer on the canvas, in canvas pixels. */
  readonly cursor?: { readonly x: number; readonly y: number };
  /** Ids of selected records. */
  readonly selection: readonly string[];
  /** Tables being dragged with their live positions; written to the document once, at drop. */
  readonly drag?: Readonly<Record<string, readonly [number, number]>>;
}
