import type { ColumnType, Schema } from "../../model";
import type { Target } from "../../targets/target";

/** A name, in quotes unless it is a plain word. */
export function dbmlName(name: string): string {
  return /^[A-Za-z_][A-Za-z0-9_]*$/.test(name) ? name : `"${escaped(name, '"')}"`;
}

/** Namespace and name. */
export function dbmlPath({ namespace, name }: { readonly namespace?: string; readonly name: string }): string {
  return namespace === undefined ? dbmlName(name) : `${dbmlName(namespace)}.${dbmlName(name)}`;
}

/** A string on one line. */
export function dbmlString(text: string): string {
  return `'${escaped(text, "'")}'`;
}

/** A string of several lines as it stands. */
export function dbmlBlockString(text: string): string {
  return dbmlString(text);
}

/** By the escapes of @dbml/parse's lexer: backslash, quote, newline, tab, return, \uXXXX. */
function escaped(text: string, quote: string): string {
  return text.replaceAll("\\", "\\\\").replaceAll(quote, `\\${quote}`).replaceAll("\n", "\\n").replaceAll("\r", "\\r").replaceAll("\t", "\\t")
    .replace(/\p{Cc}/gu, (c) => (c < " " ? `\\u${c.charCodeAt(0).toString(16).padStart(4, "0")}` : c));
}

/** An expression in backticks; DBML has no escape for one, so a quoted `name` is quoted the standard way. */
export function dbmlExpression(sql: string): string {
  const plain = sql.replace(/`((?:[^`]|``)*)`/g, (_, name: string) => `"${name.replaceAll("``", "`").replaceAll('"', '""')}"`).replaceAll("`", "'");
  return `\`${plain}\``;
}

/** A default: a number, word or string where reading it back gives the same text, else an expression. */
export function dbmlDefault(sql: string, target: Target): string {
  if (/^-?\d+(?:\.\d+)?$/.test(sql) && String(Number(sql)) === sql) return sql;
  if (sql === "true" || sql === "false") return sql;
  const text = /^'((?:[^']|'')*)'$/.exec(sql)?.[1]?.replaceAll("''", "'");
  return text !== undefined && !/^\s/.test(text) && target.literal(text) === sql ? dbmlString(text) : dbmlExpression(sql);
}

/** A type by its native name; an enum by its own. */
export function dbmlType(type: ColumnType, schema: Schema, target: Target): string {
  if (type.kind === "enum") {
    const { enumId } = type;
    const found = schema.enums.find((other) => other.id === enumId);
    if (found !== undefined) return dbmlPath(found);
  }
  const text = target.types.print(type, schema);
  return /^[A-Za-z_][A-Za-z0-9_]*(?:\(\d+(?:,\d+)?\))?$/.test(text) ? text : `"${escaped(text, '"')}"`;
}

/** `[a, b]` of what is there, with a leading space; nothing when all are empty. */
export function settings(list: readonly string[]): string {
  const present = list.filter((item) => item !== "");
  return present.length === 0 ? "" : ` [${present.join(", ")}]`;
}
