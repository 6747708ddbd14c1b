import { PGlite } from "@electric-sql/pglite";
import type { CatalogQuery, Target } from "../targets/target";
import { ExtensionLoader } from "./pglite-extensions";
import { Observer } from "./pglite-measure";
import { PreparedReadings } from "./pglite-prepared";
import { emptyInPlace } from "./pglite-reset";
import { forgetTemplate, templateDataDirectory } from "./pglite-template";
import { SandboxError, type Observation, type Sandbox } from "./sandbox";

/** What the engine says when a statement does not run inside a transaction block (SQLSTATE active_sql_transaction). */
const refusesTransaction = "25001";

/** Opens an empty PostgreSQL in this process (PGlite, WebAssembly). Contrib extensions are at hand for CREATE EXTENSION, and those given as files of SQL. */
export async function openPglite(target: Pick<Target, "introspect">, ownExtensions: Readonly<Record<string, string>> = {}): Promise<Sandbox> {
  let db = await open();
  let extensions = new ExtensionLoader(db, ownExtensions);
  let readings = new PreparedReadings(db);
  let observer = new Observer(db, readings);
  const version = await db.query<{ v: string }>("SELECT current_setting('server_version') AS v");

  const execute = async (sql: string): Promise<void> => {
    await extensions.loadFor(sql);
    if (/deallocate|discard/i.test(sql)) readings.forget();
    await refusing(() => db.exec(sql));
  };
  /** Everything but an observed statement goes through here, so that the observer knows. */
  const unobserved = async <T>(sql: string, work: () => Promise<T>): Promise<T> => {
    const inTransaction = db.Module._IsTransactionBlock() !== 0;
    try {
      return await work();
    } finally {
      observer.ran(sql, inTransaction);
    }
  };
  const run = (sql: string): Promise<void> => unobserved(sql, () => execute(sql));
  const query: CatalogQuery = async (sql, parameters) => {
    await extensions.loadFor(sql);
    const { rows } = await unobserved(sql, () => refusing(() => db.query<Record<string, unknown>>(sql, parameters === undefined ? [] : [...parameters])));
    return rows;
  };
  const read: CatalogQuery = (sql, parameters) => (parameters === undefined ? unobserved("", () => refusing(() => readings.read(sql))) : query(sql, parameters));
  const measure = async (sql: string): Promise<Observation> => {
    if (db.Module._IsTransactionBlock() !== 0) return observer.observe(sql, () => execute(sql));
    await db.exec("BEGIN");
    observer.ran("BEGIN", false);
    try {
      const observation = await observer.observe(sql, () => execute(sql));
      // A script may have ended the transaction itself.
      if (db.Module._IsTransactionBlock() !== 0) await refusing(() => db.exec("COMMIT"));
      observer.ran("COMMIT", true);
      return observation;
    } catch (error) {
      if (db.Module._IsTransactionBlock() !== 0) await db.exec("ROLLBACK");
      observer.ran("ROLLBACK", true);
      if (error instanceof SandboxError && error.detail.code === refusesTransaction) return observer.observe(sql, () => execute(sql));
      throw error;
    }
  };

  return {
    engine: `PGlite (PostgreSQL ${version.rows[0]?.v ?? "?"})`,
    run,
    query,
    measure,
    introspect: () => target.introspect(read),
    reset: async () => {
      if (await emptyInPlace(db, readings)) return;
      await db.close().catch(() => undefined);
      db = await open();
      extensions = new ExtensionLoader(db, ownExtensions);
      readings = new PreparedReadings(db);
      observer = new Observer(db, readings);
    },
    close: () => db.close(),
  };
}

/**
 * Half of the memory for pages, which a schema with samples does not fill and the engine zeroes at each start; log segments that are
 * neither written full of zeros beforehand nor kept, since nobody will recover a sandbox.
 */
const startParams = [...PGlite.defaultStartParams, ...["shared_buffers=64MB", "wal_init_zero=off", "wal_recycle=off"].flatMap((setting) => ["-c", setting])];

async function open(): Promise<PGlite> {
  try {
    return await PGlite.create({ loadDataDir: await templateDataDirectory(), startParams });
  } catch {
    await forgetTemplate();
    return PGlite.create({ loadDataDir: await templateDataDirectory(), startParams });
  }
}

/** Turns the engine's refusal into a SandboxError; anything else is a bug and passes through. */
async function refusing<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof Error) || !("severity" in error)) throw error;
    const text = (name: string): string | undefined => {
      const value: unknown = Reflect.get(error, name);
      return typeof value === "string" && value !== "" ? value : undefined;
    };
    const code = text("code");
    const position = Number(text("position"));
    const hint = text("hint");
    throw new SandboxError(error.message, {
      ...(code === undefined ? {} : { code }),
      ...(position > 0 ? { position } : {}),
      ...(hint === undefined ? {} : { hint }),
    });
  }
}
