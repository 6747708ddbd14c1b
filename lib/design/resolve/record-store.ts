import type { Entries } from "../design";
import { compareOrder, type Ordered } from "../order";
import { mappingPrefix } from "../encode";
import { designRecordId, recordKinds, splitKey, type RecordKind } from "../records";
import { RecordReader } from "./record-reader";

/** Kinds that belong to a table and go with it. */
const ownedKinds: ReadonlySet<RecordKind> = new Set(["column", "pk", "unique", "fk", "check", "index"]);

/** One record of the shared document with what resolving needs to know at once. */
export interface StoredRecord extends Ordered {
  readonly kind: RecordKind | undefined;
  /** The deletion it belongs to; undefined while it lives. */
  readonly deleted: string | undefined;
  /** Table it belongs to, for the kinds that do; "" when it names none. */
  readonly owner: string | undefined;
  readonly values: ReadonlyMap<string, unknown>;
}

/** What an update touched. */
export interface Touched {
  readonly owners: ReadonlySet<string>;
  readonly kinds: ReadonlySet<RecordKind>;
  /** An enum came or went, so types of columns anywhere may read otherwise. */
  readonly enumsChanged: boolean;
}

/** The entries grouped into records, kept up to date by changed keys. */
export class RecordStore {
  private readonly values = new Map<string, Map<string, unknown>>();
  private readonly records = new Map<string, StoredRecord>();
  private readonly members = new Map<string, Set<string>>();
  /** Ids of records that hold a choice about their shape in a native target, or held one. */
  private readonly mappedIds = new Set<string>();
  private readonly kinds = new Map<RecordKind, Set<string>>();
  /** Living records of a kind in order, until one comes, goes or moves. */
  private readonly ordered = new Map<RecordKind, readonly string[]>();

  update(changedKeys: Iterable<string>, entries: Entries): Touched {
    const ids = new Set<string>();
    for (const key of changedKeys) {
      const split = splitKey(key);
      if (split === undefined) continue;
      ids.add(split.id);
      if (split.property.startsWith(mappingPrefix)) this.mappedIds.add(split.id);
      const value = entries.get(key);
      const values = this.values.get(split.id) ?? new Map<string, unknown>();
      if (value === undefined) values.delete(split.property);
      else values.set(split.property, value);
      if (values.size === 0) this.values.delete(split.id);
      else this.values.set(split.id, values);
    }
    const owners = new Set<string>();
    const kinds = new Set<RecordKind>();
    let enumsChanged = false;
    for (const id of ids) {
      const before = this.records.get(id);
      const after = this.describe(id);
      for (const record of [before, after]) {
        if (record?.kind !== undefined) kinds.add(record.kind);
        if (record?.owner !== undefined) owners.add(record.owner);
        if (record?.kind === "table") owners.add(id);
      }
      this.replace(id, before, after);
      enumsChanged ||= (before?.kind === "enum" && before.deleted === undefined) !== (after?.kind === "enum" && after.deleted === undefined);
    }
    return { owners, kinds, enumsChanged };
  }

  get(id: string): StoredRecord | undefined {
    return this.records.get(id);
  }

  reader(id: string): RecordReader {
    return new RecordReader(id, this.values.get(id) ?? new Map());
  }

  isLive(id: string, kind: RecordKind): boolean {
    const record = this.records.get(id);
    return record?.kind === kind && record.deleted === undefined;
  }

  /** Living records of a kind, in order. */
  live(kind: RecordKind): readonly StoredRecord[] {
    const known = this.ordered.get(kind);
    if (known !== undefined) {
      const records: StoredRecord[] = [];
      for (const id of known) {
        const record = this.records.get(id);
        if (record !== undefined) records.push(record);
      }
      return records;
    }
    const sorted = this.sorted(this.kinds.get(kind));
    this.ordered.set(kind, sorted.map((record) => record.id));
    return sorted;
  }

  /** Ids of records that may hold choices of a mapping, in order. */
  mapped(): readonly string[] {
    return [...this.mappedIds].sort();
  }

  /** Living records that belong to a table, whether or not the table lives, in order. */
  membersOf(owner: string): readonly StoredRecord[] {
    return this.sorted(this.members.get(owner));
  }

  /** Ids of the records that one deletion took away, in order. */
  deletedTogether(deletion: string): readonly string[] {
    return [...this.records.values()].filter((record) => record.deleted === deletion).map((record) => record.id).sort();
  }

  private sorted(ids: ReadonlySet<string> | undefined): readonly StoredRecord[] {
    const found: StoredRecord[] = [];
    for (const id of ids ?? []) {
      const record = this.records.get(id);
      if (record !== undefined && record.deleted === undefined) found.push(record);
    }
    return found.sort(compareOrder);
  }

  private describe(id: string): StoredRecord | undefined {
    const values = this.values.get(id);
    if (values === undefined) return undefined;
    const kind = id === designRecordId ? "design" : recordKinds.find((candidate) => candidate === values.get("kind") && candidate !== "design");
    const text = (property: string): string | undefined => {
      const value = values.get(property);
      return typeof value === "string" ? value : undefined;
    };
    const del = values.get("del");
    return {
      id, kind, values, ord: text("ord") ?? "",
      deleted: del === undefined || del === false || del === null ? undefined : typeof del === "string" ? del : "deleted",
      owner: kind !== undefined && ownedKinds.has(kind) ? (text("table") ?? "") : undefined,
    };
  }

  private replace(id: string, before: StoredRecord | undefined, after: StoredRecord | undefined): void {
    if (before?.kind !== after?.kind) {
      if (before?.kind !== undefined) this.kinds.get(before.kind)?.delete(id);
      if (after?.kind !== undefined) add(this.kinds, after.kind, id);
    }
    if (before?.owner !== after?.owner) {
      if (before?.owner !== undefined) this.members.get(before.owner)?.delete(id);
      if (after?.owner !== undefined) add(this.members, after.owner, id);
    }
    if (before?.kind !== after?.kind || before?.ord !== after?.ord || before?.deleted !== after?.deleted) {
      for (const record of [before, after]) if (record?.kind !== undefined) this.ordered.delete(record.kind);
    }
    if (after === undefined) this.records.delete(id);
    else this.records.set(id, after);
  }

  /** Owners that some living record names but that are no living tables. */
  orphanOwners(): readonly string[] {
    return [...this.members.keys()].filter((owner) => !this.isLive(owner, "table")).sort();
  }
}

function add<K>(index: Map<K, Set<string>>, key: K, id: string): void {
  const ids = index.get(key);
  if (ids === undefined) index.set(key, new Set([id]));
  else ids.add(id);
}
