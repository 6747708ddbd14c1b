import { fail, succeed, type Diagnostic, type Result } from "../../model";
import type { MigrationFile } from "../../plan/migration-file";
import type { Target } from "../../targets/target";
import type { ImportResult } from "../import-result";
import { importJson } from "../json/import-json";
import { importEntries } from "../migrations-folder/import-folder";
import type { WorkOptions } from "../work";
import { unpack } from "./unpack";

/** Reads a released bundle: `schema.json` for the schema, `migrations/*.sql` and `strata.lock` for its history. Without schema.json it may be a migrations folder. */
export async function importBundle(
  request: { readonly target: Target; readonly text: string; readonly file?: string | undefined }, options: WorkOptions,
): Promise<Result<ImportResult>> {
  const { target, text, file } = request;
  const bytes = fromBase64(text);
  if (bytes === undefined) return fail(bundleProblem("This bundle is not base64 text of a zip file.", file));
  const unpacked = await unpack(bytes);
  if (!unpacked.ok) return fail(...unpacked.diagnostics.map((diagnostic) => ({ ...diagnostic, ...(file === undefined ? {} : { place: { file } }) })));
  const entries = unpacked.value;
  const schema = decode(entries.get("schema.json"));
  if (!entries.has("schema.json")) {
    // Not every zip is a bundle: one of a migrations folder is told by its files.
    const folder = await importEntries(target, entries, options);
    if (folder.ok || folder.diagnostics.every(({ code }) => code !== "folder-unknown")) return folder;
  }
  if (schema === undefined) return fail(bundleProblem("This zip holds no readable schema.json, so it is not a bundle of Strata, and no migrations of a known tool.", file));
  const imported = await importJson({ target, text: schema, file: file === undefined ? "schema.json" : `${file}/schema.json` });
  if (!imported.ok) return imported;
  const migrations: MigrationFile[] = [];
  for (const [name, content] of [...entries].sort(([a], [b]) => inRunningOrder(a, b))) {
    const match = /^migrations\/([^/]+\.sql)$/.exec(name);
    if (match?.[1] === undefined) continue;
    const sql = decode(content);
    if (sql === undefined) return fail(bundleProblem(`${name} is not text in UTF-8.`, file));
    migrations.push({ name: match[1], content: sql });
  }
  const lock = decode(entries.get("strata.lock"));
  return succeed({ ...imported.value, migrations, ...(lock === undefined ? {} : { lock }) }, imported.diagnostics);
}

/** By the number a file begins with, as runners of the format do, then by name: 2_b comes before 10_a. */
function inRunningOrder(a: string, b: string): number {
  const number = (name: string): bigint => BigInt(/(?:^|\/)(\d+)[^/]*$/.exec(name)?.[1] ?? "0");
  const [x, y] = [number(a), number(b)];
  return x < y ? -1 : x > y ? 1 : a < b ? -1 : 1;
}

function bundleProblem(message: string, file: string | undefined): Diagnostic {
  return { code: "import-bundle-invalid", severity: "error", message, ...(file === undefined ? {} : { place: { file } }) };
}

function fromBase64(text: string): Uint8Array | undefined {
  try {
    return Uint8Array.from(atob(text), (char) => char.charCodeAt(0));
  } catch {
    return undefined;
  }
}

function decode(bytes: Uint8Array | undefined): string | undefined {
  if (bytes === undefined) return undefined;
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
