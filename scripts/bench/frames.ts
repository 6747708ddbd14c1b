import type { Page } from "playwright";
import { percentile, round } from "./statistics";

export interface Frames {
  readonly fps: number;
  /** 95th percentile of the time between frames, milliseconds. */
  readonly p95: number;
}

/** Counts animation frames while `act` runs over and over for `ms` milliseconds. */
export async function countFrames(page: Page, ms: number, act: (step: number) => Promise<void>, mustMove = true): Promise<Frames> {
  await page.evaluate(() => {
    const times: number[] = [];
    let on = true;
    const tick = (t: number) => {
      times.push(t);
      if (on) requestAnimationFrame(tick);
    };
    requestAnimationFrame(tick);
    Object.assign(window, { strataFrames: () => { on = false; return times; } });
  });
  const end = Date.now() + ms;
  const views = new Set<string>();
  for (let step = 0; Date.now() < end; step++) {
    await act(step);
    if (step < 20) views.add(await view(page));
  }
  const times = await page.evaluate((): number[] => {
    const read: unknown = Reflect.get(window, "strataFrames");
    return typeof read === "function" ? read() : [];
  });
  // Sixty frames of a picture that stands still prove nothing.
  if (mustMove && views.size < 5) throw new Error("The picture did not move while frames were counted");
  const gaps = times.slice(1).map((t, i) => t - (times[i] ?? t));
  const mean = gaps.reduce((a, b) => a + b, 0) / Math.max(1, gaps.length);
  return { fps: round(1000 / mean), p95: round(percentile(gaps, 0.95)) };
}

function view(page: Page): Promise<string> {
  return page.evaluate(() => document.querySelector<HTMLElement>(".react-flow__viewport")?.style.transform ?? "");
}

/** Drags the empty canvas in a circle. The pointer stays down over the whole run. */
export async function panFrames(page: Page, at: { x: number; y: number }, ms: number): Promise<Frames> {
  await page.mouse.move(at.x, at.y);
  await page.mouse.down({ button: "middle" });
  const frames = await countFrames(page, ms, async (step) => {
    await page.mouse.move(at.x + 200 * Math.sin(step / 8), at.y + 120 * Math.cos(step / 8));
  });
  await page.mouse.up({ button: "middle" });
  return frames;
}

/** Zooms in and out with the wheel around a point. */
export async function zoomFrames(page: Page, at: { x: number; y: number }, ms: number): Promise<Frames> {
  await page.mouse.move(at.x, at.y);
  await page.keyboard.down("Control");
  const frames = await countFrames(page, ms, async (step) => {
    await page.mouse.wheel(0, Math.floor(step / 10) % 2 === 0 ? -40 : 40);
  });
  await page.keyboard.up("Control");
  return frames;
}

export async function heapMegabytes(page: Page): Promise<number> {
  const session = await page.context().newCDPSession(page);
  await session.send("HeapProfiler.collectGarbage");
  const { usedSize } = await session.send("Runtime.getHeapUsage");
  await session.detach();
  return round(usedSize / 1024 / 1024);
}

/** Drags the table under the middle of the canvas, its relations with it. Undefined when no table is there. */
export async function dragFrames(page: Page, ms: number): Promise<Frames | undefined> {
  const at = await tableOnScreen(page);
  if (at === undefined) return undefined;
  await page.mouse.move(at.x, at.y);
  await page.mouse.down();
  const frames = await countFrames(page, ms, async (step) => {
    await page.mouse.move(at.x + 150 * Math.sin(step / 8), at.y + 100 * Math.cos(step / 8));
  }, false);
  await page.mouse.up();
  return frames;
}

/** Where the pointer takes hold of a table: tables are nodes of React Flow only while the pointer is over them. */
async function tableOnScreen(page: Page): Promise<{ x: number; y: number } | undefined> {
  for (let y = 200; y < 700; y += 60) {
    for (let x = 200; x < 1100; x += 90) {
      await page.mouse.move(x, y);
      const box = await page.locator(".react-flow__node").first().boundingBox({ timeout: 100 }).catch(() => null);
      if (box !== null && box.height > 60) return { x: box.x + 30, y: box.y + 12 };
    }
  }
  return undefined;
}
