import { length, writeUint8Array, writeVarUint } from "lib0/encoding";
import * as Y from "yjs";
import { entriesMapName } from "../../collaboration/protocol";
import type { StoredValue } from "../../design/design";

/** Largest update that is written, in bytes: what one message of the collaboration server carries with ease. */
const updateBytes = 256 * 1024;

/** Yjs 13.6: an item whose content is one JSON value (ContentAny, 8), set under a key of its parent (BIT6), without neighbours. */
const itemInfo = 8 | 32;

/**
 * The updates that make a new document of these entries, each of about 256 KB at most, to be applied in order. Written byte by
 * byte in Yjs' first update format (13.6, `Item.write` and `UpdateEncoderV1`), because filling a Y.Doc and asking it for its updates
 * takes five times as long; a test holds both to the same document. Each key may stand among them once. `client` must not have written to the document before.
 */
export function newDocumentUpdates(entries: Iterable<readonly [string, StoredValue]>, client = crypto.getRandomValues(new Uint32Array(1))[0] ?? 0): readonly Uint8Array[] {
  const updates: Uint8Array[] = [];
  let clock = 0;
  let count = 0;
  let items = new Y.UpdateEncoderV1();
  const flush = (): void => {
    const update = new Y.UpdateEncoderV1();
    for (const part of [1, count, client, clock]) writeVarUint(update.restEncoder, part);
    writeUint8Array(update.restEncoder, items.toUint8Array());
    // No deletions.
    writeVarUint(update.restEncoder, 0);
    updates.push(update.toUint8Array());
    clock += count;
    count = 0;
    items = new Y.UpdateEncoderV1();
  };
  for (const [key, value] of entries) {
    writeItem(items, key, value);
    count += 1;
    if (length(items.restEncoder) >= updateBytes) flush();
  }
  if (count > 0) flush();
  return updates;
}

function writeItem(encoder: Y.UpdateEncoderV1, key: string, value: StoredValue): void {
  encoder.writeInfo(itemInfo);
  // The parent is a root type, named.
  encoder.writeParentInfo(true);
  encoder.writeString(entriesMapName);
  encoder.writeString(key);
  encoder.writeLen(1);
  encoder.writeAny(value);
}
