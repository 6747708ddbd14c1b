import type { GuardedConnection } from "./mysql-connection";
import { SandboxError, type Observation } from "./sandbox";

/** What an ALTER may be asked for, cheapest first, with what it means: the engine refuses what it cannot do that way (EVOLUTION 2b). */
const ladder = [
  { algorithm: "INSTANT", lock: "NONE", clauses: ["ALGORITHM=INSTANT"] },
  { algorithm: "INPLACE", lock: "NONE", clauses: ["ALGORITHM=INPLACE", "LOCK=NONE"] },
  { algorithm: "INPLACE", lock: "SHARED", clauses: ["ALGORITHM=INPLACE", "LOCK=SHARED"] },
  { algorithm: "COPY", lock: "SHARED", clauses: ["ALGORITHM=COPY", "LOCK=SHARED"] },
  { algorithm: "COPY", lock: "EXCLUSIVE", clauses: ["ALGORITHM=COPY", "LOCK=EXCLUSIVE"] },
] as const;

/** ER_ALTER_OPERATION_NOT_SUPPORTED and the same with its reason; MariaDB gives the SQLSTATE of both. */
const notThatWay = "0A000";

/**
 * Runs a statement and observes it. An ALTER TABLE, CREATE INDEX or DROP INDEX is asked for in the cheapest way the engine takes:
 * its first acceptance carries it out, on rows that are few, so what is seen is the way and not the time.
 */
export async function measureOn(connection: GuardedConnection, sql: string): Promise<Observation> {
  const altered = alteredTable(sql);
  const before = altered === undefined ? undefined : await tableIds(connection);
  const start = performance.now();
  const way = altered === undefined ? await plainly(connection, sql) : await climb(connection, sql);
  const milliseconds = performance.now() - start;
  if (altered === undefined || way === undefined) return { milliseconds, locks: [], rewrites: [], scans: [] };
  const after = await tableIds(connection);
  const rebuilt = way.algorithm === "COPY" || (way.algorithm === "INPLACE" && before?.get(altered) !== after?.get(altered));
  return {
    milliseconds, algorithm: way.algorithm, lock: way.lock,
    locks: way.lock === "NONE" ? [] : [{ relation: altered, mode: way.lock === "SHARED" ? "Shared" : "Exclusive" }],
    rewrites: rebuilt ? [altered] : [], scans: [],
  };
}

async function plainly(connection: GuardedConnection, sql: string): Promise<undefined> {
  await connection.run(sql);
}

async function climb(connection: GuardedConnection, sql: string): Promise<(typeof ladder)[number] | undefined> {
  const glue = /^\s*ALTER/i.test(sql) ? ", " : " ";
  for (const rung of ladder) {
    try {
      await connection.run(`${sql}${glue}${rung.clauses.join(glue)}`);
      return rung;
    } catch (error) {
      if (!(error instanceof SandboxError)) throw error;
      // A clause that cannot be asked so (partitions), or a real mistake: the statement as it is tells.
      if (error.detail.code === "42000") break;
      if (error.detail.code !== notThatWay && !/ALGORITHM|LOCK=/.test(error.message)) throw error;
    }
  }
  await connection.run(sql);
  return undefined;
}

/** The table of a statement that may be asked for with ALGORITHM and LOCK. */
function alteredTable(sql: string): string | undefined {
  if (/\b(?:ALGORITHM|LOCK)\s*=?\s*(?:INSTANT|INPLACE|NOCOPY|COPY|NONE|SHARED|EXCLUSIVE|DEFAULT)\b/i.test(sql) || /\bPARTITION(?:ING)?\b/i.test(sql)) return undefined;
  const match = /^\s*(?:ALTER\s+TABLE|(?:CREATE\s+(?:UNIQUE\s+|FULLTEXT\s+|SPATIAL\s+)?|DROP\s+)INDEX\s+(?:`(?:[^`]|``)+`|\w+)\s+ON)\s+(`(?:[^`]|``)+`|[\w$]+)(?=[\s(]|$)/i.exec(sql);
  const name = match?.[1];
  return name === undefined ? undefined : name.startsWith("`") ? name.slice(1, -1).replaceAll("``", "`") : name;
}

/** InnoDB's own number of each table, new whenever the table is built anew; needs the PROCESS privilege, without which nothing is said. */
async function tableIds(connection: GuardedConnection): Promise<ReadonlyMap<string, string> | undefined> {
  for (const view of ["innodb_tables", "innodb_sys_tables"]) {
    try {
      const found = await connection.query(`SELECT name, table_id AS id FROM information_schema.${view} WHERE name LIKE CONCAT(DATABASE(), '/%')`);
      return new Map(found.map((row) => [String(row["name"] ?? row["NAME"]).split("/").at(-1) ?? "", String(row["id"])]));
    } catch (error) {
      if (!(error instanceof SandboxError)) throw error;
    }
  }
  return undefined;
}
