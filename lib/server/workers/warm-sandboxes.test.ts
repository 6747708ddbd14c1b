import { expect, it, vi } from "vitest";
import type { Sandbox } from "../../sandbox";
import { warmSandboxes } from "./warm-sandboxes";

/** Sandboxes that write down what happens to them; those named in `broken` cannot be reset. */
function recorded(broken: ReadonlySet<number> = new Set(), pause?: number) {
  const log: string[] = [];
  let opened = 0;
  const open = warmSandboxes(async () => {
    const n = (opened += 1);
    log.push(`open ${n}`);
    const sandbox: Sandbox = {
      engine: `engine ${n}`, run: async () => undefined, query: async () => [], introspect: () => Promise.reject(new Error("not asked")),
      measure: () => Promise.reject(new Error("not asked")),
      reset: async () => {
        log.push(`reset ${n}`);
        if (broken.has(n)) throw new Error("broken");
      },
      close: async () => { log.push(`close ${n}`); },
    };
    return sandbox;
  }, pause);
  return { log, open };
}

/** Lends an engine, asks something of it and gives it back. */
async function lendOnce(open: ReturnType<typeof warmSandboxes>): Promise<void> {
  const sandbox = await open("postgresql");
  await sandbox.run("SELECT 1");
  await sandbox.close();
}

it("lends the same engine again, emptied when it is wanted again and not before", async () => {
  const { log, open } = recorded();
  const first = await open("postgresql");
  await first.run("SELECT 1");
  await first.close();
  log.push("answered");
  expect((await open("postgresql")).engine).toBe("engine 1");
  expect(log).toEqual(["open 1", "answered", "reset 1"]);
});

it("empties it by itself after a while, once", async () => {
  vi.useFakeTimers();
  const { log, open } = recorded(new Set(), 500);
  await lendOnce(open);
  await vi.advanceTimersByTimeAsync(499);
  expect(log).toEqual(["open 1"]);
  await vi.advanceTimersByTimeAsync(1);
  await lendOnce(open);
  expect(log).toEqual(["open 1", "reset 1"]);
  vi.useRealTimers();
});

it("opens another where one could not be emptied, and keeps one of each target", async () => {
  const { log, open } = recorded(new Set([1]));
  await lendOnce(open);
  expect((await open("postgresql")).engine).toBe("engine 2");
  expect((await open("sqlite")).engine).toBe("engine 3");
  expect(log).toEqual(["open 1", "reset 1", "close 1", "open 2", "open 3"]);
});

it("does not empty one of which nothing was asked", async () => {
  const { log, open } = recorded();
  await (await open("postgresql")).close();
  await lendOnce(open);
  expect(log).toEqual(["open 1"]);
});

it("closes the second of two that were lent at once", async () => {
  const { log, open } = recorded();
  const both = [await open("postgresql"), await open("postgresql")];
  for (const sandbox of both) await sandbox.close();
  expect(log).toEqual(["open 1", "open 2", "close 2"]);
});
