import type { SqlDriver, SqlRow, SqlStatement } from "./driver";

interface CopiedTable {
  readonly name: string;
  readonly columns: readonly string[];
  readonly times?: readonly string[];
  /** Column numbered by the database, whose counter follows the copied rows. */
  readonly counter?: string;
}

/** Every table of prisma/migrations, parents first. The copy test compares this list with the catalog. */
export const copiedTables: readonly CopiedTable[] = [
  { name: "workspaces", columns: ["id", "name", "created_at"], times: ["created_at"] },
  { name: "users", columns: ["id", "workspace_id", "name", "created_at"], times: ["created_at"] },
  { name: "designs", columns: ["id", "workspace_id", "name", "target", "tables", "created_by_id", "created_at", "updated_at", "deleted_at"], times: ["created_at", "updated_at", "deleted_at"] },
  { name: "proofs", columns: ["id", "design_id", "subject", "passed", "body", "created_at"], times: ["created_at"] },
  { name: "releases", columns: ["id", "design_id", "number", "name", "note", "schema", "target", "target_version", "proof_id", "unproven_reason", "created_by_id", "created_at", "consent", "drawn", "evolutions", "shapes"], times: ["created_at"] },
  { name: "migrations", columns: ["id", "release_id", "position", "name", "content", "sha256", "chain", "kind"] },
  { name: "checkpoints", columns: ["id", "design_id", "evolution_id", "phase", "sentence", "confirmed_by", "confirmed_by_id", "confirmed_at"], times: ["confirmed_at"] },
  { name: "design_log", columns: ["seq", "design_id", "update", "user_id", "at"], counter: "seq" },
  { name: "design_snapshot", columns: ["design_id", "state", "revision", "at"] },
  { name: "design_quarantine", columns: ["id", "design_id", "source", "seq", "bytes", "reason", "at"], counter: "id" },
];

/** Copies all rows from one store, seen at one moment, into another one that is migrated and empty; all or nothing. */
export async function copyStore(from: SqlDriver, to: SqlDriver): Promise<void> {
  const isolation: SqlStatement[] = from.provider === "postgresql" ? [{ sql: "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ" }] : [];
  const answers = await from.transaction([...isolation, ...copiedTables.map((table) => ({ sql: selectAll(table, from.provider) }))]);
  const tables = copiedTables.map((table, i) => ({ table, rows: answers[i + isolation.length]?.rows ?? [] }));
  await to.transaction(tables.flatMap(({ table, rows }) => [...rows.map((row) => insert(table, row)), ...restartCounter(table, to.provider)]));
}

function selectAll(table: CopiedTable, provider: SqlDriver["provider"]): string {
  const columns = table.columns.map((column) =>
    // As text in UTC: pg would read a timestamp without zone in the machine's zone.
    provider === "postgresql" && table.times?.includes(column) === true
      ? `to_char("${column}", 'YYYY-MM-DD"T"HH24:MI:SS.MS"+00:00"') AS "${column}"`
      : `"${column}"`);
  return `SELECT ${columns.join(", ")} FROM "${table.name}" ORDER BY "${table.columns[0]}"`;
}

function insert(table: CopiedTable, row: SqlRow): SqlStatement {
  return {
    sql: `INSERT INTO "${table.name}" (${table.columns.map((c) => `"${c}"`).join(", ")}) VALUES (${table.columns.map(() => "?").join(", ")})`,
    args: table.columns.map((column) => row[column] ?? null),
  };
}

/** SQLite's AUTOINCREMENT follows by itself; PostgreSQL's sequence must be told. */
function restartCounter(table: CopiedTable, provider: SqlDriver["provider"]): SqlStatement[] {
  if (table.counter === undefined || provider === "sqlite") return [];
  return [{ sql: `SELECT setval(pg_get_serial_sequence('${table.name}', '${table.counter}'), coalesce(max("${table.counter}"), 0) + 1, false) FROM "${table.name}"` }];
}
