import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openNeo4jSandbox } from ".";
import { nativeProof } from "../../../proof/native/testing/native-proof";
import { neo4j } from "../../../targets/neo4j";
import { shop, shopVersion2 } from "../../../targets/native/testing/shop";
import { findServers } from "../../servers";
import { vendorLint, vendorPackage, type VendorLint } from "./vendor";

const tools = process.env["STRATA_TOOLS"];
findServers({ STRATA_TOOLS: tools });
const lint = await vendorLint();
findServers({});

const { native } = neo4j;
if (native === undefined) throw new Error("Neo4j has a native facility");

/** Statements of a file as neo4j-migrations takes them: up to a semicolon before a line break, without comments. */
function statements(content: string): readonly string[] {
  return content.split(/;\n/).map((statement) => statement.replace(/^\/\/.*$/gm, "").trim()).filter((statement) => statement !== "");
}

/** What a statement is but for its names and values: the parser takes a tenth of a second for each, so each form is asked once; STRATA_LONG=1 asks all. */
function formOf(statement: string): string {
  if (process.env["STRATA_LONG"] === "1") return statement;
  return statement.replace(/'[^']*'/g, "''").replace(/\b[a-z]\w*\.\w+/g, "x.y").replace(/\(\w*:\w+/g, "(n:L").replace(/\[\w*:\w+/g, "[r:T").replace(/(CONSTRAINT|INDEX) \w+/g, "$1 c").replace(/\d+/g, "1");
}

describe.skipIf(lint === undefined)(`Neo4j's own parser (skipped without ${vendorPackage} in STRATA_TOOLS)`, () => {
  beforeAll(() => findServers({ STRATA_TOOLS: tools }));
  afterAll(() => findServers({}));
  const ask: VendorLint = lint ?? (() => []);
  const languages = ["CYPHER 5", "CYPHER 25"];

  it("finds nothing wrong and nothing deprecated in any exported file, nor in the answers to the access patterns", () => {
    let count = 0;
    const seen = new Set<string>();
    for (const version of ["2026-enterprise", "2026-community"]) {
      const first = native.map({ ...shop, choices: new Map(), version });
      const second = native.map({ ...shopVersion2, choices: new Map([["follows", { role: "node" }], ["products.price", { decimal: "minor-units" }]]), version, released: first.model });
      const migrations = [...native.migrate(undefined, first.model).migrations, ...native.migrate(first.model, second.model).migrations];
      const files = [...native.artefacts(first.model), ...native.artefacts(second.model), ...migrations.flatMap((migration, i) => native.files(migration, `${i + 1}`.padStart(3, "0")))];
      const calls = [...first.plans, ...second.plans].flatMap(({ call }) => call ?? []);
      for (const statement of [...files.flatMap(({ content }) => statements(content)), ...calls, ...native.samples?.(first.model) ?? []]) {
        if (seen.has(formOf(statement))) continue;
        seen.add(formOf(statement));
        for (const language of languages) expect(ask(statement, language), statement).toEqual([]);
        count += 1;
      }
    }
    expect(count).toBeGreaterThan(50);
  }, 600_000);

  it("takes hostile names as names", () => {
    const hostile = (text: string): string => `x${text}`;
    const names = ["`; DROP", "a'b\"c", "*/ // x", "名前", "true", "null", "count", "a\nb;\nc", "\\u0060", ":use neo4j"].map(hostile);
    const schema = { ...shop.schema, tables: shop.schema.tables.map((table, i) => ({ ...table, name: names[i % names.length] ?? table.name, columns: table.columns.map((column, k) => ({ ...column, name: names[k % names.length] ?? column.name, comment: "assert that; x\n:use y" })) })) };
    const mapped = native.map({ ...shop, schema, choices: new Map(schema.tables.map(({ id }) => [id, { "property-names": "as-drawn" }])), version: "2026-enterprise" });
    const files = [...native.artefacts(mapped.model), ...native.migrate(undefined, mapped.model).migrations.flatMap((migration, i) => native.files(migration, `00${i + 1}`))];
    for (const statement of files.flatMap(({ content }) => statements(content))) for (const language of languages) expect(ask(statement, language).filter(({ severity }) => severity === "error"), statement).toEqual([]);
  }, 600_000);

  nativeProof(neo4j, "5.26-enterprise", () => openNeo4jSandbox("5.26-enterprise"));

  it("says whose parser it is, and refuses what that refuses", async () => {
    const sandbox = await openNeo4jSandbox("2026-enterprise");
    expect(sandbox.fidelity).toBe("vendor parser");
    expect(await sandbox.run("MATCH (n:User) SET n.a = b")).toMatchObject({ ok: false, message: expect.stringContaining("Variable `b` not defined") });
    expect(await sandbox.run("MATCH (n:User)\nCALL { WITH n SET n.a = 1 } IN TRANSACTIONS OF 1000 ROWS")).toMatchObject({ ok: false });
  });
});
