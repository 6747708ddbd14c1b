import type { ColumnFacts, ConstraintFacts, ExpressionFacts, TypeFacts } from "../act";
import { columnList, Cursor } from "./cursor";
import type { StatementTokens } from "./statements";

/** Spellings of one type. */
const typeNames: Readonly<Record<string, string>> = { integer: "int", dec: "decimal", numeric: "decimal", character: "char", bool: "boolean", serial: "serial" };

/** Words that end a type. */
const afterType = new Set([
  "not", "null", "default", "primary", "unique", "key", "auto_increment", "autoincrement", "comment", "references", "check", "constraint", "generated", "as", "on", "first", "after",
  "collate", "character", "charset", "visible", "invisible", "storage", "column_format", "virtual", "stored", "persistent", "srid", "engine_attribute",
]);

interface Found {
  notNull: boolean;
  null: boolean;
  default: ExpressionFacts | undefined;
  generated: ColumnFacts["generated"];
  identity: boolean;
  placed: boolean;
}

/** A column's definition: its name stands first. */
export function readColumnTokens(tokens: StatementTokens): { readonly column: ColumnFacts; readonly placed: boolean } {
  const cursor = new Cursor(tokens);
  const at = tokens[0]?.at ?? 0;
  const name = cursor.identifier();
  const type = readTypeTokens(cursor);
  const found: Found = { notNull: false, null: false, default: undefined, generated: undefined, identity: false, placed: false };
  const attributes: string[] = [];
  const constraints: ConstraintFacts[] = [];
  let constraintName: string | undefined;
  while (!cursor.done) {
    const here = cursor.current?.at ?? at;
    if (cursor.accept("not", "null")) found.notNull = true;
    else if (cursor.accept("null")) found.null = true;
    else if (cursor.accept("default")) found.default = readDefault(cursor);
    else if (cursor.accept("primary", "key") || cursor.accept("primary")) constraints.push(constraint("primary key", constraintName, [name], here));
    else if (cursor.accept("unique")) constraints.push(constraint("unique", constraintName, [name], here));
    else if (cursor.accept("check")) {
      cursor.parentheses();
      constraints.push(constraint("check", constraintName, [name], here));
    } else if (cursor.accept("references")) {
      const references = cursor.name();
      cursor.parentheses();
      constraints.push({ ...constraint("foreign key", constraintName, [name], here), references });
    } else if (cursor.accept("constraint")) constraintName = cursor.identifier();
    else if (cursor.accept("auto_increment") || cursor.accept("autoincrement")) { found.identity = true; attributes.push("AUTO_INCREMENT"); }
    else if (cursor.accept("comment")) { cursor.at += 1; attributes.push("COMMENT"); }
    else if (cursor.accept("collate")) { cursor.at += 1; attributes.push("COLLATE"); }
    else if (cursor.accept("character", "set") || cursor.accept("charset")) { cursor.at += 1; attributes.push("CHARACTER SET"); }
    else if (cursor.accept("on", "update")) {
      if (cursor.sees("current_timestamp", "now", "localtime", "localtimestamp")) attributes.push("ON UPDATE");
      cursor.at += 1;
    } else if (cursor.accept("generated", "always", "as") || cursor.accept("as")) {
      cursor.parentheses();
      found.generated = "virtual";
    } else if (cursor.accept("stored") || cursor.accept("persistent")) found.generated = "stored";
    else if (cursor.accept("first") || cursor.sees("after")) { found.placed = true; cursor.at += cursor.sees("after") ? 2 : 0; }
    else cursor.at += 1;
  }
  return {
    placed: found.placed,
    column: {
      name, type, notNull: found.notNull, default: found.default, generated: found.generated, identity: found.identity, constraints,
      attributes: [...attributes, ...(found.notNull ? ["NOT NULL"] : []), ...(found.null ? ["NULL"] : []), ...(found.default === undefined ? [] : ["DEFAULT"])], at,
    },
  };
}

function readTypeTokens(cursor: Cursor): TypeFacts | undefined {
  const at = cursor.current?.at ?? 0;
  const words: string[] = [];
  let modifiers: string[] = [];
  while (!cursor.done) {
    const token = cursor.current;
    if (token?.kind === "mark" && token.text === "(") {
      modifiers = new Cursor(cursor.parentheses()).items().map((item) => item.map(({ text }) => text).join(" "));
    } else if (token?.kind === "word" && !afterType.has(token.value)) {
      words.push(token.value);
      cursor.at += 1;
    } else break;
  }
  if (words.length === 0) return undefined;
  const [first = "", ...rest] = words;
  const name = [typeNames[first] ?? first, ...rest.filter((word) => word !== "signed")].join(" ");
  // Members of an enum are part of its name: two lists are two types.
  const members = /^(?:enum|set)\b/.test(name) ? `(${modifiers.join(",")})` : "";
  return { name: name + members, modifiers: members === "" ? modifiers.map(Number).filter(Number.isFinite) : [], array: false, at };
}

/** A literal, a word, a call, or anything in parentheses. DEFAULT NULL is no default. */
function readDefault(cursor: Cursor): ExpressionFacts | undefined {
  if (cursor.current?.kind === "mark" && cursor.current.text === "(") {
    cursor.parentheses();
    return { functions: [{ name: "(expression)", namespace: undefined, arguments: 0 }], notNull: [] };
  }
  if (cursor.accept("null")) return undefined;
  if (cursor.current?.kind === "mark") cursor.at += 1;
  const token = cursor.current;
  cursor.at += 1;
  const called = cursor.current?.kind === "mark" && cursor.current.text === "(";
  if (called) cursor.parentheses();
  const moment = token?.kind === "word" && /^(?:current_timestamp|current_date|current_time|now|localtime|localtimestamp)$/.test(token.value);
  return { functions: moment || called ? [{ name: token?.value ?? "", namespace: undefined, arguments: 0 }] : [], notNull: [] };
}

/** A key or check of a table: `CONSTRAINT name FOREIGN KEY (a) REFERENCES t (b)`. Undefined where it is something else. */
export function readConstraintTokens(tokens: StatementTokens): ConstraintFacts | undefined {
  const cursor = new Cursor(tokens);
  const at = tokens[0]?.at ?? 0;
  const name = cursor.accept("constraint") ? (cursor.sees("primary", "unique", "foreign", "check") ? undefined : cursor.identifier()) : undefined;
  if (cursor.accept("primary", "key")) return constraint("primary key", name, columnList(openList(cursor)), at);
  if (cursor.accept("unique")) {
    if (!cursor.accept("key")) cursor.accept("index");
    return constraint("unique", name, columnList(openList(cursor)), at);
  }
  if (cursor.accept("foreign", "key")) {
    const columns = columnList(openList(cursor));
    return cursor.accept("references") ? { ...constraint("foreign key", name, columns, at), references: cursor.name() } : undefined;
  }
  return cursor.accept("check") ? constraint("check", name, [], at) : undefined;
}

/** The list in parentheses behind a name and a method that may stand before it. */
function openList(cursor: Cursor): StatementTokens {
  while (!cursor.done && !(cursor.current?.kind === "mark" && cursor.current.text === "(")) cursor.at += 1;
  return cursor.parentheses();
}

function constraint(kind: ConstraintFacts["kind"], name: string | undefined, columns: readonly string[], at: number): ConstraintFacts {
  return { kind, name, columns, references: undefined, notValid: false, usingIndex: undefined, expression: undefined, at };
}

/** Keys and checks of a table stand between its columns. */
export function isKeyItem(item: StatementTokens): boolean {
  const [first, second] = item;
  return first?.kind === "word" && (/^(?:constraint|primary|unique|foreign|check|fulltext|spatial)$/.test(first.value) || (/^(?:key|index)$/.test(first.value) && second?.kind !== "number"));
}
