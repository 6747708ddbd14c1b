import { describe, expect, it } from "vitest";
import { openDgraphSandbox } from ".";
import type { Schema } from "../../../model";
import { proveNative } from "../../../proof/native/prove-native";
import { dgraph } from "../../../targets/dgraph";
import type { Mapped, MappingChoices, NativeFacility } from "../../../targets/native";
import { shop } from "../../../targets/native/testing/shop";

const { native } = dgraph;
if (native === undefined) throw new Error("Dgraph has a native facility");
const facility: NativeFacility = native;

const forms: readonly (readonly [string, MappingChoices])[] = [["graphql", new Map()], ["dql", new Map([["users", { schema: "dql" }]])]];

function shape(schema: Schema, choices: MappingChoices, released?: Mapped): Mapped {
  return facility.map({ ...shop, schema, choices, version: "25", ...(released === undefined ? {} : { released: released.model }) });
}

async function prove(from: Mapped, to: Mapped): Promise<{ readonly passed: boolean; readonly told: string; readonly rows: string | undefined; readonly refused: readonly string[]; readonly statements: number }> {
  const plan = facility.migrate(from.model, to.model);
  const migrations = plan.migrations.map((migration, i) => ({ name: `${i + 1} ${migration.slug}`, migration }));
  const proof = await proveNative({ native: facility, base: from.model, goal: to.model, migrations, subject: "change" }, { open: () => openDgraphSandbox("25") });
  return {
    passed: proof.passed, told: proof.diagnostics.filter(({ severity }) => severity === "error").map(({ message }) => message).join("\n"), rows: proof.stages.find(({ name }) => name === "rows down")?.observed,
    refused: plan.diagnostics.filter(({ severity }) => severity === "error").map(({ code }) => code), statements: proof.statements.length,
  };
}

const table = (schema: Schema, id: string, change: (table: Schema["tables"][number]) => Schema["tables"][number]): Schema => ({ ...schema, tables: schema.tables.map((each) => (each.id === id ? change(each) : each)) });
const column = (schema: Schema, id: string, name: string, change: (column: Schema["tables"][number]["columns"][number]) => Schema["tables"][number]["columns"][number]): Schema =>
  table(schema, id, (each) => ({ ...each, columns: each.columns.map((c) => (c.name === name ? change(c) : c)) }));

describe.each(forms)("a Dgraph schema in %s that is changed and changed back", (form, choices) => {
  const first = shape(shop.schema, choices);

  it("is set up and taken down", async () => {
    const empty = facility.map({ schema: { tables: [], enums: [], objects: [] }, patterns: [], loads: new Map(), choices, version: "25" });
    const plan = facility.migrate(undefined, first.model);
    const proof = await proveNative({ native: facility, base: undefined, goal: first.model, migrations: plan.migrations.map((migration) => ({ name: migration.slug, migration })), subject: "first" }, { open: () => openDgraphSandbox("25") });
    expect(proof.diagnostics.filter(({ severity }) => severity === "error")).toEqual([]);
    expect(proof.passed).toBe(true);
    expect(facility.migrate(undefined, empty.model).migrations).toEqual([]);
  });

  it("goes from every decision to each of its other options and back", async () => {
    let proven = 0;
    for (const { about, choice, chosen, options } of first.decisions) {
      for (const option of options.filter(({ id }) => id !== chosen)) {
        const result = await prove(first, shape(shop.schema, new Map([...choices, [about, { ...choices.get(about), [choice]: option.id }]]), first));
        if (result.refused.length > 0) continue;
        expect(result.told, `${about} ${choice} ${option.id}`).toBe("");
        expect(result.passed, `${about} ${choice} ${option.id}`).toBe(true);
        proven += 1;
      }
    }
    expect(proven).toBeGreaterThan(8);
  });

  it("renames a type and a field without moving a value", async () => {
    const renamed = shape(column(table(shop.schema, "users", (each) => ({ ...each, name: "customers" })), "orders", "placed_at", (c) => ({ ...c, name: "ordered_at" })), choices, first);
    const plan = facility.migrate(first.model, renamed.model);
    expect(plan.migrations.flatMap(({ data }) => data ?? [])).toEqual([]);
    expect(plan.migrations.flatMap(({ steps }) => steps.flatMap(({ up }) => up)).filter((command) => /drop|mutate/.test(command))).toEqual([]);
    const result = await prove(first, renamed);
    expect({ passed: result.passed, told: result.told, rows: result.rows }).toEqual({ passed: true, told: "", rows: "Every row as before" });
  });

  it("moves values to another predicate where the type changes, and back", async () => {
    const texts = shape(column(shop.schema, "products", "stock", (c) => ({ ...c, type: { kind: "text" }, default: "'0'" })), choices, first);
    const plan = facility.migrate(first.model, texts.model);
    expect(plan.migrations.map(({ phase }) => phase)).toContain("contract");
    expect(plan.migrations.flatMap(({ data }) => data?.commands ?? []).join("\n")).toContain("Product.stock_2");
    expect(await prove(first, texts)).toMatchObject({ passed: true, told: "", refused: [] });
  });

  it("makes one of many, and many of one, under a predicate of its own", async () => {
    const one = shape(column(shop.schema, "products", "tags", (c) => ({ ...c, type: { kind: "text" } })), choices, first);
    expect(await prove(first, one)).toMatchObject({ told: "" });
    expect(await prove(one, shape(shop.schema, choices, one))).toMatchObject({ told: "" });
  });

  it(`keeps the form ${form} once it is released`, () => {
    const other = shape(shop.schema, form === "dql" ? new Map() : new Map([["users", { schema: "dql" }]]), first);
    expect(facility.migrate(first.model, other.model)).toMatchObject({ migrations: [], diagnostics: [{ code: "dgraph-form-is-kept", severity: "error" }] });
  });
});
