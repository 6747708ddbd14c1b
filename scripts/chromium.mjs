// Finds a Chromium for the browser tests: an installed one, else the distribution's package, else Playwright's own.
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import path from "node:path";
import { program, root } from "./steps.mjs";

const names = ["chromium", "chromium-browser", "google-chrome-stable", "google-chrome", "chrome"];
const places = [
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
  "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
  "C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe",
];

function onPath() {
  const folders = (process.env.PATH ?? "").split(path.delimiter).filter(Boolean);
  return names.flatMap((name) => folders.map((folder) => path.join(folder, name)));
}

/** Some distributions install a script that only says how to get the real one; a version is the proof. */
function answers(file) {
  if (!existsSync(file)) return false;
  if (process.platform === "win32") return true;
  const { status, stdout } = spawnSync(file, ["--version"], { encoding: "utf8", timeout: 20_000 });
  return status === 0 && /\d+\.\d+/.test(stdout);
}

async function playwrightsOwn() {
  const { chromium } = await import("@playwright/test");
  const file = chromium.executablePath();
  return file !== "" && existsSync(file) ? file : undefined;
}

function installed() {
  return [process.env.STRATA_CHROMIUM, ...onPath(), ...places].find((file) => file !== undefined && file !== "" && answers(file));
}

function runQuietly(command, args, env = {}) {
  return spawnSync(command, args, { cwd: root, stdio: ["ignore", "ignore", "inherit"], env: { ...process.env, ...env } }).status === 0;
}

/** Path of a Chromium that runs. Throws with what to do when there is none to be had. */
export async function findChromium() {
  const found = installed() ?? (await playwrightsOwn());
  if (found !== undefined) return found;
  if (process.getuid?.() === 0 && existsSync("/usr/bin/apt-get")) {
    console.log("Installing the distribution's Chromium ...");
    const quiet = { DEBIAN_FRONTEND: "noninteractive" };
    runQuietly("apt-get", ["update", "-qq"], quiet);
    if (runQuietly("apt-get", ["install", "-y", "-qq", "--no-install-recommends", "chromium"], quiet)) {
      const distributed = installed();
      if (distributed !== undefined) return distributed;
    }
  }
  console.log("Installing Playwright's Chromium ...");
  const withSystem = process.getuid?.() === 0 ? ["--with-deps"] : [];
  runQuietly(process.execPath, [program("@playwright/test/cli.js"), "install", ...withSystem, "chromium"]);
  const own = await playwrightsOwn();
  if (own !== undefined) return own;
  throw new Error("No Chromium was found, and none could be installed. Install Chromium or Chrome, or set STRATA_CHROMIUM to its path.");
}
