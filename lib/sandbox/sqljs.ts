import initSqlJs from "sql.js";
import type { Target } from "../targets/target";
import { SandboxError, type Observation, type Sandbox } from "./sandbox";
import { rootPages, scannedTables, type Row } from "./sqljs-observe";

type Database = InstanceType<Awaited<ReturnType<typeof initSqlJs>>["Database"]>;
let engine: ReturnType<typeof initSqlJs> | undefined;

/** How an SQLite sandbox is opened. */
export interface SqlJsOptions {
  /** Whether references are enforced, as most drivers do and the bare engine does not. Default true. */
  readonly foreignKeys?: boolean;
  /** Where sql-wasm.wasm lies, for bundles that move it. */
  readonly locateFile?: (file: string) => string;
}

/** Opens an empty in-memory SQLite (sql.js 1.16 = SQLite 3.54 in WebAssembly). */
export async function openSqlJs(target: Target, options: SqlJsOptions = {}): Promise<Sandbox> {
  engine ??= initSqlJs(options.locateFile === undefined ? {} : { locateFile: options.locateFile });
  const { Database: Db } = await engine;
  const open = (): Database => {
    const db = new Db();
    if (options.foreignKeys ?? true) db.run("PRAGMA foreign_keys = ON");
    return db;
  };
  let db = open();
  const version = String(db.exec("SELECT sqlite_version()")[0]?.values[0]?.[0]);
  /** Root page of each table and index as last seen, also of those dropped since: a rebuilt table comes back under its name. */
  let roots = new Map<string, number>();

  const rows = (sql: string, parameters: readonly unknown[] = []): Row[] => refusing(sql, () => {
    const statement = db.prepare(sql, parameters.map(bindable));
    try {
      const found: Row[] = [];
      while (statement.step()) found.push(statement.getAsObject());
      return found;
    } finally {
      statement.free();
    }
  });

  return {
    engine: `sql.js (SQLite ${version})`,
    run: async (sql) => runScript(db, sql),
    query: async (sql, parameters) => rows(sql, parameters),
    introspect: () => target.introspect(async (sql, parameters) => rows(sql, parameters)),
    measure: async (sql): Promise<Observation> => {
      const before = rootPages(rows);
      for (const [name, page] of before) roots.set(name, page);
      const { scans, rewrites } = scannedTables(rows, sql);
      const start = performance.now();
      runScript(db, sql);
      const milliseconds = performance.now() - start;
      const after = rootPages(rows);
      const moved = [...after].filter(([name, page]) => (roots.get(name) ?? page) !== page).map(([name]) => name);
      for (const [name, page] of after) roots.set(name, page);
      // Locks: a writer holds the one lock of the whole file; there is none per table to show.
      return { milliseconds, locks: [], rewrites: [...new Set([...rewrites, ...moved])], scans };
    },
    reset: async () => {
      db.close();
      db = open();
      roots = new Map();
    },
    close: async () => db.close(),
  };
}

function bindable(value: unknown): number | string | Uint8Array | null {
  if (typeof value === "number" || typeof value === "string" || value instanceof Uint8Array) return value;
  if (typeof value === "boolean") return value ? 1 : 0;
  return value === null || value === undefined ? null : typeof value === "bigint" ? value.toString() : JSON.stringify(value);
}

/** Runs statement by statement, so a refusal is known to lie at the first that was not done. */
function runScript(db: Database, sql: string): void {
  const statements = db.iterateStatements(sql);
  let start = 0;
  for (;;) {
    const { done, value } = refusing(sql, () => statements.next(), () => sql.length - statements.getRemainingSQL().length);
    if (done) return;
    refusing(sql, () => { while (value.step()) { /* rows are not wanted */ } }, () => start);
    start = sql.length - statements.getRemainingSQL().length;
  }
}

/** Turns the engine's refusal into a SandboxError with the place, where the message names the token it choked on. */
function refusing<T>(sql: string, work: () => T, offset: () => number = () => 0): T {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    const from = offset();
    const token = /^near "([\s\S]*)": syntax error$/.exec(error.message)?.[1];
    const unfinished = error.message === "incomplete input";
    const lead = /^(?:\s|--[^\n]*(?:\n|$)|\/\*[\s\S]*?\*\/)*/.exec(sql.slice(from))?.[0].length ?? 0;
    const near = token === undefined ? -1 : sql.indexOf(token, from + lead);
    throw new SandboxError(error.message, { position: (unfinished ? sql.length : near >= 0 ? near : from + lead) + 1 });
  }
}
