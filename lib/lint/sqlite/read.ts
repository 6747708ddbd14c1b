import type { Act, ObjectKindName } from "../act";
import type { StatementReader } from "../statement";
import { isKeyItem, readColumnTokens, readConstraintTokens } from "../tokens/columns";
import { columnList, Cursor, mentions } from "../tokens/cursor";
import { readTokens } from "../tokens/read-tokens";
import type { StatementTokens } from "../tokens/statements";

/** Reads SQLite scripts by their tokens. */
export function sqliteReader(): StatementReader {
  return (sql) => readTokens(sql, { mysql: false }, starts, acts);
}

/** What a statement can begin with (SQLite 3.54). */
const starts = new Set("alter analyze attach begin commit create delete detach drop end explain insert pragma reindex release replace rollback savepoint select update vacuum values with".split(" "));

const kinds: readonly ObjectKindName[] = ["table", "view", "index", "trigger"];

function acts(tokens: StatementTokens, at: number): Act[] {
  const cursor = new Cursor(tokens);
  if (cursor.accept("begin")) return [{ at, kind: "begin" }];
  if (cursor.accept("commit") || cursor.accept("end")) return [{ at, kind: "commit" }];
  if (cursor.accept("rollback")) return mentions(tokens, "to") ? [] : [{ at, kind: "rollback" }];
  if (cursor.accept("pragma")) {
    const { name } = cursor.name();
    const valued = cursor.accept("=") || cursor.accept("(");
    return [{ at, kind: "pragma", name: name.toLowerCase(), value: valued ? (cursor.current?.kind === "string" ? cursor.current.value : cursor.current?.text)?.toLowerCase() : undefined }];
  }
  if (cursor.accept("create")) return create(cursor, tokens, at);
  if (cursor.accept("drop")) {
    const what = kinds.find((kind) => cursor.accept(kind)) ?? "other";
    const ifExists = cursor.accept("if", "exists");
    return [{ at, kind: "drop", what, names: [cursor.name()], cascade: false, concurrently: false, ifExists }];
  }
  if (cursor.accept("alter", "table")) return alter(cursor, at);
  if (cursor.accept("update")) {
    if (cursor.accept("or")) cursor.at += 1;
    return [{ at, kind: "update", table: cursor.name(), whole: !mentions(tokens, "where", "limit") }];
  }
  if (cursor.accept("delete", "from")) return [{ at, kind: "delete", table: cursor.name(), whole: !mentions(tokens, "where", "limit") }];
  if (cursor.accept("insert") || cursor.accept("replace")) {
    if (cursor.accept("or")) cursor.at += 1;
    cursor.accept("into");
    return [{ at, kind: "insert", table: cursor.name(), whole: false }];
  }
  if (cursor.accept("vacuum")) return [{ at, kind: "vacuum full", table: undefined }];
  return [{ at, kind: "other", what: tokens[0]?.value ?? "", ddl: false }];
}

function create(cursor: Cursor, tokens: StatementTokens, at: number): Act[] {
  const temporary = cursor.accept("temp") || cursor.accept("temporary");
  const unique = cursor.accept("unique");
  if (cursor.accept("table")) {
    const ifNotExists = cursor.accept("if", "not", "exists");
    const table = cursor.name();
    const items = new Cursor(cursor.parentheses()).items();
    const columns = items.filter((item) => !isKeyItem(item)).map((item) => readColumnTokens(item).column);
    return [{
      at, kind: "create table", table, temporary, ifNotExists, foreign: false, columns, constraints: items.flatMap((item) => (isKeyItem(item) ? readConstraintTokens(item) ?? [] : [])),
      partitionOf: undefined, fromQuery: columns.length === 0,
    }];
  }
  if (cursor.accept("index")) {
    const ifNotExists = cursor.accept("if", "not", "exists");
    const { name } = cursor.name();
    cursor.accept("on");
    const table = cursor.name();
    return [{ at, kind: "create index", table, name, columns: columnList(cursor.parentheses()), unique, concurrently: false, ifNotExists, partial: mentions(tokens, "where"), only: false, method: "" }];
  }
  if (cursor.accept("trigger")) {
    if (cursor.accept("if", "not")) cursor.accept("exists");
    const { name } = cursor.name();
    while (!cursor.done && !cursor.accept("on")) cursor.at += 1;
    return [{ at, kind: "create trigger", table: cursor.name(), name }];
  }
  return [{ at, kind: "create", what: cursor.current?.value ?? "", ddl: true }];
}

function alter(cursor: Cursor, at: number): Act[] {
  const table = cursor.name();
  if (cursor.accept("rename")) {
    if (cursor.accept("to")) return [{ at, kind: "rename", what: "table", of: table, from: table.name, to: cursor.name().name }];
    cursor.accept("column");
    const from = cursor.identifier();
    cursor.accept("to");
    return [{ at, kind: "rename", what: "column", of: table, from, to: cursor.identifier() }];
  }
  if (cursor.accept("add")) {
    const constraint = cursor.sees("constraint", "check", "foreign", "primary", "unique") ? readConstraintTokens(cursor.tokens.slice(cursor.at)) : undefined;
    if (constraint !== undefined) return [{ at, kind: "add constraint", table, constraint }];
    cursor.accept("column");
    return [{ at, kind: "add column", table, ifNotExists: false, ...readColumnTokens(cursor.tokens.slice(cursor.at)) }];
  }
  if (cursor.accept("drop")) {
    if (cursor.accept("constraint")) return [{ at, kind: "drop constraint", table, name: cursor.identifier(), ifExists: false }];
    cursor.accept("column");
    return [{ at, kind: "drop column", table, column: cursor.identifier(), ifExists: false }];
  }
  if (cursor.accept("alter")) {
    cursor.accept("column");
    const column = cursor.identifier();
    if (cursor.accept("set", "not", "null")) return [{ at, kind: "set not null", table, column }];
    if (cursor.accept("drop", "not", "null")) return [{ at, kind: "drop not null", table, column }];
    return [{ at, kind: "alter table", table, what: "ALTER COLUMN", lock: "AccessExclusive" }];
  }
  return [{ at, kind: "alter table", table, what: cursor.current?.value ?? "", lock: "AccessExclusive" }];
}
