import { nameKey, type ObjectName } from "./act";

/** A name in a message: one line, whatever it contains. */
export function shown(name: ObjectName | string | undefined): string {
  if (name === undefined) return "the table";
  const text = (typeof name === "string" ? name : nameKey(name)).replaceAll(/\s+/g, " ");
  return text === "" ? "?" : text;
}

/** A statement on one line, cut to what a message can carry. */
export function excerpt(sql: string, most = 120): string {
  const line = sql.replaceAll(/\s+/g, " ").trim();
  return line.length > most ? `${line.slice(0, most - 1)}…` : line;
}
