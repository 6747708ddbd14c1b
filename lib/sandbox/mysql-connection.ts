import { createConnection, type Connection } from "mysql2/promise";
import type { CatalogQuery } from "../targets/target";
import { SandboxError, SandboxUnavailable } from "./sandbox";

/** How long one statement may take before it is ended, and how long it may wait for a lock. */
export interface Limits {
  /** Milliseconds. */
  readonly statement: number;
  /** Seconds. */
  readonly lockWait: number;
}

/**
 * A connection on which nothing hangs: a statement over its time is killed from another connection, whatever it does (MySQL's
 * max_execution_time stops only SELECT).
 */
export class GuardedConnection {
  private constructor(private readonly connection: Connection, private readonly url: string, private readonly limits: Limits) {}

  /** Throws SandboxUnavailable when the server cannot be reached. */
  static async open(url: string, limits: Limits): Promise<GuardedConnection> {
    return new GuardedConnection(await connect(url), url, limits);
  }

  /** Runs a script of one or more statements. */
  async run(sql: string): Promise<void> {
    await this.guarded(sql, () => this.connection.query(sql));
  }

  readonly query: CatalogQuery = async (sql, parameters) => {
    const [found] = await this.guarded(sql, () => this.connection.query(sql, parameters === undefined ? undefined : [...parameters]));
    return Array.isArray(found) ? found.flatMap((row: unknown) => (isRow(row) ? [row] : [])) : [];
  };

  async close(): Promise<void> {
    await this.connection.end().catch(() => this.connection.destroy());
  }

  private async guarded<T>(sql: string, work: () => Promise<T>): Promise<T> {
    let late = false;
    const timer = setTimeout(() => {
      late = true;
      void this.kill();
    }, this.limits.statement);
    const ended = (): SandboxError => new SandboxError(`The statement took longer than ${this.limits.statement / 1000} s and was ended`, { code: "HY000" });
    try {
      const result = await work();
      // SLEEP, killed, answers as if it had slept.
      if (late) throw ended();
      return result;
    } catch (error) {
      throw late ? ended() : refusal(error, sql);
    } finally {
      clearTimeout(timer);
    }
  }

  private async kill(): Promise<void> {
    try {
      const other = await connect(this.url);
      await other.query(`KILL QUERY ${this.connection.threadId}`);
      await other.end();
    } catch {
      // Without a second connection the first is given up: its statement ends when the server notices.
      this.connection.destroy();
    }
  }
}

async function connect(url: string): Promise<Connection> {
  try {
    return await createConnection({ uri: url, multipleStatements: true, dateStrings: true, supportBigNumbers: true, charset: "utf8mb4", connectTimeout: 10_000 });
  } catch (error) {
    throw new SandboxUnavailable(`The MySQL server cannot be used: ${error instanceof Error ? error.message || String(Reflect.get(error, "code")) : String(error)}`);
  }
}

function isRow(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The engine's refusal with its place, where the message names the text it choked on; anything else is a bug and passes through. */
function refusal(error: unknown, sql: string): unknown {
  if (!(error instanceof Error) || typeof Reflect.get(error, "errno") !== "number") return error;
  const message: unknown = Reflect.get(error, "sqlMessage");
  const code: unknown = Reflect.get(error, "sqlState");
  if (typeof message !== "string") return new SandboxError(error.message, {});
  // The server quotes what follows the mistake, cut after eighty characters.
  const near = /near '([\s\S]*)' at line \d+$/.exec(message)?.[1];
  const at = near === undefined || near === "" ? -1 : sql.indexOf(near);
  return new SandboxError(message, {
    ...(typeof code === "string" ? { code } : {}), ...(at >= 0 ? { position: at + 1 } : near === "" ? { position: sql.length + 1 } : {}),
  });
}
