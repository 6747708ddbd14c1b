import { tokenize } from "./tokenizer";

/** All keywords of SQLite 3.54 (sqlite.org/lang_keywords.html); any of them is quoted, though some could go bare. */
const keywords = new Set(`ABORT ACTION ADD AFTER ALL ALTER ALWAYS ANALYZE AND AS ASC ATTACH AUTOINCREMENT BEFORE BEGIN BETWEEN BY
CASCADE CASE CAST CHECK COLLATE COLUMN COMMIT CONFLICT CONSTRAINT CREATE CROSS CURRENT CURRENT_DATE CURRENT_TIME CURRENT_TIMESTAMP
DATABASE DEFAULT DEFERRABLE DEFERRED DELETE DESC DETACH DISTINCT DO DROP EACH ELSE END ESCAPE EXCEPT EXCLUDE EXCLUSIVE EXISTS EXPLAIN
FAIL FALSE FILTER FIRST FOLLOWING FOR FOREIGN FROM FULL GENERATED GLOB GROUP GROUPS HAVING IF IGNORE IMMEDIATE IN INDEX INDEXED INITIALLY
INNER INSERT INSTEAD INTERSECT INTO IS ISNULL JOIN KEY LAST LEFT LIKE LIMIT MATCH MATERIALIZED NATURAL NO NOT NOTHING NOTNULL NULL NULLS
OF OFFSET ON OR ORDER OTHERS OUTER OVER PARTITION PLAN PRAGMA PRECEDING PRIMARY QUERY RAISE RANGE RECURSIVE REFERENCES REGEXP REINDEX
RELEASE RENAME REPLACE RESTRICT RETURNING RIGHT ROLLBACK ROW ROWS SAVEPOINT SELECT SET STORED STRICT TABLE TEMP TEMPORARY THEN TIES TO
TRANSACTION TRIGGER TRUE UNBOUNDED UNION UNIQUE UPDATE USING VACUUM VALUES VIEW VIRTUAL WHEN WHERE WINDOW WITH WITHIN WITHOUT ROWID`
  .split(/\s+/));

/** Quotes an identifier when it needs it. Throws on the empty name and on NUL, which no SQLite text can carry. */
export function quote(identifier: string): string {
  if (identifier === "") throw new Error("An identifier cannot be empty");
  if (identifier.includes("\0")) throw new Error("An identifier cannot contain NUL");
  if (/^[A-Za-z_][A-Za-z0-9_]*$/.test(identifier) && !isKeyword(identifier)) return identifier;
  return `"${identifier.replaceAll('"', '""')}"`;
}

/** Quotes a text as a literal. A NUL cannot stand in SQL text, so such a text is written as a cast blob. */
export function literal(text: string): string {
  if (!text.includes("\0")) return `'${text.replaceAll("'", "''")}'`;
  const hex = [...new TextEncoder().encode(text)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return `CAST(x'${hex}' AS TEXT)`;
}

/** Whether an unquoted word is a keyword in any case. */
export function isKeyword(word: string): boolean {
  return keywords.has(word.toUpperCase());
}

/** SQLite compares identifiers without regard to ASCII case only. */
export function fold(identifier: string): string {
  return identifier.replace(/[A-Z]/g, (c) => c.toLowerCase());
}

/** Whether two names mean the same object to SQLite. */
export function sameName(a: string, b: string): boolean {
  return fold(a) === fold(b);
}

/**
 * One spelling for expressions that mean the same: comments gone, white space single, known column names quoted only when
 * they must be. RENAME COLUMN and hand-written SQL quote differently; without this they would look changed.
 */
export function normaliseExpression(text: string, columns: readonly string[]): string {
  const known = new Map(columns.map((name) => [fold(name), name]));
  let out = "";
  let end = 0;
  for (const token of tokenize(text)) {
    if (out !== "" && token.start > end) out += " ";
    const column = token.kind === "quoted" ? known.get(fold(token.value)) : undefined;
    out += column === undefined || token.value === "" ? token.text : quote(token.value);
    end = token.end;
  }
  return out;
}

/** Whether the SQL text names this identifier, quoted or not. */
export function mentions(sql: string, name: string): boolean {
  return tokenize(sql).some((t) => (t.kind === "word" || t.kind === "quoted" || t.kind === "string") && sameName(t.value, name));
}
