import type * as Y from "yjs";
import type { Entries, Patch, StoredValue } from "../design/design";
import { entriesMapName } from "./protocol";
import { toStoredValue } from "./stored-value";

/** Characters of JSON that go into one update. Twice that is still below the 256 KB the protocol asks for. */
const chunkSize = 120_000;

/** The shared document's entries as a plain live map, and the only place that writes them. */
export class SharedEntries {
  private readonly map: Y.Map<unknown>;
  private readonly current = new Map<string, StoredValue>();
  /** Keys whose last known change was their removal by this editor: a removed entry keeps no author in Yjs. */
  private readonly removedHere = new Set<string>();

  constructor(
    private readonly doc: Y.Doc,
    /** Told which keys changed; called once per transaction. */
    private readonly onChange: (keys: ReadonlySet<string>) => void,
  ) {
    this.map = doc.getMap(entriesMapName);
    for (const key of this.map.keys()) this.take(key);
    this.map.observe((event, transaction) => {
      for (const key of event.keysChanged) {
        this.take(key);
        if (transaction.local && !this.map.has(key)) this.removedHere.add(key);
        else this.removedHere.delete(key);
      }
      if (event.keysChanged.size > 0) this.onChange(event.keysChanged);
    });
  }

  /** Live: changes under the same identity. */
  get entries(): Entries {
    return this.current;
  }

  /** Whether this editor wrote the entry last, as far as anybody here can know. */
  isMine(key: string): boolean {
    if (!this.map.has(key)) return this.removedHere.has(key);
    return this.map._map.get(key)?.id.client === this.doc.clientID;
  }

  /** Writes a patch; one that is large goes in several updates, so that none is refused for its size. */
  write(patch: Patch): void {
    for (const chunk of chunksOf(patch)) {
      this.doc.transact(() => {
        for (const [key, value] of chunk) {
          if (value === undefined) this.map.delete(key);
          else if (isWritable(value)) this.map.set(key, value);
        }
      });
    }
  }

  private take(key: string): void {
    const value = this.map.has(key) ? toStoredValue(this.map.get(key)) : undefined;
    if (value === undefined) this.current.delete(key);
    else this.current.set(key, value);
  }
}

/** Yjs tells a value's kind by its `constructor` and throws on an object with a member of that name. */
function isWritable(value: StoredValue): boolean {
  return typeof value !== "object" || value === null || Array.isArray(value) || !Object.hasOwn(value, "constructor");
}

function* chunksOf(patch: Patch): Generator<readonly (readonly [string, StoredValue | undefined])[]> {
  let chunk: (readonly [string, StoredValue | undefined])[] = [];
  let size = 0;
  for (const [key, value] of patch) {
    const length = key.length + (value === undefined ? 4 : JSON.stringify(value).length);
    if (size + length > chunkSize && chunk.length > 0) {
      yield chunk;
      chunk = [];
      size = 0;
    }
    chunk.push([key, value]);
    size += length;
  }
  if (chunk.length > 0) yield chunk;
}
