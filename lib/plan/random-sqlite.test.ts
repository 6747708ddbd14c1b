import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openSqlJs } from "../sandbox/sqljs";
import type { Sandbox } from "../sandbox/sandbox";
import { sqlite } from "../targets/sqlite";
import { seed } from "../model/testing/seed";
import { randomSchema } from "./testing/random-schema";
import { roundTrip } from "./testing/round-trip";

/** The long form: STRATA_LONG=1. A failure prints the seed that repeats it. */
const runs = process.env["STRATA_LONG"] === "1" ? 3000 : 100;

describe("plans between random schemas on SQLite", () => {
  let sandbox: Sandbox;
  beforeAll(async () => { sandbox = await openSqlJs(sqlite); });
  afterAll(() => sandbox.close());

  it("leads to the goal, back to the base and to the goal again", async () => {
    await fc.assert(fc.asyncProperty(randomSchema(sqlite), randomSchema(sqlite), async (base, goal) => {
      expect(await roundTrip(sqlite, sandbox, base, goal)).toEqual([]);
    }), { seed, numRuns: runs });
  }, 600_000);
});
