import { describe, expect, test } from "vitest";
import type { Table } from "../../model";
import { plainDefinition, plainExpression } from "./expression";
import { impliedChanges, impliedKeys } from "./implied";
import { literal, quote } from "./lexical";
import { changePartitions } from "./partitions";
import { queryInMysql } from "./query-words";
import { tokenize } from "./tokenizer";
import { mysqlTypes } from "./types";
import { versionOf } from "./versions";

const none = { enums: [] };

test("a text with a backslash is a literal that no sql_mode reads differently", () => {
  expect([literal("it's"), literal("a\\b")]).toEqual(["'it''s'", "_utf8mb4 x'615c62'"]);
  expect([quote("orders"), quote("rank"), quote("a`b"), quote("1")]).toEqual(["orders", "`rank`", "`a``b`", "`1`"]);
});

test("tokens are MySQL's: escapes, dashes, numbers, names that begin with digits", () => {
  expect(tokenize("'it\\'s' 5--1 -- c\n# d\n`a``b` 1e5 2nd x'ff' a->>'$.b' /*!80016 x */").map(({ kind, value }) => `${kind} ${value}`)).toEqual([
    "string it's", "number 5", "symbol -", "symbol -", "number 1", "quoted a`b", "number 1e5", "word 2nd", "hex x'ff'", "word a", "symbol ->>", "string $.b", "word x",
  ]);
});

test("expressions have one plain spelling", () => {
  expect(plainExpression("(`price` > _utf8mb4'it\\'s')")).toBe("price > 'it''s'");
  expect(plainExpression("((`a`) or (`select`))")).toBe("(a) or (`select`)");
  expect(plainExpression("_utf8mb4'x'", true)).toBe("_utf8mb4'x'");
});

test("definitions lose their owner's name and escaped quotes, and keep others'", () => {
  expect(plainDefinition("CREATE DEFINER=`root`@`localhost` TRIGGER t BEFORE INSERT ON a FOR EACH ROW SET @x = 'it\\'s'; # note", "root@localhost")).toMatch(/^CREATE TRIGGER t .* SET @x = 'it''s'; -- {2}note$/);
  expect(plainDefinition("CREATE DEFINER=`a`@`%` EVENT e ON SCHEDULE EVERY 1 DAY DO SELECT 1", "root@localhost")).toContain("DEFINER=`a`@`%`");
});

test("types are read in any spelling, and widths that mean nothing fall away", () => {
  const read = (text: string): string => mysqlTypes.print(mysqlTypes.parse(text, none), none);
  expect(["INTEGER", "int(11)", "INT(10) UNSIGNED", "bigint(20) unsigned", "BOOL", "character varying(9)", "NUMERIC(5)", "double precision", "year(4)", "int(4)"].map(read))
    .toEqual(["int", "int", "int unsigned", "bigint unsigned", "tinyint(1)", "varchar(9)", "decimal(5,0)", "double", "year", "int(4)"]);
});

test("the version of a server is the newest known one it has reached", () => {
  expect(["9.7.4", "8.4.2", "8.0.36-0ubuntu", "9.9.0", "10.11.19-MariaDB-0+deb12u1", "5.5.5-11.5.2-MariaDB", "11.8.1-MariaDB"].map(versionOf))
    .toEqual(["9.7", "8.4", "8.0", "9.7", "mariadb-10.11", "mariadb-11.4", "mariadb-11.8"]);
});

const table: Table = {
  id: "t", name: "t", uniques: [], checks: [], indexes: [], options: {},
  columns: ["a", "b"].map((name) => ({ id: name, name, type: { kind: "int64" }, nullable: true, ...(name === "b" ? { identity: { mode: "by default" as const } } : {}) })),
  foreignKeys: [{ id: "f", name: "f", columns: ["a"], referencedTable: "p", referencedColumns: ["i"], onDelete: "no action", onUpdate: "no action" }],
};

describe("keys the engine wants", () => {
  test("are implied by foreign keys and numbered columns that no other key serves", () => {
    expect(impliedKeys(table)).toEqual([{ name: "f", columns: ["a"], unique: false }, { name: "auto_key_b", columns: ["b"], unique: true }]);
    expect(impliedKeys({ ...table, primaryKey: { id: "p", columns: ["b"] }, indexes: [{ id: "i", name: "i", unique: false, parts: [{ column: "a" }, { column: "b" }] }] })).toEqual([]);
  });

  test("come and go with those that serve instead", () => {
    const indexed = { ...table, indexes: [{ id: "i", name: "i", unique: false, parts: [{ column: "a" }] }] };
    expect([impliedChanges(table, indexed), impliedChanges(indexed, table)]).toEqual([["DROP INDEX f"], ["ADD INDEX f (a)"]]);
    // A prefix of a column serves no foreign key.
    expect(impliedKeys({ ...indexed, indexes: [{ id: "i", name: "i", unique: false, parts: [{ column: "a" }], options: { prefix: "4" } }] })[0]?.name).toBe("f");
  });
});

test("partitions come and go whole, and rows are only divided anew when the division changes", () => {
  const by = (text: string): Table => ({ ...table, options: { "partition by": text } });
  const sql = (from: string, to: string): string[] => changePartitions(by(from), by(to)).map((statement) => `${statement.sql}${statement.loss === undefined ? "" : " LOSS"}`);
  const p = (...bounds: number[]): string => `RANGE (y) (${bounds.map((n) => `PARTITION p${n} VALUES LESS THAN (${n})`).join(", ")})`;
  expect(sql(p(1, 2), p(1, 2, 3))).toEqual(["ALTER TABLE t ADD PARTITION (PARTITION p3 VALUES LESS THAN (3))"]);
  expect(sql(p(1, 2), p(2))).toEqual(["ALTER TABLE t DROP PARTITION p1 LOSS"]);
  expect(sql(p(1, 3), p(1, 2, 3))).toEqual([`ALTER TABLE t PARTITION BY ${p(1, 2, 3)}`]);
});

test("queries get MySQL's words", () => {
  expect(queryInMysql("INSERT INTO a (b) VALUES ($1) ON CONFLICT DO NOTHING")).toBe("INSERT IGNORE INTO a (b) VALUES (?)");
  expect(queryInMysql("INSERT INTO a (b, c) VALUES ($1, '$2') ON CONFLICT (b) DO UPDATE SET c = a.c + excluded.c")).toBe("INSERT INTO a (b, c) VALUES (?, '$2') ON DUPLICATE KEY UPDATE c = a.c + VALUES(c)");
});
