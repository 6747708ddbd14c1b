import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openPglite } from "../sandbox/pglite";
import type { Sandbox } from "../sandbox/sandbox";
import { postgresql } from "../targets/postgresql";
import { seed } from "../model/testing/seed";
import { randomSchema } from "./testing/random-schema";
import { roundTrip } from "./testing/round-trip";

/** The long form: STRATA_LONG=1. A failure prints the seed that repeats it. */
const runs = process.env["STRATA_LONG"] === "1" ? 300 : 8;

describe("plans between random schemas on PostgreSQL", () => {
  let sandbox: Sandbox;
  beforeAll(async () => { sandbox = await openPglite(postgresql); });
  afterAll(() => sandbox.close());

  it("leads to the goal, back to the base and to the goal again", async () => {
    await fc.assert(fc.asyncProperty(randomSchema(postgresql), randomSchema(postgresql), async (base, goal) => {
      expect(await roundTrip(postgresql, sandbox, base, goal)).toEqual([]);
    }), { seed, numRuns: runs });
  }, 600_000);
});
