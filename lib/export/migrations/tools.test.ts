import { execFile, spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdir, mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import mysqlDriver from "mysql2/promise";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { mysql } from "../../targets/mysql";
import { postgresql } from "../../targets/postgresql";
import { sqlite } from "../../targets/sqlite";
import type { Target } from "../../targets/target";
import { pythonWith } from "../data-migrations/testing/python";
import { exportMigrations, findMigrationTool } from "./index";
import { mysqlHistory, postgresqlHistory, sqliteHistory, texts } from "./testing/history";

// The tools themselves, applied up, down and up again: STRATA_LONG=1, with what is installed here. STRATA_TOOLS names a folder with a
// node_modules that has dbmate, knex, pg or liquibase.
const run = promisify(execFile);
const long = process.env["STRATA_LONG"] === "1";
const tools = process.env["STRATA_TOOLS"] ?? "";
const server = process.env["STRATA_TEST_POSTGRES_URL"];
const mysqlServer = process.env["STRATA_TEST_MYSQL_URL"];
const mysqlShell = ["mysql", "mariadb"].find((name) => spawnSync(name, ["--version"], { stdio: "ignore" }).status === 0);
const dbmate = [join(tools, "node_modules/.bin/dbmate")].find((path) => tools !== "" && existsSync(path));
const knex = existsSync(join(tools, "node_modules/knex")) && tools !== "" ? tools : undefined;
const liquibaseHome = tools !== "" && spawnSync("java", ["-version"], { stdio: "ignore" }).status === 0 ? [join(tools, "node_modules/liquibase")].find((path) => existsSync(path)) : undefined;
const python = long ? pythonWith("alembic") : undefined;
const djangoPython = long ? pythonWith("django") : undefined;
const ruby = long && spawnSync("ruby", ["-e", "require 'active_record'; require 'sqlite3'; require 'pg'"], { stdio: "ignore" }).status === 0;
const shells = spawnSync("sqlite3", ["--version"], { stdio: "ignore" }).status === 0 && spawnSync("psql", ["--version"], { stdio: "ignore" }).status === 0;

let folder = "";
beforeAll(async () => { folder = await mkdtemp(join(tmpdir(), "strata-tools-")); });
afterAll(async () => { await rm(folder, { recursive: true, force: true }); });

interface Engine {
  readonly target: Target;
  /** Address for the tool: a file for SQLite. */
  readonly url: string;
  /** Tables, views, functions and indexes but for the tool's own. */
  things(): Promise<readonly string[]>;
  bodies(): Promise<readonly string[]>;
  close(): Promise<void>;
}

const own = /^(?:schema_migrations|alembic_version|django_migrations|knex_migrations|ar_internal_metadata|databasechangelog|sqlite_)/i;

async function openPostgres(name: string): Promise<Engine> {
  const url = new URL(server ?? "");
  const admin = new pg.Client({ connectionString: url.href });
  await admin.connect();
  await admin.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
  await admin.query(`CREATE DATABASE ${name}`);
  await admin.end();
  url.pathname = `/${name}`;
  const client = new pg.Client({ connectionString: url.href });
  await client.connect();
  const names = async (sql: string): Promise<readonly string[]> => (await client.query<{ v: string }>(sql)).rows.map(({ v }) => v);
  return {
    target: postgresql, url: url.href,
    things: async () => (await names(`SELECT relname AS v FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'v', 'i') UNION ALL SELECT proname || prosrc FROM pg_proc WHERE pronamespace = 'public'::regnamespace
      UNION ALL SELECT pg_get_constraintdef(oid) FROM pg_constraint WHERE connamespace = 'public'::regnamespace AND contype = 'c' UNION ALL SELECT pg_get_expr(adbin, adrelid) FROM pg_attrdef JOIN pg_class c ON c.oid = adrelid WHERE relname = 'notes' UNION ALL SELECT enumlabel FROM pg_enum ORDER BY 1`)).filter((thing) => !own.test(thing)),
    bodies: () => names("SELECT body AS v FROM notes ORDER BY id"),
    close: () => client.end(),
  };
}

async function openSqlite(): Promise<Engine> {
  const file = join(await mkdtemp(join(folder, "db-")), "test.sqlite3");
  await writeFile(file, "");
  const ask = async (sql: string): Promise<readonly string[]> => {
    const { stdout } = await run(pythonWith("sqlite3") ?? "python3", ["-c", "import json, sqlite3, sys; print(json.dumps([r[0] for r in sqlite3.connect(sys.argv[1]).execute(sys.argv[2])]))", file, sql]);
    const parsed: unknown = JSON.parse(stdout);
    return Array.isArray(parsed) ? parsed.map(String) : [];
  };
  return {
    target: sqlite, url: file,
    things: async () => (await ask("SELECT name || coalesce(sql, '') FROM sqlite_master ORDER BY 1")).filter((thing) => !own.test(thing)),
    bodies: () => ask("SELECT body FROM notes ORDER BY id"),
    close: async () => {},
  };
}

async function openMysql(name: string): Promise<Engine> {
  const url = new URL(mysqlServer ?? "");
  const client = await mysqlDriver.createConnection(url.href);
  for (const sql of [`DROP DATABASE IF EXISTS ${name}`, `CREATE DATABASE ${name} CHARACTER SET utf8mb4`, `USE ${name}`]) await client.query(sql);
  url.pathname = `/${name}`;
  const names = async (sql: string): Promise<readonly string[]> => {
    const [rows] = await client.query({ sql, rowsAsArray: true });
    return Array.isArray(rows) ? rows.map((row) => String(Array.isArray(row) ? row[0] : row)) : [];
  };
  return {
    target: mysql, url: url.href,
    things: async () => (await names(`SELECT concat(table_name, '.', column_name, ' ', column_type, ' ', coalesce(column_default, '')) FROM information_schema.columns WHERE table_schema = '${name}'
      UNION ALL SELECT concat(table_name, ' ', index_name) FROM information_schema.statistics WHERE table_schema = '${name}'
      UNION ALL SELECT concat(trigger_name, action_statement) FROM information_schema.triggers WHERE trigger_schema = '${name}'
      UNION ALL SELECT concat(routine_name, routine_definition) FROM information_schema.routines WHERE routine_schema = '${name}' ORDER BY 1`)).filter((thing) => !own.test(thing)),
    bodies: () => names("SELECT body FROM notes ORDER BY id"),
    close: () => client.end(),
  };
}

/** Brings a folder of the tool to its last version, and back to none. */
interface Runner {
  up(folder: string, url: string): Promise<unknown>;
  down(folder: string, url: string): Promise<unknown>;
}

const steps = postgresqlHistory.length;
const alembicEnv = `from alembic import context
from sqlalchemy import create_engine, pool
import os
engine = create_engine(os.environ["ALEMBIC_URL"], poolclass=pool.NullPool)
with engine.connect() as connection:
    context.configure(connection=connection, transaction_per_migration=True)
    with context.begin_transaction():
        context.run_migrations()
`;
const alembicUrl = (url: string): string => (url.startsWith("mysql") ? `${url.replace(/^mysql:/, "mysql+pymysql:")}?charset=utf8mb4` : url.startsWith("postgres") ? url.replace(/^postgres(?:ql)?:/, "postgresql+psycopg2:") : `sqlite:///${url}`);
const alembic = (command: readonly string[]) => async (dir: string, url: string): Promise<void> => {
  await writeFile(join(dir, "env.py"), alembicEnv);
  await writeFile(join(dir, "script.py.mako"), "");
  await writeFile(join(dir, "alembic.ini"), `[alembic]\nscript_location = ${dir}\n`);
  await run(python ?? "", ["-m", "alembic.config", "-c", join(dir, "alembic.ini"), ...command], { env: { ...process.env, ALEMBIC_URL: alembicUrl(url) } });
};

const django = (target: string) => async (dir: string, url: string): Promise<void> => {
  const project = join(dir, "project");
  await mkdir(join(project, "shop/migrations"), { recursive: true });
  await writeFile(join(project, "shop/__init__.py"), "");
  for (const name of await readdir(dir)) if (name.endsWith(".py")) await run("cp", [join(dir, name), join(project, "shop/migrations", name)]);
  const parts = url.startsWith("postgres") ? new URL(url) : undefined;
  const database = parts === undefined ? `{"ENGINE": "django.db.backends.sqlite3", "NAME": ${JSON.stringify(url)}}`
    : `{"ENGINE": "django.db.backends.postgresql", "NAME": "${parts.pathname.slice(1)}", "USER": "${parts.username}", "HOST": "${parts.hostname}", "PORT": "${parts.port}"}`;
  await writeFile(join(project, "manage.py"), `import sys
from django.conf import settings
settings.configure(INSTALLED_APPS=["shop"], DATABASES={"default": ${database}}, USE_TZ=True, SECRET_KEY="x")
from django.core.management import execute_from_command_line
execute_from_command_line(sys.argv)
`);
  await run(djangoPython ?? "", ["manage.py", "migrate", "shop", ...(target === "" ? [] : [target])], { cwd: project });
};

const rails = (version: string) => async (dir: string, url: string): Promise<void> => {
  const config = url.startsWith("postgres") ? JSON.stringify(url.replace(/^postgres:/, "postgresql:")) : `{ adapter: "sqlite3", database: ${JSON.stringify(url)} }`;
  await run("ruby", ["-e", `require "active_record"; require "logger"
ActiveRecord::Base.establish_connection(${config})
ActiveRecord::Migration.verbose = false
context = ActiveRecord::MigrationContext.new(${JSON.stringify(dir)}, ActiveRecord::SchemaMigration)
context.migrate(${version})`]);
};

const knexRun = (call: string) => async (dir: string, url: string): Promise<void> => {
  await run(process.execPath, ["-e", `const knex = require(${JSON.stringify(join(knex ?? "", "node_modules/knex"))})({ client: ${JSON.stringify(url.startsWith("mysql") ? "mysql2" : "pg")}, connection: ${JSON.stringify(url)}, migrations: { directory: ${JSON.stringify(dir)} } });
(async () => { ${call}; await knex.destroy(); })().catch((error) => { console.error(error); process.exit(1); });`]);
};

const dbmateRun = (command: readonly string[]) => async (dir: string, url: string): Promise<void> => {
  const address = url.startsWith("postgres") ? `${url}?sslmode=disable` : url.startsWith("mysql") ? url : `sqlite:${url}`;
  await run(dbmate ?? "", ["--url", address, "--migrations-dir", dir, "--no-dump-schema", ...command]);
};

const liquibaseRun = (command: readonly string[]) => async (dir: string, url: string): Promise<void> => {
  const address = url.startsWith("postgres") ? (() => { const u = new URL(url); return ["--url", `jdbc:postgresql://${u.host}${u.pathname}`, "--username", u.username]; })() : ["--url", `jdbc:sqlite:${url}`];
  const home = (await readdir(join(liquibaseHome ?? "", "dist"))).find((name) => name.startsWith("liquibase")) ?? "";
  const jars = join(liquibaseHome ?? "", "dist", home);
  await run("java", ["-cp", [join(jars, "internal/lib/*"), join(jars, "lib/*"), "/usr/share/java/slf4j-api.jar", "/usr/share/java/slf4j-nop.jar"].join(":"), "liquibase.integration.commandline.LiquibaseCommandLine", "--search-path", dir, "--changelog-file", "changelog.xml", ...address, ...command], { cwd: dir, maxBuffer: 64 * 1024 * 1024 });
};

const plainRun = (direction: "up" | "down") => async (dir: string, url: string): Promise<void> => {
  const names = (await readdir(join(dir, direction))).toSorted();
  for (const name of direction === "up" ? names : names.toReversed()) {
    const file = join(dir, direction, name);
    if (url.startsWith("mysql")) {
      const { hostname, port, username, pathname } = new URL(url);
      await run("sh", ["-c", '"$0" --default-character-set=utf8mb4 -h "$1" -P "$2" -u "$3" "$4" < "$5"', mysqlShell ?? "mysql", hostname, port, username, pathname.slice(1), file]);
    } else if (url.startsWith("postgres")) await run("psql", ["-v", "ON_ERROR_STOP=1", "-q", "-f", file, url]);
    else await run("sqlite3", ["-bail", url, `.read ${file}`]);
  }
};

const times = (count: number, work: (dir: string, url: string) => Promise<void>) => async (dir: string, url: string): Promise<void> => { for (let i = 0; i < count; i += 1) await work(dir, url); };

const runners: readonly (readonly [tool: string, why: string | undefined, runner: Runner, engines: readonly ("postgresql" | "sqlite" | "mysql")[]])[] = [
  ["plain", shells ? undefined : "no psql and sqlite3 here", { up: plainRun("up"), down: plainRun("down") }, ["postgresql", "sqlite", "mysql"]],
  ["dbmate", dbmate === undefined ? "no dbmate in STRATA_TOOLS" : undefined, { up: dbmateRun(["migrate"]), down: async (dir, url) => { for (const name of await readdir(dir)) if (name.endsWith(".sql")) await dbmateRun(["rollback"])(dir, url); } }, ["postgresql", "sqlite", "mysql"]],
  ["alembic", python === undefined ? "no Python has alembic here" : undefined, { up: alembic(["upgrade", "head"]), down: alembic(["downgrade", "base"]) }, ["postgresql", "sqlite", "mysql"]],
  ["django", djangoPython === undefined ? "no Python has django here" : undefined, { up: django(""), down: django("zero") }, ["postgresql", "sqlite"]],
  ["rails", ruby ? undefined : "no Ruby has ActiveRecord here", { up: rails("nil"), down: rails("0") }, ["postgresql", "sqlite"]],
  ["knex", knex === undefined ? "no knex in STRATA_TOOLS" : undefined, { up: knexRun("await knex.migrate.latest()"), down: times(steps, knexRun("await knex.migrate.down()")) }, ["postgresql", "mysql"]],
  ["liquibase", liquibaseHome === undefined ? "no liquibase in STRATA_TOOLS, or no Java" : undefined, { up: liquibaseRun(["update"]), down: liquibaseRun(["rollback-count", "--count", String(steps)]) }, ["postgresql", "sqlite"]],
];

describe.skipIf(!long)(`the tools themselves${long ? "" : ": run with STRATA_LONG=1"}`, () => {
  const cases = runners.flatMap(([tool, why, runner, engines]) => engines.map((engine) => ({
    tool, runner, engine, why: why ?? ({ postgresql: server, mysql: mysqlServer, sqlite: "" }[engine] === undefined ? "no server is given here" : tool === "plain" && engine === "mysql" && mysqlShell === undefined ? "no mysql shell here" : undefined),
  })));
  for (const { tool, runner, engine, why } of cases) {
    test.skipIf(why !== undefined)(`${tool} runs its files up, down and up again on ${engine}${why === undefined ? "" : `: ${why}`}`, { timeout: 240_000 }, async () => {
      const name = `strata_tool_${tool.replaceAll("-", "_")}`;
      const database = engine === "sqlite" ? await openSqlite() : engine === "mysql" ? await openMysql(name) : await openPostgres(name);
      const history = { sqlite: sqliteHistory, postgresql: postgresqlHistory, mysql: mysqlHistory }[engine];
      const dir = await mkdtemp(join(folder, `${tool}-`));
      const exported = exportMigrations(findMigrationTool(tool) ?? expect.fail(), history, database.target.capabilities);
      expect(exported.diagnostics).toEqual([]);
      for (const { path, text } of exported.files) {
        await mkdir(dirname(join(dir, path)), { recursive: true });
        await writeFile(join(dir, path), text);
      }
      const before = await database.things();
      await runner.up(dir, database.url);
      const after = await database.things();
      expect(after.length).toBeGreaterThan(3);
      // Lines that begin with two hyphens have the space that the native format gives them.
      expect(await database.bodies()).toEqual(texts.map((text) => text.replaceAll(/^--/gm, " --")));
      await runner.down(dir, database.url);
      expect(await database.things()).toEqual(before);
      await runner.up(dir, database.url);
      expect(await database.things()).toEqual(after);
      await database.close();
    });
  }
});
