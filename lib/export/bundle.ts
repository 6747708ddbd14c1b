import { strToU8, zipSync, type Zippable } from "fflate";
import type { MigrationFile } from "../plan/migration-file";
import { diagramFile, writeDesignDocument } from "./formats/design-document";
import { json } from "./formats/json";
import { sql } from "./formats/sql";
import type { DocumentInput } from "./input";
import { ciExamples } from "./ci-examples";
import { lockFile, writeLock } from "./lock";
import { exportMigrations, usualTool, type ExportedMigrations, type MigrationTool } from "./migrations";

/** A design with its released files. */
export interface BundleInput {
  readonly document: DocumentInput;
  /** Released migrations, oldest first. */
  readonly migrations: readonly MigrationFile[];
  /** Scripts that move rows, apart from schema migrations. */
  readonly dataMigrations?: readonly MigrationFile[];
  /** Paths of both in the order of their releases, so that a longer history only adds lines to the lock. Absent: as they are given. */
  readonly released?: readonly string[];
  /** The tool whose form the migrations take; absent: that of files that were there before Strata, else the native one. */
  readonly tool?: MigrationTool;
  /** Names of migrations that are in their technology's own form already: no tool writes them anew. */
  readonly native?: ReadonlySet<string>;
}

/** The bundle's migrations in the form of its tool, and what cannot be said in it: an error forbids the bundle. */
export function bundleMigrations({ document, migrations, native = new Set(), tool }: BundleInput): ExportedMigrations {
  const others = migrations.filter(({ name }) => !native.has(name));
  const own = migrations.filter(({ name }) => native.has(name)).map(({ name, content }) => ({ of: name, path: name, text: content }));
  if (others.length === 0 && own.length > 0) return { files: own, diagnostics: [] };
  const written = exportMigrations(tool ?? usualTool(others), others, document.target.capabilities);
  return { ...written, files: [...written.files, ...own] };
}

/** The bundle's files by path, in the order they are packed. `strata.lock` names `migrations/...` and `data_migrations/...`. */
export async function bundleFiles(input: BundleInput): Promise<ReadonlyMap<string, string>> {
  const { document, dataMigrations = [], released = [] } = input;
  const migrations = bundleMigrations(input).files;
  const files = new Map<string, string>();
  files.set("DESIGN.md", writeDesignDocument(document));
  for (const { path, text } of migrations) files.set(migrationPath(path), text);
  files.set("data_migrations/README.md", dataReadme);
  for (const file of dataMigrations) files.set(dataMigrationPath(file.name), file.content);
  if (document.shape === undefined) files.set("schema.sql", sql.write(document));
  for (const { path, content } of document.shape?.files ?? []) files.set(`schema/${path}`, content);
  for (const store of document.stores ?? []) for (const { path, content } of store.files) files.set(`schema/${store.folder}${path}`, content);
  files.set("schema.json", json.write(document));
  if (document.diagramSvg !== undefined) files.set(diagramFile, document.diagramSvg);
  for (const [path, text] of ciExamples(document, migrations.some(({ of, path }) => of !== undefined && path.endsWith(".sql")))) files.set(path, text);
  const place = new Map(released.map((path, i) => [path, i]));
  const locked = [
    ...migrations.flatMap(({ of, path, text }) => (of === undefined ? [] : [{ name: migrationPath(path), content: text, of: migrationPath(of) }])),
    ...dataMigrations.map(({ name, content }) => ({ name: dataMigrationPath(name), content, of: dataMigrationPath(name) })),
  ].toSorted((a, b) => (place.get(a.of) ?? released.length) - (place.get(b.of) ?? released.length));
  files.set(lockFile, await writeLock(locked.map(({ name, content }) => ({ name, content }))));
  return files;
}

/** Where a migration file lies in the bundle, by which the lock knows it. */
export function migrationPath(name: string): string {
  return `migrations/${name}`;
}

/** Where a script that moves rows lies in the bundle. */
export function dataMigrationPath(name: string): string {
  return `data_migrations/${name}`;
}

/** Packs files into a zip. The same files give the same bytes. */
export function zipBundle(files: ReadonlyMap<string, string>): Uint8Array {
  // Zip has no time zone: fflate writes the local clock, so the local start of 1980 is the same everywhere.
  const mtime = new Date(1980, 0, 1);
  const entries: Zippable = {};
  for (const [path, content] of files) {
    if (path.startsWith("/") || path.includes("\\") || path.split("/").some((part) => part === ".." || part === "")) throw new Error(`A bundle cannot hold the path ${path}`);
    entries[path] = [strToU8(content), { mtime, level: 9 }];
  }
  return zipSync(entries);
}

const dataReadme = `# Data migrations

Scripts that move or fill rows live here, apart from the schema migrations in \`migrations/\`, because they

- may need to run in batches on large tables,
- may need another way back than the schema,
- run while the application runs.

Run them between the schema migrations that make room for the new form and those that take the old one away.
`;
