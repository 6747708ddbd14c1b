import { length, writeVarUint } from "lib0/encoding";
import * as Y from "yjs";

/**
 * What a document has and another state lacks, as updates of about `limit` bytes each, to be applied in order. Yjs itself gives
 * one update of any size (`encodeStateAsUpdate`), which after a large import on a broken connection is more than the server takes.
 * Written after Yjs 13.6 `writeStructs`; the last update carries the deletions.
 */
export function missingUpdates(doc: Y.Doc, stateVector: Uint8Array, limit: number): readonly Uint8Array[] {
  const known = Y.decodeStateVector(stateVector);
  const updates: Uint8Array[] = [];
  // Higher clients first, as Yjs does it.
  for (const [client, structs] of [...doc.store.clients].toSorted(([a], [b]) => b - a)) {
    let clock = known.get(client) ?? 0;
    const end = Y.getState(doc.store, client);
    while (clock < end) {
      const part = encodePart(client, structs, clock, limit);
      updates.push(part.update);
      clock = part.end;
    }
  }
  updates.push(Y.encodeStateAsUpdate(doc, Y.encodeStateVector(doc)));
  return updates;
}

/** Structs of one client from a clock on, as many as fit. A single struct larger than the limit goes alone. */
function encodePart(client: number, structs: readonly (Y.Item | Y.GC)[], clock: number, limit: number): { readonly update: Uint8Array; readonly end: number } {
  const first = Y.findIndexSS([...structs], clock);
  const body = new Y.UpdateEncoderV1();
  let count = 0;
  let end = clock;
  for (let i = first; i < structs.length; i++) {
    const struct = structs[i];
    if (struct === undefined || (count > 0 && length(body.restEncoder) > limit)) break;
    struct.write(body, i === first ? clock - struct.id.clock : 0);
    end = struct.id.clock + struct.length;
    count += 1;
  }
  const head = new Y.UpdateEncoderV1();
  writeVarUint(head.restEncoder, 1);
  writeVarUint(head.restEncoder, count);
  head.writeClient(client);
  writeVarUint(head.restEncoder, clock);
  const noDeletions = new Uint8Array([0]);
  return { update: concatenate([head.toUint8Array(), body.toUint8Array(), noDeletions]), end };
}

function concatenate(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
