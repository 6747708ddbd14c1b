import type { Cursor } from "./cursor";
import { plainExpression } from "./expression";
import { plainString } from "./lexical";
import { columnOptions } from "./options";
import type { ParsedCheck, ParsedColumn, ParsedForeignKey, ParsedKey } from "./parsed";
import { parseReference } from "./parse-key";
import type { VersionFacts } from "./versions";

/** What of a version decides how text is read. */
export type ReadingFacts = Pick<VersionFacts, "columnChecks" | "addsIntroducers">;

/** A column with what may stand with it although it belongs to the table. */
export interface ColumnClause {
  readonly column: ParsedColumn;
  readonly keys: readonly ParsedKey[];
  readonly foreignKeys: readonly ParsedForeignKey[];
  readonly checks: readonly ParsedCheck[];
}

/** Words after which the type is over. */
const attributeWords = new Set(`CHARACTER CHARSET COLLATE NOT NULL DEFAULT ON AUTO_INCREMENT UNIQUE PRIMARY KEY COMMENT GENERATED AS VIRTUAL STORED PERSISTENT INVISIBLE VISIBLE SRID
REF_SYSTEM_ID CHECK CONSTRAINT REFERENCES COLUMN_FORMAT STORAGE BINARY ASCII UNICODE ENGINE_ATTRIBUTE SECONDARY_ENGINE_ATTRIBUTE FIRST AFTER ENFORCED COMPRESSED WITHOUT WITH`.split(/\s+/));

type Building = { -readonly [K in keyof ParsedColumn]: ParsedColumn[K] };

/** A column definition, from its name on. With column checks, one without a name stays with the column. */
export function parseColumn(cursor: Cursor, facts: ReadingFacts): ColumnClause {
  const name = cursor.name();
  const type = parseType(cursor);
  const options: Record<string, string> = {};
  const column: Building = { name, type: type === "serial" ? "bigint unsigned" : type, nullable: type !== "serial", autoIncrement: type === "serial", options };
  const keys: ParsedKey[] = type === "serial" ? [uniqueOf(name)] : [];
  const foreignKeys: ParsedForeignKey[] = [];
  const checks: ParsedCheck[] = [];
  const attributes: string[] = [];
  while (!cursor.done) {
    if (cursor.take("NOT", "NULL")) column.nullable = false;
    else if (cursor.take("NULL")) column.nullable = true;
    else if (cursor.take("CHARACTER", "SET") || cursor.take("CHARSET")) column.charset = cursor.name().toLowerCase();
    else if (cursor.take("COLLATE")) column.collation = cursor.name().toLowerCase();
    else if (cursor.take("ASCII")) column.charset = "latin1";
    else if (cursor.take("BINARY")) column.binary = true;
    else if (cursor.take("DEFAULT")) parseDefault(cursor, column, !facts.addsIntroducers);
    else if (cursor.take("ON", "UPDATE")) {
      options[columnOptions.onUpdate] = "CURRENT_TIMESTAMP";
      cursor.next();
      if (cursor.seesMark("(")) cursor.parenthesised();
    } else if (cursor.take("AUTO_INCREMENT")) column.autoIncrement = true;
    else if (cursor.take("COMMENT")) column.comment = cursor.next()?.value ?? "";
    else if (cursor.take("GENERATED", "ALWAYS")) continue;
    else if (cursor.take("AS")) column.generated = { expression: plainExpression(cursor.parenthesised().rest(), !facts.addsIntroducers), stored: false };
    else if (cursor.take("STORED") || cursor.take("PERSISTENT")) stored(column);
    else if (cursor.take("INVISIBLE")) options[columnOptions.invisible] = "true";
    else if (cursor.take("SRID")) options[columnOptions.srid] = cursor.next()?.text ?? "";
    else if (cursor.take("REF_SYSTEM_ID")) options[columnOptions.srid] = cursor.optionValue()?.text ?? "";
    else if (cursor.take("UNIQUE")) {
      cursor.take("KEY");
      keys.push(uniqueOf(name));
    } else if (cursor.take("PRIMARY", "KEY") || cursor.take("KEY")) {
      column.nullable = false;
      keys.push({ ...uniqueOf(name), kind: "primary" });
    } else if (cursor.take("REFERENCES")) foreignKeys.push({ columns: [name], ...parseReference(cursor) });
    else if (cursor.sees("CONSTRAINT") || cursor.sees("CHECK")) parseCheck(cursor, column, checks, facts);
    else if (cursor.take("VIRTUAL") || cursor.take("VISIBLE")) continue;
    else attributes.push(...furtherAttribute(cursor));
  }
  if (attributes.length > 0) options[columnOptions.attributes] = attributes.join(" ");
  return { column, keys, foreignKeys, checks };
}

function stored(column: Building): void {
  if (column.generated !== undefined) column.generated = { ...column.generated, stored: true };
}

function uniqueOf(name: string): ParsedKey {
  return { kind: "unique", parts: [{ column: name, descending: false }], hidden: false };
}

function parseType(cursor: Cursor): string {
  const words: string[] = [];
  for (let token = cursor.peek(); token !== undefined; token = cursor.peek()) {
    if (token.kind === "word" && attributeWords.has(token.text.toUpperCase()) && words.length > 0) break;
    if (token.kind === "symbol" && token.text === "(") {
      words.push(`(${cursor.parenthesised().tokens.map(({ kind, value, text }) => (kind === "string" ? plainString(value) : text)).join("")})`);
      continue;
    }
    if (token.kind !== "word") break;
    words.push(token.text.toLowerCase());
    cursor.next();
  }
  return words.join(" ").replaceAll(" (", "(");
}

function parseDefault(cursor: Cursor, column: Building, keepIntroducers: boolean): void {
  if (cursor.seesMark("(")) {
    column.default = plainExpression(cursor.parenthesised().rest(), keepIntroducers);
    return;
  }
  let text = "";
  const first = cursor.next();
  if (first === undefined) return;
  if (first.kind === "symbol" && /[-+]/.test(first.text)) text = `${first.text === "-" ? "-" : ""}${cursor.next()?.text ?? ""}`;
  else if (first.kind === "word" && cursor.peek()?.kind === "string") {
    // DATE '2024-01-01', or an introducer.
    const value = cursor.next();
    text = first.text.startsWith("_") && (keepIntroducers || !/^_utf8/i.test(first.text)) ? `${first.text}${value?.text ?? ""}` : plainString(value?.value ?? "");
  } else if (first.kind === "string") text = plainString(first.value);
  else {
    text = first.text;
    if (first.kind === "word" && cursor.seesMark("(")) text += `(${cursor.parenthesised().rest()})`;
    if (/^(?:current_timestamp|now|localtime|localtimestamp)(?:\(\d*\))?$/i.test(text)) text = "CURRENT_TIMESTAMP";
  }
  if (text.toUpperCase() !== "NULL") column.default = text;
}

function parseCheck(cursor: Cursor, column: Building, checks: ParsedCheck[], facts: ReadingFacts): void {
  let name: string | undefined;
  if (cursor.take("CONSTRAINT") && !cursor.sees("CHECK")) name = cursor.name();
  if (!cursor.take("CHECK")) return;
  const expression = plainExpression(cursor.parenthesised().rest(), !facts.addsIntroducers);
  const enforced = !cursor.take("NOT", "ENFORCED");
  cursor.take("ENFORCED");
  if (facts.columnChecks && name === undefined) column.check = expression;
  else checks.push({ ...(name === undefined ? {} : { name }), expression, enforced });
}

/** A clause that is kept as it stands: COLUMN_FORMAT FIXED, STORAGE DISK, COMPRESSED. */
function furtherAttribute(cursor: Cursor): string[] {
  const token = cursor.next();
  if (token === undefined) return [];
  if (/^(?:COLUMN_FORMAT|STORAGE)$/i.test(token.text)) {
    const value = cursor.next()?.text.toUpperCase() ?? "";
    return value === "DEFAULT" ? [] : [`${token.text.toUpperCase()} ${value}`];
  }
  if (/^(?:SECONDARY_)?ENGINE_ATTRIBUTE$/i.test(token.text)) return [`${token.text.toUpperCase()} ${plainString(cursor.optionValue()?.value ?? "")}`];
  if (/^COMPRESSED$/i.test(token.text)) {
    if (cursor.takeMark("=")) cursor.next();
    return ["COMPRESSED"];
  }
  if (/^WITHOUT$/i.test(token.text) && cursor.take("SYSTEM", "VERSIONING")) return ["WITHOUT SYSTEM VERSIONING"];
  return [];
}
