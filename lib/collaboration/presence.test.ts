import { describe, expect, it } from "vitest";
import { Awareness } from "y-protocols/awareness";
import * as Y from "yjs";
import { PresenceChannel, parsePresence } from "./presence";

function channel() {
  const awareness = new Awareness(new Y.Doc());
  let time = 0;
  const timers: { run: () => void; at: number }[] = [];
  const published: unknown[] = [];
  awareness.on("update", () => void published.push(awareness.getLocalState()));
  const presence = new PresenceChannel(awareness, { name: "Ada", color: 1 }, () => time, (run, wait) => {
    const timer = { run, at: time + wait };
    timers.push(timer);
    return () => void timers.splice(timers.indexOf(timer), 1);
  }, () => undefined);
  const pass = (milliseconds: number): void => {
    time += milliseconds;
    for (const timer of timers.splice(0)) {
      if (timer.at <= time) timer.run();
      else timers.push(timer);
    }
  };
  return { awareness, presence, published, pass };
}

describe("presence", () => {
  it("goes out at most 30 times a second, and the last state always", () => {
    const { awareness, presence, published, pass } = channel();
    const before = published.length;
    for (let i = 0; i < 1000; i++) {
      presence.set({ cursor: { x: i, y: 0 } });
      pass(1);
    }
    pass(100);
    expect(published.length - before).toBeLessThanOrEqual(31);
    expect(published.length - before).toBeGreaterThan(25);
    expect(awareness.getLocalState()).toMatchObject({ user: { name: "Ada" }, cursor: { x: 999, y: 0 } });
    presence.set({ cursor: undefined, selection: ["t"] });
    pass(100);
    expect(awareness.getLocalState()).toEqual({ user: { name: "Ada", color: 1 }, selection: ["t"] });
  });

  it("stays within what the server takes, however much is selected and dragged", () => {
    const { awareness, presence, pass } = channel();
    pass(100);
    const ids = Array.from({ length: 2000 }, (_, i) => `table-with-a-long-id-${i}`);
    presence.set({ selection: ids, drag: Object.fromEntries(ids.map((id) => [id, [1.25, 2.5] as const])) });
    expect(JSON.stringify(awareness.getLocalState()).length).toBeLessThan(4 * 1024);
  });

  it("reads others' states and leaves out what is not readable", () => {
    expect(parsePresence({ user: { name: "B", color: 99 }, cursor: { x: 1, y: "2" }, selection: ["a", 1], drag: { t: [1, 2], u: ["x"] } }))
      .toEqual({ user: { name: "B", color: 3 }, selection: ["a"], drag: { t: [1, 2] } });
    for (const state of [null, 1, {}, { user: 1 }, { user: { name: 1 } }]) expect(parsePresence(state)).toBeUndefined();
  });
});
