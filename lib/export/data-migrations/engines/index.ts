import type { Capabilities } from "../../../targets/target";
import type { BatchEngine } from "../engine";
import { mysqlEngine } from "./mysql";
import { mysqlProcedure } from "./mysql-procedure";
import { postgresqlEngine } from "./postgresql";
import { postgresqlProcedure } from "./postgresql-procedure";
import { sqliteEngine } from "./sqlite";
import { sqliteBatch } from "./sqlite-batch";

/** By the shell whose scripts the database's SQL files are. */
const engines: Readonly<Record<string, BatchEngine>> = {
  psql: { ...postgresqlEngine, sql: postgresqlProcedure },
  mysql: { ...mysqlEngine, sql: mysqlProcedure },
  sqlite3: { ...sqliteEngine, sql: sqliteBatch },
};

/** What the scripts know of a target; undefined for one that there are no scripts for. */
export function batchEngine({ scripts }: Pick<Capabilities, "scripts">): BatchEngine | undefined {
  return scripts !== undefined && Object.hasOwn(engines, scripts) ? engines[scripts] : undefined;
}
