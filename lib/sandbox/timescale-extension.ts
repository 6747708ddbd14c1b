/**
 * The calls of TimescaleDB 2.31 that Strata's files make, as an extension of plain PostgreSQL that keeps account of them: signatures, what is
 * refused, and the views that tell what is there are those of the documentation (docs.tigerdata.com/api, seen 2026-11-23). Rows are not split
 * into chunks.
 */
export const timescaleExtension: Readonly<Record<string, string>> = {
  "timescaledb.control": "comment = 'Calls of TimescaleDB that are kept account of'\ndefault_version = '2.31.0'\nrelocatable = false\nschema = public\ntrusted = true\n",
  "timescaledb--2.31.0.sql": `
CREATE SCHEMA timescaledb_information;
CREATE SCHEMA _timescaledb_kept;
GRANT USAGE ON SCHEMA timescaledb_information, _timescaledb_kept TO PUBLIC;
CREATE TABLE _timescaledb_kept.series (relid oid PRIMARY KEY, attnum smallint NOT NULL, chunk interval NOT NULL, columnstore boolean NOT NULL DEFAULT false, segmentby text, orderby text);
CREATE TABLE _timescaledb_kept.policy (relid oid NOT NULL, proc name NOT NULL, config jsonb NOT NULL, schedule interval, PRIMARY KEY (relid, proc));
CREATE TABLE _timescaledb_kept.rollup (relid oid PRIMARY KEY, source oid NOT NULL, query text NOT NULL);
CREATE TYPE _timescaledb_kept.dimension AS (attname name, chunk interval);

CREATE VIEW timescaledb_information.hypertables AS SELECT n.nspname AS hypertable_schema, c.relname AS hypertable_name, h.columnstore AS compression_enabled
  FROM _timescaledb_kept.series h JOIN pg_class c ON c.oid = h.relid JOIN pg_namespace n ON n.oid = c.relnamespace;
CREATE VIEW timescaledb_information.dimensions AS SELECT n.nspname AS hypertable_schema, c.relname AS hypertable_name, 1 AS dimension_number, a.attname AS column_name, h.chunk AS time_interval
  FROM _timescaledb_kept.series h JOIN pg_class c ON c.oid = h.relid JOIN pg_namespace n ON n.oid = c.relnamespace JOIN pg_attribute a ON a.attrelid = h.relid AND a.attnum = h.attnum;
CREATE VIEW timescaledb_information.hypertable_columnstore_settings AS SELECT h.relid::regclass AS hypertable, h.segmentby, h.orderby FROM _timescaledb_kept.series h JOIN pg_class c ON c.oid = h.relid WHERE h.columnstore;
CREATE VIEW timescaledb_information.jobs AS SELECT n.nspname AS hypertable_schema, c.relname AS hypertable_name, p.proc AS proc_name, p.config, p.schedule AS schedule_interval
  FROM _timescaledb_kept.policy p JOIN pg_class c ON c.oid = p.relid JOIN pg_namespace n ON n.oid = c.relnamespace;
CREATE VIEW timescaledb_information.continuous_aggregates AS SELECT tn.nspname AS hypertable_schema, t.relname AS hypertable_name, n.nspname AS view_schema, v.relname AS view_name, v.relname AS materialization_hypertable_name, r.query AS view_definition
  FROM _timescaledb_kept.rollup r JOIN pg_class v ON v.oid = r.relid JOIN pg_namespace n ON n.oid = v.relnamespace JOIN pg_class t ON t.oid = r.source JOIN pg_namespace tn ON tn.oid = t.relnamespace;
GRANT SELECT ON ALL TABLES IN SCHEMA timescaledb_information TO PUBLIC;

CREATE FUNCTION by_range(column_name name, partition_interval interval DEFAULT '7 days') RETURNS _timescaledb_kept.dimension LANGUAGE sql IMMUTABLE AS $$ SELECT ROW(column_name, partition_interval)::_timescaledb_kept.dimension $$;

CREATE FUNCTION _timescaledb_kept.check_unique(relation regclass, partitioning smallint) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM pg_index i WHERE i.indrelid = relation AND i.indisunique AND NOT partitioning = ANY (i.indkey)) THEN
    RAISE EXCEPTION 'cannot create a unique index without the column "%" (used in partitioning)', (SELECT attname FROM pg_attribute WHERE attrelid = relation AND attnum = partitioning) USING ERRCODE = 'TS103';
  END IF;
END $$;

CREATE FUNCTION create_hypertable(relation regclass, dimension _timescaledb_kept.dimension, create_default_indexes boolean DEFAULT true, if_not_exists boolean DEFAULT false, migrate_data boolean DEFAULT false)
  RETURNS TABLE (hypertable_id integer, created boolean) LANGUAGE plpgsql AS $$
DECLARE filled boolean; kind text; place smallint;
BEGIN
  IF EXISTS (SELECT FROM _timescaledb_kept.series h WHERE h.relid = relation) THEN
    IF if_not_exists THEN RETURN QUERY SELECT relation::oid::int, false; RETURN; END IF;
    RAISE EXCEPTION 'table "%" is already a hypertable', relation USING ERRCODE = 'TS110';
  END IF;
  IF (SELECT relkind FROM pg_class WHERE oid = relation) <> 'r' THEN RAISE EXCEPTION 'table "%" is already partitioned', relation USING ERRCODE = 'TS101'; END IF;
  SELECT format_type(a.atttypid, NULL), a.attnum INTO kind, place FROM pg_attribute a WHERE a.attrelid = relation AND a.attname = (dimension).attname AND NOT a.attisdropped;
  IF kind IS NULL THEN RAISE EXCEPTION 'column "%" does not exist', (dimension).attname USING ERRCODE = '42703'; END IF;
  IF kind NOT IN ('timestamp with time zone', 'timestamp without time zone', 'date') THEN RAISE EXCEPTION 'invalid type for dimension "%"', (dimension).attname USING ERRCODE = '42804', HINT = 'Use an integer, timestamp, or date type.'; END IF;
  IF (dimension).chunk <= interval '0' THEN RAISE EXCEPTION 'invalid interval: must be between 1 microsecond and the largest interval' USING ERRCODE = '22023'; END IF;
  PERFORM _timescaledb_kept.check_unique(relation, place);
  EXECUTE format('SELECT EXISTS (SELECT FROM %s)', relation) INTO filled;
  IF filled AND NOT migrate_data THEN RAISE EXCEPTION 'table "%" is not empty', relation USING ERRCODE = '0A000', HINT = 'You can migrate data by specifying ''migrate_data => true'' when calling this function.'; END IF;
  EXECUTE format('ALTER TABLE %s ALTER COLUMN %I SET NOT NULL', relation, (dimension).attname);
  INSERT INTO _timescaledb_kept.series VALUES (relation, place, (dimension).chunk);
  RETURN QUERY SELECT relation::oid::int, true;
END $$;

CREATE FUNCTION _timescaledb_kept.known(relation regclass) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM _timescaledb_kept.series WHERE relid = relation) THEN RAISE EXCEPTION 'table "%" is not a hypertable', relation USING ERRCODE = 'TS001'; END IF;
END $$;

CREATE FUNCTION set_chunk_time_interval(hypertable regclass, chunk_time_interval interval) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  PERFORM _timescaledb_kept.known(hypertable);
  UPDATE _timescaledb_kept.series SET chunk = chunk_time_interval WHERE relid = hypertable;
END $$;

CREATE FUNCTION _timescaledb_kept.add_policy(relation regclass, name name, settings jsonb, every interval, quiet boolean) RETURNS integer LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM _timescaledb_kept.policy WHERE relid = relation AND proc = name) THEN
    IF quiet THEN RETURN -1; END IF;
    RAISE EXCEPTION 'policy already exists for "%"', relation USING ERRCODE = '42710';
  END IF;
  INSERT INTO _timescaledb_kept.policy VALUES (relation, name, settings, every);
  RETURN 1000 + (SELECT count(*)::int FROM _timescaledb_kept.policy);
END $$;

CREATE FUNCTION _timescaledb_kept.remove_policy(relation regclass, name name, quiet boolean) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM _timescaledb_kept.policy WHERE relid = relation AND proc = name;
  IF NOT FOUND AND NOT quiet THEN RAISE EXCEPTION 'policy not found for "%"', relation USING ERRCODE = '42704'; END IF;
END $$;

CREATE FUNCTION add_retention_policy(relation regclass, drop_after interval, if_not_exists boolean DEFAULT false, schedule_interval interval DEFAULT '1 day') RETURNS integer LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM _timescaledb_kept.rollup WHERE relid = relation) THEN PERFORM _timescaledb_kept.known(relation); END IF;
  RETURN _timescaledb_kept.add_policy(relation, 'policy_retention', jsonb_build_object('drop_after', drop_after), schedule_interval, if_not_exists);
END $$;
CREATE FUNCTION remove_retention_policy(relation regclass, if_exists boolean DEFAULT false) RETURNS void LANGUAGE sql AS $$ SELECT _timescaledb_kept.remove_policy(relation, 'policy_retention', if_exists) $$;

CREATE PROCEDURE add_columnstore_policy(hypertable regclass, after interval, if_not_exists boolean DEFAULT false) LANGUAGE plpgsql AS $$
BEGIN
  PERFORM _timescaledb_kept.known(hypertable);
  IF NOT (SELECT columnstore FROM _timescaledb_kept.series WHERE relid = hypertable) THEN RAISE EXCEPTION 'columnstore not enabled on hypertable "%"', hypertable USING ERRCODE = '55000', HINT = 'Enable columnstore before adding a columnstore policy.'; END IF;
  PERFORM _timescaledb_kept.add_policy(hypertable, 'policy_compression', jsonb_build_object('compress_after', after), interval '12 hours', if_not_exists);
END $$;
CREATE PROCEDURE remove_columnstore_policy(hypertable regclass, if_exists boolean DEFAULT false) LANGUAGE plpgsql AS $$ BEGIN PERFORM _timescaledb_kept.remove_policy(hypertable, 'policy_compression', if_exists); END $$;

CREATE FUNCTION _timescaledb_kept.set_columnstore(relation regclass, settings text) RETURNS void LANGUAGE plpgsql AS $$
DECLARE enabled boolean := coalesce((regexp_match(settings, 'timescaledb\\.enable_columnstore\\s*(?:=\\s*(true|false|on|off))?'))[1], 'true') IN ('true', 'on');
BEGIN
  PERFORM _timescaledb_kept.known(relation);
  IF NOT enabled AND EXISTS (SELECT FROM _timescaledb_kept.policy WHERE relid = relation AND proc = 'policy_compression') THEN RAISE EXCEPTION 'cannot disable columnstore on hypertable with columnstore policy' USING ERRCODE = '0A000'; END IF;
  UPDATE _timescaledb_kept.series SET columnstore = enabled,
    segmentby = CASE WHEN enabled THEN (regexp_match(settings, 'timescaledb\\.segmentby\\s*=\\s*''((?:[^'']|'''')*)'''))[1] END,
    orderby = CASE WHEN enabled THEN (regexp_match(settings, 'timescaledb\\.orderby\\s*=\\s*''((?:[^'']|'''')*)'''))[1] END WHERE relid = relation;
END $$;
CREATE FUNCTION show_chunks(relation regclass) RETURNS SETOF regclass LANGUAGE plpgsql AS $$ BEGIN PERFORM _timescaledb_kept.known(relation); END $$;
CREATE FUNCTION decompress_chunk(uncompressed_chunk regclass, if_compressed boolean DEFAULT true) RETURNS regclass LANGUAGE sql AS $$ SELECT uncompressed_chunk $$;

CREATE FUNCTION time_bucket(bucket_width interval, ts timestamptz) RETURNS timestamptz LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$ SELECT date_bin(bucket_width, ts, timestamptz '2000-01-03 00:00:00+00') $$;
CREATE FUNCTION time_bucket(bucket_width interval, ts timestamp) RETURNS timestamp LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$ SELECT date_bin(bucket_width, ts, timestamp '2000-01-03') $$;
CREATE FUNCTION time_bucket(bucket_width interval, ts date) RETURNS date LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$ SELECT date_bin(bucket_width, ts::timestamp, timestamp '2000-01-03')::date $$;

CREATE FUNCTION _timescaledb_kept.keep_rollup(view regclass, written text) RETURNS void LANGUAGE plpgsql AS $$
DECLARE found oid;
BEGIN
  SELECT h.relid INTO found FROM _timescaledb_kept.series h WHERE EXISTS (
    SELECT FROM pg_depend d JOIN pg_rewrite r ON r.oid = d.objid WHERE r.ev_class = view AND d.classid = 'pg_rewrite'::regclass AND d.refclassid = 'pg_class'::regclass AND d.refobjid = h.relid);
  IF found IS NULL THEN RAISE EXCEPTION 'invalid continuous aggregate view' USING ERRCODE = '0A000', DETAIL = 'The FROM clause must have a hypertable.'; END IF;
  IF written !~* 'time_bucket\\s*\\(' THEN RAISE EXCEPTION 'continuous aggregate view must include a valid time bucket function' USING ERRCODE = '0A000'; END IF;
  INSERT INTO _timescaledb_kept.rollup VALUES (view, found, written);
END $$;
CREATE FUNCTION add_continuous_aggregate_policy(continuous_aggregate regclass, start_offset interval, end_offset interval, schedule_interval interval, if_not_exists boolean DEFAULT false) RETURNS integer LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM _timescaledb_kept.rollup WHERE relid = continuous_aggregate) THEN RAISE EXCEPTION '"%" is not a continuous aggregate', continuous_aggregate USING ERRCODE = '42809'; END IF;
  IF start_offset <= end_offset THEN RAISE EXCEPTION 'policy refresh window too small' USING ERRCODE = '22023'; END IF;
  RETURN _timescaledb_kept.add_policy(continuous_aggregate, 'policy_refresh_continuous_aggregate', jsonb_build_object('start_offset', start_offset, 'end_offset', end_offset), schedule_interval, if_not_exists);
END $$;
CREATE FUNCTION remove_continuous_aggregate_policy(continuous_aggregate regclass, if_exists boolean DEFAULT false) RETURNS void LANGUAGE sql AS $$ SELECT _timescaledb_kept.remove_policy(continuous_aggregate, 'policy_refresh_continuous_aggregate', if_exists) $$;

CREATE FUNCTION _timescaledb_kept.after_ddl() RETURNS event_trigger LANGUAGE plpgsql AS $$
DECLARE h record;
BEGIN
  FOR h IN SELECT k.relid, k.attnum FROM _timescaledb_kept.series k JOIN pg_class c ON c.oid = k.relid LOOP PERFORM _timescaledb_kept.check_unique(h.relid, h.attnum); END LOOP;
  DELETE FROM _timescaledb_kept.series k WHERE NOT EXISTS (SELECT FROM pg_class c WHERE c.oid = k.relid);
  DELETE FROM _timescaledb_kept.policy k WHERE NOT EXISTS (SELECT FROM pg_class c WHERE c.oid = k.relid);
  DELETE FROM _timescaledb_kept.rollup k WHERE NOT EXISTS (SELECT FROM pg_class c WHERE c.oid = k.relid);
END $$;
CREATE EVENT TRIGGER timescaledb_after_ddl ON ddl_command_end WHEN TAG IN ('CREATE INDEX', 'ALTER TABLE', 'CREATE TABLE') EXECUTE FUNCTION _timescaledb_kept.after_ddl();
`,
};

const name = String.raw`((?:"(?:[^"]|"")+"|[\w$]+)(?:\.(?:"(?:[^"]|"")+"|[\w$]+))?)`;
const settings = new RegExp(String.raw`ALTER TABLE ${name} SET \((timescaledb\.(?:[^()']|'(?:[^']|'')*')*)\)`, "gi");
const rollup = new RegExp(String.raw`CREATE MATERIALIZED VIEW ${name} WITH \(timescaledb\.continuous[^)]*\) AS ([^]*?) WITH NO DATA`, "gi");
const literal = (text: string): string => `'${text.replaceAll("'", "''")}'`;

/** The script with the two forms that only TimescaleDB's grammar takes as calls that keep account of them. */
export function asKeptCalls(sql: string): string {
  return sql
    .replaceAll(settings, (_, table: string, given: string) => `SELECT _timescaledb_kept.set_columnstore(${literal(table)}, ${literal(given)})`)
    .replaceAll(rollup, (_, view: string, query: string) => `CREATE MATERIALIZED VIEW ${view} AS ${query} WITH NO DATA; SELECT _timescaledb_kept.keep_rollup(${literal(view)}, ${literal(query)})`);
}
