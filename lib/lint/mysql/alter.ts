import type { Act, ObjectName } from "../act";
import { readColumnTokens, readConstraintTokens } from "../tokens/columns";
import { columnList, Cursor } from "../tokens/cursor";
import type { StatementTokens } from "../tokens/statements";

/** The actions of ALTER TABLE, in order; ALGORITHM and LOCK are table options among them. */
export function readMysqlAlter(cursor: Cursor, table: ObjectName, at: number): Act[] {
  return cursor.items().flatMap((item) => action(item, table, item[0]?.at ?? at));
}

function action(item: StatementTokens, table: ObjectName, at: number): Act[] {
  const cursor = new Cursor(item);
  if (cursor.accept("add")) return add(cursor, table, at);
  if (cursor.accept("drop")) return drop(cursor, table, at);
  if (cursor.accept("modify")) {
    column(cursor);
    const { column: definition, placed } = readColumnTokens(cursor.tokens.slice(cursor.at));
    return [{ at, kind: "redefine column", table, column: definition.name, definition, placed }];
  }
  if (cursor.accept("change")) {
    column(cursor);
    const before = cursor.identifier();
    const { column: definition, placed } = readColumnTokens(cursor.tokens.slice(cursor.at));
    return [
      { at, kind: "redefine column", table, column: before, definition, placed },
      ...(before === definition.name ? [] : [{ at, kind: "rename" as const, what: "column" as const, of: table, from: before, to: definition.name }]),
    ];
  }
  if (cursor.accept("rename")) {
    if (cursor.accept("column")) {
      const from = cursor.identifier();
      cursor.accept("to");
      return [{ at, kind: "rename", what: "column", of: table, from, to: cursor.identifier() }];
    }
    if (cursor.accept("index") || cursor.accept("key")) return [{ at, kind: "rename", what: "index", of: table, from: cursor.identifier(), to: "" }];
    if (!cursor.accept("to")) cursor.accept("as");
    return [{ at, kind: "rename", what: "table", of: table, from: table.name, to: cursor.name().name }];
  }
  if (cursor.accept("alter")) {
    if (cursor.sees("index", "check", "constraint")) return [other(table, at, "alter key")];
    column(cursor);
    const name = cursor.identifier();
    return [{ at, kind: cursor.accept("drop", "default") ? "drop default" : "set default", table, column: name }];
  }
  if (cursor.accept("convert", "to")) return [{ at, kind: "rewrite table", table, how: "CONVERT TO CHARACTER SET" }];
  if (cursor.accept("order", "by")) return [{ at, kind: "rewrite table", table, how: "ORDER BY" }];
  if (cursor.accept("partition", "by") || cursor.accept("remove", "partitioning")) return [{ at, kind: "rewrite table", table, how: "partitioning" }];
  if (cursor.sees("algorithm", "lock", "engine", "row_format", "auto_increment", "comment")) {
    const name = cursor.identifier().toLowerCase();
    cursor.accept("=");
    return [{ at, kind: "table option", table, name, value: (cursor.current?.kind === "word" ? cursor.current.value : cursor.current?.text) ?? "" }];
  }
  return [other(table, at, item[0]?.value ?? "")];
}

function add(cursor: Cursor, table: ObjectName, at: number): Act[] {
  const rest = cursor.tokens.slice(cursor.at);
  const constraint = readConstraintTokens(rest);
  if (constraint !== undefined) return [{ at, kind: "add constraint", table, constraint }];
  const method = cursor.sees("fulltext", "spatial") ? cursor.identifier().toLowerCase() : "";
  if (cursor.accept("index") || cursor.accept("key") || method !== "") {
    const name = cursor.current?.kind === "mark" ? undefined : cursor.identifier();
    while (!cursor.done && !(cursor.current?.kind === "mark" && cursor.current.text === "(")) cursor.at += 1;
    return [{ at, kind: "create index", table, name, columns: columnList(cursor.parentheses()), unique: false, concurrently: false, ifNotExists: false, partial: false, only: false, method }];
  }
  if (cursor.sees("partition")) return [other(table, at, "add partition")];
  column(cursor);
  const ifNotExists = cursor.accept("if", "not", "exists");
  const list = cursor.current?.kind === "mark" ? new Cursor(cursor.parentheses()).items() : [cursor.tokens.slice(cursor.at)];
  return list.map((item) => ({ at: item[0]?.at ?? at, kind: "add column", table, ifNotExists, ...readColumnTokens(item) }));
}

function drop(cursor: Cursor, table: ObjectName, at: number): Act[] {
  if (cursor.accept("primary", "key")) return [{ at, kind: "drop constraint", table, name: "PRIMARY", ifExists: false }];
  if (cursor.accept("foreign", "key")) return [{ at, kind: "drop foreign key", table, name: cursor.identifier() }];
  if (cursor.accept("index") || cursor.accept("key")) return [other(table, at, "drop index")];
  if (cursor.accept("constraint") || cursor.accept("check")) return [{ at, kind: "drop constraint", table, name: cursor.identifier(), ifExists: false }];
  if (cursor.accept("partition")) return [{ at, kind: "truncate", tables: [{ namespace: undefined, name: `${table.name}, partition ${cursor.identifier()}` }], cascade: false }];
  column(cursor);
  const ifExists = cursor.accept("if", "exists");
  return [{ at, kind: "drop column", table, column: cursor.identifier(), ifExists }];
}

function column(cursor: Cursor): void {
  cursor.accept("column");
}

function other(table: ObjectName, at: number, what: string): Act {
  return { at, kind: "alter table", table, what, lock: "AccessExclusive" };
}
