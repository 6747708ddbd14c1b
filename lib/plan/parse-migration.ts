import { sqlTokens } from "../diff";
import { fail, succeed, type Diagnostic, type Result } from "../model";
import type { MigrationFile, ParsedMigration } from "./migration-format";

/** Lines longer than this are refused by readers of the format (sql-migrate 1.8: 1 MiB). */
const longestLine = 1024 * 1024;

type Direction = "up" | "down";

/**
 * Reads a file of the format (sql-migrate 1.8): annotations, statements that end with `;` at a line's end, and
 * StatementBegin ... StatementEnd around others. Strict: what a runner would misread is an error with its line.
 */
export function parseMigration(file: MigrationFile): Result<ParsedMigration> {
  const reader = new Reader(file.name);
  const lines = file.content.replace(/^\uFEFF/, "").split(/\r?\n/);
  lines.forEach((line, i) => reader.line(line, i + 1));
  return reader.finish(lines.length);
}

class Reader {
  private readonly statements: Record<Direction, string[]> = { up: [], down: [] };
  private readonly transaction: Record<Direction, boolean> = { up: true, down: true };
  private readonly seen = new Set<Direction>();
  private readonly errors: Diagnostic[] = [];
  private direction: Direction | undefined;
  private lines: string[] = [];
  private startedAt = 0;
  private bracketAt: number | undefined;
  private ignoring = 0;

  constructor(private readonly file: string) {}

  line(text: string, number: number): void {
    if (text.length > longestLine) this.error("migration-line-too-long", "The line is longer than 1 MiB, which runners refuse.", number);
    const annotation = /^--\s*\+migrate(?:\s+(.*))?$/.exec(text);
    if (annotation !== null) return this.annotation((annotation[1] ?? "").trim().split(/\s+/), number);
    if (this.bracketAt !== undefined) {
      this.lines.push(text);
      return;
    }
    if (text.startsWith("--") || (text.trim() === "" && this.lines.length === 0)) return;
    if (this.direction === undefined) {
      if (this.ignoring === 0) this.error("migration-statement-before-up", "Statements before `-- +migrate Up` are never run.", number);
      this.ignoring += 1;
      return;
    }
    if (this.lines.length === 0) this.startedAt = number;
    const bare = withoutComment(text);
    this.lines.push(bare.endsWith(";") ? bare : text);
    if (bare.endsWith(";")) this.close();
  }

  finish(lines: number): Result<ParsedMigration> {
    this.unfinished(lines);
    if (!this.seen.has("up")) this.error("migration-without-up", "The file has no `-- +migrate Up`.", 1);
    if (this.errors.length > 0) return fail(...this.errors);
    return succeed({ name: this.file, transaction: this.transaction, up: this.statements.up, down: this.statements.down });
  }

  private annotation(words: readonly string[], number: number): void {
    const [name, ...options] = words;
    switch (name) {
      case "Up": case "Down": {
        this.unfinished(number);
        this.direction = name === "Up" ? "up" : "down";
        this.seen.add(this.direction);
        for (const option of options) {
          if (option === "notransaction") this.transaction[this.direction] = false;
          else this.error("migration-option-unknown", `Unknown option ${option}: only notransaction is known.`, number);
        }
        return;
      }
      case "StatementBegin":
        if (this.direction === undefined) this.error("migration-statement-before-up", "StatementBegin stands before `-- +migrate Up`.", number);
        if (this.bracketAt !== undefined) this.error("migration-bracket-nested", `StatementBegin within the StatementBegin of line ${this.bracketAt}.`, number);
        if (this.lines.length > 0) this.unfinished(number);
        this.bracketAt = number;
        return;
      case "StatementEnd":
        if (this.bracketAt === undefined) this.error("migration-bracket-unopened", "StatementEnd without StatementBegin.", number);
        this.bracketAt = undefined;
        this.close();
        return;
      default:
        this.error("migration-annotation-unknown", `Unknown annotation ${name ?? ""}: Up, Down, StatementBegin and StatementEnd are known.`, number);
    }
  }

  private unfinished(number: number): void {
    if (this.bracketAt !== undefined) this.error("migration-bracket-unclosed", "StatementBegin without StatementEnd.", this.bracketAt);
    else if (this.lines.some((line) => line.trim() !== "")) this.error("migration-statement-unfinished", "The statement does not end with `;` at the end of a line.", this.startedAt === 0 ? number : this.startedAt);
    this.bracketAt = undefined;
    this.lines = [];
  }

  private close(): void {
    const sql = this.lines.join("\n").trim().replace(/;\s*$/, "").trim();
    this.lines = [];
    if (sql !== "" && this.direction !== undefined) this.statements[this.direction].push(sql);
  }

  private error(code: string, message: string, line: number): void {
    this.errors.push({ code, severity: "error", message, place: { file: this.file, line } });
  }
}

/** The line as runners look at its end: whatever it stands in, a comment behind it is cut. */
function withoutComment(line: string): string {
  const bare = line.includes("--") ? sqlTokens(line).filter((token) => token.kind !== "comment").map((token) => token.text).join("") : line;
  return bare.trimEnd();
}
