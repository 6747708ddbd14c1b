import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openDynamodb } from ".";
import { proveNative } from "../../../proof/native/prove-native";
import { dynamodb } from "../../../targets/dynamodb";
import { entities, type Entities, type EntitySpec } from "../../../targets/native/testing/entities";
import { shop } from "../../../targets/native/testing/shop";
import { findServers } from "../../servers";

const { native } = dynamodb;
if (native === undefined) throw new Error("DynamoDB has a shape of its own");

type Choices = Readonly<Record<string, Readonly<Record<string, string>>>>;
const people = (columns: EntitySpec["columns"], more: Partial<EntitySpec> = {}): Entities => entities({ people: { columns: { id: { type: { kind: "uuid" } }, ...columns }, ...more } }, {}, []);
const text = { type: { kind: "text" } } as const;

/** Ways a design goes on: from, to, the team's choices, whether the way back brings every row back. */
const ways: readonly { readonly name: string; readonly from: Entities; readonly to: Entities; readonly fromChoices?: Choices; readonly toChoices?: Choices; readonly calls?: RegExp }[] = [
  { name: "other keys are a new table and a copy", from: shop, to: shop, toChoices: { "metrics.pk": { key: "split-1" } }, calls: /"TableName":"metrics_v2"/ },
  { name: "children move into the parent's item collection", from: shop, to: shop, toChoices: { order_items: { placement: "item-collection" } }, calls: /"TableName":"orders_v2"/ },
  { name: "children move out of it", from: shop, to: shop, fromChoices: { order_items: { placement: "item-collection" } } },
  { name: "an attribute becomes unique", from: people({ email: text }), to: people({ email: text }, { uniques: [["email"]] }), calls: /"TableName":"people_by_email"/ },
  { name: "several attributes become unique together", from: people({ a: text, b: text, c: { type: { kind: "int32" } } }), to: people({ a: text, b: text, c: { type: { kind: "int32" } } }, { uniques: [["a", "b", "c"]] }) },
  { name: "uniqueness goes", from: people({ email: text }, { uniques: [["email"]] }), to: people({ email: text }) },
  { name: "an attribute is renamed", from: people({ title: text }), to: people({ name: { ...text, was: "people.title" } }) },
  { name: "a renamed attribute changes its type", from: people({ age: { type: { kind: "int32" } } }), to: people({ years: { type: { kind: "text" }, was: "people.age" } }) },
  { name: "a number becomes a text", from: people({ age: { type: { kind: "int32" } } }), to: people({ age: text }) },
  { name: "a required attribute with a default comes", from: people({}), to: people({ plan: { ...text, default: "'free'" }, seats: { type: { kind: "int32" }, default: "1" }, active: { type: { kind: "boolean" }, default: "true" } }) },
  { name: "an optional attribute comes", from: people({}), to: people({ note: { ...text, nullable: true } }) },
  { name: "an attribute goes", from: people({ note: text }), to: people({}) },
  { name: "the team makes a table provisioned", from: shop, to: shop, toChoices: { orders: { capacity: "provisioned" } } },
  { name: "a provisioned table is paid by request", from: shop, to: shop, fromChoices: { orders: { capacity: "provisioned" } } },
  { name: "streams and recovery are switched", from: shop, to: shop, fromChoices: { orders: { stream: "keys" } }, toChoices: { orders: { stream: "images", recovery: "off" } } },
  { name: "items begin to expire", from: people({ at: { type: { kind: "timestamptz" } } }), to: people({ at: { type: { kind: "timestamptz" } } }, { load: { retentionDays: 90 } }) },
  { name: "an index holds something else", from: shop, to: shop, toChoices: { "p.brand": { projection: "all" } }, calls: /by_brand_and_price_2/ },
  { name: "patterns go and come", from: { ...shop, patterns: shop.patterns.slice(0, 3) }, to: { ...shop, patterns: shop.patterns.slice(3) } },
];

function everyWay(): void {
  for (const { name, from, to, fromChoices = {}, toChoices = {}, calls } of ways) {
    it(name, async () => {
      const base = native?.map({ ...from, choices: new Map(Object.entries(fromChoices)), version: "current" });
      if (native === undefined || base === undefined) throw new Error("unreachable");
      const goal = native.map({ ...to, choices: new Map(Object.entries(toChoices)), version: "current", released: base.model });
      const plan = native.migrate(base.model, goal.model);
      expect(plan.migrations.length).toBeGreaterThan(0);
      if (calls !== undefined) expect(JSON.stringify(plan.migrations).replaceAll('\\"', '"')).toMatch(calls);
      const migrations = plan.migrations.map((migration, i) => ({ name: native.files(migration, `${i + 1}`.padStart(4, "0"))[0].path, migration }));
      const proof = await proveNative({ native, base: base.model, goal: goal.model, migrations, subject: name }, { open: () => openDynamodb("current") });
      expect(proof.diagnostics.filter(({ severity }) => severity === "error")).toEqual([]);
      expect(proof.passed).toBe(true);
    });
  }
}

describe("designs go on by the documented rules", () => {
  everyWay();

  it("two items with the same value are told before a look-up can be filled", async () => {
    const base = native.map({ ...people({ email: text }), choices: new Map(), version: "current" }).model;
    const goal = native.map({ ...people({ email: text }, { uniques: [["email"]] }), choices: new Map(), version: "current", released: base }).model;
    const sandbox = await openDynamodb("current");
    for (const { steps } of native.migrate(undefined, base).migrations) for (const { up } of steps) for (const command of up) expect(await sandbox.run(command)).toEqual({ ok: true });
    for (const id of ["1", "2"]) expect(await sandbox.run(JSON.stringify({ call: "PutItem", input: { TableName: "people", Item: { id: { S: id }, email: { S: "same@example.com" } } } }))).toEqual({ ok: true });
    const outcomes = [];
    for (const { steps, data } of native.migrate(base, goal).migrations) for (const command of [...steps.flatMap(({ up }) => up), ...data?.commands ?? []]) outcomes.push(await sandbox.run(command));
    expect(outcomes.at(-1)).toEqual({ ok: false, message: expect.stringContaining("Two items have the same email") });
  });
});

const url = process.env["STRATA_TEST_DYNAMODB_URL"];
describe.skipIf(url === undefined || process.env["STRATA_LONG"] !== "1")("designs go on on the emulator of STRATA_TEST_DYNAMODB_URL (STRATA_LONG=1)", () => {
  beforeAll(() => findServers({ STRATA_DYNAMODB_URL: url }));
  afterAll(() => findServers({}));
  everyWay();
});
