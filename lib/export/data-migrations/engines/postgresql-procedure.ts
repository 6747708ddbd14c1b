import { commentText } from "../../source-text";
import { keyColumns, type BatchTexts } from "../texts";
import { batchPlace } from "../../../plan/backfill";

/**
 * A procedure that commits each batch (PostgreSQL 11 or later), called once and dropped. The waits for locks are limited; a limit for
 * statements would count the whole call, so there is none.
 */
export function postgresqlProcedure(texts: BatchTexts): string {
  const tag = freeTag([texts.apply.sql, texts.apply.remaining, ..."absent" in texts.rollback ? [texts.rollback.absent] : [texts.rollback.sql, texts.rollback.remaining], texts.title]);
  const { literal } = texts;
  const procedure = `strata_${texts.slug}`.slice(0, 63);
  const columns = keyColumns(texts);
  const values = columns.map((column) => `CAST(batch.${column} AS text)`);
  const back = texts.rollback;
  const condition = (alias: string | undefined, operator: string, variable: string): string =>
    rowFormat(keyColumns(texts, alias), operator, variable, literal);
  const applied = (statement: { readonly sql: string; readonly alias?: string }): string => `replace(${literal(statement.sql)}, ${literal(batchPlace)},
        '(' || coalesce(${condition(statement.alias, ">", "last")} || ' AND ', '') || ${condition(statement.alias, "<=", "upper")} || ')')`;
  return `-- ${commentText(texts.title)}.
-- Walks ${commentText(texts.sourceName)} in batches by its key. Each batch and its place in strata_data_migrations are committed together, so a call that
-- was stopped goes on where it was. Run it with psql -f, outside any transaction: the procedure commits.
-- ${"absent" in back ? `There is no way back: ${commentText(back.absent)}` : `Way back: CALL ${procedure}(roll_back => true).`}
-- Waits for a lock are limited and tried again. statement_timeout would count the whole call, so it is off while it runs.

CREATE TABLE IF NOT EXISTS strata_data_migrations (
  name varchar(200) PRIMARY KEY,
  direction varchar(10) NOT NULL,
  last_key text,
  rows_done bigint NOT NULL DEFAULT 0,
  started_at timestamptz NOT NULL DEFAULT now(),
  finished_at timestamptz
);

CREATE OR REPLACE PROCEDURE ${procedure}(
  batch_size integer DEFAULT 1000,
  pause double precision DEFAULT 0.1,
  max_lag double precision DEFAULT NULL,
  max_load integer DEFAULT NULL,
  lock_wait text DEFAULT '2s',
  retries integer DEFAULT 10,
  passes integer DEFAULT 5,
  dry_run boolean DEFAULT false,
  roll_back boolean DEFAULT false
)
LANGUAGE plpgsql AS $${tag}$
DECLARE
  migration constant text := ${literal(texts.name)};
  towards constant text := CASE WHEN roll_back THEN 'rollback' ELSE 'forward' END;
  last text[];
  upper text[];
  kept text;
  done bigint;
  left_over bigint;
  n bigint;
  attempt integer;
BEGIN
${"absent" in back ? `  IF roll_back THEN
    RAISE EXCEPTION '%', ${literal(`${texts.name} has no rollback: ${back.absent}`)};
  END IF;
` : ""}  IF dry_run THEN
    SELECT count(*) INTO n FROM ${texts.source};
    EXECUTE ${remaining(texts)} INTO left_over;
    RAISE NOTICE '% (dry run): % rows, % to be done, about % batches of %.', migration, n, left_over, ceil(n::numeric / batch_size), batch_size;
    RETURN;
  END IF;
  PERFORM set_config('DateStyle', 'ISO', false);
  INSERT INTO strata_data_migrations (name, direction) VALUES (migration, towards) ON CONFLICT (name) DO NOTHING;
  UPDATE strata_data_migrations SET direction = towards, last_key = NULL, rows_done = 0, started_at = now(), finished_at = NULL
  WHERE name = migration AND direction <> towards;
  COMMIT;
  FOR walk IN 1..passes LOOP
    LOOP
      WHILE (SELECT max(extract(epoch FROM replay_lag)) FROM pg_stat_replication) > max_lag
        OR (SELECT count(*) FROM pg_stat_activity WHERE state = 'active' AND backend_type = 'client backend' AND pid <> pg_backend_pid()) > max_load LOOP
        COMMIT;
        PERFORM pg_sleep(greatest(1, pause));
      END LOOP;
      COMMIT;
      attempt := 0;
      LOOP
        BEGIN
          PERFORM set_config('lock_timeout', lock_wait, true);
          -- The lock on the progress row keeps a second call out of this batch.
          SELECT last_key, rows_done INTO kept, done FROM strata_data_migrations WHERE name = migration AND direction = towards FOR UPDATE;
          IF NOT FOUND THEN
            RAISE EXCEPTION '% was turned round meanwhile by another run.', migration;
          END IF;
          SELECT array_agg(part ->> 1 ORDER BY i) INTO last FROM jsonb_array_elements(kept::jsonb) WITH ORDINALITY AS parts (part, i);
          n := NULL;
          EXECUTE 'SELECT count(*) OVER (), ARRAY[' || ${literal(values.join(", "))} || '] FROM (SELECT ' || ${literal(columns.join(", "))} || ' FROM ' || ${literal(texts.source)}
            || coalesce(' WHERE ' || ${condition(undefined, ">", "last")}, '') || ' ORDER BY ' || ${literal(columns.join(", "))} || ' LIMIT ' || batch_size
            || ') AS batch ORDER BY ' || ${literal(columns.map((column) => `batch.${column} DESC`).join(", "))} || ' LIMIT 1' INTO n, upper;
          IF n IS NOT NULL THEN
            EXECUTE ${"absent" in back ? applied(texts.apply) : `CASE WHEN roll_back THEN ${applied(back)} ELSE ${applied(texts.apply)} END`};
            done := done + n;
            UPDATE strata_data_migrations SET rows_done = done,
              last_key = (SELECT jsonb_agg(jsonb_build_array('t', value) ORDER BY i)::text FROM unnest(upper) WITH ORDINALITY AS parts (value, i))
            WHERE name = migration;
          END IF;
          EXIT;
        EXCEPTION WHEN lock_not_available OR deadlock_detected OR serialization_failure THEN
          IF attempt >= retries THEN
            RAISE;
          END IF;
          RAISE NOTICE '%: %; trying again.', migration, SQLERRM;
        END;
        PERFORM pg_sleep(least(30, 0.1 * 2 ^ attempt) * (0.5 + random() / 2));
        attempt := attempt + 1;
      END LOOP;
      COMMIT;
      EXIT WHEN n IS NULL;
      RAISE NOTICE '%: % rows walked.', migration, done;
      PERFORM pg_sleep(pause);
    END LOOP;
    EXECUTE ${remaining(texts)} INTO left_over;
    IF left_over = 0 THEN
      UPDATE strata_data_migrations SET finished_at = coalesce(finished_at, now()) WHERE name = migration;
      COMMIT;
      RAISE NOTICE '%: done, % rows walked, none left.', migration, done;
      RETURN;
    END IF;
    RAISE NOTICE '%: % rows are left after the walk.', migration, left_over;
    UPDATE strata_data_migrations SET last_key = NULL, finished_at = NULL WHERE name = migration;
    COMMIT;
  END LOOP;
  RAISE EXCEPTION '%: % rows are left after % walks. Something undoes the change, or the statement does not reach them.', migration, left_over, passes;
END
$${tag}$;

SET statement_timeout = 0;
CALL ${procedure}(batch_size => 1000, pause => 0.1);
DROP PROCEDURE ${procedure};
`;
}

/** An expression for the text of a comparison with the values of an array; null where the array is. */
function rowFormat(columns: readonly string[], operator: string, variable: string, literal: (text: string) => string): string {
  const escaped = columns.map((column) => column.replaceAll("%", "%%")).join(", ");
  const values = columns.map((_, i) => `${variable}[${i + 1}]`).join(", ");
  const pattern = columns.length === 1 ? `${escaped} ${operator} %L` : `(${escaped}) ${operator} (${columns.map(() => "%L").join(", ")})`;
  return `CASE WHEN ${variable} IS NOT NULL THEN format(${literal(pattern)}, ${values}) END`;
}

function remaining({ apply, rollback, literal }: BatchTexts): string {
  return "absent" in rollback ? literal(apply.remaining) : `CASE WHEN roll_back THEN ${literal(rollback.remaining)} ELSE ${literal(apply.remaining)} END`;
}

/** A dollar quote that no text closes. */
function freeTag(texts: readonly string[]): string {
  let tag = "strata";
  for (let i = 1; texts.some((text) => text.includes(`$${tag}$`)); i += 1) tag = `strata${i}`;
  return tag;
}
