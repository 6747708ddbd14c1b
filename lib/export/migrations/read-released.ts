import { fail, oneLine, succeed, type Result } from "../../model";
import { parseMigration, type MigrationFile } from "../../plan/migration-file";
import { migrationVersion } from "../migration-name";
import type { ReleasedMigration } from "./tool";

/** Whether a file is of the native format, which is read, or of the tool that was there before, which is kept as it is. */
export function isNative(file: MigrationFile): boolean {
  return /^--\s*\+migrate\s+Up\b/m.test(file.content);
}

/** A released file with its number, its head and its statements. */
export function readReleased(file: MigrationFile): Result<ReleasedMigration> {
  const parsed = parseMigration(file);
  if (!parsed.ok) return parsed;
  const base = file.name.slice(file.name.lastIndexOf("/") + 1);
  const version = migrationVersion(base);
  if (version === undefined) {
    return fail({ code: "migration-without-number", severity: "error", message: `${file.name} does not begin with a number.`, place: { file: file.name } });
  }
  const slug = base.replace(/^\d+[_-]?/, "").replace(/\.sql$/, "").toLowerCase().replaceAll(/[^a-z0-9]+/g, "_").replaceAll(/^_+|_+$/g, "");
  const { transaction, up, down } = parsed.value;
  return succeed({ name: file.name, version, slug: slug === "" ? "change" : slug, head: headOf(file.content), transaction, up, down });
}

/** The comments before the first annotation. */
function headOf(content: string): readonly string[] {
  const head: string[] = [];
  for (const line of content.replace(/^\uFEFF/, "").split(/\r?\n/)) {
    if (/^--\s*\+migrate\b/.test(line)) break;
    const text = oneLine(line.replace(/^--\s?/, ""));
    if (line.startsWith("--") && text !== "") head.push(text);
  }
  return head;
}
