import type { PGlite } from "@electric-sql/pglite";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { gunzipSync } from "node:zlib";

/** The archives PGlite 0.5.16 ships that hold one extension of the same name. */
const archives = [
  "amcheck", "bloom", "btree_gin", "btree_gist", "citext", "cube", "dict_int", "dict_xsyn", "earthdistance", "file_fdw",
  "fuzzystrmatch", "hstore", "intarray", "isn", "lo", "ltree", "pageinspect", "pg_buffercache", "pg_freespacemap",
  "pg_logicalinspect", "pg_stat_statements", "pg_surgery", "pg_trgm", "pg_visibility", "pg_walinspect", "pgcrypto",
  "seg", "tablefunc", "tcn", "tsm_system_rows", "tsm_system_time", "unaccent", "uuid-ossp",
] as const;

/** Archive by extension; `spi` holds four, and `vector` comes in a package of its own. */
const archiveOf: ReadonlyMap<string, string> = new Map([
  ["vector", "vector"],
  ...archives.map((name) => [name, name] as const),
  ...["autoinc", "insert_username", "moddatetime", "refint"].map((name) => [name, "spi"] as const),
]);

/** What CREATE EXTENSION ... CASCADE brings along (from the control files). */
const requires: Readonly<Record<string, readonly string[]>> = { earthdistance: ["cube"] };

/**
 * Puts contrib extensions into a running PGlite when a script first names them. Passing all of them at opening
 * (PGlite's own way) costs 0.7 s of unpacking and compiling each time; most scripts need none.
 */
export class ExtensionLoader {
  readonly #loaded = new Set<string>();

  /** `own`: extensions that are SQL text, as files by name (`x.control`, `x--1.sql`). */
  constructor(private readonly db: PGlite, own: Readonly<Record<string, string>> = {}) {
    const { FS: fs, WASM_PREFIX: prefix } = db.Module;
    for (const [name, text] of Object.entries(own)) fs.writeFile(`${prefix}/share/postgresql/extension/${name}`, text);
  }

  /** Loads what `sql` may create: every extension whose name stands in a script that speaks of extensions at all. */
  async loadFor(sql: string): Promise<void> {
    if (!/extension/i.test(sql)) return;
    const text = sql.toLowerCase();
    for (const [name, archive] of archiveOf) {
      if (this.#loaded.has(archive) || !text.includes(name)) continue;
      for (const needed of [...(requires[archive] ?? []), archive]) await this.#load(needed);
    }
  }

  async #load(archive: string): Promise<void> {
    if (this.#loaded.has(archive)) return;
    this.#loaded.add(archive);
    const { FS: fs, WASM_PREFIX: prefix } = this.db.Module;
    for (const { name, data } of untar(gunzipSync(await readFile(join(distFolder(archive), `${archive}.tar.gz`))))) {
      const path = `${prefix}/${name}`;
      fs.mkdirTree(dirname(path));
      if (!name.endsWith(".so")) {
        fs.writeFile(path, data);
        continue;
      }
      // The preload plugin compiles the library now, so that the engine's synchronous dlopen finds it.
      await new Promise<void>((done, failed) => {
        const file = path.slice(path.lastIndexOf("/") + 1);
        const fail = (): void => failed(new Error(`PGlite could not load ${file}`));
        // Emscripten takes bytes here; its published type knows only addresses to fetch.
        Reflect.apply(fs.createPreloadedFile, fs, [dirname(path), file, data, true, true, () => done(), fail, false]);
      });
    }
  }
}

function distFolder(archive: string): string {
  return dirname(createRequire(import.meta.url).resolve(archive === "vector" ? "@electric-sql/pglite-pgvector" : "@electric-sql/pglite"));
}

/** The plain files of a tar archive (ustar: 512-byte header with name, octal size and type, then the padded content). */
function untar(bytes: Uint8Array): { readonly name: string; readonly data: Uint8Array }[] {
  const text = (from: number, length: number): string =>
    new TextDecoder().decode(bytes.subarray(from, from + length)).replace(/\0[^]*$/, "");
  const files: { name: string; data: Uint8Array }[] = [];
  let at = 0;
  while (at + 512 <= bytes.length && bytes[at] !== 0) {
    const size = Number.parseInt(text(at + 124, 12).trim(), 8);
    const type = text(at + 156, 1);
    const prefix = text(at + 345, 155);
    const name = text(at, 100);
    if (type === "" || type === "0") {
      files.push({ name: prefix === "" ? name : `${prefix}/${name}`, data: bytes.slice(at + 512, at + 512 + size) });
    }
    at += 512 + Math.ceil(size / 512) * 512;
  }
  return files;
}
