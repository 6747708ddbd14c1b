import { sqlTokens } from "../../diff";
import type { LintStatement, StatementReader, StatementReading, UnreadPart } from "../statement";
import { readActs } from "./acts";
import type { Offset } from "./expressions";
import { splitParts, withoutCommands } from "./split";

/** Loads PostgreSQL's own grammar (libpg_query, PostgreSQL 18, WebAssembly) and gives a reader of scripts. */
export async function postgresqlReader(): Promise<StatementReader> {
  const { hasSqlDetails, loadModule, parseSync } = await import("libpg-query");
  await loadModule();

  const parsed = (sql: string, base: number): LintStatement[] => {
    if (sql.trim() === "") return [];
    const toIndex = byteOffsets(sql);
    const offset: Offset = (bytes) => base + toIndex(bytes ?? 0);
    return (parseSync(sql).stmts ?? []).flatMap(({ stmt, stmt_location: location, stmt_len: length }) => {
      if (stmt === undefined) return [];
      const from = toIndex(location ?? 0);
      const to = length === undefined || length === 0 ? sql.length : toIndex((location ?? 0) + length);
      const at = firstToken(sql.slice(from, to)) + from;
      const text = sql.slice(at, to).trimEnd();
      return [{ text, at: base + at, end: base + at + text.length, acts: readActs(stmt, base + at, offset, actionStarts(text, base + at)) }];
    });
  };

  return (sql): StatementReading => {
    // The parser reads up to a NUL and would leave out the rest without a word.
    if (sql.includes("\0")) return piecewise(sql);
    try {
      return { statements: parsed(sql, 0), unread: [] };
    } catch {
      return piecewise(sql);
    }
  };

  /** One statement that the grammar refuses must not hide the others. */
  function piecewise(sql: string): StatementReading {
    const statements: LintStatement[] = [];
    const { text, commands } = withoutCommands(sql);
    const unread: UnreadPart[] = [...commands];
    for (const { at, end } of splitParts(text)) {
      const nul = text.indexOf("\0", at);
      if (nul >= 0 && nul < end) {
        unread.push({ at: nul, end, message: "it contains a NUL character", kind: "syntax" });
        continue;
      }
      try {
        statements.push(...parsed(text.slice(at, end), at));
      } catch (error) {
        const position = hasSqlDetails(error) ? error.sqlDetails?.cursorPosition : undefined;
        const message = error instanceof Error ? error.message : String(error);
        unread.push({ at: Math.min(end - 1, at + (position ?? 0)), end, message, kind: "syntax" });
      }
    }
    return { statements, unread };
  }
}

/** Where each action of ALTER TABLE begins: behind the commas outside all parentheses. The first is where the statement begins. */
function actionStarts(text: string, at: number): number[] {
  const starts = [at];
  if (!/^alter\b/i.test(text)) return starts;
  let depth = 0;
  let afterComma = false;
  for (const token of sqlTokens(text)) {
    if (token.kind === "space" || token.kind === "comment") continue;
    if (afterComma) starts.push(at + token.at);
    afterComma = token.kind === "symbol" && token.text === "," && depth === 0;
    if (token.kind === "symbol") depth += token.text === "(" || token.text === "[" ? 1 : token.text === ")" || token.text === "]" ? -1 : 0;
  }
  return starts;
}

/** Offset of the first thing that is no space and no comment. */
function firstToken(text: string): number {
  return sqlTokens(text).find((token) => token.kind !== "space" && token.kind !== "comment")?.at ?? 0;
}

/** The parser counts bytes of UTF-8, and here are UTF-16 units. */
function byteOffsets(sql: string): (bytes: number) => number {
  if (/^\p{ASCII}*$/u.test(sql)) return (bytes) => bytes;
  const indexes: number[] = [];
  let index = 0;
  for (const char of sql) {
    const code = char.codePointAt(0) ?? 0;
    for (let i = 0; i < (code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4); i += 1) indexes.push(index);
    index += char.length;
  }
  return (bytes) => indexes[bytes] ?? sql.length;
}
