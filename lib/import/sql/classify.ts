/** What a statement of a script is for; only some of them shape the schema. */
export type StatementKind =
  /** Shapes the schema: is run. */
  | "schema"
  /** Takes away what an empty database does not have; run once something exists. */
  | "drop if exists"
  /** Decides what names mean: is run. */
  | "search path"
  | "privilege"
  | "ownership"
  /** Rows, and what only moves with rows (sequence positions). */
  | "data"
  | "query"
  | "transaction"
  | "session"
  | "role"
  | "database"
  | "maintenance";

const byFirstWord: Readonly<Record<string, StatementKind>> = {
  INSERT: "data", UPDATE: "data", DELETE: "data", MERGE: "data", COPY: "data", TRUNCATE: "data", REPLACE: "data",
  BEGIN: "transaction", COMMIT: "transaction", END: "transaction", ROLLBACK: "transaction", START: "transaction",
  SAVEPOINT: "transaction", RELEASE: "transaction", ABORT: "transaction", LOCK: "transaction", UNLOCK: "transaction",
  SET: "session", RESET: "session", SHOW: "session", PRAGMA: "session", DISCARD: "session", NOTIFY: "session", LISTEN: "session",
  GRANT: "privilege", REVOKE: "privilege",
  SELECT: "query", VALUES: "query", TABLE: "query", EXPLAIN: "query", FETCH: "query", WITH: "query", CALL: "query",
  USE: "database", ATTACH: "database", DETACH: "database",
  ANALYZE: "maintenance", VACUUM: "maintenance", REINDEX: "maintenance", CLUSTER: "maintenance", CHECKPOINT: "maintenance", REFRESH: "maintenance", FLUSH: "maintenance", OPTIMIZE: "maintenance", LOAD: "data",
};

const createdElsewhere: Readonly<Record<string, StatementKind>> = {
  DATABASE: "database", TABLESPACE: "database", ROLE: "role", USER: "role", GROUP: "role", SUBSCRIPTION: "database",
};

/** Tells what a statement is for by its first words. Unknown ones are `schema`: the engine judges them. */
export function classify(statement: string): StatementKind {
  // Enough for every phrase looked at; a statement can be megabytes long.
  const head = withoutComments(statement.slice(0, 2000)).toUpperCase();
  const words = head.match(/^[A-Z_]+(?:\s+[A-Z_]+){0,5}/)?.[0].split(/\s+/) ?? [];
  const [first = "", second = "", third = ""] = words;
  if (first === "CREATE" || first === "ALTER" || first === "DROP") {
    if (second === "USER" && third === "MAPPING") return "schema";
    if (second === "DEFAULT" && third === "PRIVILEGES") return "privilege";
    const elsewhere = Object.hasOwn(createdElsewhere, second) ? createdElsewhere[second] : undefined;
    if (elsewhere !== undefined) return elsewhere;
    if (first === "ALTER" && statement.length < 2000 && /\bOWNER\s+TO\s+\S+$/.test(head)) return "ownership";
    if (first === "DROP" && second !== "SCHEMA" && words.includes("IF") && words.includes("EXISTS")) return "drop if exists";
    if (first === "ALTER" && words.includes("IF") && words.includes("EXISTS") && /\bDROP\b/.test(head)) return "drop if exists";
    // What mysqldump writes around rows.
    if (first === "ALTER" && second === "TABLE" && /\b(?:DIS|EN)ABLE\s+KEYS$/.test(head)) return "maintenance";
    return "schema";
  }
  if (first === "SECURITY") return "schema";
  if (first === "SET" && /^SET\s+(?:SESSION\s+|LOCAL\s+)?SEARCH_PATH\b/.test(head)) return "search path";
  if (first === "SELECT") {
    if (/^SELECT\s+(?:PG_CATALOG\.)?SET_CONFIG\s*\(\s*'SEARCH_PATH'/.test(head)) return "search path";
    if (/^SELECT\s+(?:PG_CATALOG\.)?SETVAL\s*\(/.test(head)) return "data";
    // SELECT ... INTO makes a table; the word may stand anywhere, so the engine decides.
    if (/\bINTO\s+(?:TEMP|TEMPORARY|UNLOGGED|TABLE)?\s*["A-Z_]/.test(head)) return "schema";
  }
  return Object.hasOwn(byFirstWord, first) ? byFirstWord[first] ?? "schema" : "schema";
}

function withoutComments(text: string): string {
  return text.replaceAll(/--[^\n]*\n?/g, " ").replaceAll(/\/\*[^*]*\*+(?:[^/*][^*]*\*+)*\//g, " ").trim();
}
