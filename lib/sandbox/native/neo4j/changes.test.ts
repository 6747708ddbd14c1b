import { beforeAll, describe, expect, it } from "vitest";
import { openNeo4jSandbox } from ".";
import type { Schema } from "../../../model";
import { proveNative } from "../../../proof/native/prove-native";
import { neo4j } from "../../../targets/neo4j";
import type { Mapped, MappingChoices, NativeFacility } from "../../../targets/native";
import { shop } from "../../../targets/native/testing/shop";
import { findServers } from "../../servers";

const { native } = neo4j;
if (native === undefined) throw new Error("Neo4j has a native facility");
const facility: NativeFacility = native;

async function prove(version: string, from: Mapped, to: Mapped): Promise<{ readonly passed: boolean; readonly told: string; readonly rows: string | undefined; readonly refused: readonly string[] }> {
  const plan = facility.migrate(from.model, to.model);
  const refused = plan.diagnostics.filter(({ severity }) => severity === "error").map(({ code }) => code);
  const migrations = plan.migrations.map((migration, i) => ({ name: `${i + 1} ${migration.slug}`, migration }));
  const proof = await proveNative({ native: facility, base: from.model, goal: to.model, migrations, subject: "change" }, { open: () => openNeo4jSandbox(version) });
  return { passed: proof.passed, told: proof.diagnostics.filter(({ severity }) => severity === "error").map(({ message }) => message).join("\n"), rows: proof.stages.find(({ name }) => name === "rows down")?.observed, refused };
}

const base = (version: string, choices: MappingChoices = new Map(), released?: Mapped): Mapped => facility.map({ ...shop, choices, version, ...(released === undefined ? {} : { released: released.model }) });

function changed(change: (schema: Schema) => Schema, version: string): Mapped {
  return facility.map({ ...shop, schema: change(shop.schema), choices: new Map(), version });
}

const table = (schema: Schema, id: string, change: (table: Schema["tables"][number]) => Schema["tables"][number]): Schema => ({ ...schema, tables: schema.tables.map((each) => (each.id === id ? change(each) : each)) });
const column = (schema: Schema, id: string, name: string, change: (column: Schema["tables"][number]["columns"][number]) => Schema["tables"][number]["columns"][number]): Schema =>
  table(schema, id, (each) => ({ ...each, columns: each.columns.map((c) => (c.name === name ? change(c) : c)) }));

describe("a graph that is changed and changed back", () => {
  beforeAll(() => findServers({}));

  for (const version of ["2026-enterprise", "5.26-community"]) {
    it(`goes from every decision of ${version} to each of its other options and back, keeping every row where it says so`, async () => {
      const first = base(version);
      const seen: string[] = [];
      for (const { about, choice, chosen, options } of first.decisions) {
        for (const option of options.filter(({ id }) => id !== chosen)) {
          for (const released of [first, undefined]) {
            const result = await prove(version, first, base(version, new Map([[about, { [choice]: option.id }]]), released));
            seen.push(`${choice} ${option.id}`);
            if (result.refused.length > 0) continue;
            expect(result.told, `${about} ${choice} ${option.id}`).toBe("");
            expect(result.passed, `${about} ${choice} ${option.id}`).toBe(true);
          }
        }
      }
      expect(seen.length).toBeGreaterThan(20);
    });

    it(`renames labels, properties and relationship types of ${version} without losing a row`, async () => {
      const renamed = changed((schema) => column(table(schema, "users", (each) => ({ ...each, name: "customers" })), "orders", "placed_at", (c) => ({ ...c, name: "ordered_at" })), version);
      const result = await prove(version, base(version), renamed);
      expect(result).toEqual({ passed: true, told: "", rows: "Every row as before", refused: [] });
    });

    it(`makes a junction of ${version} a node and back without losing a row`, async () => {
      const deep = base(version, new Map([["follows", { role: "node" }]]));
      expect(await prove(version, base(version), deep)).toEqual({ passed: true, told: "", rows: "Every row as before", refused: [] });
      expect(await prove(version, deep, base(version))).toEqual({ passed: true, told: "", rows: "Every row as before", refused: [] });
    });

    it(`changes types of ${version} in place, forth and back`, async () => {
      const texts = changed((schema) => column(column(schema, "products", "stock", (c) => ({ ...c, type: { kind: "text" }, default: "'0'" })), "users", "created_at", (c) => ({ ...c, type: { kind: "timestamp" } })), version);
      const result = await prove(version, base(version), texts);
      expect({ passed: result.passed, told: result.told, refused: result.refused }).toEqual({ passed: true, told: "", refused: [] });
    });

    it(`turns a foreign key of ${version} that comes later into relationships`, async () => {
      const without = changed((schema) => table(schema, "orders", (each) => ({ ...each, foreignKeys: [] })), version);
      expect(await prove(version, without, base(version))).toMatchObject({ passed: true, told: "" });
      expect(await prove(version, base(version), without)).toMatchObject({ passed: true, told: "" });
    });
  }

  it("follows a change of edition", async () => {
    expect(await prove("2026-enterprise", base("2026-community"), base("2026-enterprise"))).toMatchObject({ passed: true, told: "", rows: "Every row as before" });
    expect(await prove("2026-enterprise", base("2026-enterprise"), base("2026-community"))).toMatchObject({ passed: true, told: "", rows: "Every row as before" });
  });

  it("says what cannot be done in place", () => {
    const minor = base("2026-enterprise", new Map([["products.price", { decimal: "minor-units" }]]));
    const finer = facility.map({ ...shop, schema: column(shop.schema, "products", "price", (c) => ({ ...c, type: { kind: "decimal", precision: 12, scale: 3 } })), choices: new Map([["products.price", { decimal: "minor-units" }]]), version: "2026-enterprise" });
    expect(facility.migrate(minor.model, finer.model).diagnostics).toEqual([expect.objectContaining({ code: "neo4j-no-conversion", severity: "error" })]);
  });
});
