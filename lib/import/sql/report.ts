import type { Diagnostic } from "../../model";
import type { Introspection } from "../../targets/target";
import { plural } from "../found";
import { placeIn } from "./line-counter";
import type { Loader, Refusal } from "./loader";

/** One diagnostic for each statement that the engine refused, at its line, and what was done so that others would run. */
export function refusalDiagnostics(loader: Pick<Loader, "refusals" | "exhausted" | "createdRoles">, total: number, file: string | undefined): Diagnostic[] {
  const diagnostics = [...loader.refusals]
    .sort((a, b) => a.item.piece.offset - b.item.piece.offset)
    .map((refusal) => refusalDiagnostic(refusal, file));
  if (loader.exhausted) {
    diagnostics.push({
      code: "import-stopped", severity: "error",
      message: `The engine refused ${loader.refusals.length} of ${total} statements, so the rest was not tried. Is this text for the chosen target?`,
    });
  }
  if (loader.createdRoles.length > 0) {
    diagnostics.push({
      code: "import-roles-assumed", severity: "info",
      message: `The script names ${loader.createdRoles.length === 1 ? "a role" : "roles"} that it does not make; assumed to exist: ${loader.createdRoles.join(", ")}.`,
    });
  }
  return diagnostics;
}

function refusalDiagnostic({ item, reason, at }: Refusal, file: string | undefined): Diagnostic {
  const { text, line } = item.piece;
  const place = at === undefined || at < 0 || at > text.length ? { line } : placeIn(text, at, line);
  return {
    code: "import-statement-refused", severity: "error",
    message: `${firstWords(text)}: ${reason}`,
    place: { ...(file === undefined ? {} : { file }), ...place },
  };
}

/** The beginning of a statement on one line. */
function firstWords(text: string): string {
  const line = text.slice(0, 200).replaceAll(/\s+/g, " ");
  return line.length > 70 ? `${line.slice(0, 69).trimEnd()}…` : line;
}

/** What the engine has and a schema does not hold, one diagnostic for each kind. */
export function notModelledDiagnostics(unmodelled: Introspection["unmodelled"]): Diagnostic[] {
  const byKind = new Map<string, string[]>();
  for (const { kind, name } of unmodelled) byKind.set(kind, [...(byKind.get(kind) ?? []), name]);
  return [...byKind].map(([kind, names]) => ({
    code: "import-not-modelled", severity: "warning" as const,
    message: `${names.length} ${names.length === 1 ? kind : plural(kind)} not kept in the design: ${names.slice(0, 10).join(", ")}${names.length > 10 ? ", …" : ""}.`,
  }));
}
