import { fail, succeed, type Diagnostic, type Result, type Schema } from "../../model";
import type { MigrationFile } from "../../plan/migration-file";
import { SandboxError } from "../../sandbox/sandbox";
import type { Target } from "../../targets/target";
import { foundIn } from "../found";
import type { FoundCount } from "../import-result";
import { lexisOf } from "../sql/lexis";
import { Loader, type LoadItem } from "../sql/loader";
import { notModelledDiagnostics, refusalDiagnostics } from "../sql/report";
import type { WorkOptions } from "../work";
import { detectFolderTool, findFolderTool, folderTools } from "./index";
import type { FolderFile, FolderMigration, FolderStatement, FolderTool } from "./folder-tool";
import { withoutOuterFolders } from "./outer-folders";

/** Longest single statement that is given to the engine, in characters. */
const statementLength = 2 * 1024 * 1024;

/** A migrations folder as a first release: what it makes, and its files as they are. */
export interface AdoptedFolder {
  readonly tool: { readonly id: string; readonly label: string };
  readonly schema: Schema;
  readonly found: readonly FoundCount[];
  /** Every file that belongs to a migration, in the order of running, names within the folder, contents untouched. */
  readonly files: readonly MigrationFile[];
  /** Migrations with the number of their statements. */
  readonly migrations: readonly { readonly name: string; readonly statements: number }[];
  /** What was not understood, with line and reason; what the engine refused; files that belong to no migration. Places are paths as they were given. */
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Runs a folder's migrations up, in the tool's order, on an empty engine and reads what they make. Fails when no tool is recognised, or
 * when nothing of it is understood.
 */
export async function adoptFolder(
  request: { readonly target: Target; readonly files: readonly FolderFile[]; readonly tool?: string | undefined }, options: WorkOptions,
): Promise<Result<AdoptedFolder>> {
  const { target } = request;
  const tool = request.tool === undefined ? detectFolderTool(request.files) : findFolderTool(request.tool);
  if (tool === undefined) {
    return fail({ code: "folder-unknown", severity: "error", message: `No migrations of a known tool are here. Known are ${folderTools.map(({ label }) => label).join(", ")}.` });
  }
  const { files, prefix } = withoutOuterFolders(request.files, tool);
  const placed = (diagnostics: readonly Diagnostic[]): readonly Diagnostic[] => diagnostics.map((diagnostic) => (
    diagnostic.place?.file === undefined ? diagnostic : { ...diagnostic, place: { ...diagnostic.place, file: prefix + diagnostic.place.file } }));
  const lexis = lexisOf(target.capabilities);
  const reading = tool.read(files, lexis);
  const statements = reading.migrations.flatMap(({ up }) => up);
  if (statements.length === 0) return fail({ code: "folder-without-sql", severity: "error", message: `These are migrations of ${tool.label}, but none holds SQL that can be run here.` }, ...placed(reading.diagnostics));
  const sandbox = await options.openSandbox(target.id);
  try {
    const loader = new Loader(sandbox, options.signal, (name) => target.quote(name));
    const diagnostics: Diagnostic[] = [...reading.diagnostics];
    for (const [i, statement] of statements.entries()) {
      if (i % 50 === 0) {
        options.signal?.throwIfAborted();
        options.onProgress?.(i, statements.length, "Replaying migrations");
      }
      await runOne(statement, loader, diagnostics, () => sandbox.run("ROLLBACK"));
    }
    options.onProgress?.(statements.length, statements.length, "Reading the catalog");
    const { schema, unmodelled } = await sandbox.introspect();
    const said = placed([...diagnostics, ...notModelledDiagnostics(unmodelled), ...leftOver(files, reading.migrations, tool)]);
    return succeed({
      tool: { id: tool.id, label: tool.label }, schema, found: foundIn(schema, target), files: filesOf(reading.migrations, files),
      migrations: reading.migrations.map(({ name, up }) => ({ name, statements: up.length })), diagnostics: said,
    }, said);
  } finally {
    await sandbox.close();
  }
}

async function runOne({ sql, file, line }: FolderStatement, loader: Loader, diagnostics: Diagnostic[], rollback: () => Promise<void>): Promise<void> {
  if (sql.length > statementLength) {
    diagnostics.push({ code: "import-statement-unfit", severity: "error", message: "This statement is too long and was not given to the engine.", place: { file, line } });
    return;
  }
  const item: LoadItem = { piece: { kind: "statement", text: sql, offset: 0, line, closed: true }, setsPath: false };
  const refused = loader.refusals.length;
  await loader.load([item]);
  if (loader.refusals.length === refused) return;
  const refusals = loader.refusals.slice(refused);
  diagnostics.push(...refusalDiagnostics({ refusals, exhausted: loader.exhausted, createdRoles: [] }, refusals.length, file));
  // A transaction that the migration itself began is at its end with a refused statement.
  try {
    await rollback();
  } catch (error) {
    if (!(error instanceof SandboxError)) throw error;
  }
}

function filesOf(migrations: readonly FolderMigration[], files: readonly FolderFile[]): readonly MigrationFile[] {
  const texts = new Map(files.map(({ path, text }) => [path, text]));
  return [...new Set(migrations.flatMap((migration) => migration.files))].flatMap((path) => {
    const content = texts.get(path);
    return content === undefined ? [] : [{ name: path, content }];
  });
}

/** Files that look like parts of the history and are none: SQL and sources of the tool's own folder. */
function leftOver(files: readonly FolderFile[], migrations: readonly FolderMigration[], tool: FolderTool): readonly Diagnostic[] {
  const used = new Set(migrations.flatMap((migration) => migration.files));
  const folders = new Set([...used].map((path) => path.slice(0, path.lastIndexOf("/") + 1)));
  const others = files.filter(({ path }) => !used.has(path) && folders.has(path.slice(0, path.lastIndexOf("/") + 1)) && !/(?:^|\/)(?:__init__\.py|README[^/]*|[^/]*\.(?:toml|ini|mako|conf|md|lock))$/i.test(path));
  return others.slice(0, 50).map(({ path }) => ({
    code: "folder-file-left-out", severity: "info" as const, message: `${path} is no migration of ${tool.label} and was left out.`, place: { file: path },
  }));
}
