import { sqlTokens } from "../../../diff";
import type { Diagnostic } from "../../../model";
import { byVersion, notUnderstood, type FolderFile, type FolderMigration, type FolderReading, type FolderStatement, type FolderTool } from "../folder-tool";

/** sql-migrate and goose: annotations in comments, statements that end with `;` at a line's end. */
function annotatedTool(id: string, label: string, word: string): FolderTool {
  return {
    id, label,
    owns: ({ path, text }) => path.endsWith(".sql") && new RegExp(`^--\\s*\\+${word}\\s+Up\\b`, "m").test(text),
    read(files): FolderReading {
      const read = files.toSorted((a, b) => byVersion(a.path, b.path)).map((file) => readFile(file, word));
      return { migrations: read.map(({ migration }) => migration), diagnostics: read.flatMap(({ diagnostics }) => diagnostics) };
    },
  };
}

export const sqlMigrateFolder = annotatedTool("sql-migrate", "sql-migrate", "migrate");
export const gooseFolder = annotatedTool("goose", "goose", "goose");

function readFile({ path, text }: FolderFile, word: string): { readonly migration: FolderMigration; readonly diagnostics: readonly Diagnostic[] } {
  const statements: Record<"up" | "down", FolderStatement[]> = { up: [], down: [] };
  const transaction = { up: true, down: true };
  const diagnostics: Diagnostic[] = [];
  let direction: "up" | "down" | undefined;
  let lines: string[] = [];
  let from = 0;
  let bracket = false;
  const close = (): void => {
    const sql = lines.join("\n").trim().replace(/;\s*$/, "").trim();
    if (sql !== "" && direction !== undefined) statements[direction].push({ sql, file: path, line: from });
    lines = [];
  };
  for (const [i, line] of text.replace(/^\uFEFF/, "").split(/\r?\n/).entries()) {
    const annotation = new RegExp(`^--\\s*\\+${word}\\s+(.*)$`).exec(line)?.[1]?.trim();
    if (annotation !== undefined) {
      const [name = "", ...options] = annotation.split(/\s+/);
      if (name === "Up" || name === "Down") {
        if (lines.some((one) => one.trim() !== "")) diagnostics.push(notUnderstood(path, from, "This statement does not end with a semicolon, so the tool refuses the file."));
        lines = [];
        direction = name === "Up" ? "up" : "down";
        if (options.includes("notransaction")) transaction[direction] = false;
      } else if (name === "StatementBegin") {
        bracket = true;
        lines = [];
      } else if (name === "StatementEnd") {
        bracket = false;
        close();
      } else if (name === "NO") transaction.up = transaction.down = false;
      else if (name === "ENVSUB" && options[0] === "ON") diagnostics.push(notUnderstood(path, i + 1, "Values from the environment are put into this file, which are not known here."));
      continue;
    }
    if (direction === undefined || (line.startsWith("--") && !bracket) || (line.trim() === "" && lines.length === 0)) continue;
    if (lines.length === 0) from = i + 1;
    const bare = line.includes("--") ? sqlTokens(line).filter((token) => token.kind !== "comment").map((token) => token.text).join("").trimEnd() : line.trimEnd();
    lines.push(line);
    if (!bracket && bare.endsWith(";")) {
      lines[lines.length - 1] = bare;
      close();
    }
  }
  if (lines.some((one) => one.trim() !== "")) diagnostics.push(notUnderstood(path, from, "This statement does not end with a semicolon, so the tool refuses the file."));
  return { migration: { name: path, files: [path], transaction, up: statements.up, down: statements.down }, diagnostics };
}
