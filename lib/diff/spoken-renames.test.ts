import { expect, test } from "vitest";
import { readSpokenRenames, renameComments } from "./spoken-renames";
import { schema, table } from "./testing/schemas";

test("renames are read from comments of their own line, and from nowhere else", () => {
  const sql = "-- strata: rename users -> people\n  --strata:rename users.name  ->  people.full_name\nSELECT '-- strata: rename a -> b'; -- strata: rename c -> d\n-- rename e -> f";
  expect(renameComments(sql)).toEqual([{ from: "users", to: "people" }, { from: "users.name", to: "people.full_name" }]);
});

test("names become ids of both schemas, and what is not there is said", () => {
  const base = schema(table("users", ["id:int64", "name"]));
  const goal = schema(table("people", ["id:int64", "full_name"]));
  const { renames, unknown } = readSpokenRenames([{ from: "users", to: "people" }, { from: "users.name", to: "people.full_name" }, { from: "gone", to: "people" }, { from: "users", to: "nobody" }], base, goal);
  expect(renames).toEqual([{ from: base.tables[0]?.id, to: goal.tables[0]?.id }, { from: base.tables[0]?.columns[1]?.id, to: goal.tables[0]?.columns[1]?.id }]);
  expect(unknown).toEqual(["the old schema has no gone.", "the new schema has no nobody."]);
});
