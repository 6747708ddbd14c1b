import { expect, it } from "vitest";
import type { LogEntry } from "../store/design-log";
import { createGroupCommit, type Clock } from "./group-commit";

const entry = (n: number): LogEntry => ({ designId: "d", update: Uint8Array.of(n) });
const instant = (): Clock & { slept: number } => {
  const clock = { slept: 0, now: () => clock.slept, wait: async (ms: number) => void (clock.slept += ms) };
  return clock;
};

it("writes all updates of one turn in one transaction, and the next while it waits in another", async () => {
  const groups: number[] = [];
  const commit = createGroupCommit({ append: async (entries) => void groups.push(entries.length) });
  await Promise.all([1, 2, 3].map((n) => commit.append(entry(n))));
  await commit.append(entry(4));
  expect(groups).toEqual([3, 1]);
});

it("asks a store that is away again, and answers only when it has written", async () => {
  let away = 4;
  const written: number[] = [];
  const commit = createGroupCommit({
    append: async (entries) => {
      if (away-- > 0) throw new Error("away");
      written.push(...entries.map((e) => e.update[0] ?? 0));
    },
  }, 10_000, instant());
  await commit.append(entry(7));
  expect(written).toEqual([7]);
});

it("gives up after its patience, tells every waiting update, and goes on with the next", async () => {
  let away = true;
  const clock = instant();
  const commit = createGroupCommit({ append: async () => (away ? Promise.reject(new Error("away")) : undefined) }, 10_000, clock);
  const outcomes = await Promise.allSettled([commit.append(entry(1)), commit.append(entry(2))]);
  expect(outcomes.map((o) => o.status)).toEqual(["rejected", "rejected"]);
  expect(clock.slept).toBeGreaterThan(8_000);
  expect(clock.slept).toBeLessThanOrEqual(10_000);
  expect(commit.pending("d")).toBe(0);
  away = false;
  await commit.append(entry(3));
});
