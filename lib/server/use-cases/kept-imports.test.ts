import { afterEach, describe, expect, it, vi } from "vitest";
import { createKeptImports } from "./kept-imports";

const prepared = (bytes: number) => Promise.resolve({ updates: [new Uint8Array(bytes)], tables: 1 });
const limits = { age: 1000, perOwner: 3, bytes: 100 };

afterEach(() => { vi.useRealTimers(); });

describe("keeping imports", () => {
  it("gives what was prepared to its owner only, again and again", async () => {
    const kept = createKeptImports(limits);
    const id = kept.keep("a", "postgresql", prepared(10));
    expect(await kept.find("a", id)).toMatchObject({ target: "postgresql", tables: 1 });
    expect(await kept.find("a", id)).toMatchObject({ tables: 1 });
    expect(await kept.find("b", id)).toBeUndefined();
  });

  it("gives its id to one design", () => {
    const kept = createKeptImports(limits);
    const id = kept.keep("a", "postgresql", prepared(10));
    expect([kept.claim(id), kept.claim(id), kept.claim("nothing")]).toEqual([true, false, false]);
  });

  it("waits for what is still being prepared", async () => {
    const kept = createKeptImports(limits);
    let finish: (value: { updates: Uint8Array[]; tables: number }) => void = () => undefined;
    const id = kept.keep("a", "sqlite", new Promise((done) => { finish = done; }));
    const found = kept.find("a", id);
    finish({ updates: [], tables: 7 });
    expect(await found).toMatchObject({ tables: 7 });
  });

  it("forgets what failed, what is old, and the oldest beyond the limits, but never the newest", async () => {
    vi.useFakeTimers();
    const kept = createKeptImports(limits);
    const failed = kept.keep("a", "sqlite", Promise.resolve(undefined));
    const threw = kept.keep("a", "sqlite", Promise.reject(new Error("gone")));
    expect([await kept.find("a", failed), await kept.find("a", threw)]).toEqual([undefined, undefined]);

    const ids = [10, 10, 10, 10].map((bytes) => kept.keep("a", "sqlite", prepared(bytes)));
    const others = kept.keep("b", "sqlite", prepared(10));
    const there = async (owner: string, id: string | undefined) => (await kept.find(owner, id ?? "")) !== undefined;
    expect([await there("a", ids[0]), await there("a", ids[1]), await there("b", others)]).toEqual([false, true, true]);

    const large = kept.keep("b", "sqlite", prepared(1000));
    expect([await there("b", large), await there("a", ids[3]), await there("b", others)]).toEqual([true, false, false]);

    await vi.advanceTimersByTimeAsync(1001);
    expect(await there("b", large)).toBe(false);
  });
});
