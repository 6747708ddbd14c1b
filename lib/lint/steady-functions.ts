import type { ExpressionFacts } from "./act";
import type { Known } from "./known";

/**
 * Functions that give one value per statement (pg_proc.provolatile `i` or `s`, PostgreSQL 18.6), with the most arguments they take:
 * a default that calls no others is evaluated once. Only those that stand in defaults; any other counts as differing for each row.
 */
const steady: Readonly<Record<string, number>> = {
  now: 0, transaction_timestamp: 0, statement_timestamp: 0, current_setting: 2, current_schema: 0, current_database: 0, version: 0, pg_backend_pid: -1,
  timezone: 2, date_trunc: 3, date_part: 2, extract: 2, make_date: 3, make_time: 3, make_timestamp: 6, make_timestamptz: 7, make_interval: 7, age: 2, to_timestamp: 2, to_date: 2, to_char: 2, to_number: 2,
  lower: 1, upper: 1, initcap: 1, concat: 99, concat_ws: 99, length: 1, char_length: 1, octet_length: 1, substr: 3, substring: 3, left: 2, right: 2, lpad: 3, rpad: 3, ltrim: 2, rtrim: 2, btrim: 2,
  replace: 3, translate: 3, repeat: 2, reverse: 1, split_part: 3, format: 99, md5: 1, sha256: 1, sha512: 1, encode: 2, decode: 2, chr: 1, ascii: 1, quote_ident: 1, quote_literal: 1, regexp_replace: 6,
  abs: 1, ceil: 1, ceiling: 1, floor: 1, round: 2, trunc: 2, mod: 2, power: 2, sqrt: 1, sign: 1,
  json_build_object: 99, jsonb_build_object: 99, json_build_array: 99, jsonb_build_array: 99, to_json: 1, to_jsonb: 1, row_to_json: 2, jsonb_set: 4, json_object: 2, jsonb_object: 2,
  array_fill: 3, array_append: 2, array_cat: 2, string_to_array: 3, array_to_string: 3, int4range: 3, int8range: 3, numrange: 3, tsrange: 3, tstzrange: 3, daterange: 3,
  to_tsvector: 2, to_tsquery: 2, plainto_tsquery: 2, point: 2, box: 2, circle: 2, lseg: 2, int4: 1, int8: 1, int2: 1, text: 1, numeric: 2, float8: 1, bool: 1, varchar: 3, bpchar: 3, date: 1, timestamp: 2, timestamptz: 2, interval: 2,
  uuid_nil: 0, uuid_ns_dns: 0, inet_client_addr: 0, coalesce: 99, xmlcomment: 1,
};

/** The names, for the test that asks the engine. */
export const steadyNames: readonly string[] = Object.keys(steady);

/** Whether a call in a default gives the same value for every row of a statement. */
export function isSteady(call: ExpressionFacts["functions"][number], known: Known): boolean {
  if (known.steadyFunctions.has(call.name)) return true;
  if (call.namespace !== undefined && call.namespace !== "pg_catalog") return false;
  return Object.hasOwn(steady, call.name) && call.arguments <= (steady[call.name] ?? -1);
}
