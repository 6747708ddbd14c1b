import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openRedis } from ".";
import { proveNative } from "../../../proof/native/prove-native";
import { redis } from "../../../targets/redis";
import { entities, type Entities, type EntitySpec } from "../../../targets/native/testing/entities";
import { shop } from "../../../targets/native/testing/shop";
import { findServers } from "../../servers";

const { native } = redis;
if (native === undefined) throw new Error("Redis has a shape of its own");

type Choices = Readonly<Record<string, Readonly<Record<string, string>>>>;
const people = (columns: EntitySpec["columns"], more: Partial<EntitySpec> = {}, patterns: Entities["patterns"] = []): Entities => entities({ people: { columns: { id: { type: { kind: "uuid" } }, ...columns }, ...more } }, {}, patterns);
const text = { type: { kind: "text" } } as const;
const renamed = (design: Entities, name: string): Entities => ({ ...design, schema: { ...design.schema, tables: design.schema.tables.map((table) => ({ ...table, name })) } });
const byTeam: Entities["patterns"] = [{ id: "team", name: "Team", operation: "list", tableId: "people", equality: ["people.team"], items: 10 }];

const ways: readonly { readonly name: string; readonly from: Entities; readonly to: Entities; readonly fromChoices?: Choices; readonly toChoices?: Choices; readonly contains: string }[] = [
  { name: "an entity is renamed", from: people({ team: text }, { uniques: [["team"]] }, byTeam), to: renamed(people({ team: text }, { uniques: [["team"]] }, byTeam), "persons"), contains: "copy_persons" },
  { name: "keys get hash tags", from: people({ team: text }, {}, byTeam), to: people({ team: text }, {}, byTeam), toChoices: { people: { slots: "tagged" } }, contains: "copy_people" },
  { name: "a relationship's keys get hash tags", from: shop, to: shop, fromChoices: { follows: { slots: "plain" } }, toChoices: { follows: { slots: "tagged" } }, contains: "copy_follows" },
  { name: "a field is renamed", from: people({ title: text }), to: people({ name: { ...text, was: "people.title" } }), contains: "fill_people" },
  { name: "a field with a default comes", from: people({}), to: people({ plan: { ...text, default: "'free'" } }), contains: "fill_people" },
  { name: "a field goes", from: people({ note: text }), to: people({}), contains: "strip_people" },
  { name: "a way to find rows comes", from: people({ team: text }), to: people({ team: text }, {}, byTeam), contains: "fill_people" },
  { name: "a way to find rows goes", from: people({ team: text }, {}, byTeam), to: people({ team: text }), contains: "strip_people" },
  { name: "rows in a set get an order", from: people({ team: text, at: { type: { kind: "timestamptz" } } }, {}, byTeam), to: people({ team: text, at: { type: { kind: "timestamptz" } } }, {}, [{ id: "team", name: "Team", operation: "list", tableId: "people", equality: ["people.team"], sort: [{ column: "people.at", order: "desc" }], items: 10 }]), contains: "strip_people" },
  { name: "rows begin to expire", from: people({}), to: people({}, { load: { retentionDays: 3 } }), contains: "expiry_people" },
  { name: "rows stop to expire", from: people({}, { load: { retentionDays: 3 } }), to: people({}), contains: "expiry_people" },
  { name: "a search index comes and goes", from: { ...shop, patterns: shop.patterns.filter(({ id }) => id !== "p.search") }, to: shop, contains: "FT.CREATE" },
  { name: "a relationship becomes hashes", from: shop, to: shop, toChoices: { follows: { structure: "hash" } }, contains: "follows" },
];

function everyWay(): void {
  for (const { name, from, to, fromChoices = {}, toChoices = {}, contains } of ways) {
    it(name, async () => {
      const map = (design: Entities, choices: Choices) => (released?: ReturnType<NonNullable<typeof native>["map"]>["model"]) => native?.map({ ...design, choices: new Map(Object.entries(choices)), version: "8.0", ...(released === undefined ? {} : { released }) });
      const base = map(from, fromChoices)();
      const goal = map(to, toChoices)(base?.model);
      if (native === undefined || base === undefined || goal === undefined) throw new Error("unreachable");
      const plan = native.migrate(base.model, goal.model);
      expect(JSON.stringify(plan.migrations)).toContain(contains);
      const migrations = plan.migrations.map((migration, i) => ({ name: native.files(migration, `${i + 1}`.padStart(4, "0"))[0].path, migration }));
      const proof = await proveNative({ native, base: base.model, goal: goal.model, migrations, subject: name }, { open: () => openRedis("8.0") });
      expect(proof.diagnostics.filter(({ severity }) => severity === "error")).toEqual([]);
      expect(proof.passed).toBe(true);
    });
  }
}

describe("Redis designs go on by the account of commands", () => {
  everyWay();
});

const url = process.env["STRATA_TEST_REDIS_URL"];
describe.skipIf(url === undefined)("Redis designs go on on the server of STRATA_TEST_REDIS_URL", () => {
  beforeAll(() => findServers({ STRATA_REDIS_URL: url }));
  afterAll(() => findServers({}));
  everyWay();
});
