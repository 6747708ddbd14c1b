import { describe, expect, it } from "vitest";
import { canonicalJson, emptySchema, type JsonValue, type Schema } from "../../../model";
import type { Target } from "../../target";
import type { Mapped, NativeFacility, NativeInput } from "../native";
import type { Entities } from "./entities";
import { shop, shopVersion2 } from "./shop";

/** What every native target must answer, whatever its shape. */
export function nativeContract(target: Target): void {
  const { native } = target;
  if (native === undefined) throw new Error(`${target.id} has no native facility`);
  const facility: NativeFacility = native;
  for (const { id: version, label } of target.versions) {
    const input = ({ schema, loads, patterns }: Entities, more: Partial<NativeInput> = {}): NativeInput => ({ schema, loads, patterns, choices: new Map(), version, ...more });
    const first = facility.map(input(shop));
    const second = facility.map(input(shopVersion2, { released: first.model }));

    describe(`${label} as a native target`, () => {
      it("maps the shop without errors, and says of every table where it lies", () => {
        expect(first.diagnostics.filter(({ severity }) => severity === "error")).toEqual([]);
        const placed = new Set([...first.picture.boxes.flatMap(({ tables }) => tables), ...first.decisions.map(({ table }) => table)]);
        for (const { id } of shop.schema.tables) expect(placed).toContain(id);
      });

      it("gives a reason for every decision, one of whose options is chosen", () => {
        expect(first.decisions.length).toBeGreaterThan(0);
        const seen = new Set<string>();
        for (const { about, choice, chosen, options, reason, overruled } of first.decisions) {
          expect(reason.trim()).not.toBe("");
          expect(options.map(({ id }) => id)).toContain(chosen);
          expect(overruled).toBe(false);
          expect(seen).not.toContain(`${about} ${choice}`);
          seen.add(`${about} ${choice}`);
        }
      });

      it("follows the team's choice for every option of every decision, and still knows its way to it", () => {
        for (const { about, choice, chosen, options } of first.decisions) {
          for (const option of options.filter(({ id }) => id !== chosen)) {
            const other = facility.map(input(shop, { choices: new Map([[about, { [choice]: option.id }]]) }));
            const decided = other.decisions.find((decision) => decision.about === about && decision.choice === choice);
            expect(decided, `${about} ${choice} ${option.id}`).toMatchObject({ chosen: option.id, overruled: true });
            expect(() => facility.migrate(first.model, other.model)).not.toThrow();
          }
        }
      });

      it("maps the same to the same, whatever order the maps have", () => {
        expect(canonicalJson(facility.map(input(shop)).model)).toBe(canonicalJson(first.model));
        expect(canonicalJson(facility.map(input({ ...shop, loads: new Map([...shop.loads].toReversed()) })).model)).toBe(canonicalJson(first.model));
      });

      it("keeps a model through JSON", () => {
        const again: JsonValue = JSON.parse(JSON.stringify(first.model));
        expect(facility.migrate(first.model, again).migrations).toEqual([]);
        expect(facility.artefacts(again)).toEqual(facility.artefacts(first.model));
      });

      it("plans nothing between equal shapes, also when the release is known", () => {
        expect(facility.migrate(first.model, first.model)).toMatchObject({ changes: [], migrations: [] });
        expect(facility.migrate(first.model, facility.map(input(shop, { released: first.model })).model).migrations).toEqual([]);
      });

      it("has for every step a title, a way up, and a way down or a reason why not; and carries out every change", () => {
        for (const [from, to] of [[undefined, first], [first, second], [second, facility.map(input(shop, { released: second.model }))]] as const) check(facility, from, to);
      });

      it("names the patterns it cannot serve, and says how it serves the others", () => {
        for (const { id } of shop.patterns) {
          const plan = first.plans.find(({ pattern }) => pattern === id);
          expect(plan, id).toBeDefined();
          expect((plan?.call ?? plan?.problem ?? "").trim(), id).not.toBe("");
        }
      });

      it("writes every file under a path of its own", () => {
        const artefacts = facility.artefacts(first.model).map(({ path }) => path);
        expect(artefacts.length).toBeGreaterThan(0);
        const migrations = facility.migrate(undefined, first.model).migrations.flatMap((migration, i) => facility.files(migration, `${i + 1}`.padStart(3, "0"))).map(({ path }) => path);
        for (const paths of [artefacts, migrations]) {
          expect(new Set(paths).size).toBe(paths.length);
          for (const path of paths) expect(path).not.toMatch(/^\/|\.\.|\\|\/\//);
        }
      });

      it("maps an empty design, one table without a key, and hostile names without throwing", () => {
        expect(facility.map(input({ schema: emptySchema, loads: new Map(), patterns: [] })).picture.boxes).toEqual([]);
        for (const schema of [bare("t", "c"), bare("it's \"odd\"; DROP", "a.b$c"), bare("名前", "*/ -- `x`"), bare("constructor", "__proto__"), bare("x".repeat(300), "y".repeat(300)), bare("a\nb", "c\u2028d")]) {
          const mapped = facility.map(input({ schema, loads: new Map(), patterns: [] }));
          if (mapped.diagnostics.some(({ severity }) => severity === "error")) continue;
          for (const [i, migration] of facility.migrate(undefined, mapped.model).migrations.entries()) facility.files(migration, `${i + 1}`);
        }
      });
    });
  }
}

function check(facility: NativeFacility, from: Mapped | undefined, to: Mapped): void {
  const plan = facility.migrate(from?.model, to.model);
  // A store that holds only some of the tables may have nothing to do; from nothing there is always something.
  if (from === undefined || canonicalJson(from.model) !== canonicalJson(to.model)) expect(plan.migrations.length).toBeGreaterThan(0);
  const carried = new Set<string>();
  for (const { slug, title, steps, data } of plan.migrations) {
    expect(slug).toMatch(/^[a-z0-9_]{1,60}$/);
    expect(title.trim()).not.toBe("");
    expect(steps.length + (data === undefined ? 0 : 1)).toBeGreaterThan(0);
    for (const step of steps) {
      expect(step.title.trim()).not.toBe("");
      expect(step.up.length).toBeGreaterThan(0);
      if (step.reversibility.kind === "lossless") expect(step.down.length, step.title).toBeGreaterThan(0);
      for (const change of step.changes) carried.add(change);
    }
  }
  const known = plan.changes.map(({ id }) => id);
  expect(new Set(known).size).toBe(known.length);
  for (const id of carried) expect(known).toContain(id);
  for (const id of known) expect(carried).toContain(id);
}

function bare(table: string, column: string): Schema {
  return { ...emptySchema, tables: [{ id: "t", name: table, columns: [{ id: "t.c", name: column, type: { kind: "text" }, nullable: false }], uniques: [], foreignKeys: [], checks: [], indexes: [], options: {} }] };
}
