import type { Column, Schema, Table } from "../../model";
import { plainString, quote } from "./lexical";
import { columnOptions, tableOptions } from "./options";
import { tokenize } from "./tokenizer";
import { isLarge, isText, mysqlTypes } from "./types";
import type { VersionFacts } from "./versions";

/** The collation of a table's columns that name none. */
export function tableCollation(table: Pick<Table, "options">, facts: VersionFacts): string {
  return table.options[tableOptions.collation] ?? facts.collation;
}

/**
 * The whole definition of a column, as it stands in CREATE TABLE, ADD, MODIFY and CHANGE. Always whole: MODIFY silently drops what
 * is not repeated (EVOLUTION: NOT NULL, DEFAULT, COMMENT, character set, ON UPDATE, AUTO_INCREMENT).
 */
export function columnDefinition(column: Column, schema: Pick<Schema, "enums">, facts: VersionFacts): string {
  const { options = {}, generated, type } = column;
  const parts = [quote(column.name), mysqlTypes.print(type, schema)];
  const textual = isText(type);
  // A collation brings its character set.
  if (column.collation !== undefined && textual) parts.push(`COLLATE ${column.collation}`);
  if (generated !== undefined) parts.push(`GENERATED ALWAYS AS (${generated.expression}) ${generated.stored ? "STORED" : "VIRTUAL"}`);
  // MariaDB takes no NOT NULL for generated columns.
  if (!column.nullable && (generated === undefined || facts.flavour === "mysql")) parts.push("NOT NULL");
  // Where the server still has the old rules, a TIMESTAMP that says nothing is NOT NULL.
  else if (column.nullable && type.kind === "timestamptz" && generated === undefined) parts.push("NULL");
  if (column.default !== undefined && generated === undefined) parts.push(`DEFAULT ${defaultText(column, facts)}`);
  if (options[columnOptions.onUpdate] !== undefined) parts.push(`ON UPDATE ${currentTimestamp(column)}`);
  if (column.identity !== undefined) parts.push("AUTO_INCREMENT");
  if (column.comment !== undefined) parts.push(`COMMENT ${plainString(column.comment)}`);
  if (options[columnOptions.invisible] === "true") parts.push("INVISIBLE");
  const srid = options[columnOptions.srid];
  if (srid !== undefined && /^\d+$/.test(srid)) parts.push(facts.spatialReference === "SRID" ? `SRID ${srid}` : `REF_SYSTEM_ID=${srid}`);
  if (options[columnOptions.attributes] !== undefined) parts.push(options[columnOptions.attributes] ?? "");
  if (options[columnOptions.check] !== undefined) parts.push(`CHECK (${options[columnOptions.check] ?? ""})`);
  return parts.join(" ");
}

/** CURRENT_TIMESTAMP with as many digits as the column has: others are refused. */
function currentTimestamp(column: Column): string {
  const { type } = column;
  const digits = type.kind === "timestamp" || type.kind === "timestamptz" ? type.precision ?? 6 : 0;
  return digits === 0 ? "CURRENT_TIMESTAMP" : `CURRENT_TIMESTAMP(${digits})`;
}

const moments = /^(?:current_timestamp|now|localtime|localtimestamp)(?:\s*\(\s*\d*\s*\))?$/i;

/** A default as its clause: bare when it is one value or the present moment, else in parentheses, as the grammar asks. */
function defaultText(column: Column, facts: VersionFacts): string {
  const text = column.default?.trim() ?? "";
  const { kind } = column.type;
  if (moments.test(text) && (kind === "timestamp" || kind === "timestamptz")) return currentTimestamp(column);
  const literal = isLiteral(text);
  return literal && (facts.literalTextDefaults || !isLarge(column.type)) ? text : `(${text})`;
}

function isLiteral(text: string): boolean {
  const [first, second, ...more] = tokenize(text);
  if (first === undefined || more.length > 0) return false;
  if (second !== undefined) {
    return (/^[-+]$/.test(first.text) && second.kind === "number") || (first.kind === "word" && first.text.startsWith("_") && (second.kind === "string" || second.kind === "hex"));
  }
  return first.kind === "string" || first.kind === "number" || first.kind === "hex" || (first.kind === "word" && /^(?:true|false|null)$/i.test(first.text));
}
