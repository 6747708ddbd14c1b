import type { Diagnostic } from "../../../model";
import { notUnderstood, type FolderFile, type FolderMigration, type FolderStatement, type FolderTool } from "../folder-tool";
import { readScript } from "../script";
import { pythonLines } from "../source/python";
import type { SourceToken } from "../source/tokens";
import type { Lexis } from "../../sql/lexis";

/** Django: migrations of RunSQL with texts. */
export const djangoFolder: FolderTool = {
  id: "django", label: "Django",
  owns: ({ path, text }) => path.endsWith(".py") && /^class Migration\(migrations\.Migration\)/m.test(text),
  read(files, lexis) {
    const diagnostics: Diagnostic[] = [];
    const found = files.filter((file) => this.owns(file)).toSorted((a, b) => (a.path < b.path ? -1 : 1)).map((file) => readMigration(file, lexis, diagnostics));
    return { migrations: found, diagnostics };
  },
};

const withoutSchema = new Set(["RunPython"]);

function readMigration(file: FolderFile, lexis: Lexis, diagnostics: Diagnostic[]): FolderMigration {
  const lines = pythonLines(file.text);
  const line = (name: string): readonly SourceToken[] => lines.find((tokens) => tokens[0]?.value === name && (tokens[0].indent ?? 0) > 0) ?? [];
  const atomic = !line("atomic").some((token) => token.value === "False");
  const up: FolderStatement[] = [];
  const down: FolderStatement[] = [];
  for (const operation of operationsOf(line("operations"))) {
    const name = operation.name.value;
    if (name === "RunSQL") {
      const read = runSql(operation.inner);
      if (read === undefined) diagnostics.push(notUnderstood(file.path, operation.name.line, "This RunSQL is given a text that is put together when it runs."));
      else {
        up.push(...read.up.flatMap((token) => sqlOf(token, file.path, lexis, diagnostics)));
        down.unshift(...read.down.flatMap((token) => sqlOf(token, file.path, lexis, diagnostics)));
      }
    } else if (!withoutSchema.has(name)) {
      diagnostics.push(notUnderstood(file.path, operation.name.line, `${name} is an operation on models, not SQL. \`python manage.py sqlmigrate APP NAME\` writes it as SQL.`));
    } else diagnostics.push(notUnderstood(file.path, operation.name.line, `${name} is a program, not SQL; it was left out.`));
  }
  return { name: file.path, files: [file.path], transaction: { up: atomic, down: atomic }, up, down };
}

interface Call { readonly name: SourceToken; readonly inner: readonly SourceToken[] }

/** The calls of the list of operations. */
function operationsOf(tokens: readonly SourceToken[]): readonly Call[] {
  const calls: Call[] = [];
  let depth = 0;
  for (let i = 0; i < tokens.length; i += 1) {
    const token = tokens[i];
    if (token?.kind !== "sign") continue;
    if (token.value === "(" && depth === 1) {
      const name = tokens[i - 1];
      const end = closing(tokens, i);
      if (name !== undefined) calls.push({ name, inner: tokens.slice(i + 1, end) });
      i = end;
    } else if ("([{".includes(token.value)) depth += 1;
    else if (")]}".includes(token.value)) depth -= 1;
  }
  return calls;
}

function closing(tokens: readonly SourceToken[], from: number): number {
  let depth = 0;
  for (let i = from; i < tokens.length; i += 1) {
    const token = tokens[i];
    if (token?.kind !== "sign") continue;
    if ("([{".includes(token.value)) depth += 1;
    if (")]}".includes(token.value)) depth -= 1;
    if (depth === 0) return i;
  }
  return tokens.length;
}

/** Texts for both directions: `RunSQL(sql, reverse_sql)` by place or by name, each a text or a list of texts. */
function runSql(inner: readonly SourceToken[]): { readonly up: readonly SourceToken[]; readonly down: readonly SourceToken[] } | undefined {
  const parts: SourceToken[][] = [[]];
  let depth = 0;
  for (const token of inner) {
    if (token.kind === "sign" && "([{".includes(token.value)) depth += 1;
    if (token.kind === "sign" && ")]}".includes(token.value)) depth -= 1;
    if (depth === 0 && token.kind === "sign" && token.value === ",") parts.push([]);
    else parts.at(-1)?.push(token);
  }
  const named = (part: readonly SourceToken[], i: number): string => (part[1]?.value === "=" && part[1].kind === "sign" ? part[0]?.value ?? "" : ["sql", "reverse_sql"][i] ?? "");
  const texts: Record<string, readonly SourceToken[]> = {};
  for (const [i, part] of parts.filter((one) => one.length > 0).entries()) {
    const name = named(part, i);
    if (name !== "sql" && name !== "reverse_sql") continue;
    const value = part[1]?.value === "=" ? part.slice(2) : part;
    const found = value.filter((token) => token.kind === "text");
    const noop = value.some((token) => token.value === "noop" || token.value === "None");
    if (found.some((token) => token.dynamic === true) || (found.length === 0 && !noop && value.some((token) => token.kind === "name"))) return undefined;
    texts[name] = found;
  }
  return { up: texts["sql"] ?? [], down: texts["reverse_sql"] ?? [] };
}

function sqlOf(token: SourceToken, file: string, lexis: Lexis, diagnostics: Diagnostic[]): readonly FolderStatement[] {
  const read = readScript(token.value, file, lexis, token.line);
  diagnostics.push(...read.diagnostics);
  return read.statements;
}
