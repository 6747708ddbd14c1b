import { batchPlace, type BatchStatement } from "../../../plan/backfill";
import { commentText } from "../../source-text";
import { keyColumns, type BatchTexts } from "../texts";
import { sqliteEngine } from "./sqlite";

/**
 * SQLite has no procedures, so a script cannot repeat itself: this one does one batch in one transaction, and is run again until it
 * says that no rows are left.
 */
export function sqliteBatch(texts: BatchTexts): string {
  const back = texts.rollback;
  return `-- ${commentText(texts.title)}.
-- SQLite has no procedures: this script does ONE batch of ${commentText(texts.sourceName)} and remembers its place in strata_data_migrations. Run it again
-- (sqlite3 FILE < this script) until it prints that 0 rows are left. The Python and the TypeScript script repeat by themselves.
-- ${"absent" in back ? `There is no way back: ${commentText(back.absent)}` : "The way back stands at the end, as comments: run it in the same way instead of what is above."}

PRAGMA busy_timeout = 2000;
${sqliteEngine.createProgress};
${batch(texts, texts.apply, "forward")}
${"absent" in back ? "" : `
-- Way back.
${batch(texts, back, "rollback").split("\n").map((line) => `--   ${line}`).join("\n")}
`}`;
}

function batch(texts: BatchTexts, statement: BatchStatement, direction: string): string {
  const { literal, key } = texts;
  const columns = keyColumns(texts);
  const name = literal(texts.name);
  const part = (i: number, j: number): string => `json_extract(last_key, '$[${i}][${j}]')`;
  const last = key.map(({ kind }, i) => `CASE ${part(i, 0)} WHEN 'i' THEN CAST(${part(i, 1)} AS INTEGER) WHEN 'f' THEN CAST(${part(i, 1)} AS REAL)${kind === "bytes" ? ` WHEN 'b' THEN unhex(${part(i, 1)})` : ""} ELSE ${part(i, 1)} END`);
  const row = (parts: readonly string[]): string => (parts.length === 1 ? parts[0] ?? "" : `(${parts.join(", ")})`);
  const from = `FROM strata_data_migrations WHERE name = ${name}`;
  const marks = columns.map((column, i) => `json_array(${sqliteEngine.fetch(column, key[i]?.kind ?? "text").join(", ")})`);
  const place = `${row(keyColumns(texts, statement.alias))} IN (SELECT ${columns.join(", ")} FROM temp.strata_batch)`;
  return `BEGIN IMMEDIATE;
INSERT OR IGNORE INTO strata_data_migrations (name, direction) VALUES (${name}, '${direction}');
UPDATE strata_data_migrations SET direction = '${direction}', last_key = NULL, rows_done = 0, started_at = CURRENT_TIMESTAMP, finished_at = NULL
WHERE name = ${name} AND direction <> '${direction}';
-- A walk that came to its end starts again where rows are left.
UPDATE strata_data_migrations SET last_key = NULL, finished_at = NULL
WHERE name = ${name} AND finished_at IS NOT NULL AND (${statement.remaining}) > 0;
DROP TABLE IF EXISTS temp.strata_batch;
CREATE TEMPORARY TABLE strata_batch AS SELECT ${columns.join(", ")} FROM ${texts.source}
WHERE (SELECT last_key ${from}) IS NULL OR ${row(columns)} > (SELECT ${last.join(", ")} ${from})
ORDER BY ${columns.join(", ")} LIMIT 1000;
${statement.sql.replaceAll(batchPlace, () => `(${place})`)};
UPDATE strata_data_migrations SET
  rows_done = rows_done + (SELECT count(*) FROM temp.strata_batch),
  last_key = coalesce((SELECT json_array(${marks.join(", ")}) FROM temp.strata_batch ORDER BY ${columns.map((column) => `${column} DESC`).join(", ")} LIMIT 1), last_key),
  finished_at = CASE WHEN EXISTS (SELECT 1 FROM temp.strata_batch) THEN NULL ELSE CURRENT_TIMESTAMP END
WHERE name = ${name};
COMMIT;
SELECT ${name} || ': ' || rows_done || ' rows walked, ' || (${statement.remaining}) || ' left.' ${from};`;
}
