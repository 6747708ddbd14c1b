import { sqlTokens } from "../diff";
import { Positions } from "./positions";

/** A comment that takes findings away: `-- strata-lint-disable-next-line CODE: reason`, `-- strata-lint-disable-file CODE: reason`. */
export interface Suppression {
  readonly scope: "next-line" | "file";
  readonly codes: readonly string[];
  readonly reason: string;
  readonly at: number;
  readonly end: number;
  /** The line it is for: the first below that is neither empty nor a comment. Unused for `file`. */
  readonly line: number;
}

const form = /^--\s*strata-lint-disable-(next-line|file)\b[ \t]*([^:\r\n]*)(?::(.*))?$/;

/** The suppressions of a file, in order. A comment inside a string is none. */
export function readSuppressions(text: string): Suppression[] {
  if (!text.includes("strata-lint-disable-")) return [];
  const positions = new Positions(text);
  const lines = text.split("\n");
  return sqlTokens(text).flatMap((token) => {
    const found = token.kind === "comment" ? form.exec(token.text.trimEnd()) : null;
    if (found === null) return [];
    let line = positions.at(token.at).line + 1;
    while (line <= lines.length && /^\s*(?:--.*)?$/.test(lines[line - 1] ?? "")) line += 1;
    return [{
      scope: found[1] === "file" ? "file" as const : "next-line" as const,
      codes: (found[2] ?? "").split(/[\s,]+/).filter((code) => code !== ""),
      reason: (found[3] ?? "").trim(),
      at: token.at, end: token.at + token.text.trimEnd().length, line,
    }];
  });
}
