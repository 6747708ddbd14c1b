import { sqlTokens } from "../../diff";
import type { UnreadPart } from "../statement";

/** A stretch of text. */
export interface Part {
  readonly at: number;
  /** Exclusive. */
  readonly end: number;
}

/**
 * The statements of a script as stretches of it: cut at semicolons outside strings, dollar quotes, comments and BEGIN ATOMIC bodies.
 * Only for scripts that the grammar refuses as a whole.
 */
export function splitParts(sql: string): Part[] {
  const parts: Part[] = [];
  let start = 0;
  let depth = 0;
  let meaningful = false;
  let previous = "";
  for (const token of sqlTokens(sql)) {
    if (token.kind === "space" || token.kind === "comment") continue;
    const word = token.kind === "word" ? token.text.toLowerCase() : "";
    if (word === "atomic" && previous === "begin") depth += 1;
    else if (depth > 0 && word === "case") depth += 1;
    else if (depth > 0 && word === "end") depth -= 1;
    previous = word;
    if (token.text === ";" && token.kind === "symbol" && depth === 0) {
      if (meaningful) parts.push({ at: start, end: token.at });
      start = token.at + 1;
      meaningful = false;
    } else meaningful = true;
  }
  if (meaningful) parts.push({ at: start, end: sql.length });
  return parts;
}

/** Client commands (`\set ...`) and the rows of COPY ... FROM stdin as spaces, so that offsets stay; and where the commands were. */
export function withoutCommands(sql: string): { readonly text: string; readonly commands: readonly UnreadPart[] } {
  const commands: UnreadPart[] = [];
  const lines = sql.split("\n");
  let at = 0;
  let copying = false;
  const kept = lines.map((line) => {
    const from = at;
    at += line.length + 1;
    const blank = line.replaceAll(/[^\r]/g, " ");
    if (copying) {
      copying = line.trimEnd() !== "\\.";
      return blank;
    }
    copying = /^\s*COPY\b.*\bFROM\s+STDIN\b.*;\s*$/i.test(line);
    if (!/^\s*\\[a-zA-Z!?]/.test(line)) return line;
    commands.push({ at: from, end: from + line.length, message: `${line.trim()} is a command of psql`, kind: "command" });
    return blank;
  });
  return { text: kept.join("\n"), commands };
}
