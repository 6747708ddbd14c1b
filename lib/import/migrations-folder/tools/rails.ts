import type { Diagnostic } from "../../../model";
import { byVersion, notUnderstood, type FolderFile, type FolderMigration, type FolderStatement, type FolderTool } from "../folder-tool";
import { readScript } from "../script";
import { rubyLines } from "../source/ruby";
import type { Lexis } from "../../sql/lexis";

/** Rails: migrations whose statements are given to `execute` as they are. */
export const railsFolder: FolderTool = {
  id: "rails", label: "Rails",
  owns: ({ path, text }) => path.endsWith(".rb") && /<\s*ActiveRecord::Migration\b/.test(text),
  read(files, lexis) {
    const diagnostics: Diagnostic[] = [];
    const found = files.filter((file) => this.owns(file)).toSorted((a, b) => byVersion(a.path, b.path)).map((file) => readMigration(file, lexis, diagnostics));
    return { migrations: found, diagnostics };
  },
};

const harmless = new Set(["end", "say", "safety_assured", "private", "raise", "reversible", "return"]);

function readMigration(file: FolderFile, lexis: Lexis, diagnostics: Diagnostic[]): FolderMigration {
  const statements: Record<"up" | "down", FolderStatement[]> = { up: [], down: [] };
  let transaction = true;
  let direction: "up" | "down" | undefined;
  let outer: "up" | "down" | undefined;
  for (const tokens of rubyLines(file.text)) {
    const [first, second] = tokens;
    if (first === undefined) continue;
    if (first.value === "disable_ddl_transaction!") transaction = false;
    if (first.value === "def") {
      direction = second?.value === "down" ? "down" : second?.value === "up" || second?.value === "change" ? "up" : undefined;
      outer = direction;
      continue;
    }
    if (direction === undefined || first.value === "class" || harmless.has(first.value)) continue;
    // `dir.up do`, `dir.down { execute ... }` within `reversible`.
    if (second?.value === "." && (tokens[2]?.value === "up" || tokens[2]?.value === "down")) {
      direction = tokens[2].value;
      if (!tokens.some((token) => token.value === "execute")) continue;
    }
    const at = tokens.findIndex((token) => token.value === "execute");
    const text = at < 0 ? undefined : tokens.slice(at + 1).find((token) => token.kind === "text");
    if (text !== undefined && text.dynamic !== true) {
      const read = readScript(text.value, file.path, lexis, text.line);
      statements[direction].push(...read.statements);
      diagnostics.push(...read.diagnostics);
    } else if (first.indent !== undefined && first.kind === "name" && direction === outer && direction === "up") {
      diagnostics.push(notUnderstood(file.path, first.line, at >= 0
        ? "This execute is given a text that is put together when it runs."
        : `${first.value} is a call of Rails, not SQL. With \`config.active_record.schema_format = :sql\`, db/structure.sql has the schema as SQL.`));
    }
  }
  return { name: file.path, files: [file.path], transaction: { up: transaction, down: transaction }, up: statements.up, down: statements.down };
}
