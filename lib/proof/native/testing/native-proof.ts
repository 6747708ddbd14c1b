import { describe, expect, it } from "vitest";
import type { NativeSandbox } from "../../../sandbox/native";
import type { Target } from "../../../targets/target";
import { shop, shopVersion2 } from "../../../targets/native/testing/shop";
import { proveNative } from "../prove-native";

/** Proves the sample design on a target's sandbox: set up, taken down, set up again; then version 2 of it, and back. */
export function nativeProof(target: Target, version: string, open: () => Promise<NativeSandbox>): void {
  const { native } = target;
  if (native === undefined) throw new Error(`${target.id} has no native facility`);
  const choices = new Map<string, Readonly<Record<string, string>>>();
  const first = native.map({ ...shop, choices, version });
  const second = native.map({ ...shopVersion2, choices, version, released: first.model });
  const named = (from: typeof first.model | undefined, to: typeof first.model) =>
    native.migrate(from, to).migrations.map((migration, i) => ({ name: native.files(migration, `${i + 1}`.padStart(3, "0"))[0].path, migration }));

  describe(`${target.label} ${version}: the sample design`, () => {
    it("is set up, taken down and set up again", async () => {
      const proof = await proveNative({ native, base: undefined, goal: first.model, migrations: named(undefined, first.model), subject: "first" }, { open });
      expect(proof.diagnostics.filter(({ severity }) => severity === "error")).toEqual([]);
      expect(proof.passed).toBe(true);
    });

    it("gets its second version and goes back", async () => {
      const proof = await proveNative({ native, base: first.model, goal: second.model, migrations: named(first.model, second.model), subject: "second" }, { open });
      expect(proof.diagnostics.filter(({ severity }) => severity === "error")).toEqual([]);
      expect(proof.passed).toBe(true);
    });
  });
}
