import fc from "fast-check";
import { expect, it } from "vitest";
import { seed } from "../../../model/testing/seed";
import { proveNative } from "../../../proof/native/prove-native";
import { randomVersions } from "../../../proof/native/testing/random-versions";
import { mongodb } from "../../../targets/mongodb";
import { MongoChecker } from "./checker";

const { native } = mongodb;
if (native === undefined) throw new Error("MongoDB is native");

it("Random designs get their second version and go back, on MongoDB", async () => {
  await fc.assert(fc.asyncProperty(randomVersions, async ([one, two]) => {
    const base = native.map({ ...one, choices: new Map(), version: "8.0" }).model;
    const goal = native.map({ ...two, choices: new Map(), version: "8.0", released: base }).model;
    const plan = native.migrate(base, goal);
    // Values that cannot be converted are refused by the guard, or by the validator of a collection they move to: that is what those are for.
    const migrations = plan.migrations.map((migration, i) => ({ name: `00${i + 1}`, migration }));
    const proof = await proveNative({ native, base, goal, migrations, subject: "random" }, { open: () => Promise.resolve(new MongoChecker()) });
    const errors = proof.diagnostics.filter(({ severity, message }) => severity === "error" && !message.includes("run the data migration first") && !/DocumentValidationFailure: .* is \w+, not /.test(message));
    expect(errors, JSON.stringify(plan.migrations.map(({ steps, data }) => [steps.map(({ up }) => up), data?.commands]), null, 1).slice(0, 6000)).toEqual([]);
  }), { seed, numRuns: process.env["STRATA_LONG"] === undefined ? 40 : 600 });
});
