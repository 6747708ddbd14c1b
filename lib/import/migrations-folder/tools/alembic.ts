import type { Diagnostic } from "../../../model";
import { notUnderstood, type FolderFile, type FolderMigration, type FolderStatement, type FolderTool } from "../folder-tool";
import { pythonLines } from "../source/python";
import type { SourceToken } from "../source/tokens";
import { readScript } from "../script";
import type { Lexis } from "../../sql/lexis";

interface Revision {
  readonly migration: FolderMigration;
  readonly revision: string | undefined;
  readonly after: readonly string[];
}

/** Alembic: revisions whose statements are given to `op.execute` as they are. */
export const alembicFolder: FolderTool = {
  id: "alembic", label: "Alembic",
  owns: ({ path, text }) => path.endsWith(".py") && /^down_revision\b/m.test(text) && /^def upgrade\b/m.test(text),
  read(files, lexis) {
    const diagnostics: Diagnostic[] = [];
    const revisions = files.filter((file) => this.owns(file)).map((file) => readRevision(file, lexis, diagnostics));
    return { migrations: inOrder(revisions, diagnostics).map(({ migration }) => migration), diagnostics };
  },
};

/** Each revision after those it names. */
function inOrder(revisions: readonly Revision[], diagnostics: Diagnostic[]): readonly Revision[] {
  const left = [...revisions].sort((a, b) => (a.migration.name < b.migration.name ? -1 : 1));
  const known = new Set(left.flatMap(({ revision }) => revision ?? []));
  const done = new Set<string>();
  const result: Revision[] = [];
  while (left.length > 0) {
    const at = left.findIndex(({ after }) => after.every((name) => done.has(name) || !known.has(name)));
    const [next] = left.splice(Math.max(at, 0), 1);
    if (next === undefined) break;
    if (at < 0) diagnostics.push(notUnderstood(next.migration.name, 1, "The revisions follow each other in a circle."));
    if (next.revision !== undefined) done.add(next.revision);
    result.push(next);
  }
  return result;
}

function readRevision(file: FolderFile, lexis: Lexis, diagnostics: Diagnostic[]): Revision {
  const lines = pythonLines(file.text);
  const assigned = (name: string): readonly string[] => {
    const line = lines.find((tokens) => tokens[0]?.value === name && tokens[0].indent === 0);
    return line?.slice(line.findIndex((token) => token.value === "=") + 1).flatMap((token) => (token.kind === "text" ? [token.value] : [])) ?? [];
  };
  // Texts that are given names at the top of the file.
  const constants = new Map(lines.flatMap((tokens) => (tokens[0]?.indent === 0 && tokens[1]?.value === "=" && tokens.length === 3 && tokens[2]?.kind === "text" ? [[tokens[0].value, tokens[2]] as const] : [])));
  const body = (name: string): { readonly transaction: boolean; readonly statements: readonly FolderStatement[] } => {
    const from = lines.findIndex((tokens) => tokens[0]?.value === "def" && tokens[1]?.value === name && tokens[0].indent === 0);
    const statements: FolderStatement[] = [];
    let transaction = true;
    for (const tokens of from < 0 ? [] : lines.slice(from + 1)) {
      const [first] = tokens;
      if (first === undefined || first.indent === 0) break;
      if (tokens.some((token) => token.value === "autocommit_block")) { transaction = false; continue; }
      const sql = executed(tokens, constants);
      if (typeof sql === "object") statements.push(...sqlOf(sql, file.path, lexis, diagnostics));
      else if (sql === "unknown" && name === "upgrade") diagnostics.push(notUnderstood(file.path, first.line, `${wordsOf(tokens)} is not SQL that stands in the file. \`alembic upgrade head --sql\` writes it as SQL.`));
    }
    return { transaction, statements };
  };
  const [up, down] = [body("upgrade"), body("downgrade")];
  return {
    revision: assigned("revision")[0], after: assigned("down_revision"),
    migration: { name: file.path, files: [file.path], transaction: { up: up.transaction, down: down.transaction }, up: up.statements, down: down.statements },
  };
}

/** The text that a line gives to `execute`; `unknown` when it does something else; `nothing` when it does nothing to the schema. */
function executed(tokens: readonly SourceToken[], constants: ReadonlyMap<string, SourceToken>): SourceToken | "unknown" | "nothing" {
  const [first] = tokens;
  if (first === undefined || ["pass", "return", "import", "from", "raise"].includes(first.value) || (tokens.length === 1 && first.kind === "text")) return "nothing";
  const at = tokens.findIndex((token, i) => token.value === "execute" && tokens[i + 1]?.value === "(");
  if (at < 0) return tokens.some((token) => token.value === "get_bind" || token.value === "get_context") ? "nothing" : "unknown";
  const inner = tokens.slice(at + 2);
  // `execute("...")`, `execute(SQL)`, `execute(sa.text("..."))`.
  const text = inner.find((token) => token.kind === "text" || (token.kind === "name" && constants.has(token.value)));
  const value = text?.kind === "name" ? constants.get(text.value) : text;
  const rest = inner.filter((token) => token !== text && !["sa", "text", "sqlalchemy", ".", "(", ")", ","].includes(token.value));
  return value === undefined || value.dynamic === true || rest.length > 0 ? "unknown" : { ...value, line: text?.line ?? value.line };
}

function sqlOf(token: SourceToken, file: string, lexis: Lexis, diagnostics: Diagnostic[]): readonly FolderStatement[] {
  // A backslash before a colon keeps SQLAlchemy from taking a value's place there.
  const sql = token.value.replaceAll(/\\(:[\p{L}\p{N}_$]*)(?![:\p{L}\p{N}_$])/gu, "$1");
  const read = readScript(sql, file, lexis, token.line);
  diagnostics.push(...read.diagnostics);
  return read.statements;
}

function wordsOf(tokens: readonly SourceToken[]): string {
  const text = tokens.slice(0, 12).map((token) => (token.kind === "text" ? JSON.stringify(token.value.slice(0, 20)) : token.value)).join("");
  return text.length > 60 ? `${text.slice(0, 59)}…` : text;
}
