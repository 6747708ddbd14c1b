import { describe, expect, test } from "vitest";
import { splitSql } from "../../import/sql/split";
import { lexisOf } from "../../import/sql/lexis";
import { classify } from "../../import/sql/classify";
import { corpusFile } from "../../import/testing/shared-folder";
import { openTestMysql, testServers } from "../../sandbox/testing/mysql-server";
import { mysqlFacts } from "./testing/catalog-facts";
import { mysql } from ".";

/** Everything the target keeps, as both flavours take it. */
const everything = `
CREATE TABLE parents (id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT, code VARCHAR(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL, PRIMARY KEY (id), UNIQUE KEY by_code (code)) COMMENT='It''s \\\\ a parent';
CREATE TABLE things (
  id INT NOT NULL, parent_id BIGINT UNSIGNED, kind ENUM('a','it''s','') NOT NULL DEFAULT 'a', tags SET('x','y') DEFAULT 'x,y',
  price DECIMAL(10,2) UNSIGNED DEFAULT 1.50, ratio FLOAT(7,3), big DOUBLE DEFAULT -1, flag TINYINT(1) DEFAULT 1, bits BIT(4) DEFAULT b'0101', raw VARBINARY(16), born YEAR,
  made DATETIME(3) NOT NULL DEFAULT CURRENT_TIMESTAMP(3), seen TIMESTAMP NULL DEFAULT NULL, changed TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP ON UPDATE CURRENT_TIMESTAMP,
  doc JSON, body MEDIUMTEXT COMMENT 'long', place POINT NOT NULL, secret INT INVISIBLE, code CHAR(3) COLLATE utf8mb4_bin DEFAULT 'a"b', made_up DATE DEFAULT (CURDATE()),
  total DECIMAL(12,2) AS (price * 2) STORED, label VARCHAR(60) AS (CONCAT(kind, ':', code)) VIRTUAL COMMENT 'shown',
  PRIMARY KEY (id), KEY by_body (body(20), id), UNIQUE KEY by_pair (parent_id, kind), KEY by_made (made DESC) COMMENT 'newest first', FULLTEXT KEY words (body), SPATIAL KEY places (place),
  CONSTRAINT cheap CHECK (price < 1000 AND kind <> 'x'), CONSTRAINT of_parent FOREIGN KEY (parent_id) REFERENCES parents (id) ON DELETE CASCADE ON UPDATE SET NULL
) ENGINE=InnoDB ROW_FORMAT=DYNAMIC DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;
CREATE TABLE logs (id INT NOT NULL, at DATE NOT NULL, PRIMARY KEY (id, at)) PARTITION BY RANGE (YEAR(at)) (PARTITION p0 VALUES LESS THAN (2020) COMMENT = 'old', PARTITION p1 VALUES LESS THAN MAXVALUE);
CREATE TABLE hashed (id INT NOT NULL PRIMARY KEY) PARTITION BY HASH (id) PARTITIONS 3;
CREATE TABLE quick (id INT, KEY h (id) USING HASH, KEY b (id) USING BTREE) ENGINE=MEMORY;
CREATE TABLE prefixed (name VARCHAR(300) NOT NULL, PRIMARY KEY (name(20)));
CREATE FUNCTION twice(n INT) RETURNS INT DETERMINISTIC COMMENT 'it''s' RETURN n * 2;
CREATE VIEW cheap_things AS SELECT t.id, p.code, twice(t.id) AS double_id FROM things t JOIN parents p ON p.id = t.parent_id WHERE t.code <> 'it''s';
CREATE SQL SECURITY INVOKER VIEW few AS SELECT id FROM cheap_things WHERE id < 10;
CREATE TRIGGER things_in BEFORE INSERT ON things FOR EACH ROW BEGIN IF NEW.id IS NULL THEN SET NEW.id = 1; END IF; END;
CREATE TRIGGER things_in_too BEFORE INSERT ON things FOR EACH ROW SET NEW.code = 'x\\'y';
CREATE PROCEDURE clean(IN days INT) MODIFIES SQL DATA BEGIN DECLARE done INT DEFAULT 0; WHILE done < days DO SET done = done + 1; END WHILE; END;
CREATE EVENT nightly ON SCHEDULE EVERY 1 DAY STARTS '2030-01-01 00:00:00' ON COMPLETION PRESERVE DISABLE COMMENT 'x' DO BEGIN DELETE FROM logs; END;
CREATE EVENT hourly ON SCHEDULE EVERY 1 HOUR DO SET @a = 1;
`;

const statements = (text: string): string[] => splitSql(text, lexisOf(mysql.capabilities)).filter((piece) => classify(piece.text) === "schema").map((piece) => piece.text);

const chinook = corpusFile("chinook.mysql.sql");

for (const { name, version, url } of testServers) {
  describe.skipIf(url === undefined)(name, () => {
    const copied = async (text: string): Promise<void> => {
      const sandbox = await openTestMysql(url);
      try {
        for (const sql of statements(text)) await sandbox.run(sql);
        const before = await mysqlFacts(sandbox.query);
        const { schema, unmodelled } = await sandbox.introspect();
        expect(unmodelled).toEqual([]);
        await sandbox.reset();
        for (const { sql } of mysql.createSchema(schema, version)) await sandbox.run(sql);
        expect(await mysqlFacts(sandbox.query)).toEqual(before);
      } finally {
        await sandbox.close();
      }
    };

    test("a database copied through the model is the same, as the server's own catalog says", () => copied(everything));

    test.skipIf(chinook === undefined)("Chinook loses nothing (needs ../shared/corpus)", () => copied(chinook ?? ""));
  });
}
