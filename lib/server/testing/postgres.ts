import pg from "pg";
import { afterAll } from "vitest";

/** Address of a PostgreSQL server for tests, or undefined: then PostgreSQL's tests are skipped. */
export const postgresUrl: string | undefined = process.env.STRATA_TEST_POSTGRES_URL;

/** A database of its own on that server, dropped at the end. */
export async function temporaryDatabase(serverUrl: string): Promise<string> {
  const name = `strata_test_${process.pid}_${Math.random().toString(36).slice(2, 8)}`;
  await administer(serverUrl, `CREATE DATABASE ${name}`);
  afterAll(() => administer(serverUrl, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`));
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  return url.href;
}

async function administer(serverUrl: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: serverUrl });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}
