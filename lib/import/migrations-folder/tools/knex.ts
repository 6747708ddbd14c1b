import type { Diagnostic } from "../../../model";
import { notUnderstood, type FolderFile, type FolderMigration, type FolderStatement, type FolderTool } from "../folder-tool";
import { readScript } from "../script";
import { scriptTokens } from "../source/script";
import type { SourceToken } from "../source/tokens";
import type { Lexis } from "../../sql/lexis";

/** Knex: migrations whose statements are given to `raw` as they are. */
export const knexFolder: FolderTool = {
  id: "knex", label: "Knex",
  owns: ({ path, text }) => /\.[cm]?[jt]s$/.test(path) && !path.endsWith(".d.ts") && /\bexports\.up\b|\bexport\s+(?:async\s+)?(?:function\s+up|const\s+up)\b/.test(text),
  read(files, lexis) {
    const diagnostics: Diagnostic[] = [];
    const found = files.filter((file) => this.owns(file)).toSorted((a, b) => (a.path < b.path ? -1 : 1)).map((file) => readMigration(file, lexis, diagnostics));
    return { migrations: found, diagnostics };
  },
};

function readMigration(file: FolderFile, lexis: Lexis, diagnostics: Diagnostic[]): FolderMigration {
  const tokens = scriptTokens(file.text);
  const transaction = !tokens.some((token, i) => token.value === "transaction" && tokens[i + 1]?.value === ":" && tokens[i + 2]?.value === "false");
  const body = (name: "up" | "down"): readonly FolderStatement[] => {
    const at = tokens.findIndex((token, i) => token.value === name && (tokens[i - 1]?.value === "." && tokens[i - 2]?.value === "exports" || tokens[i - 1]?.value === "function" && tokens.slice(Math.max(0, i - 3), i).some((before) => before.value === "export") || tokens[i - 1]?.value === "const" && tokens[i - 2]?.value === "export"));
    return at < 0 ? [] : statementsOf(functionBody(tokens, at), file.path, lexis, diagnostics, name === "up");
  };
  const [up, down] = [body("up"), body("down")];
  return { name: file.path, files: [file.path], transaction: { up: transaction, down: transaction }, up, down };
}

/** What stands in the braces of a function that is named at `at`, past its parameters; without braces, to the next export. */
function functionBody(tokens: readonly SourceToken[], at: number): readonly SourceToken[] {
  let round = 0;
  for (let i = at; i < tokens.length; i += 1) {
    const { kind, value } = tokens[i] ?? { kind: "sign", value: "" };
    if (kind !== "sign") continue;
    if (value === "(") round += 1;
    if (value === ")") round -= 1;
    if (value !== "{" || round > 0) continue;
    let depth = 0;
    for (let j = i; j < tokens.length; j += 1) {
      const token = tokens[j];
      if (token?.kind !== "sign") continue;
      if (token.value === "{") depth += 1;
      if (token.value === "}" && (depth -= 1) === 0) return tokens.slice(i + 1, j);
    }
  }
  const end = tokens.findIndex((token, i) => i > at + 1 && (token.value === "exports" || token.value === "export"));
  return tokens.slice(at, end < 0 ? tokens.length : end);
}

function statementsOf(tokens: readonly SourceToken[], file: string, lexis: Lexis, diagnostics: Diagnostic[], says: boolean): readonly FolderStatement[] {
  const found: FolderStatement[] = [];
  for (const [i, token] of tokens.entries()) {
    const [open, text, close] = [tokens[i + 1], tokens[i + 2], tokens[i + 3]];
    const raw = token.value === "raw" && tokens[i - 1]?.value === "." && open?.value === "(";
    // What the export writes for the texts that raw would change.
    const given = token.value === "exact" && open?.value === "(" && text?.value === "knex" && close?.value === "," ? tokens[i + 4] : undefined;
    if (raw) {
      if (text?.kind === "text" && text.dynamic !== true && (close?.value === ")" || (close?.value === "," && tokens[i + 4]?.value === ")"))) {
        // For PostgreSQL alone Knex reads a backslash before a question mark as its own.
        const read = readScript(lexis.dollarQuotes ? text.value.replaceAll("\\?", "?") : text.value, file, lexis, text.line);
        found.push(...read.statements);
        diagnostics.push(...read.diagnostics);
      } else if (says) diagnostics.push(notUnderstood(file, token.line, "This raw is given values, or a text that is put together when it runs."));
    } else if (given?.kind === "text") {
      const read = readScript(given.value, file, lexis, given.line);
      found.push(...read.statements);
    } else if (says && token.value === "schema" && tokens[i - 1]?.value === "." && tokens[i + 1]?.value === "." && tokens[i + 2]?.value !== "raw") {
      diagnostics.push(notUnderstood(file, token.line, `schema.${tokens[i + 2]?.value ?? ""} is a call of Knex, not SQL.`));
    }
  }
  return found;
}
