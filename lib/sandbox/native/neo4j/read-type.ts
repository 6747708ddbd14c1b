import type { Reader } from "./reader";

/** `ZONED DATETIME`, `LIST<STRING NOT NULL>`. */
export function readType(reader: Reader): string {
  const first = reader.name("a type").toUpperCase();
  if (first === "LIST") {
    reader.expect("<");
    const of = readType(reader);
    reader.expect("NOT", "NULL");
    reader.expect(">");
    return `LIST<${of} NOT NULL>`;
  }
  if (first === "ZONED" || first === "LOCAL") return `${first} ${reader.name("DATETIME or TIME").toUpperCase()}`;
  return first;
}
