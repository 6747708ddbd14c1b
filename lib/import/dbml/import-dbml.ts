import type { CompilerError } from "@dbml/core";
import { fail, succeed, type Diagnostic, type Result } from "../../model";
import type { Target } from "../../targets/target";
import { foundIn } from "../found";
import type { ImportResult } from "../import-result";
import { buildSchema } from "./build-schema";
import type { DbmlModel } from "./model";

/** Longest DBML text, in characters: its parser takes seconds per megabyte. */
const dbmlLimit = 5 * 1024 * 1024;

/** Reads DBML (dbml.org) with `@dbml/core` 10; every error of its parser becomes a diagnostic at its line and column. */
export async function importDbml(
  request: { readonly target: Target; readonly text: string; readonly file?: string | undefined },
): Promise<Result<ImportResult>> {
  const { target, text, file } = request;
  if (text.length > dbmlLimit) {
    return fail({ code: "import-dbml-too-long", severity: "error", message: `DBML of more than ${dbmlLimit / 1024 / 1024} MB cannot be read.` });
  }
  const parsed = await parse(text, file);
  if (!parsed.ok) return parsed;
  const { schema, groups, notes, diagnostics } = buildSchema(parsed.value, target);
  return succeed({ schema, found: foundIn(schema, target), diagnostics, groups, notes }, diagnostics);
}

async function parse(text: string, file: string | undefined): Promise<Result<DbmlModel>> {
  // The parser is large and only wanted here.
  const dbml = await import("@dbml/core");
  try {
    return succeed(new dbml.Parser().parse(text, "dbmlv2").normalize());
  } catch (error) {
    if (isCompilerError(error)) return fail(...error.diags.slice(0, 200).map((diag) => toDiagnostic(diag, file)));
    if (error instanceof RangeError) {
      return fail({ code: "import-dbml-too-deep", severity: "error", message: "This DBML is nested too deeply to be read." });
    }
    throw error;
  }
}

function isCompilerError(error: unknown): error is CompilerError {
  return typeof error === "object" && error !== null && "diags" in error && Array.isArray(error.diags);
}

function toDiagnostic(diag: CompilerError["diags"][number], file: string | undefined): Diagnostic {
  const { start, end } = diag.location;
  return {
    code: "import-dbml-syntax", severity: "error", message: diag.message,
    place: {
      ...(file === undefined ? {} : { file }), line: start.line, column: start.column,
      ...(end === undefined ? {} : { endLine: end.line, endColumn: end.column }),
    },
  };
}
