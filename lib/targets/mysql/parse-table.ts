import { Cursor, ReadError } from "./cursor";
import { plainExpression } from "./expression";
import { tableOptions } from "./options";
import { parseColumn, type ReadingFacts } from "./parse-column";
import { parseForeignKey, parseKey } from "./parse-key";
import type { ParsedCheck, ParsedColumn, ParsedForeignKey, ParsedKey, ParsedTable } from "./parsed";

/** Reads a CREATE TABLE, as a person or SHOW CREATE TABLE wrote it. Throws a ReadError for what is none. */
export function parseTable(sql: string, facts: ReadingFacts): ParsedTable {
  const cursor = new Cursor(sql);
  if (!cursor.take("CREATE")) throw new ReadError("CREATE TABLE is expected", cursor.peek());
  if (cursor.take("OR")) cursor.next();
  cursor.take("TEMPORARY");
  if (!cursor.take("TABLE")) throw new ReadError("TABLE is expected", cursor.peek());
  cursor.take("IF", "NOT", "EXISTS");
  const name = cursor.name();
  const columns: ParsedColumn[] = [];
  const keys: ParsedKey[] = [];
  const foreignKeys: ParsedForeignKey[] = [];
  const checks: ParsedCheck[] = [];
  const unmodelled: string[] = [];
  if (!cursor.seesMark("(") || cursor.sees("LIKE")) throw new ReadError("a list of columns is expected", cursor.peek());
  for (const item of cursor.parenthesised().items()) parseItem(item, facts, { columns, keys, foreignKeys, checks, unmodelled });
  return { name, columns, keys, foreignKeys, checks, unmodelled, ...parseTableOptions(cursor) };
}

interface Found {
  readonly columns: ParsedColumn[];
  readonly keys: ParsedKey[];
  readonly foreignKeys: ParsedForeignKey[];
  readonly checks: ParsedCheck[];
  readonly unmodelled: string[];
}

function parseItem(item: Cursor, facts: ReadingFacts, found: Found): void {
  let constraint: string | undefined;
  const isConstraint = item.take("CONSTRAINT");
  if (isConstraint && !["PRIMARY", "UNIQUE", "FOREIGN", "CHECK"].some((word) => item.sees(word))) constraint = item.name();
  if (item.sees("PERIOD", "FOR") && !isConstraint) {
    found.unmodelled.push(item.rest());
    return;
  }
  // A key may be called by a word, but a column of such a name is quoted.
  const key = parseKey(item, constraint);
  if (key !== undefined) {
    found.keys.push(key);
    return;
  }
  if (item.sees("FOREIGN", "KEY")) {
    found.foreignKeys.push(parseForeignKey(item, constraint));
    return;
  }
  if (item.take("CHECK")) {
    const expression = plainExpression(item.parenthesised().rest(), !facts.addsIntroducers);
    found.checks.push({ ...(constraint === undefined ? {} : { name: constraint }), expression, enforced: !item.take("NOT", "ENFORCED") });
    return;
  }
  const clause = parseColumn(item, facts);
  found.columns.push(clause.column);
  found.keys.push(...clause.keys);
  found.foreignKeys.push(...clause.foreignKeys);
  found.checks.push(...clause.checks);
}

/** What stands after the columns. */
function parseTableOptions(cursor: Cursor): Pick<ParsedTable, "comment" | "charset" | "collation" | "options"> {
  const options: Record<string, string> = {};
  let found: Pick<ParsedTable, "comment" | "charset" | "collation"> = {};
  while (!cursor.done) {
    if (cursor.takeMark(",") || cursor.take("DEFAULT")) continue;
    if (cursor.take("CHARACTER", "SET") || cursor.take("CHARSET")) found = { ...found, charset: cursor.optionValue()?.value.toLowerCase() ?? "" };
    else if (cursor.take("COLLATE")) found = { ...found, collation: cursor.optionValue()?.value.toLowerCase() ?? "" };
    else if (cursor.take("COMMENT")) found = { ...found, comment: cursor.optionValue()?.value ?? "" };
    else if (cursor.take("PARTITION", "BY")) options[tableOptions.partitions] = cursor.rest();
    else if (cursor.take("WITH", "SYSTEM", "VERSIONING")) options[tableOptions.versioning] = "on";
    else {
      const name = cursor.next()?.text.toLowerCase() ?? "";
      const value = cursor.optionValue();
      if (value !== undefined) options[name] = value.kind === "string" ? `'${value.value}'` : value.text;
    }
  }
  return { ...found, options };
}
