// npm run bench: the studio's figures as JSON on standard output; progress on standard error.
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { chromium, type Page } from "playwright";
import { importDesign } from "./api";
import { editLatency } from "./collaboration";
import { evolutionFigures } from "./evolution";
import { dragFrames, heapMegabytes, panFrames, zoomFrames } from "./frames";
import { proofTimes } from "./proof";
import { generatedSql } from "./schema";
import { median, round } from "./statistics";
import { startStudio } from "./studio";

const root = process.cwd();
const shared = process.env.STRATA_SHARED ?? path.join(root, "../shared");
const sizes = (process.env.STRATA_BENCH_SIZES ?? "100,300,1000,2000").split(",").map(Number);
/** Milliseconds from the page of a new design to the click on Read. */
const choosing = 5_000;
const importRuns = Number(process.env.STRATA_BENCH_IMPORTS ?? "3");
const seconds = Number(process.env.STRATA_BENCH_SECONDS ?? "5");
const say = (text: string) => process.stderr.write(`${text}\n`);
/** STRATA_BENCH_PARTS=imports,canvas measures only these; absent: everything. */
const parts = process.env.STRATA_BENCH_PARTS?.split(",");
const wanted = (part: string) => parts === undefined || parts.includes(part);

const studio = await startStudio(root);
const browser = await chromium.launch({ executablePath: process.env.STRATA_CHROMIUM ?? "", args: ["--disable-gpu", "--disable-background-networking"] });
const figures: Record<string, unknown> = {};
try {
  const page = await browser.newPage({ viewport: { width: 1600, height: 900 } });
  if (wanted("imports")) figures.imports = await importFigures(page);
  if (wanted("canvas")) figures.canvas = await canvasFigures(page);
  if (wanted("latency")) {
    say("Editing together");
    const small = await importDesign(studio.url, "Latency", generatedSql(100));
    figures.editLatencyMs = await editLatency(studio.url, small.design.id, 500);
  }
  if (wanted("proof")) {
    say("Proof");
    figures.proof = await proofTimes(studio.url);
  }
  if (wanted("evolution")) figures.evolution = await evolutionFigures(shared, say);
  figures.serverMemoryMB = await studio.memory();
  console.log(JSON.stringify(figures, null, 2));
} finally {
  await browser.close();
  await studio.stop();
}

/**
 * An import through the interface, as a person does it, but without a pause at the summary: from the click on Read to the summary, from
 * the click on Create to the frame that shows all tables and to the diagram that can be worked with. The first run is the first since the
 * start; it takes some seconds to choose a file.
 */
async function importFigures(page: Page): Promise<Record<string, unknown>> {
  const out: Record<string, unknown> = {};
  for (const [name, file] of [["generated-1000", "corpus/generated-1000.postgresql.sql"], ["lago", "corpus/lago.postgresql.sql"]] as const) {
    const source = path.join(shared, file);
    if (!existsSync(source)) { out[name] = "skipped: the file is not there"; continue; }
    const runs: { read: number; visible: number; ready: number }[] = [];
    for (let run = 0; run < importRuns; run++) {
      say(`Import ${name}, run ${run + 1}`);
      await page.goto(`${studio.url}/new?from=import`);
      await page.getByLabel("File to import").setInputFiles({ name: `${name}.sql`, mimeType: "application/sql", buffer: readFileSync(source) });
      // Nobody chooses a file faster than this.
      await page.waitForTimeout(choosing);
      const start = await clicked(page, "Read");
      await page.getByRole("table", { name: "What was found" }).waitFor({ timeout: 120_000 });
      const read = await now(page) - start;
      const create = await clicked(page, "Create");
      const visible = await marked(page, "strata-tables-painted") - create;
      runs.push({ read, visible, ready: await marked(page, "strata-diagram-ready") - create });
    }
    const of = (pick: (run: (typeof runs)[number]) => number) => runs.map((run) => round(pick(run), 0));
    out[name] = {
      readMs: of((run) => run.read), createToAllVisibleMs: of((run) => run.visible), createToReadyMs: of((run) => run.ready),
      clicksToAllVisibleMs: of((run) => run.read + run.visible), clicksToAllVisibleMsMedian: round(median(runs.map((run) => run.read + run.visible)), 0),
      clicksToReadyMsMedian: round(median(runs.map((run) => run.read + run.ready)), 0),
    };
  }
  return out;
}

/** Milliseconds on the page's clock, on which its marks are. */
function now(page: Page): Promise<number> {
  return page.evaluate(() => performance.now());
}

/** Clicks a button; answers when, on the page's clock. */
async function clicked(page: Page, name: string): Promise<number> {
  const at = await now(page);
  await page.getByRole("button", { name }).click();
  return at;
}

async function canvasFigures(page: Page): Promise<Record<string, unknown>> {
  const out: Record<string, unknown> = {};
  const middle = { x: 700, y: 450 };
  for (const size of sizes) {
    say(`Canvas with ${size} tables`);
    const { design } = await importDesign(studio.url, `Bench ${size}`, generatedSql(size));
    // Opened as a design of yesterday is: its first picture is drawn a moment after it was made.
    await page.waitForTimeout(5_000);
    const opened: number[] = [];
    const ready: number[] = [];
    for (let run = 0; run < 3; run++) {
      // Another page first, so that nothing of the design is in memory.
      await page.goto("about:blank");
      await page.goto(`${studio.url}/d/${design.id}`, { waitUntil: "commit" });
      opened.push(await marked(page, "strata-tables-painted"));
      ready.push(await marked(page, "strata-diagram-ready"));
    }
    await page.mouse.move(middle.x, middle.y);
    await page.keyboard.press("1");
    const fit = { pan: await panFrames(page, middle, seconds * 1000), zoom: await zoomFrames(page, middle, seconds * 1000) };
    await page.keyboard.press("0");
    const one = { pan: await panFrames(page, middle, seconds * 1000), zoom: await zoomFrames(page, middle, seconds * 1000) };
    await page.keyboard.press("0");
    const drag = await dragFrames(page, seconds * 1000);
    out[size] = { openToPaintMs: opened.map((n) => round(n, 0)), openToReadyMs: ready.map((n) => round(n, 0)), fitAll: fit, zoomOne: one, drag, heapMB: await heapMegabytes(page) };
  }
  return out;
}

/** Milliseconds from navigation to the frame that the canvas marks: the first with tables, or the first that can be worked with. */
async function marked(page: Page, mark: "strata-tables-painted" | "strata-diagram-ready"): Promise<number> {
  const found = await page.waitForFunction((name) => performance.getEntriesByName(name).at(-1)?.startTime, mark, { timeout: 120_000 });
  return Number(await found.jsonValue());
}
