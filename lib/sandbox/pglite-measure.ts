import type { PGlite } from "@electric-sql/pglite";
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

interface Snapshot {
  readonly relations: ReadonlyMap<number, Relation>;
  /** `oid mode` pairs held by this transaction. */
  readonly locks: ReadonlySet<string>;
  readonly scans: ReadonlyMap<number, { readonly count: number; readonly rows: number }>;
}

/**
 * What a statement does to relations that existed before it: the strongest lock it newly took, files written anew,
 * tables read from start to end. `run` executes it; a transaction must be open for locks and scans to be seen.
 */
export async function observe(db: PGlite, run: () => Promise<void>): Promise<Observation> {
  const before = await snapshot(db);
  const start = performance.now();
  await run();
  const milliseconds = performance.now() - start;
  const after = await snapshot(db);
  return { milliseconds, locks: newLocks(before, after), rewrites: rewritten(before, after), scans: newScans(before, after) };
}

async function snapshot(db: PGlite): Promise<Snapshot> {
  const relations = await db.query<Relation>(`SELECT c.oid::int, c.relkind::text AS kind, c.relfilenode::int AS file,
      CASE WHEN n.nspname = 'public' THEN c.relname ELSE n.nspname || '.' || c.relname END AS name
    FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
    WHERE c.oid >= 16384 AND n.nspname NOT IN ('pg_catalog', 'information_schema', 'pg_toast')`);
  const locks = await db.query<{ key: string }>(`SELECT relation::int || ' ' || mode AS key
    FROM pg_catalog.pg_locks WHERE locktype = 'relation' AND granted AND relation >= 16384`);
  const scans = await db.query<{ oid: number; count: number; rows: number }>(
    `SELECT relid::int AS oid, seq_scan::int AS count, seq_tup_read::int AS rows FROM pg_catalog.pg_stat_xact_user_tables WHERE seq_scan > 0`,
  );
  return {
    relations: new Map(relations.rows.map((r) => [r.oid, r])),
    locks: new Set(locks.rows.map((r) => r.key)),
    scans: new Map(scans.rows.map((r) => [r.oid, r])),
  };
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
  return [...strongest].map(([relation, strength]) => ({ relation, mode: (modes[strength] ?? "").replace(/Lock$/, "") }));
}

/** An index on an altered column is made anew under its name; it may still take over the old file (then nothing was written). */
function rewritten(before: Snapshot, after: Snapshot): readonly string[] {
  const byName = new Map([...after.relations.values()].map((relation) => [relation.name, relation]));
  return [...before.relations.values()].filter((relation) => {
    const now = after.relations.get(relation.oid) ?? byName.get(relation.name);
    return now !== undefined && now.kind === relation.kind && now.file !== relation.file && /^[rmi]$/.test(relation.kind);
  }).map((relation) => relation.name);
}

function newScans(before: Snapshot, after: Snapshot): Observation["scans"] {
  const found: { relation: string; rows: number }[] = [];
  for (const [oid, scan] of after.scans) {
    const relation = before.relations.get(oid);
    const earlier = before.scans.get(oid);
    if (relation === undefined || scan.count <= (earlier?.count ?? 0)) continue;
    found.push({ relation: relation.name, rows: scan.rows - (earlier?.rows ?? 0) });
  }
  return found;
}
