import { PGlite } from "@electric-sql/pglite";
import { chmod, mkdir, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir, userInfo } from "node:os";
import { join } from "node:path";

/**
 * A freshly initialised data directory, kept for all later openings: initdb takes seconds, unpacking a tenth of it.
 * Kept in memory for this process and in the OS's folder for temporary files for the next one.
 */
let template: Promise<Blob> | undefined;

/** The data directory every sandbox starts from. */
export function templateDataDirectory(): Promise<Blob> {
  template ??= load().catch((error: unknown) => {
    template = undefined;
    throw error;
  });
  return template;
}

/** Throws the kept directory away: it could not be opened (a full disk, a broken file). The next one is made anew. */
export async function forgetTemplate(): Promise<void> {
  template = undefined;
  const file = await keptFile();
  if (file !== undefined) await rm(file, { force: true });
}

async function keptFile(): Promise<string | undefined> {
  const folder = await privateFolder();
  return folder === undefined ? undefined : join(folder, `pglite-${packageVersion()}.tar`);
}

async function load(): Promise<Blob> {
  const file = await keptFile();
  if (file !== undefined) {
    const kept = await readFile(file).catch(() => undefined);
    if (kept !== undefined) return new InMemory(new Uint8Array(kept));
  }
  const db = await PGlite.create();
  const dump = await db.dumpDataDir("none");
  await db.close();
  const bytes = new Uint8Array(await dump.arrayBuffer());
  if (file !== undefined) await keep(file, bytes);
  return new InMemory(bytes);
}

/** A blob whose bytes are at hand: Node gathers those of a plain one piece by piece, for a quarter of the time of opening. */
class InMemory extends Blob {
  readonly #content: Uint8Array<ArrayBuffer>;

  constructor(content: Uint8Array<ArrayBuffer>) {
    super([]);
    this.#content = content;
  }

  override arrayBuffer(): Promise<ArrayBuffer> {
    return Promise.resolve(this.#content.buffer);
  }
}

/** Written aside and renamed, so that another process never reads half a file. Not being able to keep it only costs time. */
async function keep(file: string, bytes: Uint8Array): Promise<void> {
  const aside = `${file}.${process.pid}.${Math.random().toString(36).slice(2)}`;
  try {
    await writeFile(aside, bytes, { mode: 0o600 });
    await rename(aside, file);
  } catch {
    // A full or read-only disk: the next process initialises again.
  }
}

/** A folder only this user can write to: a data directory planted by somebody else would run their code. */
async function privateFolder(): Promise<string | undefined> {
  try {
    const { uid } = userInfo();
    const folder = join(tmpdir(), `strata-${uid}`);
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const found = await stat(folder);
    if (uid >= 0 && found.uid !== uid) return undefined;
    await chmod(folder, 0o700);
    return folder;
  } catch {
    return undefined;
  }
}

function packageVersion(): string {
  const require = createRequire(import.meta.url);
  // The package does not export its package.json, so it is found beside the entry.
  const entry = require.resolve("@electric-sql/pglite");
  const text: unknown = require(join(entry, "..", "..", "package.json"));
  if (typeof text === "object" && text !== null && "version" in text && typeof text.version === "string") return text.version;
  throw new Error("The PGlite package has no version");
}
