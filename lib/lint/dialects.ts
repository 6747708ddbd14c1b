import type { TechnologyId } from "../model";
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
}

/** The technologies whose SQL can be linted. A new one adds its line here. */
export const lintDialects: Readonly<Partial<Record<TechnologyId, LintDialect>>> = {
  postgresql: { reader: postgresqlReader, newest: 18, tableLocks: true, transactionalDdl: true },
  mysql: { reader: mysqlReader, newest: 9, tableLocks: false, transactionalDdl: false },
  sqlite: { reader: sqliteReader, newest: 3.54, tableLocks: false, transactionalDdl: true },
};
