/** The part of the TypeScript module that is the same for every database. */
export const typescriptRunner = `export interface Options {
  /** Rows per batch (1000). */
  readonly batchSize: number;
  /** Seconds between batches (0.1). */
  readonly pause: number;
  /** Wait while replicas are further behind, in seconds. */
  readonly maxLag?: number;
  /** Wait while more statements than this are running. */
  readonly maxLoad?: number;
  /** Seconds for one statement (30); a batch that takes longer is halved. */
  readonly statementTimeout: number;
  /** Seconds to wait for a lock (2). */
  readonly lockTimeout: number;
  /** Tries after a lock was not had, with growing waits (10). */
  readonly retries: number;
  /** Walks through the table while rows are left (5). */
  readonly passes: number;
  /** Called with a line of progress. */
  readonly report: (line: string) => void;
}

const defaults: Options = { batchSize: 1000, pause: 0.1, statementTimeout: 30, lockTimeout: 2, retries: 10, passes: 5, report: () => {} };

/** Does the migration, or goes on with it. Gives the number of rows walked in this run. */
export function migrate(connection: Connection, options: Partial<Options> = {}): Promise<number> {
  return run(connection, forward, { ...defaults, ...options });
}

/** Takes the migration back in the same way. */
export async function rollback(connection: Connection, options: Partial<Options> = {}): Promise<number> {
  if (typeof backward === "string") throw new Error(\`\${name} has no rollback: \${backward}\`);
  return run(connection, backward, { ...defaults, ...options });
}

/** Counts, and changes nothing. Gives the rows of the table and those that are still to be done. */
export async function dryRun(connection: Connection, direction: "forward" | "rollback" = "forward"): Promise<{ readonly rows: number; readonly remaining: number }> {
  const job: Job | string = direction === "forward" ? forward : backward;
  if (typeof job === "string") throw new Error(\`\${name} has no rollback: \${job}\`);
  return { rows: await number(connection, \`SELECT count(*) FROM \${source}\`), remaining: await number(connection, job.remaining) };
}

async function run(connection: Connection, job: Job, options: Options): Promise<number> {
  if (!(options.batchSize >= 1)) throw new Error("batchSize is at least 1");
  await prepareSession(connection, options);
  await retrying(options, () => start(connection, job));
  let total = 0;
  let left = 0;
  for (let walked = 1; walked <= options.passes; walked += 1) {
    total += await walk(connection, job, options);
    left = await number(connection, job.remaining);
    if (left === 0) {
      await change(connection, \`UPDATE strata_data_migrations SET finished_at = coalesce(finished_at, \${now}) WHERE name = \${place(1)}\`, [name]);
      options.report(\`\${name}: done; \${total} rows walked in this run, none left.\`);
      return total;
    }
    options.report(\`\${name}: \${left} rows are left after the walk.\`);
    await change(connection, \`UPDATE strata_data_migrations SET last_key = NULL, finished_at = NULL WHERE name = \${place(1)}\`, [name]);
  }
  throw new Error(\`\${name}: \${left} rows are left after \${options.passes} walks. Something undoes the change, or the statement does not reach them.\`);
}

async function start(connection: Connection, job: Job): Promise<void> {
  await change(connection, createProgress);
  await change(connection, insertProgress, [name, job.direction]);
  await change(
    connection,
    \`UPDATE strata_data_migrations SET direction = \${place(1)}, last_key = NULL, rows_done = 0, started_at = \${now}, finished_at = NULL WHERE name = \${place(2)} AND direction <> \${place(3)}\`,
    [job.direction, name, job.direction],
  );
}

async function walk(connection: Connection, job: Job, options: Options): Promise<number> {
  let size = options.batchSize;
  let walked = 0;
  for (;;) {
    await waitForOthers(connection, options);
    try {
      const { rows: moved, done } = await retrying(options, () => batch(connection, job, size));
      if (moved === 0) return walked;
      walked += moved;
      options.report(\`\${name}: \${done} rows walked.\`);
    } catch (error) {
      if (size === 1 || !isTooLong(error)) throw error;
      size = Math.max(1, Math.floor(size / 2));
      options.report(\`\${name}: a batch took longer than \${options.statementTimeout} s; going on with batches of \${size}.\`);
    }
    await sleep(options.pause);
  }
}

/** One batch and its place, in one transaction. */
async function batch(connection: Connection, job: Job, size: number): Promise<{ readonly rows: number; readonly done: number }> {
  await change(connection, begin);
  try {
    // The lock on the progress row keeps a second run out of this batch.
    const [row] = await rows(connection, \`SELECT direction, last_key, rows_done FROM strata_data_migrations WHERE name = \${place(1)}\${lock}\`, [name]);
    if (row === undefined || row["direction"] !== job.direction) throw new Error(\`\${name}: its row in strata_data_migrations was changed meanwhile, perhaps by a run in the other direction.\`);
    const done = Number(row["rows_done"]);
    const last = row["last_key"] === null ? undefined : readKey(String(row["last_key"])).map(([mark, text]) => decode(mark, text));
    const [end] = last === undefined ? await rows(connection, first, [size]) : await rows(connection, next, [...afterKey.map((i) => last[i]), size]);
    if (end === undefined) {
      await change(connection, "COMMIT");
      return { rows: 0, done };
    }
    const key = Array.from({ length: keyColumns }, (_, i): readonly [string, string] => [String(end[\`mark_\${i}\`]), String(end[\`text_\${i}\`])]);
    const upper = key.map(([mark, text]) => decode(mark, text));
    let condition = job.upTo.sql;
    let values = job.upTo.order.map((i) => upper[i]);
    if (last !== undefined) {
      const more = job.after.order.map((i) => last[i]);
      // Numbered places stand for the upper key first; others are filled in the order they stand in.
      condition = numbered ? \`\${condition} AND \${job.after.sql}\` : \`\${job.after.sql} AND \${condition}\`;
      values = numbered ? [...values, ...more] : [...more, ...values];
    }
    const parts = job.statement.split(batchPlace);
    const repeated = numbered ? values : Array.from({ length: parts.length - 1 }, () => values).flat();
    await change(connection, parts.join(\`(\${condition})\`), repeated);
    const moved = Number(end["n"]);
    await change(connection, \`UPDATE strata_data_migrations SET last_key = \${place(1)}, rows_done = \${place(2)} WHERE name = \${place(3)}\`, [JSON.stringify(key), done + moved, name]);
    await change(connection, "COMMIT");
    return { rows: moved, done: done + moved };
  } catch (error) {
    // The connection may be gone, or the transaction ended already: either way nothing is left of it.
    await change(connection, "ROLLBACK").catch(() => 0);
    throw error;
  }
}

/** Waits and tries again while others hold what is needed. */
async function retrying<T>(options: Options, work: () => Promise<T>): Promise<T> {
  for (let attempt = 0; ; attempt += 1) {
    try {
      return await work();
    } catch (error) {
      if (attempt >= options.retries || !isWaiting(error)) throw error;
      // Half of the wait is by chance, so that two that stand in each other's way do not meet again.
      const wait = Math.min(30, 0.1 * 2 ** attempt) * (0.5 + Math.random() / 2);
      options.report(\`\${name}: \${error instanceof Error ? error.message : String(error)}; trying again in \${wait.toFixed(1)} s.\`);
      await sleep(wait);
    }
  }
}

async function waitForOthers(connection: Connection, { maxLag, maxLoad, pause, report }: Options): Promise<void> {
  while (maxLag !== undefined && (await lag(connection)) > maxLag) {
    report(\`\${name}: waiting, replicas are more than \${maxLag} s behind.\`);
    await sleep(Math.max(1, pause));
  }
  while (maxLoad !== undefined && (await load(connection)) > maxLoad) {
    report(\`\${name}: waiting, more than \${maxLoad} statements are running.\`);
    await sleep(Math.max(1, pause));
  }
}

async function number(connection: Connection, sql: string): Promise<number> {
  const [row] = await rows(connection, sql);
  return Number(row === undefined ? 0 : Object.values(row)[0] ?? 0);
}

function readKey(text: string): readonly (readonly [string, string])[] {
  const parsed: unknown = JSON.parse(text);
  return Array.isArray(parsed) ? parsed.map((part: unknown) => (Array.isArray(part) ? [String(part[0]), String(part[1])] as const : ["t", ""] as const)) : [];
}

function sleep(seconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, seconds * 1000));
}
`;
