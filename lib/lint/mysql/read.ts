import type { Act, ObjectKindName } from "../act";
import type { StatementReader } from "../statement";
import { isKeyItem, readColumnTokens, readConstraintTokens } from "../tokens/columns";
import { columnList, Cursor, mentions } from "../tokens/cursor";
import { readTokens } from "../tokens/read-tokens";
import type { StatementTokens } from "../tokens/statements";
import { readMysqlAlter } from "./alter";

/** Reads MySQL and MariaDB scripts by their tokens: what changes the schema, transactions, rows. */
export function mysqlReader(): StatementReader {
  return (sql) => readTokens(sql, { mysql: true }, starts, acts);
}

/** What a statement can begin with (MySQL 9.7 and MariaDB 11). */
const starts = new Set("alter analyze begin binlog cache call change check checksum clone commit create deallocate delete delimiter desc describe do drop execute explain flush grant handler import insert install kill load lock optimize prepare purge release rename repair replace reset restart resignal revoke rollback savepoint select set show shutdown signal start stop table truncate uninstall unlock update use values with xa".split(" "));

const kinds: Readonly<Record<string, ObjectKindName>> = {
  table: "table", view: "view", index: "index", database: "database", schema: "database", trigger: "trigger", function: "function", procedure: "function", event: "other",
};

function acts(tokens: StatementTokens, at: number): Act[] {
  const cursor = new Cursor(tokens);
  if (cursor.accept("start", "transaction") || (tokens.length <= 2 && cursor.accept("begin"))) return [{ at, kind: "begin" }];
  if (cursor.accept("commit")) return [{ at, kind: "commit" }];
  if (cursor.accept("rollback")) return cursor.sees("to") ? [] : [{ at, kind: "rollback" }];
  if (cursor.accept("set")) return settings(cursor, at);
  if (cursor.accept("create")) return create(cursor, at);
  if (cursor.accept("drop")) return drop(cursor, at);
  if (cursor.accept("alter")) {
    cursor.accept("online");
    if (cursor.accept("ignore", "table") || cursor.accept("table")) {
      if (cursor.accept("if")) cursor.accept("exists");
      return readMysqlAlter(cursor, cursor.name(), at);
    }
    return [{ at, kind: "other", what: `Alter ${cursor.current?.value ?? ""}`, ddl: true }];
  }
  if (cursor.accept("rename", "table")) {
    return cursor.items().flatMap((item): Act[] => {
      const inner = new Cursor(item);
      const of = inner.name();
      return inner.accept("to") ? [{ at: item[0]?.at ?? at, kind: "rename", what: "table", of, from: of.name, to: inner.name().name }] : [];
    });
  }
  if (cursor.accept("truncate")) {
    cursor.accept("table");
    return [{ at, kind: "truncate", tables: [cursor.name()], cascade: false }];
  }
  if (cursor.accept("update")) {
    while (cursor.sees("low_priority", "ignore")) cursor.at += 1;
    return [{ at, kind: "update", table: cursor.name(), whole: !mentions(tokens, "where", "limit") }];
  }
  if (cursor.accept("delete")) {
    while (cursor.sees("low_priority", "quick", "ignore")) cursor.at += 1;
    return cursor.accept("from") ? [{ at, kind: "delete", table: cursor.name(), whole: !mentions(tokens, "where", "limit") }] : [];
  }
  if (cursor.accept("insert") || cursor.accept("replace")) {
    while (cursor.sees("low_priority", "delayed", "high_priority", "ignore", "into")) cursor.at += 1;
    return [{ at, kind: "insert", table: cursor.name(), whole: false }];
  }
  if (cursor.accept("lock", "tables") || cursor.accept("lock", "table")) return [{ at, kind: "lock table", tables: [cursor.name()], mode: "AccessExclusive" }];
  if (cursor.accept("optimize", "table")) return [{ at, kind: "rewrite table", table: cursor.name(), how: "OPTIMIZE TABLE" }];
  return [{ at, kind: "other", what: tokens[0]?.value ?? "", ddl: false }];
}

/** SET a = 1, SESSION b = 2, @@session.c = 3. */
function settings(cursor: Cursor, at: number): Act[] {
  return cursor.items().flatMap((item): Act[] => {
    const inner = new Cursor(item);
    while (inner.sees("session", "global", "local", "persist")) inner.at += 1;
    const name = inner.identifier().toLowerCase().replace(/^@@(?:session\.|global\.|local\.)?/, "");
    if (name.startsWith("@")) return [];
    if (inner.accept(":")) inner.accept("=");
    else inner.accept("=");
    return [{ at, kind: "set", name, value: inner.current?.kind === "string" ? inner.current.value : inner.current?.text ?? "", local: false }];
  });
}

function create(cursor: Cursor, at: number): Act[] {
  if (cursor.accept("or")) cursor.accept("replace");
  const temporary = cursor.accept("temporary");
  if (cursor.accept("table")) return createTable(cursor, at, temporary);
  const method = cursor.sees("unique", "fulltext", "spatial") ? cursor.identifier().toLowerCase() : "";
  if (cursor.accept("index")) {
    if (cursor.accept("if", "not")) cursor.accept("exists");
    const name = cursor.identifier();
    while (!cursor.done && !cursor.accept("on")) cursor.at += 1;
    const table = cursor.name();
    return [{ at, kind: "create index", table, name, columns: columnList(cursor.parentheses()), unique: method === "unique", concurrently: false, ifNotExists: false, partial: false, only: false, method }];
  }
  return [{ at, kind: "create", what: cursor.current?.value ?? "", ddl: true }];
}

function createTable(cursor: Cursor, at: number, temporary: boolean): Act[] {
  const ifNotExists = cursor.accept("if", "not", "exists");
  const table = cursor.name();
  const items = new Cursor(cursor.parentheses()).items();
  const constraints = items.flatMap((item) => readConstraintTokens(item) ?? []);
  const columns = items.filter((item) => !isKeyItem(item)).map((item) => readColumnTokens(item).column);
  const options: Act[] = [];
  while (!cursor.done) {
    const name = cursor.sees("engine", "charset") || (cursor.sees("character") && cursor.accept("character")) ? cursor.identifier().toLowerCase() : undefined;
    if (name === undefined) cursor.at += 1;
    else {
      cursor.accept("=");
      options.push({ at: cursor.current?.at ?? at, kind: "table option", table, name: name === "engine" ? "engine" : "charset", value: cursor.identifier().toLowerCase() });
    }
  }
  return [{ at, kind: "create table", table, temporary, ifNotExists, foreign: false, columns, constraints, partitionOf: undefined, fromQuery: columns.length === 0 }, ...options];
}

function drop(cursor: Cursor, at: number): Act[] {
  cursor.accept("temporary");
  const word = cursor.current?.value ?? "";
  cursor.at += 1;
  const what = Object.hasOwn(kinds, word) ? kinds[word] ?? "other" : "other";
  const ifExists = cursor.accept("if", "exists");
  // DROP INDEX name ON table is an ALTER TABLE of its own.
  if (what === "index") return [{ at, kind: "drop", what, names: [{ namespace: undefined, name: cursor.identifier() }], cascade: false, concurrently: false, ifExists }];
  return [{ at, kind: "drop", what, names: cursor.items().map((item) => new Cursor(item).name()), cascade: false, concurrently: false, ifExists }];
}
