import { beforeAll, describe, expect, it } from "vitest";
import { openNeo4jSandbox } from ".";
import { findServers } from "../../servers";

/** The message of the first refusal, or undefined when every statement was run. */
async function refusal(version: string, ...statements: readonly string[]): Promise<string | undefined> {
  const sandbox = await openNeo4jSandbox(version);
  for (const statement of statements) {
    const outcome = await sandbox.run(statement);
    if (!outcome.ok) return outcome.message;
  }
  return undefined;
}

const unique = "CREATE CONSTRAINT user_email IF NOT EXISTS FOR (n:User) REQUIRE n.email IS UNIQUE";
const exists = "CREATE CONSTRAINT user_name IF NOT EXISTS FOR (n:User) REQUIRE n.name IS NOT NULL";

describe("what the account of a graph refuses", () => {
  beforeAll(() => findServers({}));

  it("refuses Enterprise's constraints in the Community edition, and takes them in Enterprise", async () => {
    for (const requirement of ["IS NOT NULL", "IS NODE KEY", "IS :: STRING"]) {
      const statement = `CREATE CONSTRAINT c IF NOT EXISTS FOR (n:User) REQUIRE n.name ${requirement}`;
      expect(await refusal("2026-community", statement), requirement).toMatch(/Enterprise Edition/);
      expect(await refusal("2026-enterprise", statement), requirement).toBeUndefined();
    }
    expect(await refusal("2026-community", unique)).toBeUndefined();
  });

  it("refuses writes that break a constraint, and constraints that what is there breaks", async () => {
    const one = "MERGE (n:User {id: 1}) SET n.email = 'a', n.name = 'x'";
    const other = "MERGE (n:User {id: 2}) SET n.email = 'a'";
    expect(await refusal("2026-enterprise", unique, one, other)).toMatch(/already exists/);
    expect(await refusal("2026-enterprise", one, other, unique)).toMatch(/already exists/);
    expect(await refusal("2026-enterprise", one, exists, other)).toMatch(/must have the property name/);
    expect(await refusal("2026-enterprise", one, other, exists)).toMatch(/must have the property name/);
    expect(await refusal("2026-enterprise", "CREATE CONSTRAINT t IF NOT EXISTS FOR (n:User) REQUIRE n.email IS :: INTEGER", one)).toMatch(/must be of type INTEGER/);
  });

  it("leaves nothing of a transaction that failed, and keeps the batches before it", async () => {
    const sandbox = await openNeo4jSandbox("2026-enterprise");
    for (const id of [1, 2]) await sandbox.run(`MERGE (n:User {id: ${id}}) SET n.old = 'v${id}'`);
    await sandbox.run("CREATE CONSTRAINT u IF NOT EXISTS FOR (n:User) REQUIRE n.fresh IS UNIQUE");
    expect(await sandbox.run("MATCH (n:User)\nCALL (n) {\n  SET n.fresh = 'same'\n} IN TRANSACTIONS OF 1 ROWS")).toMatchObject({ ok: false });
    expect(JSON.stringify(await sandbox.contents()).match(/same/g)).toHaveLength(1);
  });

  it("refuses what is on the same properties twice", async () => {
    expect(await refusal("2026-enterprise", unique, "CREATE CONSTRAINT k IF NOT EXISTS FOR (n:User) REQUIRE n.email IS NODE KEY")).toMatch(/Conflicting constraint/);
    expect(await refusal("2026-enterprise", unique, "CREATE RANGE INDEX i IF NOT EXISTS FOR (n:User) ON (n.email)")).toMatch(/uniqueness constraint/);
    expect(await refusal("2026-enterprise", "CREATE RANGE INDEX i IF NOT EXISTS FOR (n:User) ON (n.email)", unique)).toMatch(/has been dropped/);
    expect(await refusal("2026-enterprise", unique, "DROP INDEX user_email IF EXISTS")).toMatch(/belongs to a constraint/);
  });

  it("refuses what is no Cypher, or not the part of it that is printed", async () => {
    for (const statement of [
      "", "MATCH (n:User)", "CREATE CONSTRAINT IF NOT EXISTS FOR (n:User) REQUIRE n.a IS UNIQUE", "CREATE CONSTRAINT c IF NOT EXISTS FOR (n:User) REQUIRE m.a IS UNIQUE", "CREATE VECTOR INDEX v IF NOT EXISTS FOR (n:User) ON (n.a) OPTIONS { indexConfig: { `vector.dimensions`: 5000 } }",
      "CREATE CONSTRAINT c IF NOT EXISTS FOR (n:User) REQUIRE n.a IS :: DECIMAL", "MATCH (n:User) CALL { WITH n SET n.a = 1 } IN TRANSACTIONS OF 1000 ROWS", "MATCH (n:User) CALL (n) { SET m.a = 1 } IN TRANSACTIONS OF 1000 ROWS", "MATCH (n:User) SET n.a = nonsense(1)",
      "MERGE (n:User {id: null})", "MERGE (n:User {id: 1}) SET n.a = {b: 1}", "MERGE (n:User {id: 1}) SET n.a = [[1]]", "MERGE (n:User {id: 1}) SET n.a = [1, 'x']", "MERGE (n:User {id: 1}) SET n.a = datetime('yesterday')", "MATCH (n:`User SET n.a = 1",
    ]) {
      const message = await refusal("2026-enterprise", "MERGE (n:User {id: 7})", statement);
      expect(message, statement).toBeTypeOf("string");
    }
  });

  it("refuses to delete a node that is joined to others, and deletes it with what joins it", async () => {
    const graph = ["MERGE (n:A {id: 1})", "MERGE (n:B {id: 1})", "MATCH (a:A {id: 1})\nMATCH (b:B {id: 1})\nMERGE (a)-[r:TO]->(b)"];
    expect(await refusal("2026-enterprise", ...graph, "MATCH (n:A) DELETE n")).toMatch(/still has relationships/);
    expect(await refusal("2026-enterprise", ...graph, "MATCH (n:A) DETACH DELETE n")).toBeUndefined();
  });
});
