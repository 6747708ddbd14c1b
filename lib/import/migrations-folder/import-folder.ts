import { fail, succeed, type Result } from "../../model";
import type { Target } from "../../targets/target";
import { unpack } from "../bundle/unpack";
import type { ImportResult } from "../import-result";
import type { WorkOptions } from "../work";
import { adoptFolder } from "./replay";

/** Endings of files that a tool's folder may hold; others of a zip are not looked at. */
const readable = /\.(?:sql|conf|toml|py|rb|[cm]?js|ts|xml|ya?ml|json|ini)$/i;

/** Reads a zip of a migrations folder, or of a project with one: its migrations are replayed. */
export async function importMigrations(
  request: { readonly target: Target; readonly text: string; readonly file?: string | undefined }, options: WorkOptions,
): Promise<Result<ImportResult>> {
  const bytes = fromBase64(request.text);
  if (bytes === undefined) return fail({ code: "import-zip-invalid", severity: "error", message: "Choose a zip of the migrations folder: this is text." });
  const unpacked = await unpack(bytes);
  return unpacked.ok ? importEntries(request.target, unpacked.value, options) : unpacked;
}

/** The same of a zip's files by path. */
export async function importEntries(target: Target, entries: ReadonlyMap<string, Uint8Array>, options: WorkOptions): Promise<Result<ImportResult>> {
  const files = [...entries].filter(([path]) => readable.test(path) && !/(?:^|\/)(?:node_modules|__MACOSX|\.[^/]*)\//.test(path)).flatMap(([path, content]) => {
    const text = decode(content);
    return text === undefined ? [] : [{ path, text }];
  });
  const adopted = await adoptFolder({ target, files }, options);
  if (!adopted.ok) return adopted;
  const { schema, found, diagnostics, tool, files: released } = adopted.value;
  return succeed({ schema, found, diagnostics, adopted: { tool: tool.label, files: released } }, diagnostics);
}

function fromBase64(text: string): Uint8Array | undefined {
  try {
    return Uint8Array.from(atob(text), (char) => char.charCodeAt(0));
  } catch {
    return undefined;
  }
}

/** Text of UTF-8; a mark at its beginning is kept, since the file is kept to the byte. */
function decode(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
