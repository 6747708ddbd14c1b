import { batchPlace } from "../../../plan/backfill";
import { commentText } from "../../source-text";
import { keyCondition } from "../key";
import { keyColumns, type BatchTexts } from "../texts";
import { mysqlEngine } from "./mysql";

/** A procedure that commits each batch, called once and dropped. For the mysql shell: it has DELIMITER lines. */
export function mysqlProcedure(texts: BatchTexts): string {
  const { literal, quote } = texts;
  const procedure = quote(`strata_${texts.slug}`.slice(0, 64));
  const columns = keyColumns(texts);
  const back = texts.rollback;
  const condition = (alias: string | undefined, operator: ">" | "<=", variable: string): string => {
    // Values go in as literals: a prepared statement has no places for a number of them that is not known.
    const form = { rows: false, place: (i: number) => `\u0001${i}\u0001` };
    const { sql } = keyCondition(keyColumns(texts, alias), operator, form);
    const parts = sql.split("\u0001").map((part, i) => (i % 2 === 0 ? literal(part) : `${variable}_${part}`));
    return `CONCAT(${parts.join(", ")})`;
  };
  const applied = (statement: { readonly sql: string; readonly alias?: string }): string =>
    `REPLACE(${literal(statement.sql)}, ${literal(batchPlace)}, CONCAT('(', IF(kept IS NULL, '', CONCAT(${condition(statement.alias, ">", "last")}, ' AND ')), ${condition(statement.alias, "<=", "upper")}, ')'))`;
  const either = (forward: string, backward: string | undefined): string => (backward === undefined ? forward : `IF(roll_back, ${backward}, ${forward})`);
  const marks = texts.key.map(({ column, kind }, i) => {
    const [mark, text] = mysqlEngine.fetch(`batch.${column}`, kind);
    return { i, mark, text };
  });
  // A value as a literal of SQL, from its mark and its text.
  const literalOf = (mark: string, text: string, i: number): string => {
    const quoted = `QUOTE(${text})`;
    return `CASE ${mark} WHEN 'i' THEN ${text} WHEN 'f' THEN ${text} WHEN 'b' THEN CONCAT('X''', ${text}, '''') ELSE ${texts.key[i]?.kind === "decimal" ? text : quoted} END`;
  };
  return `-- ${commentText(texts.title)}.
-- Walks ${commentText(texts.sourceName)} in batches by its key. Each batch and its place in strata_data_migrations are committed together, so a call that
-- was stopped goes on where it was. Run it with the mysql shell.
-- ${"absent" in back ? `There is no way back: ${commentText(back.absent)}` : `Way back: CALL ${commentText(procedure)}(1000, 0.1, NULL, 5, FALSE, TRUE).`}
-- Waits for a lock are limited and tried again. MySQL has no statement timeout for changes.

${mysqlEngine.createProgress};

DROP PROCEDURE IF EXISTS ${procedure};
DELIMITER //
CREATE PROCEDURE ${procedure}(IN batch_size INT, IN pause DOUBLE, IN max_load INT, IN passes INT, IN dry_run BOOLEAN, IN roll_back BOOLEAN)
migration: BEGIN
  DECLARE migration_name VARCHAR(200) DEFAULT ${literal(texts.name)};
  DECLARE towards VARCHAR(10) DEFAULT IF(roll_back, 'rollback', 'forward');
  DECLARE kept, current_direction, problem TEXT;
  DECLARE done, n, left_over BIGINT;
  DECLARE walk, attempt INT DEFAULT 0;
  DECLARE again BOOLEAN DEFAULT FALSE;
${marks.map(({ i }) => `  DECLARE last_${i}, upper_${i} LONGTEXT;`).join("\n")}
${"absent" in back ? `  IF roll_back THEN
    SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = ${literal(`No rollback: ${back.absent}`.slice(0, 128))};
  END IF;
` : ""}  SET @strata_remaining = CONCAT('SELECT (', ${either(literal(texts.apply.remaining), "absent" in back ? undefined : literal(back.remaining))}, ') INTO @strata_left');
  IF dry_run THEN
    SELECT count(*) INTO n FROM ${texts.source};
    PREPARE strata_statement FROM @strata_remaining;
    EXECUTE strata_statement;
    SELECT CONCAT(migration_name, ' (dry run): ', n, ' rows, ', @strata_left, ' to be done, about ', CEIL(n / batch_size), ' batches of ', batch_size, '.') AS progress;
    LEAVE migration;
  END IF;
  SET SESSION innodb_lock_wait_timeout = 2, SESSION lock_wait_timeout = 2;
  SET SESSION TRANSACTION ISOLATION LEVEL READ COMMITTED;
  INSERT IGNORE INTO strata_data_migrations (name, direction) VALUES (migration_name, towards);
  UPDATE strata_data_migrations SET direction = towards, last_key = NULL, rows_done = 0, started_at = CURRENT_TIMESTAMP, finished_at = NULL
  WHERE name = migration_name AND direction <> towards;
  COMMIT;
  WHILE walk < passes DO
    SET walk = walk + 1;
    batches: LOOP
      WHILE (SELECT CAST(VARIABLE_VALUE AS SIGNED) - 1 FROM performance_schema.global_status WHERE VARIABLE_NAME = 'Threads_running') > max_load DO
        DO SLEEP(GREATEST(1, pause));
      END WHILE;
      SET attempt = 0;
      tries: LOOP
        SET again = FALSE, n = NULL;
        BEGIN
          DECLARE EXIT HANDLER FOR 1205, 1213
          BEGIN
            GET DIAGNOSTICS CONDITION 1 problem = MESSAGE_TEXT;
            ROLLBACK;
            IF attempt >= 10 THEN
              RESIGNAL;
            END IF;
            SET again = TRUE;
          END;
          DECLARE EXIT HANDLER FOR SQLEXCEPTION
          BEGIN
            ROLLBACK;
            RESIGNAL;
          END;
          START TRANSACTION;
          -- The lock on the progress row keeps a second call out of this batch.
          SELECT last_key, rows_done, direction INTO kept, done, current_direction FROM strata_data_migrations WHERE name = migration_name FOR UPDATE;
          IF current_direction <> towards THEN
            SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'The migration was turned round meanwhile by another run.';
          END IF;
${marks.map(({ i }) => `          SET last_${i} = ${literalOf(`JSON_UNQUOTE(JSON_EXTRACT(kept, '$[${i}][0]'))`, `JSON_UNQUOTE(JSON_EXTRACT(kept, '$[${i}][1]'))`, i)};`).join("\n")}
          SET @strata_n = NULL;
          SET @strata_sql = CONCAT(${literal(`SELECT count(*) OVER (), ${marks.map(({ mark, text }) => `${mark}, ${text}`).join(", ")} INTO @strata_n, ${marks.map(({ i }) => `@strata_mark_${i}, @strata_text_${i}`).join(", ")} FROM (SELECT ${columns.join(", ")} FROM ${texts.source}`)},
            IF(kept IS NULL, '', CONCAT(' WHERE ', ${condition(undefined, ">", "last")})), ${literal(` ORDER BY ${columns.join(", ")} LIMIT `)}, batch_size,
            ${literal(`) AS batch ORDER BY ${columns.map((column) => `batch.${column} DESC`).join(", ")} LIMIT 1`)});
          PREPARE strata_statement FROM @strata_sql;
          EXECUTE strata_statement;
          SET n = @strata_n;
          IF n IS NOT NULL THEN
${marks.map(({ i }) => `            SET upper_${i} = ${literalOf(`@strata_mark_${i}`, `@strata_text_${i}`, i)};`).join("\n")}
            SET @strata_sql = ${either(applied(texts.apply), "absent" in back ? undefined : applied(back))};
            PREPARE strata_statement FROM @strata_sql;
            EXECUTE strata_statement;
            SET done = done + n;
            UPDATE strata_data_migrations SET rows_done = done, last_key = JSON_ARRAY(${marks.map(({ i }) => `JSON_ARRAY(@strata_mark_${i}, @strata_text_${i})`).join(", ")}) WHERE name = migration_name;
          END IF;
          COMMIT;
        END;
        IF NOT again THEN
          LEAVE tries;
        END IF;
        SELECT CONCAT(migration_name, ': ', problem, '; trying again.') AS progress;
        DO SLEEP(LEAST(30, 0.1 * POW(2, attempt)) * (0.5 + RAND() / 2));
        SET attempt = attempt + 1;
      END LOOP;
      IF n IS NULL THEN
        LEAVE batches;
      END IF;
      SELECT CONCAT(migration_name, ': ', done, ' rows walked.') AS progress;
      DO SLEEP(pause);
    END LOOP;
    PREPARE strata_statement FROM @strata_remaining;
    EXECUTE strata_statement;
    SET left_over = @strata_left;
    IF left_over = 0 THEN
      UPDATE strata_data_migrations SET finished_at = COALESCE(finished_at, CURRENT_TIMESTAMP) WHERE name = migration_name;
      COMMIT;
      SELECT CONCAT(migration_name, ': done, ', done, ' rows walked, none left.') AS progress;
      LEAVE migration;
    END IF;
    SELECT CONCAT(migration_name, ': ', left_over, ' rows are left after the walk.') AS progress;
    UPDATE strata_data_migrations SET last_key = NULL, finished_at = NULL WHERE name = migration_name;
    COMMIT;
  END WHILE;
  SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'Rows are left after all walks: something undoes the change, or the statement does not reach them.';
END//
DELIMITER ;

CALL ${procedure}(1000, 0.1, NULL, 5, FALSE, FALSE);
DROP PROCEDURE ${procedure};
`;
}
