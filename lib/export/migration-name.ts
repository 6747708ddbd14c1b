/** File names of migrations: `007_add_orders_status.sql` by sequence, `20261124101500_add_orders_status.sql` by timestamp. */

export type Numbering = "sequence" | "timestamp";

/**
 * The number of a migration by its path: what its file's name begins with, or that of the folder it has for itself (`0003_x/migration.sql`);
 * undefined when it has none. Compared as a number, as sql-migrate and goose do. Flyway's V and U are passed over; names that begin with a
 * hash (Alembic's) have no number.
 */
export function migrationVersion(path: string): bigint | undefined {
  return migrationPlace(path).version;
}

/** The number with the folder that it counts in. */
export function migrationPlace(path: string): { readonly folder: string; readonly version: bigint | undefined } {
  const parts = path.split("/");
  for (const i of [parts.length - 1, parts.length - 2]) {
    const match = /^(?:[VU](?=\d[\d._]*__))?(\d+)(.?)/i.exec(parts[i] ?? "");
    const isHash = /[0-9a-z]/i.test(match?.[2] ?? "") && !path.endsWith(".sql");
    if (match?.[1] !== undefined && !isHash) return { folder: parts.slice(0, i).join("/"), version: BigInt(match[1]) };
  }
  return { folder: parts.slice(0, -1).join("/"), version: undefined };
}

/**
 * Names for the next files, each after every released one, whatever the clock says and even when the numbering was switched.
 * `now` is taken in UTC.
 */
export function nameMigrations(
  slugs: readonly string[],
  released: readonly string[],
  numbering: Numbering,
  now: Date,
): readonly string[] {
  let last = 0n;
  for (const name of released) {
    const version = migrationVersion(name);
    if (version !== undefined && version > last) last = version;
  }
  const clock = BigInt(timestamp(now));
  return slugs.map((slug) => {
    last = numbering === "timestamp" && clock > last ? clock : nextVersion(last);
    return `${last.toString().padStart(3, "0")}_${slug}.sql`;
  });
}

/** The next number; a timestamp steps by a second without leaving the calendar. */
function nextVersion(version: bigint): bigint {
  const text = version.toString();
  if (text.length !== 14) return version + 1n;
  const at = (from: number, to: number) => Number(text.slice(from, to));
  const date = new Date(Date.UTC(at(0, 4), at(4, 6) - 1, at(6, 8), at(8, 10), at(10, 12), at(12, 14) + 1));
  return BigInt(timestamp(date));
}

function timestamp(date: Date): string {
  return date.toISOString().slice(0, 19).replace(/[-T:]/g, "");
}
