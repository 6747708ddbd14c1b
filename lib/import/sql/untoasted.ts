import * as z from "zod";
import { mayWriteRows, type Haste } from "./haste";

const kept = z.array(z.object({ storage: z.string(), types: z.string() }));

/** Words of statements that say how values are stored, or ask for it: these are loaded as they are written. */
const ofStorage = /\bSTORAGE\b|\bCOMPRESSION\b|toast/i;

/**
 * Arrays are left out: the engine knows by their storage that `_text` is to be printed as `text[]` (format_type.c). So are rows of
 * tables, which are many and seldom columns.
 */
const longer = "typlen = -1 AND typstorage <> 'p' AND typcategory <> 'A' AND typtype <> 'c'";

/** For fewer tables, changing the types and back takes longer than it saves. */
const worthwhile = 30;

/**
 * A table with a column of variable length gets a second table for its long values, with an index (PostgreSQL 18: create_toast_table in
 * toasting.c): a fifth of the time of creating it, for nothing where no row will be stored. While all types say that their values are
 * never moved out of line, it gets none. Columns take that over, so they do not differ from their types while the catalog is read.
 */
export const withoutToast: Haste = {
  fits: (statements) => statements.filter(({ piece: { text } }) => /^CREATE\s+(?:UNLOGGED\s+)?TABLE\b/i.test(text)).length >= worthwhile && !statements.some(({ piece: { text }, setsPath }) => !setsPath && (ofStorage.test(text) || mayWriteRows(text))),
  async begin(sandbox) {
    const stored = kept.parse(await sandbox.query(`SELECT typstorage::text AS storage, string_agg(oid::text, ', ') AS types
      FROM pg_catalog.pg_type WHERE ${longer} GROUP BY 1`));
    await sandbox.run(`UPDATE pg_catalog.pg_type SET typstorage = 'p' WHERE ${longer}`);
    return {
      async restore() {
        for (const { storage, types } of stored) await sandbox.run(`UPDATE pg_catalog.pg_type SET typstorage = '${storage}' WHERE oid IN (${types})`);
      },
    };
  },
};
