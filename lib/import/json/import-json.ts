import { fail, succeed, type Diagnostic, type Result, type Schema, type TechnologyId } from "../../model";
import type { Target } from "../../targets/target";
import { foundIn } from "../found";
import type { ImportResult } from "../import-result";
import { placeIn } from "../sql/line-counter";
import { brokenReferences } from "./references";
import type { ImportedLayout } from "./layout-shape";
import { schemaFileShape, schemaShape, type SchemaFile } from "./schema-shape";
import { clashingPatterns, type ImportedUsage } from "./usage-shape";

/** A schema's own nesting is under twenty; more is an attack on readers that recurse. */
const depthLimit = 64;

/** The text of a schema file: what `strata import --json` prints and this importer reads. */
export function writeSchemaFile(target: TechnologyId, schema: Schema): string {
  const file: SchemaFile = { strata: 1, target, schema };
  return `${JSON.stringify(file, undefined, 2)}\n`;
}

/** Reads Strata's own JSON: a schema file, or a bare schema in the asked target's language. Every id must resolve. */
export async function importJson(
  request: { readonly target: Target; readonly text: string; readonly file?: string | undefined },
): Promise<Result<ImportResult>> {
  const { target, text, file } = request;
  const read = readSchemaFile(text, file);
  if (!read.ok) return read;
  if (read.value.target !== undefined && read.value.target !== target.id) {
    return fail(problem(`This schema is for ${read.value.target}, not for ${target.id}. Import it with its own target.`, file, "import-json-other-target"));
  }
  const { schema, layout, usage } = read.value;
  const unknown = [...new Set(schema.objects.map((object) => object.kind))].filter((kind) => !Object.hasOwn(target.objectKinds, kind));
  if (unknown.length > 0) return fail(problem(`${target.label} has no objects of the kind ${unknown.join(", ")}.`, file));
  return succeed({ schema, found: [...foundIn(schema, target), ...(usage?.patterns === undefined || usage.patterns.length === 0 ? [] : [{ kind: "access patterns", count: usage.patterns.length }])], diagnostics: [], ...layout, ...(usage === undefined ? {} : { usage }) });
}

/** Reads and checks a schema file without knowing its target beforehand; `target` is absent for a bare schema. */
export function readSchemaFile(text: string, file?: string): Result<{ readonly target?: TechnologyId; readonly schema: Schema; readonly layout?: ImportedLayout; readonly usage?: ImportedUsage }> {
  if (depthOf(text) > depthLimit) return fail(problem(`This JSON nests deeper than ${depthLimit} levels.`, file));
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    return fail(syntaxProblem(error, text, file));
  }
  const bare = typeof value === "object" && value !== null && !("strata" in value) && "tables" in value;
  const parsed = bare ? schemaShape.safeParse(value) : schemaFileShape.safeParse(value);
  if (!parsed.success) {
    return fail(...parsed.error.issues.slice(0, 100).map((issue) => problem(`${pathText(issue.path)}: ${issue.message}`, file)));
  }
  const found = "schema" in parsed.data ? parsed.data : { schema: parsed.data };
  const broken = [...brokenReferences(found.schema), ...clashingPatterns(found.schema, "usage" in found ? found.usage?.patterns : undefined)];
  return broken.length > 0 ? fail(...broken.map((sentence) => problem(sentence, file))) : succeed(found);
}

function problem(message: string, file: string | undefined, code = "import-json-invalid"): Diagnostic {
  return { code, severity: "error", message, ...(file === undefined ? {} : { place: { file } }) };
}

function syntaxProblem(error: unknown, text: string, file: string | undefined): Diagnostic {
  const message = error instanceof Error ? error.message : String(error);
  const offset = /position (\d+)/.exec(message)?.[1];
  const place = offset === undefined ? {} : placeIn(text, Number(offset), 1);
  return { code: "import-json-syntax", severity: "error", message: `This is not JSON: ${message}.`, place: { ...(file === undefined ? {} : { file }), ...place } };
}

/** `tables[3].columns[0].name`. */
function pathText(path: readonly PropertyKey[]): string {
  return path.reduce<string>((text, key) => (typeof key === "number" ? `${text}[${key}]` : text === "" ? String(key) : `${text}.${String(key)}`), "") || "The document";
}

/** Deepest nesting of brackets outside strings. */
function depthOf(text: string): number {
  let depth = 0;
  let deepest = 0;
  let quoted = false;
  for (let at = 0; at < text.length; at += 1) {
    const char = text.charCodeAt(at);
    if (quoted) {
      if (char === 92) at += 1;
      else if (char === 34) quoted = false;
    } else if (char === 34) quoted = true;
    else if (char === 123 || char === 91) deepest = Math.max(deepest, (depth += 1));
    else if (char === 125 || char === 93) depth -= 1;
  }
  return deepest;
}
