/** A system error in a person's words. */
export function reason(error: unknown): string {
  if (typeof error === "object" && error !== null && "code" in error) {
    if (error.code === "ENOENT") return "there is no such file.";
    if (error.code === "EACCES") return "no permission.";
    if (error.code === "EISDIR") return "it is a directory.";
  }
  return error instanceof Error ? error.message : String(error);
}
