import type { Diagnostic } from "../../model";
import { number, type Situation } from "../native/situation";
import type { FirestoreCollection } from "./model";

/** Documents that are written more often than Firestore sustains (one write per second; firebase.google.com/docs/firestore/solutions/counters). */
export function shardAdvice(situation: Situation, collections: readonly FirestoreCollection[]): readonly Diagnostic[] {
  return collections.flatMap(({ id, name }): Diagnostic[] => {
    const writes = situation.input.loads.get(id)?.hottestWrites ?? 0;
    if (writes <= 1) return [];
    const shards = Math.ceil(writes);
    return [{ code: "firestore-hot-document", severity: "warning", message: `One document of ${name} is written ${number(writes)} times per second; Firestore sustains about one. Count in ${number(shards)} shards (${name}/{id}/shards/0 to ${number(shards - 1)}, a random one per write) and read their sum.`, place: { objectId: id } }];
  });
}
