import { sqlTokens } from "../../diff";
import { SandboxError, type Sandbox } from "../../sandbox/sandbox";

/** Which queries an engine understands as things stand. */
export interface PatternRun {
  readonly passed: readonly string[];
  readonly refused: readonly { readonly sql: string; readonly error: string }[];
}

/** Asks the engine how it would run each query, parameters taken as NULL; nothing is read or written. */
export async function runPatterns(sandbox: Sandbox, queries: readonly string[]): Promise<PatternRun> {
  const passed: string[] = [];
  const refused: { sql: string; error: string }[] = [];
  for (const sql of queries) {
    try {
      await sandbox.query(`EXPLAIN ${withoutParameters(sql)}`);
      passed.push(sql);
    } catch (error) {
      if (!(error instanceof SandboxError)) throw error;
      refused.push({ sql, error: error.message });
    }
  }
  return { passed, refused };
}

/** `$1`, `?`, `:name` and `@name` as NULL; a `::` of a cast stays. */
function withoutParameters(sql: string): string {
  const tokens = sqlTokens(sql.trim().replace(/;+\s*$/, ""));
  let text = "";
  for (let at = 0; at < tokens.length; at += 1) {
    const token = tokens[at];
    const next = tokens[at + 1];
    const before = tokens[at - 1]?.text;
    if (token === undefined) continue;
    if (token.text === "?") text += "NULL";
    else if ((token.text === ":" || token.text === "@" || token.text === "$") && before !== ":" && next?.text !== ":" && (next?.kind === "word" || next?.kind === "number")) {
      text += "NULL";
      at += 1;
    } else text += token.text;
  }
  return text;
}
