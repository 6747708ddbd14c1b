import { describe, expect, it } from "vitest";
import { shop, shopVersion2 } from "../native/testing/shop";
import { neo4j } from ".";

const { native } = neo4j;
if (native === undefined) throw new Error("Neo4j has a native facility");

describe("the files of the sample design for Neo4j", () => {
  for (const version of ["2026-enterprise", "2026-community"]) {
    const first = native.map({ ...shop, choices: new Map(), version });
    const second = native.map({ ...shopVersion2, choices: new Map(), version, released: first.model });
    const migrations = [...native.migrate(undefined, first.model).migrations, ...native.migrate(first.model, second.model).migrations];
    const files = [...native.artefacts(first.model), ...migrations.flatMap((migration, i) => native.files(migration, `${i + 1}`.padStart(3, "0")))];

    it(`are as reviewed for ${version}`, async () => {
      for (const { path, content } of files) await expect(content).toMatchFileSnapshot(`golden/${version}/${path}`);
    });
  }

  it("answer the patterns as reviewed", async () => {
    const { plans } = native.map({ ...shop, choices: new Map(), version: "2026-enterprise" });
    await expect(plans.map(({ pattern, call, by, cost, problem }) => [`// ${pattern}`, ...(by === undefined ? [] : [`// by ${by}: ${cost ?? ""}`]), ...(problem === undefined ? [] : [`// ${problem}`]), ...(call === undefined ? [] : [`${call};`])].join("\n")).join("\n\n")).toMatchFileSnapshot("golden/plans.cypher");
  });
});
