import type { Diagnostic } from "../../../model";
import { byVersion, notUnderstood, type FolderFile, type FolderMigration, type FolderStatement, type FolderTool } from "../folder-tool";
import { readScript } from "../script";
import type { Lexis } from "../../sql/lexis";

/** Liquibase formatted SQL; changelogs in XML, YAML and JSON are named as not understood. */
export const liquibaseFolder: FolderTool = {
  id: "liquibase", label: "Liquibase",
  owns: ({ path, text }) => (path.endsWith(".sql") && /^\s*--\s*liquibase\s+formatted\s+sql/i.test(text)) || (/\.(?:xml|ya?ml|json)$/.test(path) && /databaseChangeLog/.test(text)),
  read(files, lexis) {
    const diagnostics: Diagnostic[] = [];
    const migrations: FolderMigration[] = [];
    for (const file of files.filter((candidate) => this.owns(candidate)).toSorted((a, b) => byVersion(a.path, b.path))) {
      if (file.path.endsWith(".sql")) migrations.push(readChangesets(file, lexis, diagnostics));
      else if (/<changeSet|changeSet:|"changeSet"/.test(file.text)) {
        diagnostics.push(notUnderstood(file.path, file.text.slice(0, file.text.search(/<changeSet|changeSet:|"changeSet"/)).split("\n").length, "Changesets in this form are not read. `liquibase update-sql` writes them as SQL."));
      }
    }
    return { migrations, diagnostics };
  },
};

/** A file's changesets as one migration: that is what is released and locked. */
function readChangesets(file: FolderFile, lexis: Lexis, diagnostics: Diagnostic[]): FolderMigration {
  const up: FolderStatement[] = [];
  const down: FolderStatement[][] = [];
  let transaction = true;
  let set: { readonly settings: string; readonly line: number; body: string; back: string } | undefined;
  const finish = (): void => {
    if (set === undefined) return;
    up.push(...statements(set.body, file.path, lexis, set.settings, "endDelimiter", diagnostics));
    const back = set.back.trim();
    if (back !== "" && !/^(?:empty|not required)$/i.test(back)) down.unshift([...statements(set.back, file.path, lexis, set.settings, "rollbackEndDelimiter", diagnostics)]);
  };
  let block = false;
  for (const [i, line] of file.text.replaceAll("\r\n", "\n").split("\n").entries()) {
    const changeset = /^\s*--\s*changeset\s+([^]*)$/i.exec(line)?.[1];
    if (changeset !== undefined) {
      finish();
      set = { settings: changeset, line: i + 1, body: "\n".repeat(i + 1), back: "\n".repeat(i + 1) };
      if (/\brunInTransaction:false\b/i.test(changeset)) transaction = false;
      continue;
    }
    if (set === undefined) continue;
    const rollback = /^\s*--\s*rollback(?: ([^]*))?$/i.exec(line);
    if (/^\s*\/\*\s*liquibase\s+rollback\s*$/i.test(line)) block = true;
    else if (block && /^\s*\*\/\s*$/.test(line)) block = false;
    else if (block) { set.back += `${line}\n`; set.body += "\n"; continue; }
    else if (rollback !== null) { set.back += `${rollback[1] ?? ""}\n`; set.body += "\n"; continue; }
    else if (!/^\s*--\s*(?:comment|precondition|validCheckSum|ignoreLines|labels|property)/i.test(line)) { set.body += `${line}\n`; set.back += "\n"; continue; }
    set.body += "\n";
    set.back += "\n";
  }
  finish();
  return { name: file.path, files: [file.path], transaction: { up: transaction, down: transaction }, up, down: down.flat() };
}

function statements(text: string, file: string, lexis: Lexis, settings: string, delimiterName: string, diagnostics: Diagnostic[]): readonly FolderStatement[] {
  const delimiter = new RegExp(`\\b${delimiterName}:(\\S+)`, "i").exec(settings)?.[1];
  if (/\bsplitStatements:false\b/i.test(settings) && delimiterName === "endDelimiter") {
    const sql = text.trim().replace(/;\s*$/, "");
    return sql === "" ? [] : [{ sql, file, line: text.slice(0, text.search(/\S/)).split("\n").length }];
  }
  const read = readScript(delimiter === undefined || delimiter === ";" ? text : `DELIMITER ${delimiter}\n${text}`, file, lexis, delimiter === undefined || delimiter === ";" ? 1 : 0);
  diagnostics.push(...read.diagnostics);
  return read.statements;
}
