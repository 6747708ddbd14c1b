import type { FolderFile, FolderTool } from "./folder-tool";

/** Folders that belong to a tool's own layout and stay. */
const ownFolders = new Set(["versions", "changes", "up", "down"]);

/** The files of the folder that the migrations lie in, without the folders around it: a zip of a whole project has some. `prefix` leads back. */
export function withoutOuterFolders(files: readonly FolderFile[], tool: FolderTool): { readonly files: readonly FolderFile[]; readonly prefix: string } {
  const owned = files.filter((file) => tool.owns(file)).map(({ path }) => path.split("/"));
  // A folder per migration is part of the migration's name.
  const folders = owned.map((parts) => parts.slice(0, parts.at(-1) === "migration.sql" ? -2 : -1));
  const [first = []] = folders;
  let shared = first.findIndex((part, i) => folders.some((parts) => parts[i] !== part));
  if (shared < 0) shared = first.length;
  while (shared > 0 && ownFolders.has(first[shared - 1] ?? "")) shared -= 1;
  if (shared === 0) return { files, prefix: "" };
  const prefix = `${first.slice(0, shared).join("/")}/`;
  return { files: files.filter(({ path }) => path.startsWith(prefix)).map(({ path, text }) => ({ path: path.slice(prefix.length), text })), prefix };
}
