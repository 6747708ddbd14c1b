import { existsSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

/** The studio's own migrations, found upwards from this file: it runs bundled in .build as well as from its source. */
export function migrationsDirectory(): string {
  for (let at = path.dirname(fileURLToPath(import.meta.url)); ; at = path.dirname(at)) {
    const candidate = path.join(at, "prisma", "migrations");
    if (existsSync(candidate)) return candidate;
    if (path.dirname(at) === at) throw new Error("prisma/migrations is missing: the installation is incomplete");
  }
}
