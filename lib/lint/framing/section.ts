import type { Part } from "../postgresql/split";

/**
 * A part of a migration file that a runner executes together.
 * `transaction`: the runner opens one; `none`: each statement by itself; `string`: sent as one string, which PostgreSQL runs as one
 * transaction when it holds more than one statement; `mixed`: in a transaction, unless no statement can run in one.
 */
export interface Section {
  readonly direction: "up" | "down";
  readonly wrapping: "transaction" | "none" | "string" | "mixed";
  /** Stretches of the file that hold its SQL. */
  readonly parts: readonly Part[];
}

/** How a file is read: by which tool's habits, and its sections in order. */
export interface Framing {
  /** `goose`, `dbmate`, ...; `plain` for SQL without a tool's marks. */
  readonly tool: string;
  readonly sections: readonly Section[];
}

/** The file with everything outside a section as spaces: offsets and lines stay those of the file. */
export function maskOutside(text: string, parts: readonly Part[]): string {
  let masked = "";
  let at = 0;
  for (const part of parts) {
    masked += blank(text.slice(at, part.at)) + text.slice(part.at, part.end);
    at = part.end;
  }
  return withoutPlaceholders(masked + blank(text.slice(at))).replace("\uFEFF", " ");
}

/** `${schema}` of Flyway, Liquibase and goose stands for a name or a value: a name as long takes its place. */
function withoutPlaceholders(text: string): string {
  return text.replaceAll(/(?<!\$)\$\{[A-Za-z_][\w.:-]*\}/g, (placeholder) => "p".padEnd(placeholder.length, "_"));
}

function blank(text: string): string {
  return text.replaceAll(/[^\r\n]/g, " ");
}
