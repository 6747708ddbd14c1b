import fc from "fast-check";
import { expect, it } from "vitest";
import { splitStatements } from "./split-statements";
import { sqlTokens } from "./sql-tokens";
import { seed } from "../model/testing/seed";

it("splits at semicolons that end statements only", () => {
  expect(splitStatements("select ';'; select $a$;$a$ ; -- ;\n select \"x;y\" /* ; */;;")).toEqual(["select ';'", "select $a$;$a$", "-- ;\n select \"x;y\" /* ; */"]);
});

it("keeps the body of a trigger whole", () => {
  const trigger = "CREATE TRIGGER t AFTER INSERT ON a BEGIN UPDATE a SET n = CASE WHEN 1 THEN 2 END; DELETE FROM b; END";
  expect(splitStatements(`${trigger};\nSELECT 1`)).toEqual([trigger, "SELECT 1"]);
});

it("gives any text back from its tokens", () => {
  fc.assert(fc.property(fc.string({ unit: fc.constantFrom("'", "\"", "$", "a", "-", "/", "*", "\n", " ", ";", "E", "[", "]", "1") }), (text) => {
    expect(sqlTokens(text).map((token) => token.text).join("")).toBe(text);
  }), { seed });
});
