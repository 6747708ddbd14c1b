import pg from "pg";
import { SandboxError, SandboxUnavailable } from "./sandbox";

/** What a build without the Timescale licence says of what it lacks. */
const unlicensed = /not supported under the current "apache" license/;

/**
 * A throw-away database on a TimescaleDB server, which runs the same statements as the sandbox beside it. A build without the Timescale licence
 * refuses policies, columnstore and continuous aggregates by name: those are passed over, and counted.
 */
export class TimescaleServer {
  /** Statements that the server's edition refused. */
  refused = 0;
  private readonly views = new Set<string>();

  private constructor(private readonly url: string, private readonly name: string, readonly version: string, private client: pg.Client) {}

  static async open(url: string): Promise<TimescaleServer> {
    const name = `strata_sandbox_${crypto.randomUUID().slice(0, 12).replaceAll("-", "")}`;
    try {
      const version = await withServer(url, async (server) => {
        await server.query(`CREATE DATABASE ${name} TEMPLATE template0`);
        const { rows } = await server.query<{ v: string }>("SELECT default_version AS v FROM pg_available_extensions WHERE name = 'timescaledb'");
        return rows[0]?.v;
      });
      if (version === undefined) throw new Error("The server has no timescaledb extension");
      return new TimescaleServer(url, name, version, await connect(url, name));
    } catch (error) {
      throw new SandboxUnavailable(`STRATA_TIMESCALE_URL does not lead to a TimescaleDB where databases may be made: ${error instanceof Error ? error.message : String(error)}`);
    }
  }

  /** Runs a script, each statement by itself, in the transaction that the script or one before began. */
  async run(script: string): Promise<void> {
    for (const sql of statementsOf(script)) await this.one(sql);
  }

  async reset(): Promise<void> {
    await this.client.end();
    this.views.clear();
    await withServer(this.url, async (server) => {
      await server.query(`DROP DATABASE ${this.name} WITH (FORCE)`);
      await server.query(`CREATE DATABASE ${this.name} TEMPLATE template0`);
    });
    this.client = await connect(this.url, this.name);
  }

  async close(): Promise<void> {
    await this.client.end();
    await withServer(this.url, (server) => server.query(`DROP DATABASE IF EXISTS ${this.name} WITH (FORCE)`));
  }

  private async one(sql: string): Promise<void> {
    if (/^(?:BEGIN|START|COMMIT|END|ROLLBACK|SAVEPOINT|RELEASE)\b/i.test(sql)) return void await this.client.query(sql);
    if ([...this.views].some((view) => sql.includes(view))) return;
    const { rows: [state] } = await this.client.query<{ inside: boolean }>("SELECT now() <> statement_timestamp() AS inside");
    const guarded = state?.inside === true;
    if (guarded) await this.client.query("SAVEPOINT strata_statement");
    try {
      await this.client.query(sql);
      if (guarded) await this.client.query("RELEASE SAVEPOINT strata_statement");
    } catch (error) {
      if (!(error instanceof pg.DatabaseError)) throw error;
      if (guarded) await this.client.query("ROLLBACK TO SAVEPOINT strata_statement");
      if (!unlicensed.test(error.message)) throw new SandboxError(`TimescaleDB ${this.version}: ${error.message}`, error.code === undefined ? {} : { code: error.code });
      this.refused += 1;
      const view = /^CREATE MATERIALIZED VIEW (\S+)/i.exec(sql)?.[1];
      if (view !== undefined) this.views.add(view);
    }
  }
}

async function connect(url: string, database: string): Promise<pg.Client> {
  const address = new URL(url);
  address.pathname = `/${database}`;
  const client = new pg.Client({ connectionString: address.href });
  // A server that goes away is told by the next statement.
  client.on("error", () => undefined);
  await client.connect();
  return client;
}

async function withServer<T>(url: string, work: (server: pg.Client) => Promise<T>): Promise<T> {
  const server = new pg.Client({ connectionString: url });
  await server.connect();
  try {
    return await work(server);
  } finally {
    await server.end();
  }
}

/** Statements of a script: split at semicolons outside strings, quoted names, bodies and comments. */
function statementsOf(script: string): readonly string[] {
  const piece = /'(?:[^']|'')*'|"(?:[^"]|"")*"|\$([\w]*)\$[^]*?\$\1\$|--[^\n]*|\/\*[^]*?\*\/|;|[^'"$;/-]+|[^]/g;
  const found: string[] = [];
  let current = "";
  for (const [text] of script.matchAll(piece)) {
    if (text !== ";") { current += text; continue; }
    found.push(current.trim());
    current = "";
  }
  return [...found, current.trim()].filter((sql) => sql !== "");
}
