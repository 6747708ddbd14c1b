import { nanoid } from "nanoid";
import { bytesOf, numberOf, textOf, type SqlDriver } from "./driver";

/** One update on its way into the log. */
export interface LogEntry {
  readonly designId: string;
  /** A Yjs update, version 1. */
  readonly update: Uint8Array;
  readonly userId?: string;
}

export interface LogRow {
  readonly seq: number;
  readonly update: Uint8Array;
}

export interface StoredDocument {
  readonly snapshot?: { readonly state: Uint8Array; readonly revision: string };
  /** In order of `seq`; that is not always the order of commit, and need not be. */
  readonly rows: readonly LogRow[];
}

export interface QuarantineEntry {
  /** Absent when the snapshot itself is unreadable. */
  readonly seq?: number;
  readonly bytes: Uint8Array;
  readonly reason: string;
}

/** Every acknowledged edit of every design. The only writer of design_log, design_snapshot and design_quarantine. */
export interface DesignLog {
  /** All or none; on disk when it resolves. */
  append(entries: readonly LogEntry[]): Promise<void>;
  read(designId: string): Promise<StoredDocument>;
  size(designId: string): Promise<{ readonly rows: number; readonly bytes: number; readonly snapshotBytes: number }>;
  /**
   * Puts a merged state in the place of exactly these rows and the snapshot it was merged from.
   * Answers false, and changes nothing, when somebody else replaced that snapshot meanwhile.
   */
  replace(designId: string, merged: { readonly state: Uint8Array; readonly from: string | undefined; readonly seqs: readonly number[] }): Promise<boolean>;
  /** Moves unreadable rows out of the way, keeping their bytes. */
  quarantine(designId: string, entries: readonly QuarantineEntry[]): Promise<void>;
  /** How many rows of a design were ever set aside. */
  quarantined(designId: string): Promise<number>;
}

export function createDesignLog(driver: SqlDriver): DesignLog {
  return {
    async append(entries) {
      const at = Date.now();
      await driver.transaction(entries.map((entry) => ({
        sql: `INSERT INTO design_log (design_id, "update", user_id, at) VALUES (?, ?, ?, ?)`,
        args: [entry.designId, entry.update, entry.userId ?? null, at],
      })));
    },

    async read(designId) {
      // Rows first: should a compaction fall between the two, rows are read twice, which is harmless, and never missed.
      const [rows, snapshots] = await driver.transaction([
        { sql: `SELECT seq, "update" FROM design_log WHERE design_id = ? ORDER BY seq`, args: [designId] },
        { sql: "SELECT state, revision FROM design_snapshot WHERE design_id = ?", args: [designId] },
      ]);
      const snapshot = snapshots?.rows[0];
      return {
        ...(snapshot === undefined ? {} : { snapshot: { state: bytesOf(snapshot, "state"), revision: textOf(snapshot, "revision") } }),
        rows: (rows?.rows ?? []).map((row) => ({ seq: numberOf(row, "seq"), update: bytesOf(row, "update") })),
      };
    },

    async size(designId) {
      const [row] = await driver.read({
        sql: `SELECT count(*) AS rows, coalesce(sum(length("update")), 0) AS bytes,
          coalesce((SELECT length(state) FROM design_snapshot WHERE design_id = ?), 0) AS snapshot FROM design_log WHERE design_id = ?`,
        args: [designId, designId],
      });
      if (row === undefined) throw new Error("An aggregate gave no row");
      return { rows: numberOf(row, "rows"), bytes: numberOf(row, "bytes"), snapshotBytes: numberOf(row, "snapshot") };
    },

    async replace(designId, { state, from, seqs }) {
      const revision = nanoid();
      const [write] = await driver.transaction([
        {
          sql: `INSERT INTO design_snapshot (design_id, state, revision, at) VALUES (?, ?, ?, ?)
            ON CONFLICT (design_id) DO UPDATE SET state = excluded.state, revision = excluded.revision, at = excluded.at
            WHERE design_snapshot.revision = ?`,
          args: [designId, state, revision, Date.now(), from ?? ""],
        },
        {
          sql: `DELETE FROM design_log WHERE design_id = ? AND seq IN (${sequence(seqs)})
            AND EXISTS (SELECT 1 FROM design_snapshot WHERE design_id = ? AND revision = ?)`,
          args: [designId, designId, revision],
        },
      ]);
      return (write?.affected ?? 0) > 0;
    },

    async quarantine(designId, entries) {
      const at = Date.now();
      const seqs = entries.flatMap((e) => (e.seq === undefined ? [] : [e.seq]));
      await driver.transaction([
        ...entries.map((entry) => ({
          sql: "INSERT INTO design_quarantine (design_id, source, seq, bytes, reason, at) VALUES (?, ?, ?, ?, ?, ?)",
          args: [designId, entry.seq === undefined ? "snapshot" : "log", entry.seq ?? null, entry.bytes, entry.reason, at],
        })),
        { sql: `DELETE FROM design_log WHERE design_id = ? AND seq IN (${sequence(seqs)})`, args: [designId] },
        ...(entries.some((e) => e.seq === undefined) ? [{ sql: "DELETE FROM design_snapshot WHERE design_id = ?", args: [designId] }] : []),
      ]);
    },

    async quarantined(designId) {
      const [row] = await driver.read({ sql: "SELECT count(*) AS n FROM design_quarantine WHERE design_id = ?", args: [designId] });
      return row === undefined ? 0 : numberOf(row, "n");
    },
  };
}

/** Row numbers as SQL: there may be more of them than a statement may have parameters. */
function sequence(seqs: readonly number[]): string {
  if (!seqs.every(Number.isSafeInteger)) throw new Error("A row number is not an integer");
  return seqs.length === 0 ? "NULL" : seqs.join(", ");
}
