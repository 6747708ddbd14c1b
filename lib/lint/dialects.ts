import type { TechnologyId } from "../model";
import type { ObjectName } from "./act";
import { mysqlReader } from "./mysql/read";
import { postgresqlReader } from "./postgresql/read";
import { sqliteReader } from "./sqlite/read";
import type { StatementReader } from "./statement";

/** What lint has to know of a technology. */
export interface LintDialect {
  /** Made when asked for: PostgreSQL's grammar is a megabyte of WebAssembly. */
  readonly reader: () => StatementReader | Promise<StatementReader>;
  /** The version that is meant when none is given. */
  readonly newest: number;
  /** Tables are locked one by one and an engine shows it: what it does not do under a lock is no finding. */
  readonly tableLocks: boolean;
  /** A change of the schema can be taken back with its transaction; otherwise it commits by itself. */
  readonly transactionalDdl: boolean;
  /** A script that takes all rows out of tables, past their triggers and keys, under locks that hide none of a statement to follow. */
  readonly emptying?: (tables: readonly ObjectName[]) => string;
}

/** The technologies whose SQL can be linted. A new one adds its line here. */
export const lintDialects: Readonly<Partial<Record<TechnologyId, LintDialect>>> = {
  postgresql: { reader: postgresqlReader, newest: 18, tableLocks: true, transactionalDdl: true, emptying: deleteAllOnPostgresql },
  mysql: { reader: mysqlReader, newest: 9, tableLocks: false, transactionalDdl: false, emptying: deleteAllOnMysql },
  sqlite: { reader: sqliteReader, newest: 3.54, tableLocks: false, transactionalDdl: true },
};

function deleteAllOnPostgresql(tables: readonly ObjectName[]): string {
  const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;
  const deletes = tables.map(({ namespace, name }) => `DELETE FROM ${namespace === undefined ? "" : `${quoted(namespace)}.`}${quoted(name)}`);
  return ["SET session_replication_role = replica", ...deletes, "RESET session_replication_role"].join("; ");
}

function deleteAllOnMysql(tables: readonly ObjectName[]): string {
  const deletes = tables.map(({ name }) => `DELETE FROM \`${name.replaceAll("`", "``")}\``);
  return ["SET @strata_checks = @@foreign_key_checks", "SET foreign_key_checks = 0", ...deletes, "SET foreign_key_checks = @strata_checks"].join("; ");
}
