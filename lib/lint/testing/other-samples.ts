import type { Sample } from "./sample";

const users = "CREATE TABLE users (id bigint PRIMARY KEY, name varchar(40) NOT NULL DEFAULT '' COMMENT 'full', state enum('a','b'), n int);";

const mysql: readonly Sample[] = ([
  ["mysql-algorithm-not-stated", "ALTER TABLE users ADD COLUMN a int;", "ALTER TABLE users ADD COLUMN a int, ALGORITHM=INSTANT;"],
  ["mysql-copying-alter", "ALTER TABLE users MODIFY n bigint, MODIFY state enum('b','a');", "ALTER TABLE users MODIFY n int NOT NULL, MODIFY state enum('a','b','c');", users],
  ["mysql-ddl-commits", "START TRANSACTION; UPDATE users SET n = 1 WHERE id = 2; ALTER TABLE users ADD COLUMN a int; COMMIT;", "ALTER TABLE users ADD COLUMN a int; UPDATE users SET n = 1 WHERE id = 2;"],
  ["mysql-drop-primary-key", "ALTER TABLE users DROP PRIMARY KEY;", "ALTER TABLE users DROP PRIMARY KEY, ADD PRIMARY KEY (id, n);"],
  ["mysql-foreign-key", "ALTER TABLE users ADD CONSTRAINT f FOREIGN KEY (n) REFERENCES teams (id);", "CREATE TABLE users (n int, FOREIGN KEY (n) REFERENCES teams (id));"],
  ["mysql-ignored-references", "CREATE TABLE a (n int REFERENCES teams (id));", "CREATE TABLE a (n int, FOREIGN KEY (n) REFERENCES teams (id));"],
  ["mysql-implicit-default", "ALTER TABLE users ADD COLUMN a int NOT NULL;", "ALTER TABLE users ADD COLUMN a int NOT NULL DEFAULT 0;"],
  ["mysql-lock-wait-timeout", "ALTER TABLE users ADD COLUMN a int;", "SET SESSION lock_wait_timeout = 5; ALTER TABLE users ADD COLUMN a int;"],
  ["mysql-locking-index", "CREATE FULLTEXT INDEX f ON users (name);", "CREATE INDEX f ON users (name);"],
  ["mysql-modify-drops-attributes", "ALTER TABLE users MODIFY COLUMN name varchar(40) NOT NULL;", "ALTER TABLE users MODIFY COLUMN name varchar(60) NOT NULL DEFAULT '' COMMENT 'full';", users],
  ["mysql-storage", "CREATE TABLE a (n int PRIMARY KEY) ENGINE=MyISAM;", "CREATE TABLE a (n int PRIMARY KEY) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;"],
] as const).map(([code, bad, good, base]) => ({ code, technology: "mysql", bad, good, ...(base === undefined ? {} : { base }) }));

const rebuild = "CREATE TABLE users_new (id INTEGER PRIMARY KEY, name TEXT); INSERT INTO users_new SELECT id, name FROM users; DROP TABLE users; ALTER TABLE users_new RENAME TO users;";
const people = "CREATE TABLE users (id INTEGER PRIMARY KEY, name TEXT, age INT); CREATE INDEX users_age ON users (age);";

const sqlite: readonly Sample[] = ([
  ["sqlite-add-column-refused", "ALTER TABLE users ADD COLUMN at TEXT DEFAULT CURRENT_TIMESTAMP;", "ALTER TABLE users ADD COLUMN at TEXT DEFAULT 'x';"],
  ["sqlite-alter-refused", "ALTER TABLE users ALTER COLUMN name TYPE INTEGER;", "ALTER TABLE users RENAME COLUMN name TO full_name;"],
  ["sqlite-drop-column-refused", "ALTER TABLE users DROP COLUMN age;", "DROP INDEX users_age; ALTER TABLE users DROP COLUMN age;", people],
  ["sqlite-pragma-in-transaction", "BEGIN; PRAGMA foreign_keys = OFF; COMMIT;", "PRAGMA foreign_keys = OFF; BEGIN; COMMIT;"],
  ["sqlite-rebuild-deletes-children", rebuild, `PRAGMA foreign_keys = OFF; ${rebuild}`],
  ["sqlite-rebuild-loses-objects", rebuild, `${rebuild} CREATE INDEX users_age ON users (name);`, people],
  ["sqlite-rebuild-renames-first", "ALTER TABLE users RENAME TO users_old; CREATE TABLE users (id INTEGER PRIMARY KEY); DROP TABLE users_old;", rebuild],
  ["sqlite-rebuild-unchecked", rebuild, `${rebuild} PRAGMA foreign_key_check;`],
] as const).map(([code, bad, good, base]) => ({ code, technology: "sqlite", bad, good, ...(base === undefined ? {} : { base }) }));

/** For each rule on MySQL and SQLite one script it finds something in and one it does not. */
export const otherSamples: readonly Sample[] = [...mysql, ...sqlite];
