import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { openTestMysql, testServers } from "../sandbox/testing/mysql-server";
import { mysql } from "../targets/mysql";
import { seed } from "../model/testing/seed";
import { randomSchema } from "./testing/random-schema";
import { roundTrip } from "./testing/round-trip";

/** The long form: STRATA_LONG=1. A failure prints the seed that repeats it. DDL on a server takes its time. */
const runs = process.env["STRATA_LONG"] === "1" ? 200 : 8;

for (const { name, version, url } of testServers) {
  describe.skipIf(url === undefined)(`plans between random schemas on ${name}`, () => {
    it("leads to the goal, back to the base and to the goal again", async () => {
      const target = { ...mysql, versions: mysql.versions.filter(({ id }) => id === version) };
      const sandbox = await openTestMysql(url);
      await fc.assert(fc.asyncProperty(randomSchema(target), randomSchema(target), async (base, goal) => {
        expect(await roundTrip(target, sandbox, base, goal)).toEqual([]);
      }), { seed, numRuns: runs }).finally(() => sandbox.close());
    }, 900_000);
  });
}
