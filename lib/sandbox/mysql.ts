import { randomBytes } from "node:crypto";
import type { Target } from "../targets/target";
import { GuardedConnection, type Limits } from "./mysql-connection";
import { measureOn } from "./mysql-measure";
import { SandboxUnavailable, type Sandbox } from "./sandbox";

/** Options of an opening. */
export interface MysqlOptions {
  /** A version of the target: refused when the server is of another flavour. Absent: whatever the server is. */
  readonly version?: string;
  readonly limits?: Partial<Limits>;
}

/** All databases that sandboxes make begin like this; the account needs no rights beyond: GRANT ALL ON `strata\_sandbox\_%`.* */
const prefix = "strata_sandbox_";

/**
 * Makes an empty database of its own on the server and drops it when closed. Databases left behind by processes that are gone are
 * dropped at the next opening: whoever lives holds a lock by the database's name.
 */
export async function openMysql(target: Pick<Target, "introspect" | "versions">, url: string, options: MysqlOptions = {}): Promise<Sandbox> {
  const connection = await GuardedConnection.open(url, { statement: 30_000, lockWait: 10, ...options.limits });
  const { query } = connection;
  const database = `${prefix}${randomBytes(6).toString("hex")}`;
  try {
    const server = String((await query("SELECT VERSION() AS version"))[0]?.["version"] ?? "");
    const isMariaDb = /mariadb/i.test(server);
    const wanted = options.version;
    if (wanted !== undefined && wanted.startsWith("mariadb") !== isMariaDb) {
      const label = target.versions.find(({ id }) => id === wanted)?.label ?? wanted;
      throw new SandboxUnavailable(`The server is ${isMariaDb ? "MariaDB" : "MySQL"} ${plainNumber(server)}, which does not stand in for ${label}.`);
    }
    await query(`SELECT GET_LOCK('${database}', 0)`);
    await dropStale(connection, database);
    await connection.run(`CREATE DATABASE ${database}`);
    await settle(connection, database, isMariaDb);
    return {
      engine: `${isMariaDb ? "MariaDB" : "MySQL"} ${plainNumber(server)}`,
      server,
      run: (sql) => connection.run(sql),
      query,
      introspect: () => target.introspect(query),
      measure: (sql) => measureOn(connection, sql),
      reset: async () => {
        await connection.run(`ROLLBACK; UNLOCK TABLES; DROP DATABASE IF EXISTS ${database}; CREATE DATABASE ${database}`);
        await settle(connection, database, isMariaDb);
      },
      close: async () => {
        await connection.run(`ROLLBACK; UNLOCK TABLES; DROP DATABASE IF EXISTS ${database}`).catch(() => undefined);
        await connection.close();
      },
    };
  } catch (error) {
    await connection.close();
    throw error;
  }
}

/** The session as it is at the start, whatever a script has set. */
async function settle(connection: GuardedConnection, database: string, isMariaDb: boolean): Promise<void> {
  await connection.run(`USE ${database}; SET NAMES utf8mb4; SET SESSION sql_mode = DEFAULT, SESSION foreign_key_checks = 1, SESSION unique_checks = 1,
    SESSION autocommit = 1, SESSION time_zone = '+00:00', SESSION lock_wait_timeout = 10, SESSION innodb_lock_wait_timeout = 10, SESSION ${isMariaDb ? "max_statement_time" : "max_execution_time"} = 0`);
}

async function dropStale(connection: GuardedConnection, own: string): Promise<void> {
  for (const row of await connection.query(`SELECT schema_name AS name FROM information_schema.schemata WHERE schema_name LIKE '${prefix.replaceAll("_", "\\_")}%'`)) {
    const name = String(row["name"]);
    if (name === own || !/^\w+$/.test(name)) continue;
    const [free] = await connection.query(`SELECT IS_FREE_LOCK('${name}') AS free`);
    // Two that clean up at once may both find it.
    if (Number(free?.["free"]) === 1) await connection.run(`DROP DATABASE IF EXISTS ${name}`).catch(() => undefined);
  }
}

/** `10.11.19` of `10.11.19-MariaDB-0+deb12u1`. */
function plainNumber(server: string): string {
  return /\d+(?:\.\d+)+/.exec(server.replace(/^5\.5\.5-/, ""))?.[0] ?? server;
}
