import fc from "fast-check";
import { expect, test } from "vitest";
import { migrationVersion, nameMigrations } from "./migration-name";
import { seed } from "../model/testing/seed";

const noon = new Date("2026-11-24T12:00:00Z");

test("the first files are numbered from 001", () => {
  expect(nameMigrations(["create_users", "create_orders"], [], "sequence", noon)).toEqual(["001_create_users.sql", "002_create_orders.sql"]);
});

test("numbers go on after the highest released one and grow past three digits", () => {
  expect(nameMigrations(["a"], ["001_x.sql", "999_y.sql"], "sequence", noon)).toEqual(["1000_a.sql"]);
});

test("timestamps in one release step by a second, over the end of a minute and a year", () => {
  const eve = new Date("2026-12-31T23:59:59Z");
  expect(nameMigrations(["a", "b"], [], "timestamp", eve)).toEqual(["20261231235959_a.sql", "20270101000000_b.sql"]);
});

test("every new name sorts after every released one, in either numbering", () => {
  const released = fc.array(fc.oneof(fc.integer({ min: 1, max: 5000 }).map((n) => `${n}_x.sql`), fc.constant("20301231235959_x.sql")));
  fc.assert(
    fc.property(released, fc.constantFrom("sequence" as const, "timestamp" as const), fc.integer({ min: 1, max: 5 }), (old, numbering, count) => {
      const names = nameMigrations(Array.from({ length: count }, () => "s"), old, numbering, noon);
      const versions = [...old, ...names].map((name) => migrationVersion(name) ?? 0n);
      const highest = versions.slice(0, old.length).reduce((a, b) => (a > b ? a : b), 0n);
      const fresh = versions.slice(old.length);
      expect(fresh.every((v, i) => v > (i === 0 ? highest : (fresh[i - 1] ?? 0n)))).toBe(true);
    }),
    { seed },
  );
});
