import { script, terminated } from "./statement-text";

/** A script for shells that end a statement at any semicolon outside quotes: bodies that hold some stand between DELIMITER lines. */
export function delimited(statements: readonly string[]): string {
  return statements.map((sql) => {
    if (!/^\s*CREATE\b[^;]*\b(?:TRIGGER|PROCEDURE|FUNCTION|EVENT)\b/i.test(sql) || !sql.includes(";")) return script([sql]);
    let mark = "$$";
    while (sql.includes(mark)) mark += "$";
    return `DELIMITER ${mark}\n${terminated(sql, mark)}\nDELIMITER ;\n`;
  }).join("");
}
