import type { Entries, Patch, StoredValue } from "../design/design";
import { sameValue } from "../design/patch";
import { entryKey, splitKey } from "../design/records";

interface Write {
  readonly before: StoredValue | undefined;
  readonly after: StoredValue | undefined;
}

interface Step {
  readonly writes: ReadonlyMap<string, Write>;
  /** Records that came into being with this step; they go by soft deletion, so that what others added to them can be brought back. */
  readonly created: ReadonlySet<string>;
  readonly merge: string | undefined;
  /** Milliseconds. */
  readonly at: number;
}

/** What the history asks of the document. */
export interface UndoSource {
  readonly entries: Entries;
  isMine(key: string): boolean;
}

/** Steps with the same merge key within this time, in milliseconds, are one. */
const mergeWindow = 1_000;
const longest = 500;

/**
 * One editor's own undo: inverse patches, applied only where the value is still this editor's. What somebody else wrote last stays;
 * a record that somebody else changed or built upon since is not deleted by undoing its creation.
 * Yjs' own manager deletes such records and overwrites such values, so it is not used.
 */
export class UndoHistory {
  private readonly done: Step[] = [];
  private readonly undone: Step[] = [];
  private tokens = 0;

  constructor(
    private readonly source: UndoSource,
    /** Makes the deletions of this editor's undo its own. */
    private readonly editor: string,
  ) {}

  get canUndo(): boolean {
    return this.done.length > 0;
  }

  get canRedo(): boolean {
    return this.undone.length > 0;
  }

  /** Notes a patch that is about to be written. */
  record(patch: Patch, now: number, merge?: string): void {
    const { entries } = this.source;
    const writes = new Map<string, Write>();
    const created = new Set<string>();
    for (const [key, after] of patch) {
      const before = entries.get(key);
      if (sameValue(before, after)) continue;
      writes.set(key, { before, after });
      const split = splitKey(key);
      if (split?.property === "kind" && before === undefined) created.add(split.id);
    }
    if (writes.size === 0) return;
    this.undone.length = 0;
    const last = this.done.at(-1);
    const step = { writes, created, merge, at: now };
    if (merge !== undefined && last?.merge === merge && now - last.at <= mergeWindow) this.done[this.done.length - 1] = joined(last, step);
    else this.done.push(step);
    if (this.done.length > longest) this.done.shift();
  }

  /** The patch that takes the last step back, already moved to redo; undefined when there is none. May be empty when all of it is others' by now. */
  undo(): Patch | undefined {
    return this.move(this.done, this.undone);
  }

  redo(): Patch | undefined {
    return this.move(this.undone, this.done);
  }

  private move(from: Step[], to: Step[]): Patch | undefined {
    const step = from.pop();
    if (step === undefined) return undefined;
    const writes = from === this.done && step.created.size > 0 ? this.withoutCreated(step) : this.stillMine(step.writes);
    if (writes.size > 0) {
      to.push({ writes: reversed(writes), created: step.created, merge: undefined, at: 0 });
    }
    return new Map([...writes].map(([key, write]) => [key, write.before]));
  }

  private stillMine(writes: ReadonlyMap<string, Write>): Map<string, Write> {
    return new Map([...writes].filter(([key, write]) => this.source.isMine(key) && sameValue(this.source.entries.get(key), write.after)));
  }

  /** Undoing a creation: deletion marks instead of removed entries, and only on what nobody else touched. */
  private withoutCreated(step: Step): Map<string, Write> {
    const rest = new Map([...step.writes].filter(([key]) => !step.created.has(splitKey(key)?.id ?? "")));
    const writes = this.stillMine(rest);
    const touched = this.touchedByOthers(step.created);
    const token = `undo-${this.editor}-${this.tokens++}`;
    for (const id of step.created) {
      const key = entryKey(id, "del");
      const before = this.source.entries.get(key);
      if (!touched.has(this.ownerOf(id, step.created)) && before === undefined) writes.set(key, { before: token, after: undefined });
    }
    return writes;
  }

  /** A record stands and falls with its table when both came with the same step. */
  private ownerOf(id: string, created: ReadonlySet<string>): string {
    const table = this.source.entries.get(entryKey(id, "table"));
    return typeof table === "string" && created.has(table) ? table : id;
  }

  private touchedByOthers(created: ReadonlySet<string>): ReadonlySet<string> {
    const touched = new Set<string>();
    for (const [key, value] of this.source.entries) {
      const split = splitKey(key);
      if (split === undefined || this.source.isMine(key)) continue;
      if (created.has(split.id)) touched.add(this.ownerOf(split.id, created));
      const refers = typeof value === "string" && (split.property === "table" || split.property === "ref" || split.property === "group") && created.has(value);
      if (refers && this.source.entries.get(entryKey(split.id, "del")) === undefined) touched.add(this.ownerOf(value, created));
    }
    return touched;
  }
}

const reversed = (writes: ReadonlyMap<string, Write>): ReadonlyMap<string, Write> =>
  new Map([...writes].map(([key, { before, after }]) => [key, { before: after, after: before }]));

function joined(first: Step, second: Step): Step {
  const writes = new Map(first.writes);
  for (const [key, write] of second.writes) writes.set(key, { before: writes.has(key) ? writes.get(key)?.before : write.before, after: write.after });
  return { writes, created: new Set([...first.created, ...second.created]), merge: second.merge, at: second.at };
}
