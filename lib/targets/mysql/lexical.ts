/**
 * Reserved words of MySQL 9.7 and MariaDB 11.8 together (information_schema.keywords of both); any of them is quoted,
 * though some could go bare in one of the two.
 */
const reserved = new Set(`ACCESSIBLE ADD ALL ALTER ANALYZE AND AS ASC ASENSITIVE AUTO BEFORE BETWEEN BIGINT BINARY BLOB BOTH BY CALL CASCADE CASE CHANGE CHAR
CHARACTER CHECK COLLATE COLUMN CONDITION CONSTRAINT CONTINUE CONVERT CREATE CROSS CUBE CUME_DIST CURRENT_DATE CURRENT_ROLE CURRENT_TIME CURRENT_TIMESTAMP
CURRENT_USER CURSOR DATABASE DATABASES DAY_HOUR DAY_MICROSECOND DAY_MINUTE DAY_SECOND DEC DECIMAL DECLARE DEFAULT DELAYED DELETE DELETE_DOMAIN_ID DENSE_RANK
DESC DESCRIBE DETERMINISTIC DISTINCT DISTINCTROW DIV DO_DOMAIN_IDS DOUBLE DROP DUAL EACH ELSE ELSEIF EMPTY ENCLOSED ESCAPED EXCEPT EXISTS EXIT EXPLAIN
EXTERNAL FALSE FETCH FIRST_VALUE FLOAT FLOAT4 FLOAT8 FOR FORCE FOREIGN FROM FULLTEXT FUNCTION GENERAL GENERATED GET GRANT GROUP GROUPING GROUPS HAVING
HIGH_PRIORITY HOUR_MICROSECOND HOUR_MINUTE HOUR_SECOND IF IGNORE IGNORE_DOMAIN_IDS IGNORE_SERVER_IDS IN INDEX INFILE INNER INOUT INSENSITIVE INSERT INT INT1
INT2 INT3 INT4 INT8 INTEGER INTERSECT INTERVAL INTO IO_AFTER_GTIDS IO_BEFORE_GTIDS IS ITERATE JOIN JSON_TABLE KEY KEYS KILL LAG LAST_VALUE LATERAL LEAD
LEADING LEAVE LEFT LIBRARY LIKE LIMIT LINEAR LINES LOAD LOCALTIME LOCALTIMESTAMP LOCK LONG LONGBLOB LONGTEXT LOOP LOW_PRIORITY MANUAL MASTER_HEARTBEAT_PERIOD MATCH
MAXVALUE MEDIUMBLOB MEDIUMINT MEDIUMTEXT MIDDLEINT MINUTE_MICROSECOND MINUTE_SECOND MOD MODIFIES NATURAL NOT NO_WRITE_TO_BINLOG NTH_VALUE NTILE NULL NUMERIC
OF OFFSET ON OPTIMIZE OPTIMIZER_COSTS OPTION OPTIONALLY OR ORDER OUT OUTER OUTFILE OVER PAGE_CHECKSUM PARALLEL PARSE_VCOL_EXPR PARTITION PERCENT_RANK PERIOD
PRECISION PRIMARY PROCEDURE PURGE QUALIFY RANGE RANK READ READS READ_WRITE REAL RECURSIVE REFERENCES REF_SYSTEM_ID REGEXP RELEASE RENAME REPEAT REPLACE REQUIRE
RESIGNAL RESTRICT RETURN RETURNING REVOKE RIGHT RLIKE ROW ROWS ROW_NUMBER SCHEMA SCHEMAS SECOND_MICROSECOND SELECT SENSITIVE SEPARATOR SET SETS SHOW SIGNAL SLOW
SMALLINT SPATIAL SPECIFIC SQL SQLEXCEPTION SQLSTATE SQLWARNING SQL_BIG_RESULT SQL_CALC_FOUND_ROWS SQL_SMALL_RESULT SSL STARTING STATS_AUTO_RECALC
STATS_PERSISTENT STATS_SAMPLE_PAGES STORED STRAIGHT_JOIN SYSTEM TABLE TABLESAMPLE TERMINATED THEN TINYBLOB TINYINT TINYTEXT TO TRAILING TRIGGER TRUE UNDO UNION
UNIQUE UNLOCK UNSIGNED UPDATE USAGE USE USING UTC_DATE UTC_TIME UTC_TIMESTAMP VALUES VARBINARY VARCHAR VARCHARACTER VARYING VECTOR VIRTUAL WHEN WHERE WHILE
WINDOW WITH WRITE XOR YEAR_MONTH ZEROFILL`.split(/\s+/));

/** Whether a word must be quoted to be a name. */
export function isReserved(word: string): boolean {
  return reserved.has(word.toUpperCase());
}

/**
 * Quotes an identifier when it needs it. Throws on the empty name and on NUL. What else no MySQL identifier can hold (characters beyond
 * the Basic Multilingual Plane, a trailing space) is left to the engine to refuse, in its own words.
 */
export function quote(identifier: string): string {
  if (identifier === "") throw new Error("An identifier cannot be empty");
  if (identifier.includes("\0")) throw new Error("An identifier cannot contain NUL");
  if (/^[A-Za-z_][A-Za-z0-9_]*$/.test(identifier) && !reserved.has(identifier.toUpperCase())) return identifier;
  return `\`${identifier.replaceAll("`", "``")}\``;
}

/**
 * Quotes a text as a literal that means the same under every sql_mode: a backslash is an escape in one and a character in another,
 * so a text with one is written in hexadecimal.
 */
export function literal(text: string): string {
  if (!/[\\\0]/.test(text)) return `'${text.replaceAll("'", "''")}'`;
  const hex = [...new TextEncoder().encode(text)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return `_utf8mb4 x'${hex}'`;
}

/** A text where the grammar takes nothing but a quoted string (COMMENT, enum values): for the default sql_mode, in which a backslash escapes. */
export function plainString(text: string): string {
  return `'${text.replaceAll("\\", "\\\\").replaceAll("'", "''").replaceAll("\0", "\\0")}'`;
}

/** The form in which two names that are the same to the engine are equal. */
export function fold(name: string): string {
  return name.toLowerCase();
}

/** Whether two names of columns or keys are the same to the engine. */
export function sameName(a: string, b: string): boolean {
  return fold(a) === fold(b);
}

/** The character set of a collation: its name up to the first underscore. */
export function charsetOf(collation: string): string {
  return collation.split("_", 1)[0] ?? collation;
}
