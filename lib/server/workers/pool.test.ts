import { writeFile } from "node:fs/promises";
import path from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { temporaryDirectory } from "../testing/temporary";
import type { Job } from "./job";
import { createWorkerPool } from "./pool";

const directory = await temporaryDirectory();
const file = path.join(directory, "worker.mjs");
// A worker that speaks the pool's protocol and misbehaves on demand.
await writeFile(file, `
  import { parentPort, threadId } from "node:worker_threads";
  const works = {
    echo: (input) => input, thread: () => threadId, spin: () => { for (;;); }, throws: () => { throw new Error("bug"); }, exit: () => process.exit(3),
    hog: () => { const kept = []; for (;;) kept.push(new Array(100_000).fill(kept.length)); },
    steps: () => { for (let i = 1; i <= 3; i++) parentPort.postMessage({ type: "progress", progress: { done: i, total: 3, label: "step" } }); return "done"; },
    tells: () => { parentPort.postMessage({ type: "early", early: "first words" }); return "all"; },
  };
  parentPort.on("message", ({ job, input }) => {
    try { parentPort.postMessage({ type: "done", output: works[job](input) }); }
    catch (error) { parentPort.postMessage({ type: "threw", message: error.message }); }
  });
  parentPort.postMessage({ type: "ready" });
`);
const pool = createWorkerPool(file, { workers: 2, heapMegabytes: 64, queue: 4, idleLimit: 60_000 });
afterAll(() => pool.close());

const job = (name: string): Job<unknown, unknown> => ({ name, takes: (input): input is unknown => input === input, gives: (output): output is unknown => output === output });
const run = (name: string, more: { signal?: AbortSignal; timeLimit?: number; onProgress?: (p: { done: number }) => void } = {}, input: unknown = null) =>
  pool.run(job(name), input, { timeLimit: 30_000, ...more });

describe("the worker pool", () => {
  it("answers with what the work gives, and reports its progress", async () => {
    expect(await run("echo", {}, { a: [1] })).toEqual({ a: [1] });
    const seen: number[] = [];
    expect(await run("steps", { onProgress: ({ done }) => seen.push(done) })).toBe("done");
    expect(seen).toEqual([1, 2, 3]);
  });

  it("passes on what the work tells early, where the job says what that is", async () => {
    const told: string[] = [];
    const tells = { ...job("tells"), tells: (early: unknown): early is string => typeof early === "string" };
    expect(await pool.run(tells, null, { timeLimit: 30_000, onEarly: (early) => told.push(early) })).toBe("all");
    expect(told).toEqual(["first words"]);
  });

  it("keeps a worker warm for the next job", async () => {
    expect(await run("thread")).toBe(await run("thread"));
  });

  it("ends work that takes too long, and goes on", async () => {
    await expect(run("spin", { timeLimit: 200 })).rejects.toMatchObject({ name: "JobFailure", code: "job-timeout" });
    expect(await run("echo", {}, 1)).toBe(1);
  });

  it("ends cancelled work with the signal's reason, running or waiting", async () => {
    const controller = new AbortController();
    const running = [run("spin", { signal: controller.signal }), run("spin", { signal: controller.signal }), run("spin", { signal: controller.signal })];
    controller.abort(new Error("gone"));
    for (const work of running) await expect(work).rejects.toThrow("gone");
    await expect(run("echo", { signal: controller.signal })).rejects.toThrow("gone");
    expect(await run("echo", {}, 2)).toBe(2);
  });

  it("ends work that needs too much memory, without ending the process", async () => {
    await expect(run("hog")).rejects.toMatchObject({ name: "JobFailure", code: "job-memory" });
    expect(await run("echo", {}, 3)).toBe(3);
  });

  it("tells a bug in the work from a worker that ended", async () => {
    await expect(run("throws")).rejects.toMatchObject({ name: "JobError", message: "bug" });
    await expect(run("exit")).rejects.toMatchObject({ code: "job-crashed" });
    expect(await run("echo", {}, 4)).toBe(4);
  });

  it("ends a worker that rests too long, and starts another when there is work", async () => {
    const short = createWorkerPool(file, { workers: 1, heapMegabytes: 64, queue: 4, idleLimit: 1 });
    const ids = new Set<unknown>();
    // Each turn ends the worker of the turn before; how long that takes is the system's business.
    while (ids.size < 2) {
      ids.add(await short.run(job("thread"), null, { timeLimit: 30_000 }));
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    await short.close();
  });

  it("rejects running and waiting work when it is closed", async () => {
    const closing = createWorkerPool(file, { workers: 1, heapMegabytes: 64, queue: 4, idleLimit: 60_000 });
    const work = ["running", "waiting"].map(() => closing.run(job("spin"), null, { timeLimit: 30_000 }));
    const settled = Promise.allSettled(work);
    await closing.close();
    expect((await settled).map((one) => (one.status === "rejected" ? one.reason : undefined))).toMatchObject([{ code: "job-crashed" }, { code: "job-busy" }]);
    await expect(closing.run(job("echo"), null, { timeLimit: 30_000 })).rejects.toMatchObject({ code: "job-busy" });
  });

  it("refuses more waiting work than it may hold", async () => {
    const controller = new AbortController();
    const held = Array.from({ length: 6 }, () => run("spin", { signal: controller.signal }));
    await expect(run("echo")).rejects.toMatchObject({ code: "job-busy" });
    controller.abort(new Error("gone"));
    await Promise.allSettled(held);
  });
});
