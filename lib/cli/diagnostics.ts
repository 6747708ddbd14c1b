import type { Diagnostic } from "../model";
import type { CommandIo, ExitCode } from "./command";

/** Prints findings as `file:line:column: severity: message`, the form editors and CI jump to. Gives 1 when an error is among them. */
export function printDiagnostics(diagnostics: readonly Diagnostic[], io: CommandIo, file?: string): ExitCode {
  for (const { place, severity, message } of diagnostics) {
    const where = [place?.file ?? file, place?.line, place?.line === undefined ? undefined : place.column].filter((part) => part !== undefined).join(":");
    io.error(`${where === "" ? "" : `${where}: `}${severity === "error" ? "" : `${severity}: `}${message}\n`);
  }
  return diagnostics.some(({ severity }) => severity === "error") ? 1 : 0;
}
