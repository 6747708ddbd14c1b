import { ReadError, type Cursor } from "./cursor";
import { plainExpression } from "./expression";
import type { ParsedForeignKey, ParsedKey, ParsedPart } from "./parsed";

/** The parts of a key, from its parentheses on. */
export function parseParts(cursor: Cursor): ParsedPart[] {
  return cursor.parenthesised().items().map((item) => {
    if (item.seesMark("(")) {
      const expression = plainExpression(item.parenthesised().rest());
      return { expression, descending: descends(item) };
    }
    const column = item.name();
    const length = item.seesMark("(") ? Number(item.parenthesised().rest()) : undefined;
    return { column, ...(length === undefined ? {} : { length }), descending: descends(item) };
  });
}

function descends(item: Cursor): boolean {
  const descending = item.take("DESC");
  if (!descending) item.take("ASC");
  return descending;
}

/** What stands after the parts: method, comment, parser, visibility. What it does not know is passed over. */
export function parseKeyOptions(cursor: Cursor): Pick<ParsedKey, "method" | "comment" | "hidden" | "parser" | "keyBlockSize"> {
  let found: Pick<ParsedKey, "method" | "comment" | "parser" | "keyBlockSize"> = {};
  let hidden = false;
  while (!cursor.done) {
    if (cursor.take("USING") || cursor.take("TYPE")) found = { ...found, ...methodOf(cursor.name()) };
    else if (cursor.take("COMMENT")) found = { ...found, comment: cursor.next()?.value ?? "" };
    else if (cursor.take("WITH", "PARSER")) found = { ...found, parser: cursor.name() };
    else if (cursor.take("KEY_BLOCK_SIZE")) found = { ...found, keyBlockSize: cursor.optionValue()?.text ?? "" };
    else if (cursor.take("INVISIBLE") || cursor.take("IGNORED")) hidden = true;
    else cursor.next();
  }
  return { ...found, hidden };
}

function methodOf(name: string): { method: string } {
  return { method: name.toLowerCase() };
}

/** A key from the word that says its kind; undefined when none does. */
export function parseKey(cursor: Cursor, constraint: string | undefined): ParsedKey | undefined {
  const kind = cursor.take("PRIMARY", "KEY") ? "primary" : cursor.take("UNIQUE") ? "unique" : cursor.take("FULLTEXT") ? "fulltext" : cursor.take("SPATIAL") ? "spatial"
    : cursor.sees("KEY") || cursor.sees("INDEX") ? "index" : undefined;
  if (kind === undefined) return undefined;
  if (kind !== "primary" && !cursor.take("KEY")) cursor.take("INDEX");
  cursor.take("IF", "NOT", "EXISTS");
  const name = cursor.seesMark("(") || cursor.sees("USING") ? constraint : cursor.name();
  const before = cursor.take("USING") ? methodOf(cursor.name()) : {};
  const parts = parseParts(cursor);
  return { kind, ...(name === undefined || kind === "primary" ? {} : { name }), parts, ...before, ...parseKeyOptions(cursor) };
}

/** A foreign key, from FOREIGN on. */
export function parseForeignKey(cursor: Cursor, constraint: string | undefined): ParsedForeignKey {
  if (!cursor.take("FOREIGN", "KEY")) throw new ReadError("FOREIGN KEY is expected", cursor.peek());
  cursor.take("IF", "NOT", "EXISTS");
  const own = cursor.seesMark("(") ? undefined : cursor.name();
  const columns = names(cursor);
  if (!cursor.take("REFERENCES")) throw new ReadError("REFERENCES is expected", cursor.peek());
  return { ...named(constraint ?? own), columns, ...parseReference(cursor) };
}

/** What stands after REFERENCES. */
export function parseReference(cursor: Cursor): Omit<ParsedForeignKey, "name" | "columns"> {
  const table = cursor.name();
  const referencedColumns = cursor.seesMark("(") ? names(cursor) : [];
  let actions: Pick<ParsedForeignKey, "onDelete" | "onUpdate"> = {};
  for (;;) {
    if (cursor.take("ON", "DELETE")) actions = { ...actions, onDelete: action(cursor) };
    else if (cursor.take("ON", "UPDATE")) actions = { ...actions, onUpdate: action(cursor) };
    else if (cursor.take("MATCH")) cursor.next();
    else break;
  }
  return { table, referencedColumns, ...actions };
}

function action(cursor: Cursor): string {
  if (cursor.take("NO", "ACTION")) return "no action";
  if (cursor.take("SET", "NULL")) return "set null";
  if (cursor.take("SET", "DEFAULT")) return "set default";
  return cursor.next()?.text.toLowerCase() ?? "";
}

function names(cursor: Cursor): string[] {
  return cursor.parenthesised().items().map((item) => item.name());
}

function named(name: string | undefined): { name?: string } {
  return name === undefined ? {} : { name };
}
