import type { Act } from "../act";
import type { LintStatement, StatementReading, UnreadPart } from "../statement";
import { splitTokens, type StatementTokens } from "./statements";
import type { Lexis } from "./tokenizer";

/** Reads a script by tokens; a statement that begins with no word of the dialect is told, not skipped. */
export function readTokens(sql: string, lexis: Lexis, starts: ReadonlySet<string>, acts: (tokens: StatementTokens, at: number) => Act[]): StatementReading {
  const statements: LintStatement[] = [];
  const unread: UnreadPart[] = [];
  for (const tokens of splitTokens(sql, lexis)) {
    const [first] = tokens;
    const at = first?.at ?? 0;
    const end = tokens.at(-1)?.end ?? at;
    if (first?.kind === "mark" && first.text === "(") statements.push({ text: sql.slice(at, end), at, end, acts: [] });
    else if (first?.kind !== "word" || !starts.has(first.value)) unread.push({ at, end, kind: "syntax", message: `no statement begins with ${first?.text ?? ""}` });
    else statements.push({ text: sql.slice(at, end), at, end, acts: acts(tokens, at) });
  }
  return { statements, unread };
}
