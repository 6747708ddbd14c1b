import type { ImportFormat } from "@/lib/design/wire";

const byExtension: Readonly<Record<string, ImportFormat>> = { sql: "sql", ddl: "sql", psql: "sql", dump: "sql", dbml: "dbml", json: "json", zip: "bundle" };

/** Guesses what a file or pasted text is: by its name first, then by how it begins. */
export function detectFormat(text: string, file?: string): ImportFormat {
  const extension = file?.split(".").at(-1)?.toLowerCase();
  const named = extension === undefined ? undefined : byExtension[extension];
  if (named !== undefined) return named;
  const start = text.slice(0, 20_000);
  if (/^\s*[{[]/.test(start)) return "json";
  if (/^\s*(project|table|enum|ref|tablegroup)\s+[^(;]*\{/im.test(start) && !/\bcreate\s+(table|type)\b/i.test(start)) return "dbml";
  return "sql";
}

/** What people call the formats. */
export const formatLabels: Readonly<Record<ImportFormat, string>> = { sql: "SQL", dbml: "DBML", json: "Strata JSON", bundle: "Released bundle (zip)" };
