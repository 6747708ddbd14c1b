import { beforeEach, describe, expect, it } from "vitest";
import { SaveMonitor } from "./save-monitor";

let sent: number[];
let monitor: SaveMonitor;
const last = (): number => sent.at(-1) ?? -1;

beforeEach(() => {
  sent = [];
  monitor = new SaveMonitor({ sendFence: (fence) => sent.push(fence), onChange: () => undefined });
});

describe("saving", () => {
  it("is not said before the first answer, and then only when nothing is open", () => {
    expect(monitor.state).toEqual({ kind: "saving" });
    monitor.connected();
    monitor.edited();
    expect(sent).toEqual([]);
    monitor.stateExchanged();
    expect(monitor.state).toEqual({ kind: "saving" });
    monitor.answered(last());
    expect(monitor.state).toEqual({ kind: "saved" });
    monitor.edited();
    expect(monitor.state).toEqual({ kind: "saving" });
    const first = last();
    monitor.edited();
    expect(last()).toBe(first);
    monitor.answered(first);
    expect(monitor.state).toEqual({ kind: "saving" });
    monitor.answered(last());
    expect(monitor.state).toEqual({ kind: "saved" });
  });

  it("is said to be offline when a fence stays unanswered, until it is answered after all", () => {
    let patienceEnds = (): void => undefined;
    let calledOff = 0;
    monitor = new SaveMonitor({
      sendFence: (fence) => sent.push(fence), onChange: () => undefined,
      patience: (callback) => { patienceEnds = callback; return () => { calledOff += 1; }; },
    });
    monitor.connected();
    monitor.stateExchanged();
    monitor.answered(last());
    monitor.edited();
    expect(monitor.state).toEqual({ kind: "saving" });
    patienceEnds();
    expect(monitor.state).toEqual({ kind: "offline", changes: 1 });
    const before = calledOff;
    monitor.answered(last());
    expect(monitor.state).toEqual({ kind: "saved" });
    expect(calledOff).toBeGreaterThan(before);
  });

  it("does not take a fence of a dead connection for this one's", () => {
    monitor.connected();
    monitor.stateExchanged();
    monitor.answered(last());
    monitor.edited();
    const stale = last();
    monitor.lost();
    expect(monitor.state).toEqual({ kind: "offline", changes: 1 });
    monitor.edited();
    expect(monitor.state).toEqual({ kind: "offline", changes: 2 });
    monitor.connected();
    monitor.answered(stale);
    expect(monitor.state).toEqual({ kind: "saving" });
    monitor.stateExchanged();
    monitor.answered(stale);
    expect(monitor.state).toEqual({ kind: "saving" });
    monitor.answered(last());
    expect(monitor.state).toEqual({ kind: "saved" });
  });

  it("asks again on every new connection, since the last one may have lost anything", () => {
    monitor.connected();
    monitor.stateExchanged();
    monitor.answered(last());
    const count = sent.length;
    monitor.lost();
    monitor.connected();
    monitor.stateExchanged();
    expect(sent).toHaveLength(count + 1);
  });

  it("counts what an earlier visit left on this device", () => {
    monitor.foundUnsaved(3);
    monitor.lost();
    expect(monitor.state).toEqual({ kind: "offline", changes: 3 });
  });

  it("asks for what an earlier visit left also when it is found late", () => {
    monitor.connected();
    monitor.stateExchanged();
    monitor.answered(last());
    monitor.foundUnsaved(3);
    expect(monitor.state).toEqual({ kind: "saving" });
    monitor.answered(last());
    expect(monitor.state).toEqual({ kind: "saved" });
  });

  it("says why the server refused, until it lets in again", () => {
    monitor.refused("No");
    monitor.lost();
    expect(monitor.state).toEqual({ kind: "refused", message: "No" });
    monitor.connected();
    monitor.stateExchanged();
    monitor.answered(last());
    expect(monitor.state).toEqual({ kind: "saved" });
  });
});
