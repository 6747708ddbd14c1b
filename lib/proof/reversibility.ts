import { undoneBeforeMark, type MigrationFile, type ParsedMigration } from "../plan/migration-file";
import type { Reversibility } from "../plan/plan";

/**
 * What a file says of its way back: in its head (`-- Down is lossy: ...`, `-- Irreversible: ...`), or by having no statements
 * after Down and not saying that the file before has them. A file that says nothing promises that nothing is lost.
 */
export function reversibilityOf(file: MigrationFile, parsed: ParsedMigration): Reversibility {
  const head = file.content.split(/^--\s*\+migrate\b/m, 1)[0] ?? "";
  const why = /^--\s*Irreversible:\s*(.+)$/m.exec(head)?.[1];
  if (why !== undefined) return { kind: "irreversible", why: why.trim() };
  if (head.split("\n").includes(`-- ${undoneBeforeMark}`)) return { kind: "lossless" };
  if (parsed.up.length > 0 && parsed.down.length === 0) return { kind: "irreversible", why: "it has no statements after Down" };
  const what = /^--\s*Down is lossy:\s*(.+)$/m.exec(head)?.[1];
  return what === undefined ? { kind: "lossless" } : { kind: "lossy", what: what.trim() };
}
