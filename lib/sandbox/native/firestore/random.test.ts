import fc from "fast-check";
import { expect, it } from "vitest";
import { seed } from "../../../model/testing/seed";
import { proveNative } from "../../../proof/native/prove-native";
import { randomVersions } from "../../../proof/native/testing/random-versions";
import { firestore } from "../../../targets/firestore";
import { FirestoreChecker } from "./checker";

const { native } = firestore;
if (native === undefined) throw new Error("Firestore is native");

it("Random designs get their second version and go back, on Firestore", async () => {
  await fc.assert(fc.asyncProperty(randomVersions, async ([one, two]) => {
    const base = native.map({ ...one, choices: new Map(), version: "standard" }).model;
    const goal = native.map({ ...two, choices: new Map(), version: "standard", released: base }).model;
    const plan = native.migrate(base, goal);
    const migrations = plan.migrations.map((migration, i) => ({ name: `00${i + 1}`, migration }));
    const proof = await proveNative({ native, base, goal, migrations, subject: "random" }, { open: () => Promise.resolve(new FirestoreChecker("standard", { missing: [] })) });
    expect(proof.diagnostics.filter(({ severity }) => severity === "error"), JSON.stringify(plan.migrations.map(({ steps, data }) => [steps.map(({ title }) => title), data?.commands]), null, 1).slice(0, 6000)).toEqual([]);
  }), { seed, numRuns: process.env["STRATA_LONG"] === undefined ? 40 : 600 });
});
