import { describe, expect, it } from "vitest";
import { checkColumns, checkParts, simpleCheck, simpleDefault } from "./simple-expression";

const columns = ["price", "stock", "status", "name", "tags", "starts", "ends", "active", "Order", "odd\"name"].map((name) => ({ id: `c.${name}`, name }));
const check = (text: string) => simpleCheck(text, columns);
const literal = (value: string | number | boolean) => ({ kind: "literal", value, text: String(value) });

describe("Defaults", () => {
  it.each([
    ["0", 0], ["-1", -1], ["'-1'::integer", -1], ["(0)::numeric", 0], ["1.50", 1.5], ["'new'", "new"], ["'it''s'", "it's"], ["'{}'::text[]", "{}"], ["'x'::character varying(20)", "x"], ["true", true], ["FALSE", false],
    ["'t'::boolean", true], ["DATE '2020-01-01'", "2020-01-01"], ["ARRAY[]::text[]", "{}"], ["'{}'::jsonb", "{}"], ["NULL::text", null], ["('a')", "a"], ["'a;b --c'", "a;b --c"],
  ] as const)("reads %s as a literal", (text, value) => {
    expect(simpleDefault(text)).toMatchObject({ kind: "literal", value });
  });

  it("keeps the digits of a number that a float cannot hold", () => {
    expect(simpleDefault("12345678901234567890.10")).toMatchObject({ text: "12345678901234567890.10" });
  });

  it.each([["now()", "now"], ["CURRENT_TIMESTAMP", "now"], ["CURRENT_TIMESTAMP(3)", "now"], ["(datetime('now'))", "now"], ["now()::timestamptz", "now"], ["CURRENT_DATE", "today"], ["gen_random_uuid()", "uuid"], ["public.uuid_generate_v4()", "uuid"]])("knows %s as %s", (text, kind) => {
    expect(simpleDefault(text)).toEqual({ kind });
  });

  it.each(["now() + interval '1 day'", "nextval('s')", "lower('A')", "1 + 1", "'open", "E'\\n'", "ARRAY['a']", "", "price", "(SELECT 1)"])("leaves %s alone", (text) => {
    expect(simpleDefault(text)).toBeUndefined();
  });
});

describe("Checks", () => {
  it.each([
    ["price >= 0", { kind: "compare", column: "c.price", operator: ">=", value: literal(0) }],
    ["(price >= (0)::numeric)", { kind: "compare", column: "c.price", operator: ">=", value: literal(0) }],
    ["0 < price", { kind: "compare", column: "c.price", operator: ">", value: literal(0) }],
    ["NOT (price < 0)", { kind: "compare", column: "c.price", operator: ">=", value: literal(0) }],
    ["status != 'x'", { kind: "compare", column: "c.status", operator: "<>", value: literal("x") }],
    ["\"Order\" = 1", { kind: "compare", column: "c.Order", operator: "=", value: literal(1) }],
    ["\"odd\"\"name\" = 1", { kind: "compare", column: "c.odd\"name", operator: "=", value: literal(1) }],
    ["active", { kind: "compare", column: "c.active", operator: "=", value: literal(true) }],
    ["PRICE BETWEEN 1 AND 5", { kind: "between", column: "c.price", low: literal(1), high: literal(5) }],
    ["status IN ('a', 'b')", { kind: "in", column: "c.status", values: [literal("a"), literal("b")], negated: false }],
    ["status NOT IN ('a')", { kind: "in", column: "c.status", values: [literal("a")], negated: true }],
    ["((status)::text = ANY ((ARRAY['a'::character varying, 'b'::character varying])::text[]))", { kind: "in", column: "c.status", values: [literal("a"), literal("b")], negated: false }],
    ["status = 'a' OR status = 'b'", { kind: "in", column: "c.status", values: [literal("a"), literal("b")], negated: false }],
    ["length(name) > 0", { kind: "length", column: "c.name", min: 1 }],
    ["char_length((name)::text) BETWEEN 2 AND 10", { kind: "length", column: "c.name", min: 2, max: 10 }],
    ["10 >= length(name)", { kind: "length", column: "c.name", max: 10 }],
    ["cardinality(tags) <= 5", { kind: "count", column: "c.tags", max: 5 }],
    ["array_length(tags, 1) <= 5", { kind: "count", column: "c.tags", max: 5 }],
    ["name ~ '^[a-z]+$'", { kind: "matches", column: "c.name", pattern: "^[a-z]+$" }],
    ["name LIKE 'a.b%'", { kind: "matches", column: "c.name", pattern: "^a\\.b" }],
    ["starts < ends", { kind: "columns", left: "c.starts", operator: "<", right: "c.ends" }],
    ["price IS NULL OR price > 0", { kind: "compare", column: "c.price", operator: ">", value: literal(0) }],
    ["price IS NOT NULL", { kind: "not-null", column: "c.price" }],
  ])("reads %s", (text, found) => {
    expect(check(text)).toEqual(found);
  });

  it("takes an AND apart", () => {
    const found = check("price >= 0 AND (price < 10 AND stock > 1)");
    if (found === undefined) throw new Error("not read");
    expect(checkParts(found).map((part) => (part.kind === "compare" ? part.operator : part.kind))).toEqual([">=", "<", ">"]);
    expect(checkColumns(found)).toEqual(["c.price", "c.stock"]);
  });

  it.each([
    "price + 1 > 0", "lower(name) = name", "price > 0 OR stock > 0", "stock IS NULL OR price > 0", "name ~ '(?=x)'", "name ~ '[[:alpha:]]'", "gone > 0", "price >", "price > 0)", "(price > 0", "price IN (SELECT 1)", "price = NULL", "price NOT BETWEEN 1 AND 2",
    "array_length(tags, 1) >= 1", "status IS NULL", "active IS TRUE", "1 = 1", "price::int > 0", "", "name LIKE 'a\\%'", "name LIKE '%' || status", "price > 0; drop", "starts::date = ends", "length(name) <> 3",
  ])("leaves %s alone", (text) => {
    expect(check(text)).toBeUndefined();
  });
});
