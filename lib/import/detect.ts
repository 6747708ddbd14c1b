import type { ImportFormat } from "./import-result";

const byExtension: readonly (readonly [RegExp, ImportFormat])[] = [
  [/\.(sql|ddl|psql|pgsql|sqlite3?\.txt|dump)$/i, "sql"], [/\.dbml$/i, "dbml"], [/\.json$/i, "json"], [/\.zip$/i, "bundle"],
];

/** The format of a text, by its file name where that says it, else by its first words. */
export function detectFormat(text: string, file?: string): ImportFormat {
  const named = byExtension.find(([pattern]) => file !== undefined && pattern.test(file));
  if (named !== undefined) return named[1];
  const head = text.slice(0, 20_000).replace(/^\ufeff/, "");
  // "PK\x03\x04" in base64.
  if (head.startsWith("UEsDB")) return "bundle";
  if (/^\s*\{/.test(head)) return "json";
  return /^\s*(Table|Enum|Ref|Project|TableGroup|TablePartial)\b(?!\s*;)[^;]*[{:]/im.test(head) && !/^\s*(CREATE|ALTER|INSERT|SET)\s/im.test(head) ? "dbml" : "sql";
}
