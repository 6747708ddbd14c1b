import { describe, expect, it } from "vitest";
import { proveNative } from "../../../proof/native/prove-native";
import { firestore } from "../../../targets/firestore";
import { shop } from "../../../targets/native/testing/shop";
import { FirestoreChecker } from "./checker";

const { native } = firestore;
if (native === undefined) throw new Error("Firestore is native");
const first = native.map({ ...shop, choices: new Map(), version: "standard" });
const others = first.decisions.flatMap(({ about, choice, chosen, options }) => options.filter(({ id }) => id !== chosen).map(({ id }) => ({ about, choice, id })));

describe("The way to every other choice of the mapping", () => {
  it.each(others)("$about $choice $id", async ({ about, choice, id }) => {
    const other = native.map({ ...shop, choices: new Map([[about, { [choice]: id }]]), version: "standard", released: first.model });
    for (const [base, goal] of [[first.model, other.model], [other.model, native.map({ ...shop, choices: new Map(), version: "standard", released: other.model }).model]] as const) {
      const migrations = native.migrate(base, goal).migrations.map((migration, i) => ({ name: `00${i + 1}`, migration }));
      const proof = await proveNative({ native, base, goal, migrations, subject: id }, { open: () => Promise.resolve(new FirestoreChecker("standard", { missing: [] })) });
      expect(proof.diagnostics.filter(({ severity }) => severity === "error")).toEqual([]);
      expect(proof.passed).toBe(true);
    }
  });
});
