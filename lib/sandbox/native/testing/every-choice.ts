import { describe, expect, it } from "vitest";
import { proveNative } from "../../../proof/native/prove-native";
import type { NativeInput } from "../../../targets/native/native";
import type { Entities } from "../../../targets/native/testing/entities";
import type { Target } from "../../../targets/target";
import type { NativeSandbox } from "../native-sandbox";

/** What a design becomes: entities, and choices against the rules. */
export interface Evolution {
  readonly to: Entities;
  readonly choices?: NativeInput["choices"];
}

/** Proves the way from a released design to each of its evolutions and back; and that a second look at the goal finds nothing to do. */
export function provesEvolutions(target: Target, version: string, open: () => Promise<NativeSandbox>, from: Evolution, evolutions: Readonly<Record<string, Evolution>>): void {
  const { native } = target;
  if (native === undefined) throw new Error(`${target.id} has no native facility`);
  const first = native.map({ ...from.to, choices: from.choices ?? new Map(), version });
  describe(`${target.label} ${version}, with documents in it, gets`, () => {
    for (const [what, { to, choices = new Map() }] of Object.entries(evolutions)) {
      it(`${what}, and goes back`, async () => {
        const second = native.map({ ...to, choices, version, released: first.model });
        expect(second.diagnostics.filter(({ severity }) => severity === "error")).toEqual([]);
        const migrations = native.migrate(first.model, second.model).migrations.map((migration, i) => ({ name: native.files(migration, `${i + 2}`)[0].path, migration }));
        const proof = await proveNative({ native, base: first.model, goal: second.model, migrations, subject: what }, { open });
        expect(proof.diagnostics.filter(({ severity }) => severity === "error")).toEqual([]);
        expect(proof.passed).toBe(true);
        expect(native.migrate(second.model, native.map({ ...to, choices, version, released: second.model }).model).migrations).toEqual([]);
      });
    }
  });
}

/** Every option of every decision of a design as an evolution of it. */
export function everyChoice(target: Target, version: string, entities: Entities): Readonly<Record<string, Evolution>> {
  const { decisions = [] } = target.native?.map({ ...entities, choices: new Map(), version }) ?? {};
  return Object.fromEntries(decisions.flatMap(({ about, choice, chosen, options }) => options.filter(({ id }) => id !== chosen).map((option): [string, Evolution] => [`${choice} ${option.id} of ${about}`, { to: entities, choices: new Map([[about, { [choice]: option.id }]]) }])));
}
