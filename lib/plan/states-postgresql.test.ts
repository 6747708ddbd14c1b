import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { postgresql } from "../targets/postgresql";
import { openWithFacts, type SandboxWithFacts } from "../targets/postgresql/testing/open-with-facts";
import { PairJudge } from "./testing/judge-pair";
import { pairsOf, type StateGroup } from "./testing/state-group";
import { postgresqlColumns } from "./testing/states/postgresql-columns";
import { postgresqlConstraints } from "./testing/states/postgresql-constraints";
import { postgresqlEdge } from "./testing/states/postgresql-edge";
import { postgresqlObjects } from "./testing/states/postgresql-objects";
import { postgresqlPartitions } from "./testing/states/postgresql-partitions";
import { postgresqlRights } from "./testing/states/postgresql-rights";
import { postgresqlTypes } from "./testing/states/postgresql-types";

/** The long form plans between all ordered pairs of states, the short one from every sixth to the next. */
const long = process.env["STRATA_LONG"] === "1";

const areas: readonly (readonly [area: string, groups: readonly StateGroup[]])[] = [
  ["columns", postgresqlColumns], ["constraints and indexes", postgresqlConstraints], ["types", postgresqlTypes], ["further objects", postgresqlObjects],
  ["partitions and inheritance", postgresqlPartitions], ["privileges and owners", postgresqlRights], ["foreign data, casts, operators", postgresqlEdge],
];

describe("plans between states of every kind of object on PostgreSQL lead there, back and there again", () => {
  let sandbox: SandboxWithFacts;
  let judge: PairJudge;
  beforeAll(async () => {
    sandbox = await openWithFacts();
    judge = new PairJudge(postgresql, sandbox, sandbox.facts);
  });
  afterAll(() => sandbox.close());

  it.each(areas)("%s", async (_area, groups) => {
    const failures: string[] = [];
    for (const group of groups) {
      for (const [i, pair] of pairsOf(group, long).entries()) {
        if (!long && i % 6 !== 1) continue;
        const wrong = await judge.judge(pair).catch((error: unknown) => [error instanceof Error ? error.stack ?? error.message : String(error)]);
        if (wrong.length > 0) failures.push([pair.name, ...wrong].join("\n  "));
      }
    }
    expect(failures).toEqual([]);
  }, 3_000_000);
});
