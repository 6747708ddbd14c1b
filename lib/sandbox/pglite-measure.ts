import type { PGlite } from "@electric-sql/pglite";
import type { PreparedReadings } from "./pglite-prepared";
import type { Observation } from "./sandbox";

/** Table-level lock modes, weakest first (PostgreSQL manual 13.3.1). AccessShare is what every SELECT takes and is left out. */
const modes = [
  "AccessShareLock", "RowShareLock", "RowExclusiveLock", "ShareUpdateExclusiveLock",
  "ShareLock", "ShareRowExclusiveLock", "ExclusiveLock", "AccessExclusiveLock",
] as const;

interface Relation {
  readonly oid: number;
  readonly name: string;
  /** `r`, `i`, `m`, `p`, ... (pg_class.relkind). */
  readonly kind: string;
  readonly file: number;
}

/** What is known of the database at one moment of a transaction. */
interface Snapshot {
  readonly relations: ReadonlyMap<number, Relation>;
  /** `oid mode` pairs held by this transaction. */
  readonly locks: ReadonlySet<string>;
  readonly scans: ReadonlyMap<number, Scans>;
}

interface Scans {
  readonly count: number;
  readonly rows: number;
}

/**
 * Watches what statements do to relations that existed before them: the strongest lock each newly took, files written anew, tables
 * read from start to end. Whatever a transaction touches it holds a lock on until its end, so after one reading of all relations
 * only the locked ones are read again: a millisecond instead of ten with a thousand relations.
 */
export class Observer {
  /** As things stood after the last statement of the transaction that is open. */
  #last: Snapshot | undefined;
  /** Something else ran in the transaction since. */
  #stale = false;

  constructor(private readonly db: PGlite, private readonly readings: PreparedReadings) {}

  /** Runs `sql` and observes it; a transaction must be open for locks and scans to be seen. */
  async observe(sql: string, run: () => Promise<void>): Promise<Observation> {
    const before = await this.#before();
    const start = performance.now();
    await run();
    const milliseconds = performance.now() - start;
    const after = this.db.Module._IsTransactionBlock() === 0 || bringsOtherNames.test(sql) ? await this.#whole() : await this.#further(before);
    this.#last = after;
    this.#stale = false;
    return { milliseconds, locks: newLocks(before, after), rewrites: rewritten(before, after), scans: newScans(before, after) };
  }

  /** To be called around everything that runs unobserved: `sql` may have ended the transaction, or part of it. */
  ran(sql: string, inTransaction: boolean): void {
    this.#stale = true;
    if (!inTransaction || this.db.Module._IsTransactionBlock() === 0 || bringsOtherNames.test(sql)) this.#last = undefined;
  }

  async #before(): Promise<Snapshot> {
    if (this.db.Module._IsTransactionBlock() === 0) this.#last = undefined;
    if (this.#last === undefined) return (this.#last = await this.#whole());
    return this.#stale ? (this.#last = await this.#further(this.#last)) : this.#last;
  }

  async #whole(): Promise<Snapshot> {
    const [row] = await this.readings.read(`SELECT json_agg(json_build_array(${relation}, CASE WHEN c.relkind IN ('r', 'm', 'p') THEN pg_stat_get_xact_numscans(c.oid) END, CASE WHEN c.relkind IN ('r', 'm', 'p') THEN pg_stat_get_xact_tuples_returned(c.oid) END)) AS relations
      FROM ${relations} WHERE c.oid >= 16384 AND ${shown}`);
    const found = new Map<number, Relation>();
    // The engine counts on from transactions before, now and then.
    const scans = new Map<number, Scans>();
    for (const item of list(row?.["relations"])) {
      const [oid, kind, file, name, scanned, read] = list(item);
      found.set(Number(oid), { oid: Number(oid), kind: String(kind), file: Number(file), name: String(name) });
      if (Number(scanned) > 0) scans.set(Number(oid), { count: Number(scanned), rows: Number(read) });
    }
    return this.#further({ relations: found, locks: new Set(), scans });
  }

  /** The snapshot with what the transaction's locks lead to read again. */
  async #further({ relations: known, scans: counted }: Snapshot): Promise<Snapshot> {
    const [row] = await this.readings.read(lockedRelations);
    const found = new Map(known);
    const locks = new Set<string>();
    const scans = new Map(counted);
    for (const item of list(row?.["locked"])) {
      const [id, mode, scanned, read, kind, file, name] = list(item);
      const oid = Number(id);
      locks.add(`${oid} ${String(mode)}`);
      if (typeof name === "string") found.set(oid, { oid, kind: String(kind), file: Number(file), name });
      else found.delete(oid);
      if (Number(scanned) > 0 && /^[rmp]$/.test(String(kind))) scans.set(oid, { count: Number(scanned), rows: Number(read) });
    }
    return { relations: found, locks, scans };
  }
}

/** Of another transaction, or of a part of one that was undone, nothing is known; and a renamed namespace renames relations that nobody locks. */
const bringsOtherNames = /\b(?:begin|start|commit|end|rollback|abort|prepare|schema)\b/i;

const relation = "c.oid::int, c.relkind, c.relfilenode::int, CASE WHEN n.nspname = 'public' THEN c.relname ELSE n.nspname || '.' || c.relname END";
const relations = "pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace";
const shown = "n.nspname NOT IN ('pg_catalog', 'information_schema', 'pg_toast')";

/** With the counters of this transaction, as pg_stat_xact_user_tables shows them. */
const lockedRelations = `SELECT json_agg(json_build_array(l.relation::int, l.mode, pg_stat_get_xact_numscans(l.relation), pg_stat_get_xact_tuples_returned(l.relation), c.kind, c.file, c.name)) AS locked
  FROM pg_catalog.pg_locks l LEFT JOIN LATERAL (SELECT ${relation} FROM ${relations} WHERE c.oid = l.relation AND ${shown}) AS c(oid, kind, file, name) ON true
  WHERE l.locktype = 'relation' AND l.granted AND l.relation >= 16384`;

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function newLocks(before: Snapshot, after: Snapshot): Observation["locks"] {
  const strongest = new Map<string, number>();
  for (const key of after.locks) {
    if (before.locks.has(key)) continue;
    const [oid = "", mode = ""] = key.split(" ");
    const name = before.relations.get(Number(oid))?.name;
    const strength = modes.findIndex((m) => m === mode);
    if (name === undefined || strength < 1) continue;
    strongest.set(name, Math.max(strength, strongest.get(name) ?? 0));
  }
  return [...strongest].map(([name, strength]) => ({ relation: name, mode: (modes[strength] ?? "").replace(/Lock$/, "") }));
}

/** An index on an altered column is made anew under its name; it may still take over the old file (then nothing was written). */
function rewritten(before: Snapshot, after: Snapshot): readonly string[] {
  const byName = new Map([...after.relations.values()].map((found) => [found.name, found]));
  return [...before.relations.values()].filter((found) => {
    const now = after.relations.get(found.oid) ?? byName.get(found.name);
    return now !== undefined && now.kind === found.kind && now.file !== found.file && /^[rmi]$/.test(found.kind);
  }).map((found) => found.name);
}

function newScans(before: Snapshot, after: Snapshot): Observation["scans"] {
  const found: { relation: string; rows: number }[] = [];
  for (const [oid, scan] of after.scans) {
    const name = before.relations.get(oid)?.name;
    const earlier = before.scans.get(oid);
    if (name === undefined || scan.count <= (earlier?.count ?? 0)) continue;
    found.push({ relation: name, rows: scan.rows - (earlier?.rows ?? 0) });
  }
  return found;
}
