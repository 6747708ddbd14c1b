import type { Diagnostic } from "../../model";
import type { Lexis } from "../sql/lexis";
import { splitSql } from "../sql/split";
import { notUnderstood, type FolderStatement } from "./folder-tool";

/** A script's statements, and what is none. `line` is where the text begins in its file. */
export function readScript(text: string, file: string, lexis: Lexis, line = 1): { readonly statements: readonly FolderStatement[]; readonly diagnostics: readonly Diagnostic[] } {
  const statements: FolderStatement[] = [];
  const diagnostics: Diagnostic[] = [];
  for (const piece of delimitedParts(text, line).flatMap((part) => splitPart(part, lexis))) {
    if (piece.kind === "statement") statements.push({ sql: piece.text, file, line: piece.line });
    else diagnostics.push(notUnderstood(file, piece.line, piece.kind === "data" ? "Rows of COPY were left out." : "A line for the database's shell was left out."));
  }
  return { statements, diagnostics };
}

interface Part { readonly text: string; readonly line: number; readonly delimiter?: string }
interface Read { readonly kind: "statement" | "command" | "data"; readonly text: string; readonly line: number }

/** DELIMITER lines of the mysql shell (and Flyway) change what ends a statement. */
function delimitedParts(text: string, line: number): readonly Part[] {
  if (!/^[ \t]*DELIMITER[ \t]+\S/im.test(text)) return [{ text, line }];
  const parts: Part[] = [];
  let delimiter: string | undefined;
  let lines: string[] = [];
  let from = line;
  for (const [i, one] of text.split("\n").entries()) {
    const mark = /^[ \t]*DELIMITER[ \t]+(\S+)/i.exec(one)?.[1];
    if (mark === undefined) {
      lines.push(one);
      continue;
    }
    parts.push({ text: lines.join("\n"), line: from, ...(delimiter === undefined ? {} : { delimiter }) });
    delimiter = mark === ";" ? undefined : mark;
    lines = [];
    from = line + i + 1;
  }
  parts.push({ text: lines.join("\n"), line: from, ...(delimiter === undefined ? {} : { delimiter }) });
  return parts;
}

function splitPart({ text, line, delimiter }: Part, lexis: Lexis): readonly Read[] {
  if (delimiter === undefined) return splitSql(text, lexis).map((piece) => ({ kind: piece.kind, text: piece.text, line: piece.line + line - 1 }));
  const found: Read[] = [];
  let at = 0;
  for (const part of text.split(delimiter)) {
    const start = at + (/^\s*/.exec(part)?.[0].length ?? 0);
    if (part.trim() !== "") found.push({ kind: "statement", text: part.trim(), line: line + text.slice(0, start).split("\n").length - 1 });
    at += part.length + delimiter.length;
  }
  return found;
}

/**
 * Statements of a script whose transaction is written in it: BEGIN first and COMMIT last. Others keep what they begin themselves.
 */
export function withOwnTransaction(statements: readonly FolderStatement[]): { readonly transaction: boolean; readonly statements: readonly FolderStatement[] } {
  const is = (statement: FolderStatement | undefined, words: RegExp): boolean => statement !== undefined && words.test(statement.sql.trim());
  const begins = /^(?:BEGIN|START\s+TRANSACTION)(?:\s+(?:WORK|TRANSACTION))?$/i;
  const ends = /^(?:COMMIT|END)(?:\s+(?:WORK|TRANSACTION))?$/i;
  const inner = statements.slice(1, -1);
  const whole = statements.length >= 2 && is(statements[0], begins) && is(statements.at(-1), ends) && !inner.some((one) => is(one, begins) || is(one, ends));
  return whole ? { transaction: true, statements: inner } : { transaction: false, statements };
}
