import type { Diagnostic } from "../model";
import { migrationPlace, migrationVersion } from "./migration-name";

/** A file of a release by its name within the folder that is locked. */
export interface LockedFile {
  readonly name: string;
  readonly content: string;
}

/** Name of the lock file in a bundle. */
export const lockFile = "strata.lock";

/** One line of the lock. */
export interface LockEntry {
  readonly name: string;
  readonly sha256: string;
  /** SHA-256 over the chain before, the name and the content's hash: no line can be changed, moved or taken out unseen. */
  readonly chain: string;
}

const header = "strata.lock 1 sha-256";

/**
 * The lock of released files, oldest first: one line per file with hash, chained hash and name. The same files give the same text, and
 * a longer history only adds lines. Line ends count as LF, so a checkout that turns them is no edit.
 */
export async function writeLock(files: readonly LockedFile[]): Promise<string> {
  const lines = [header];
  for (const entry of await lockEntries(files)) lines.push(`${entry.sha256} ${entry.chain} ${JSON.stringify(entry.name)}`);
  return `${lines.join("\n")}\n`;
}

/**
 * Compares a folder's files with its lock. Finds released files that were edited, renamed or are missing, files that were put
 * between or before them, a changed order, and a lock that was edited itself. Files after the last released one are work in progress.
 */
export async function checkLock(lockText: string, files: readonly LockedFile[]): Promise<readonly Diagnostic[]> {
  const lock = readLock(lockText);
  if (!Array.isArray(lock)) return [lock];
  const found = await brokenChain(lock);
  const byName = new Map(files.map((file) => [file.name, file]));
  const hashes = new Map(await Promise.all(files.map(async (file) => [file.name, await sha256(normal(file.content))] as const)));
  const locked = new Set(lock.map((entry) => entry.name));
  for (const [i, entry] of lock.entries()) {
    const hash = hashes.get(entry.name);
    if (byName.has(entry.name)) {
      if (hash !== entry.sha256) found.push(finding("lock-file-edited", entry.name, `${entry.name} was changed after its release. Put it back as it was and write a new migration instead.`));
      continue;
    }
    const renamed = files.find((file) => !locked.has(file.name) && hashes.get(file.name) === entry.sha256);
    if (renamed === undefined) found.push(finding("lock-file-missing", entry.name, `${entry.name} was released and is not there any more (entry ${i + 1} of the lock).`));
    else found.push(finding("lock-file-renamed", renamed.name, `${entry.name} was released under that name and is now called ${renamed.name}.`));
  }
  const unlocked = files.filter((file) => !locked.has(file.name) && !lock.some((entry) => !byName.has(entry.name) && hashes.get(file.name) === entry.sha256));
  for (const folder of new Set(lock.map((entry) => migrationPlace(entry.name).folder))) {
    const here = (name: string): boolean => migrationPlace(name).folder === folder;
    const present = lock.map((entry) => entry.name).filter((name) => here(name) && byName.has(name));
    found.push(...misplaced(present, unlocked.map((file) => file.name).filter(here)));
  }
  return found;
}

/** What runs elsewhere than the lock says: released files in another order, new files before released ones. */
function misplaced(released: readonly string[], others: readonly string[]): readonly Diagnostic[] {
  // Names without a number, such as those that a tool chains by what they hold, have no place among others.
  const numbered = released.filter((name) => migrationVersion(name) !== undefined);
  const order = numbered.toSorted(byVersion);
  const first = numbered.find((name, i) => name !== order[i]);
  const last = order.at(-1);
  return [
    ...(first === undefined ? [] : [finding("lock-file-reordered", first, `${first} does not run in the order it was released in: the lock says ${released.join(", ")}.`)]),
    ...others.filter((name) => last !== undefined && migrationVersion(name) !== undefined && byVersion(name, last) < 0)
      .map((name) => finding("lock-file-inserted", name, `${name} would run before ${last ?? ""}, which is released already. Number it after that.`)),
  ];
}

/** The order migrations run in, by number; of one number, as they are given (two directions, parts of a version). */
function byVersion(a: string, b: string): number {
  const [x, y] = [migrationVersion(a), migrationVersion(b)];
  return x === undefined || y === undefined || x === y ? 0 : x < y ? -1 : 1;
}

function readLock(text: string): LockEntry[] | Diagnostic {
  const [first, ...lines] = normal(text).split("\n");
  if (first !== header) return { code: "lock-unreadable", severity: "error", message: `The lock does not start with "${header}". It is damaged or of a newer version.`, place: { file: lockFile, line: 1 } };
  const entries: LockEntry[] = [];
  for (const [i, line] of lines.entries()) {
    if (line === "") continue;
    const match = /^([0-9a-f]{64}) ([0-9a-f]{64}) ("(?:[^"\\]|\\.)*")$/.exec(line);
    const name = match?.[3] === undefined ? undefined : parsedName(match[3]);
    if (match?.[1] === undefined || match[2] === undefined || name === undefined) {
      return { code: "lock-unreadable", severity: "error", message: "This line of the lock is damaged. Take the lock from the release again.", place: { file: lockFile, line: i + 2 } };
    }
    entries.push({ name, sha256: match[1], chain: match[2] });
  }
  return entries;
}

function parsedName(text: string): string | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "string" ? value : undefined;
  } catch {
    return undefined;
  }
}

async function brokenChain(lock: readonly LockEntry[]): Promise<Diagnostic[]> {
  let chain = "";
  for (const [i, entry] of lock.entries()) {
    chain = await link(chain, entry.name, entry.sha256);
    if (chain !== entry.chain) {
      return [{ code: "lock-edited", severity: "error", message: `The lock was edited: its lines do not follow from each other at ${entry.name}.`, place: { file: lockFile, line: i + 2 } }];
    }
  }
  return [];
}

/** The lines of a lock for files in the order of their release. A longer history only adds lines. */
export async function lockEntries(files: readonly LockedFile[]): Promise<readonly LockEntry[]> {
  const entries: LockEntry[] = [];
  let chain = "";
  for (const { name, content } of files) {
    const hash = await sha256(normal(content));
    chain = await link(chain, name, hash);
    entries.push({ name, sha256: hash, chain });
  }
  return entries;
}

function link(chain: string, name: string, hash: string): Promise<string> {
  return sha256(`${chain}\n${name}\n${hash}`);
}

function normal(text: string): string {
  return text.replaceAll("\r\n", "\n");
}

async function sha256(text: string): Promise<string> {
  const digest = await globalThis.crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

function finding(code: string, file: string, message: string): Diagnostic {
  return { code, severity: "error", message, place: { file } };
}
