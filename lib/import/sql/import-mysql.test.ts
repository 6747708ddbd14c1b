import { describe, expect, test } from "vitest";
import { SandboxUnavailable } from "../../sandbox";
import { openTestMysql, testServers } from "../../sandbox/testing/mysql-server";
import { mysql } from "../../targets/mysql";
import { importText } from "../index";
import { classify } from "./classify";
import { lexisOf } from "./lexis";
import { splitSql } from "./split";

/** As mysqldump writes it: versioned comments, DELIMITER lines, locks, rows, a child before its parent, a view in two steps. */
const dump = `-- MySQL dump 10.13
/*!40101 SET @OLD_CHARACTER_SET_CLIENT=@@CHARACTER_SET_CLIENT */;
/*!40014 SET FOREIGN_KEY_CHECKS=0 */;
DROP TABLE IF EXISTS \`child\`;
/*!40101 SET character_set_client = utf8 */;
CREATE TABLE \`child\` (
  \`id\` int NOT NULL AUTO_INCREMENT,
  \`parent_id\` int DEFAULT NULL,
  \`state\` enum('new','it''s; old') NOT NULL DEFAULT 'new' COMMENT 'a \\\\ and a ''quote''; # no comment',
  PRIMARY KEY (\`id\`),
  KEY \`child_parent\` (\`parent_id\`),
  CONSTRAINT \`child_parent\` FOREIGN KEY (\`parent_id\`) REFERENCES \`parent\` (\`id\`) ON DELETE CASCADE
) ENGINE=InnoDB AUTO_INCREMENT=4 DEFAULT CHARSET=utf8mb4;
LOCK TABLES \`child\` WRITE;
/*!40000 ALTER TABLE \`child\` DISABLE KEYS */;
INSERT INTO \`child\` VALUES (1,NULL,'new'),(2,NULL,'it\\'s; old');
/*!40000 ALTER TABLE \`child\` ENABLE KEYS */;
UNLOCK TABLES;
/*!50001 CREATE VIEW \`v\` AS SELECT 1 AS \`id\` */;
CREATE TABLE \`parent\` (\`id\` int NOT NULL PRIMARY KEY, \`big\` bigint unsigned); # a comment
DELIMITER ;;
/*!50003 CREATE*/ /*!50017 DEFINER=\`root\`@\`localhost\`*/ /*!50003 TRIGGER \`child_in\` BEFORE INSERT ON \`child\` FOR EACH ROW BEGIN
  IF NEW.state = 'x' THEN SET NEW.state = 'new'; END IF;
  CASE NEW.id WHEN 1 THEN SET @a = 1; ELSE SET @a = 2; END CASE;
END */;;
DELIMITER ;
/*!50001 DROP VIEW IF EXISTS \`v\`*/;
/*!50001 CREATE ALGORITHM=UNDEFINED */
/*!50013 DEFINER=\`root\`@\`localhost\` SQL SECURITY DEFINER */
/*!50001 VIEW \`v\` AS select \`child\`.\`id\` AS \`id\` from \`child\` */;
`;

const lexis = lexisOf(mysql.capabilities);
const statements = (text: string): string[] => splitSql(text, lexis).map((piece) => piece.text.replaceAll(/\s+/g, " "));

describe("splitting MySQL scripts", () => {
  test("quotes, comments and delimiters are those of MySQL", () => {
    expect(statements("SELECT 'a\\'; b', \"c\\\"; d\", `e;f`; # x; y\nSELECT 5--1;-- z;\nDELIMITER //\nSELECT 1; SELECT 2 //\ndelimiter ;\nSELECT 3;"))
      .toEqual(["SELECT 'a\\'; b', \"c\\\"; d\", `e;f`", "SELECT 5--1", "SELECT 1; SELECT 2", "SELECT 3"]);
  });

  test("bodies hold their semicolons without a DELIMITER", () => {
    const body = "CREATE DEFINER=a@b PROCEDURE p() lab: BEGIN DECLARE EXIT HANDLER FOR SQLEXCEPTION BEGIN END; IF 1 THEN SELECT IF(1, 2, 3); END IF; CASE 1 WHEN 1 THEN SELECT 1; END CASE; SELECT CASE 1 WHEN 1 THEN 2 END; WHILE 0 DO SELECT 1; END WHILE; END";
    expect(statements(`${body}; SELECT 1; CREATE EVENT e ON SCHEDULE EVERY 1 DAY DO BEGIN SELECT 1; END; SELECT 2`)).toEqual([body, "SELECT 1", "CREATE EVENT e ON SCHEDULE EVERY 1 DAY DO BEGIN SELECT 1; END", "SELECT 2"]);
  });

  test("versioned comments are text, with every place where it was", () => {
    const text = "/*!40101 SET NAMES utf8 */;\n/*M!999999\\- enable the sandbox mode */\n/* plain; */ CREATE TABLE a (b INT /*!80023 INVISIBLE */);";
    const pieces = splitSql(text, lexis);
    expect(pieces.map((piece) => [piece.line, classify(piece.text), text.slice(piece.offset, piece.offset + 6)])).toEqual([[1, "session", "SET NA"], [3, "schema", "CREATE"]]);
    expect(pieces[1]?.text).toMatch(/^CREATE TABLE a \(b INT {10}INVISIBLE {3,4}\)$/);
  });
});

async function read(text: string, open: () => ReturnType<typeof openTestMysql>) {
  const result = await importText({ format: "sql", target: mysql, text, file: "dump.sql" }, { openSandbox: open });
  if (!result.ok) throw new Error(JSON.stringify(result.diagnostics));
  const child = result.value.schema.tables.find((table) => table.name === "child") ?? expect.fail("no child");
  return {
    found: Object.fromEntries(result.value.found.map(({ kind, count }) => [kind, count])), child, schema: result.value.schema,
    errors: result.diagnostics.filter(({ severity }) => severity === "error"), codes: result.diagnostics.map(({ code }) => code).toSorted(),
  };
}

const expected = { tables: 2, columns: 5, "primary keys": 2, "foreign keys": 1, views: 1, triggers: 1 };

for (const { name, url } of testServers) {
  test.skipIf(url === undefined)(`a dump arrives whole on ${name}`, async () => {
    const { found, child, errors, codes } = await read(dump, () => openTestMysql(url));
    expect([errors, found]).toEqual([[], expect.objectContaining(expected)]);
    expect(child.columns[2]).toMatchObject({ default: "'new'", comment: "a \\ and a 'quote'; # no comment", nullable: false });
    expect(codes).toEqual(["import-rows-left-out"]);
  });
}

describe("without a server", () => {
  const nowhere = (): Promise<never> => Promise.reject(new SandboxUnavailable("Set STRATA_MYSQL_URL."));

  test("a dump is read from its text, and labelled so", async () => {
    const { found, child, schema, errors, codes } = await read(dump, nowhere);
    expect([errors, found]).toEqual([[], expect.objectContaining(expected)]);
    expect(codes).toEqual(["import-rows-left-out", "import-without-engine"]);
    expect([child.foreignKeys[0]?.onDelete, child.indexes, schema.enums.map(({ values }) => values)]).toEqual(["cascade", [], [["new", "it's; old"]]]);
  });

  test("what is not understood is listed at its line, and the rest is kept", async () => {
    const result = await importText({ format: "sql", target: mysql, text: "CREATE TABLE a (id INT);\nALTER TABLE a DROP COLUMN x;\nCREATE UNIQUE INDEX i ON a (id DESC);\nCREATE TABLE b (id INT, KEY (nowhere));", file: "a.sql" }, { openSandbox: nowhere });
    expect(result.diagnostics.filter(({ severity }) => severity === "error").map(({ place }) => place?.line)).toEqual([2, 4]);
    expect(result.ok && result.value.schema.tables.map(({ name, indexes }) => [name, indexes.map((index) => [index.name, index.unique])])).toEqual([["a", [["i", true]]]]);
  });
});
