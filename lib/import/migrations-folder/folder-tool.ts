import type { Diagnostic } from "../../model";
import type { Lexis } from "../sql/lexis";

/** A file of a migrations folder. */
export interface FolderFile {
  /** Within the folder, with slashes. */
  readonly path: string;
  readonly text: string;
}

/** One statement with the place it stands at. */
export interface FolderStatement {
  /** Without trailing semicolon. */
  readonly sql: string;
  readonly file: string;
  /** 1-based. */
  readonly line: number;
}

/** One migration of the folder. */
export interface FolderMigration {
  /** What orders and names it: its file, or its folder. */
  readonly name: string;
  /** Paths of its files. */
  readonly files: readonly string[];
  readonly transaction: { readonly up: boolean; readonly down: boolean };
  readonly up: readonly FolderStatement[];
  readonly down: readonly FolderStatement[];
}

/** What a reader found, in the order the tool runs it. */
export interface FolderReading {
  readonly migrations: readonly FolderMigration[];
  /** What was not understood, with line and reason. */
  readonly diagnostics: readonly Diagnostic[];
}

/** How the files of one tool are told and read. */
export interface FolderTool {
  /** The same id as the export's. */
  readonly id: string;
  readonly label: string;
  /** Whether a file is one of its migrations. */
  owns(file: FolderFile): boolean;
  read(files: readonly FolderFile[], lexis: Lexis): FolderReading;
}

/** The number at the beginning of the last part of a path that has one: `V2__x.sql`, `0003_x/migration.sql`. */
export function folderVersion(path: string): bigint | undefined {
  for (const part of path.split("/").toReversed()) {
    const digits = /^[VvUu]?(\d+)(?=[._-])/.exec(part)?.[1];
    if (digits !== undefined) return BigInt(digits);
  }
  return undefined;
}

/** By number, then by name. */
export function byVersion(a: string, b: string): number {
  const [x, y] = [folderVersion(a), folderVersion(b)];
  if (x !== undefined && y !== undefined && x !== y) return x < y ? -1 : 1;
  return a < b ? -1 : a > b ? 1 : 0;
}

/** A finding at a line. */
export function notUnderstood(file: string, line: number, message: string): Diagnostic {
  return { code: "folder-not-understood", severity: "warning", message, place: { file, line } };
}
