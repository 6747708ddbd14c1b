// The stages of check and test: each is run even when one before it failed, and counts what passed, failed and was skipped.
import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { program, root } from "./steps.mjs";

/** Runs a program with its output shown, and also given back for reading. */
function watch(args, env = {}) {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, args, { cwd: root, env: { ...process.env, ...env }, stdio: ["ignore", "pipe", "pipe"] });
    let output = "";
    for (const [from, to] of [[child.stdout, process.stdout], [child.stderr, process.stderr]]) {
      from.on("data", (data) => {
        output += data;
        to.write(data);
      });
    }
    child.on("error", (error) => resolve({ code: 1, output: String(error) }));
    child.on("close", (code) => resolve({ code: code ?? 1, output }));
  });
}

const one = (passed) => ({ passed: passed ? 1 : 0, failed: passed ? 0 : 1, skipped: 0 });

/** Runs stages in order and gives the sum. A stage that throws counts as failed. */
export async function runStages(stages) {
  const sum = { passed: 0, failed: 0, skipped: 0 };
  for (const [name, stage] of stages) {
    console.log(`\n=== ${name}`);
    let counts;
    try {
      counts = await stage();
    } catch (error) {
      console.error(error.message);
      counts = one(false);
    }
    if (counts.failed > 0) console.error(`=== ${name}: failed`);
    for (const key of Object.keys(sum)) sum[key] += counts[key];
  }
  return sum;
}

/** The last line, and the exit code that fits it. */
export function conclude({ passed, failed, skipped }) {
  console.log(`\n${passed} passed, ${failed} failed, ${skipped} skipped`);
  process.exitCode = failed > 0 || passed === 0 ? 1 : 0;
}

export async function types() {
  // Route types and next-env.d.ts are generated; a fresh clone has neither.
  if (!existsSync(path.join(root, "next-env.d.ts"))) await watch([program("next/dist/bin/next"), "typegen"], { NEXT_TELEMETRY_DISABLED: "1" });
  return one((await watch([program("typescript/bin/tsc"), "--noEmit"])).code === 0);
}

export async function lint() {
  return one((await watch([program("oxlint/bin/oxlint")])).code === 0);
}

/** Fewer modules than this were never read: dependency-cruiser found no compiler and would pass by seeing nothing. */
const fewestModules = 200;

export async function importRules() {
  const { code, output } = await watch([program("dependency-cruiser/bin/dependency-cruise.mjs"), "app", "components", "lib"]);
  const modules = Number(/(\d+) modules/.exec(output)?.[1] ?? 0);
  if (modules < fewestModules) console.error(`dependency-cruiser read ${modules} modules; at least ${fewestModules} are expected.`);
  return one(code === 0 && modules >= fewestModules);
}

export async function unitTests() {
  return withReport(async (report) => {
    const { code } = await watch([program("vitest/vitest.mjs"), "run", "--reporter=default", "--reporter=json", `--outputFile.json=${report}`]);
    const result = readReport(report);
    const skipped = (result?.numPendingTests ?? 0) + (result?.numTodoTests ?? 0);
    return atLeast(code, { passed: result?.numPassedTests ?? 0, failed: result?.numFailedTests ?? 0, skipped });
  });
}

export async function endToEndTests(chromium, args = []) {
  return withReport(async (report) => {
    const { code } = await watch([program("@playwright/test/cli.js"), "test", "--config", "e2e/playwright.config.ts", "--reporter=list,json", ...args], {
      PLAYWRIGHT_JSON_OUTPUT_FILE: report, STRATA_CHROMIUM: chromium, NEXT_TELEMETRY_DISABLED: "1",
    });
    const stats = readReport(report)?.stats;
    return atLeast(code, { passed: (stats?.expected ?? 0) + (stats?.flaky ?? 0), failed: stats?.unexpected ?? 0, skipped: stats?.skipped ?? 0 });
  });
}

/** A runner that failed without a failed test (a file that does not load, say) is one failure all the same. */
function atLeast(code, counts) {
  return code !== 0 && counts.failed === 0 ? { ...counts, failed: 1 } : counts;
}

async function withReport(work) {
  const directory = mkdtempSync(path.join(tmpdir(), "strata-report-"));
  try {
    return await work(path.join(directory, "report.json"));
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

function readReport(file) {
  return existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : undefined;
}
