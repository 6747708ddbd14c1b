import type { ColumnFacts } from "../act";

/** What MODIFY or CHANGE of a column does to the rows (MySQL 8.4 manual, online DDL; MariaDB 10.11 measured). */
export function columnChangeCost(before: ColumnFacts | undefined, after: ColumnFacts): "none" | "copy" | "unknown" {
  if (before?.type === undefined || after.type === undefined) return "unknown";
  const [from, to] = [before.type, after.type];
  if (before.attributes.includes("CHARACTER SET") !== after.attributes.includes("CHARACTER SET") || before.attributes.includes("COLLATE") !== after.attributes.includes("COLLATE")) return "unknown";
  if (from.name === to.name) {
    const [a, b] = [from.modifiers.join(), to.modifiers.join()];
    if (a === b) return "none";
    if (from.name === "varchar") return varchar(from.modifiers[0] ?? 0, to.modifiers[0] ?? 0);
    // A display width is no part of an integer's type.
    return from.name.endsWith("int") ? "none" : "copy";
  }
  const members = [from.name, to.name].map((name) => /^(enum|set)\((.*)\)$/.exec(name));
  const [old, next] = members;
  // Members put behind the last are added at once.
  if (old !== null && next !== null && old?.[1] !== undefined && old[1] === next?.[1]) return (next[2] ?? "").startsWith(`${old[2] ?? ""},`) ? "none" : "copy";
  return "copy";
}

/** Longer is free while the length takes as many bytes to store as before: one up to 255 bytes, two beyond; four bytes a character. */
function varchar(before: number, after: number): "none" | "copy" | "unknown" {
  if (after < before) return "copy";
  if (before >= 256 || after * 4 <= 255) return "none";
  return before * 4 > 255 ? "none" : "unknown";
}
