import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openSqlJs } from "../sandbox/sqljs";
import type { Sandbox } from "../sandbox/sandbox";
import { sqlite } from "../targets/sqlite";
import { catalogFacts } from "../targets/sqlite/testing/catalog-facts";
import { PairJudge } from "./testing/judge-pair";
import { pairsOf } from "./testing/state-group";
import { sqliteStates } from "./testing/states/sqlite-states";

/** All ordered pairs of states. What 3.40 cannot alter in place is built anew, which newer versions run as well. */
describe.each(sqlite.versions)("plans for SQLite $id between states of every kind of object lead there, back and there again", (version) => {
  let sandbox: Sandbox;
  let judge: PairJudge;
  beforeAll(async () => {
    sandbox = await openSqlJs(sqlite);
    judge = new PairJudge({ ...sqlite, versions: [version] }, sandbox, catalogFacts);
  });
  afterAll(() => sandbox.close());

  it.each(sqliteStates.map((group) => [group.name, group] as const))("%s", async (_name, group) => {
    const failures: string[] = [];
    for (const pair of pairsOf(group, true)) {
      const wrong = await judge.judge(pair);
      if (wrong.length > 0) failures.push([pair.name, ...wrong].join("\n  "));
    }
    expect(failures).toEqual([]);
  }, 300_000);
});
