import { oneLine } from "../../model";

/**
 * A label, type, property or variable name as Cypher takes it: bare where it may be, else in backticks (doubled inside). Between backticks too
 * \uXXXX is read as the character, which could be a backtick: a backslash before a u is written as such an escape itself. So are line breaks,
 * before which a semicolon would end the statement for neo4j-migrations.
 */
export function name(text: string): string {
  if (/^[A-Za-z_][A-Za-z0-9_]*$/.test(text) && !reserved.has(text.toUpperCase())) return text;
  // oxlint-disable-next-line no-control-regex
  return `\`${text.replaceAll("`", "``").replaceAll("\\u", "\\u005Cu").replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]/g, escaped).replace(/:(?=use\s)/gi, "\\u003A")}\``;
}

function escaped(mark: string): string {
  return `\\u${mark.charCodeAt(0).toString(16).padStart(4, "0")}`;
}

/** Words that are literals where an expression stands, the only ones that Cypher does not take for names (language-support 2.0.0-next.38, Cypher 5 and 25). */
export const reserved: ReadonlySet<string> = new Set(["TRUE", "FALSE", "NULL", "INFINITY", "INF", "NAN"]);

/**
 * A string literal. Line breaks and control characters are escaped, so that no literal holds the `;` before a line break that ends a statement
 * for neo4j-migrations, and `:use` is broken, which it takes for a change of database wherever it stands.
 */
export function string(text: string): string {
  // oxlint-disable-next-line no-control-regex
  const inner = text.replace(/[\\'\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]/g, (mark) => (mark === "'" || mark === "\\" ? `\\${mark}` : escaped(mark)));
  return `'${inner.replace(/:(?=use\s)/gi, "\\u003A")}'`;
}

/** A text from users behind `//`: one line, which no `assert` or `assume` of neo4j-migrations can be made of, nor a change of database. */
export function comment(text: string): string {
  return `// ${oneLine(text).replace(/^(assert|assume)\b/i, "- $1").replace(/:(?=use\s)/gi, ": ")}`.replace(/[;\s]+$/, "");
}

/** `n.price`. */
export function property(variable: string, text: string): string {
  return `${variable}.${name(text)}`;
}

/** Statements as a file: each ends with `;` and a line break, which is what neo4j-migrations and cypher-shell split at. */
export function script(statements: readonly string[]): string {
  return statements.map((statement) => `${statement};\n`).join("");
}
