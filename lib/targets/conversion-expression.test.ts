import { expect, test } from "vitest";
import { translateDefault, translateExpression } from "./conversion-expression";
import { sqlite } from "./sqlite";

const told = (result: ReturnType<typeof translateExpression>): string => ("sql" in result ? result.sql : `lost: ${result.lost}`);

test.each([
  ["now()", "CURRENT_TIMESTAMP"],
  ["'draft'::text", "'draft'"],
  ["'draft'::character varying(20)", "'draft'"],
  ["'a::b'", "'a::b'"],
  ["NULL::character varying", "NULL"],
  ["'2020-01-01 00:00:00'::timestamp without time zone", "'2020-01-01 00:00:00'"],
  ["'{}'::text[]", "'{}'"],
  ["0", "0"],
  ["true", "true"],
  ["'x'::public.mood", "'x'"],
  ["nextval('a_seq'::regclass)", "lost: it has no function nextval"],
  ["(now() + '1 day'::interval)", "lost: it depends on the moment or on chance"],
])("the default %s becomes %s", (from, to) => { expect(told(translateDefault(from, sqlite))).toBe(to); });

test("a random UUID is made with what the target has", () => {
  expect(told(translateDefault("gen_random_uuid()", sqlite))).toBe(sqlite.spellings?.randomUuid);
  expect(told(translateDefault(sqlite.spellings?.randomUuid ?? "", sqlite))).toBe(sqlite.spellings?.randomUuid);
});

test.each([
  ["price > 0::numeric", "price > 0"],
  ["(price)::numeric > 0", "(price) > 0"],
  ["((status)::text = ANY ((ARRAY['a'::character varying, 'b'::character varying])::text[]))", "((status) IN ('a', 'b'))"],
  ["status = ANY (ARRAY['a'::text])", "status IN ('a')"],
  ["status <> ALL (ARRAY['a'::text, 'it''s'::text])", "status NOT IN ('a', 'it''s')"],
  ["name ~~ 'a%'::text", "name LIKE 'a%'"],
  ["char_length(name) > 3", "length(name) > 3"],
  ["ifnull(a, b) == 1", "coalesce(a, b) = 1"],
  ["`a` > 1", "\"a\" > 1"],
  ["price > 0 AND (discount IS NULL OR discount < price)", "price > 0 AND (discount IS NULL OR discount < price)"],
])("the check %s becomes %s", (from, to) => { expect(told(translateExpression(from, sqlite))).toBe(to); });

test.each([
  "email ~ '^a'::text", "tags @> ARRAY['x'::text]", "frob(a) > 1", "data ->> 'a'::text = 'b'", "a::date > b", "created_at > now()", "a IN (1); DROP TABLE b", "x = ANY (y)",
])("the check %s is lost, with a reason", (from) => { expect(told(translateExpression(from, sqlite))).toMatch(/^lost: it \w+/); });
