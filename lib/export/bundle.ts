import { strToU8, zipSync, type Zippable } from "fflate";
import type { MigrationFile } from "../plan/migration-file";
import { diagramFile, writeDesignDocument } from "./formats/design-document";
import { json } from "./formats/json";
import { sql } from "./formats/sql";
import type { DocumentInput } from "./input";
import { lockFile, writeLock } from "./lock";

/** A design with its released files. */
export interface BundleInput {
  readonly document: DocumentInput;
  /** Released migrations, oldest first. */
  readonly migrations: readonly MigrationFile[];
  /** Scripts that move rows, apart from schema migrations. */
  readonly dataMigrations?: readonly MigrationFile[];
  /** Paths of both in the order of their releases, so that a longer history only adds lines to the lock. Absent: as they are given. */
  readonly released?: readonly string[];
}

/** The bundle's files by path, in the order they are packed. `strata.lock` names `migrations/...` and `data_migrations/...`. */
export async function bundleFiles({ document, migrations, dataMigrations = [], released = [] }: BundleInput): Promise<ReadonlyMap<string, string>> {
  const files = new Map<string, string>();
  files.set("DESIGN.md", writeDesignDocument(document));
  for (const file of migrations) files.set(migrationPath(file.name), file.content);
  files.set("data_migrations/README.md", dataReadme);
  for (const file of dataMigrations) files.set(dataMigrationPath(file.name), file.content);
  files.set("schema.sql", sql.write(document));
  files.set("schema.json", json.write(document));
  if (document.diagramSvg !== undefined) files.set(diagramFile, document.diagramSvg);
  const place = new Map(released.map((path, i) => [path, i]));
  files.set(lockFile, await writeLock([
    ...migrations.map((file) => ({ ...file, name: migrationPath(file.name) })),
    ...dataMigrations.map((file) => ({ ...file, name: dataMigrationPath(file.name) })),
  ].toSorted((a, b) => (place.get(a.name) ?? released.length) - (place.get(b.name) ?? released.length))));
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
