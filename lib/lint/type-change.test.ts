import { describe, expect, test } from "vitest";
import { openSandbox } from "../sandbox";
import { postgresqlReader } from "./postgresql/read";
import { typeChangeCost } from "./type-change";
import type { TypeFacts } from "./act";

const types = ["integer", "bigint", "text", "varchar", "varchar(10)", "varchar(20)", "char(4)", "numeric", "numeric(8,2)", "numeric(10,2)", "numeric(10,4)", "timestamp", "timestamp(3)", "timestamptz", "timestamptz(3)", "date", "cidr", "inet", "varbit(8)", "varbit(16)", "text[]", "varchar[]"];

describe("the cost of a type change", () => {
  test("is what the engine does, wherever it is not called unknown", async () => {
    const read = await postgresqlReader();
    const facts = (type: string): TypeFacts => {
      const [act] = read(`ALTER TABLE t ALTER COLUMN c TYPE ${type}`).statements[0]?.acts ?? [];
      if (act?.kind !== "change type") throw new Error(`${type} was not read`);
      return act.type;
    };
    const sandbox = await openSandbox("postgresql");
    await sandbox.run("SET timezone = 'UTC'");
    const wrong: string[] = [];
    for (const from of types) {
      for (const to of types) {
        if (from === to) continue;
        const cost = typeChangeCost(facts(from), facts(to), "none", "UTC", 18);
        await sandbox.run(`DROP TABLE IF EXISTS t; CREATE TABLE t (c ${from}); INSERT INTO t VALUES (NULL)`);
        const rewrites = await sandbox.measure(`ALTER TABLE t ALTER COLUMN c TYPE ${to}`).then((observation) => observation.rewrites.includes("t"), () => undefined);
        // A change without an implicit cast is refused: nothing to compare.
        if (rewrites === undefined || cost === "unknown") continue;
        if (rewrites !== (cost === "rewrite")) wrong.push(`${from} to ${to}: ${cost}, the engine ${rewrites ? "rewrites" : "does not rewrite"}`);
      }
    }
    await sandbox.close();
    expect(wrong).toEqual([]);
  });
});
