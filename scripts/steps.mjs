// What start, dev, check and test have in common: installing, generating, building, each only when something changed.
import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

export const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const build = path.join(root, ".build");

/** Runs a program; rejects when it fails. `quiet` shows its output only then. */
export function run(command, args, { env = {}, quiet = false, cwd = root } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd, env: { ...process.env, ...env }, stdio: quiet ? ["ignore", "pipe", "pipe"] : "inherit", shell: process.platform === "win32" && command === "npm" });
    let output = "";
    child.stdout?.on("data", (data) => (output += data));
    child.stderr?.on("data", (data) => (output += data));
    child.on("error", reject);
    child.on("close", (code) => {
      if (code === 0) return resolve(output);
      if (quiet) process.stderr.write(output);
      reject(new Error(`${command} ${args.join(" ")} ended with ${code}`));
    });
  });
}

/** Path of a package's own program, run with this Node. */
export function program(file) {
  return path.join(root, "node_modules", file);
}

function hashOf(files) {
  const hash = createHash("sha256");
  for (const file of files) hash.update(path.relative(root, file)).update("\0").update(readFileSync(file)).update("\0");
  return hash.digest("hex");
}

function filesUnder(folder, keep) {
  const found = [];
  if (!existsSync(folder)) return found;
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const file = path.join(folder, entry.name);
    if (entry.isDirectory()) {
      if (entry.name !== "node_modules" && entry.name !== "generated") found.push(...filesUnder(file, keep));
    } else if (keep(entry.name)) found.push(file);
  }
  return found.sort();
}

/** Does `work` unless it was done for the same key, and its result is still there. */
async function once(name, key, result, work) {
  const stamp = path.join(name === "install" ? path.join(root, "node_modules") : build, `.${name}-stamp`);
  if (existsSync(stamp) && existsSync(result) && readFileSync(stamp, "utf8") === key) return false;
  rmSync(stamp, { force: true });
  await work();
  mkdirSync(path.dirname(stamp), { recursive: true });
  writeFileSync(stamp, key);
  return true;
}

export function checkNode() {
  const [major, minor] = process.versions.node.split(".").map(Number);
  if (major > 20 || (major === 20 && minor >= 19)) return;
  console.error(`Strata needs Node.js 20.19 or newer; this is ${process.versions.node}. Install a newer one from your distribution or nodejs.org.`);
  process.exit(1);
}

/** Installs from the lock file when node_modules is missing or belongs to another lock file. */
export async function install() {
  const modules = path.join(root, "node_modules");
  const lock = path.join(root, "package-lock.json");
  const key = `${hashOf([lock])} ${process.platform}-${process.arch} ${process.versions.modules}`;
  const hidden = path.join(modules, ".package-lock.json");
  const stamp = path.join(modules, ".install-stamp");
  // Installed by hand (npm ci, npm install): what npm noted of it tells whether it fits.
  if ((!existsSync(stamp) || readFileSync(stamp, "utf8") !== key) && existsSync(hidden) && fits(hidden, lock)) writeFileSync(stamp, key);
  await once("install", key, hidden, async () => {
    console.log("Installing packages from package-lock.json ...");
    await run("npm", ["ci", "--no-audit", "--no-fund", "--include=dev", "--loglevel=error"], { env: { NODE_ENV: "" } });
  });
}

/** Whether what is installed is what the lock file says; optional packages of other platforms are not installed. */
function fits(hidden, lock) {
  const read = (file) => JSON.parse(readFileSync(file, "utf8")).packages ?? {};
  const [installed, wanted] = [read(hidden), read(lock)];
  return Object.entries(wanted).every(([name, { version, optional, peer }]) => name === "" || installed[name]?.version === version || (installed[name] === undefined && (optional || peer)))
    && Object.keys(installed).every((name) => wanted[name] !== undefined);
}

/** Generates both Prisma clients from the one model, offline. */
export async function generate() {
  const model = path.join(root, "prisma/schema.prisma");
  const version = JSON.parse(readFileSync(program("prisma/package.json"), "utf8")).version;
  const clients = path.join(root, "lib/server/store/generated");
  await once("generate", `${hashOf([model, fileURLToPath(import.meta.url)])} ${version}`, path.join(clients, "postgresql/client.ts"), async () => {
    mkdirSync(path.join(build, "prisma"), { recursive: true });
    const second = path.join(build, "prisma/postgresql.prisma");
    writeFileSync(second, readFileSync(model, "utf8")
      .replace('provider = "sqlite"', 'provider = "postgresql"')
      .replace("../lib/server/store/generated/sqlite", "../../lib/server/store/generated/postgresql"));
    rmSync(clients, { recursive: true, force: true });
    for (const schema of [model, second]) {
      // Generating does not use the schema engine, but Prisma downloads it unless it is told where one is: any file will do.
      await run(process.execPath, [program("prisma/build/index.js"), "generate", "--schema", schema, "--no-hints"], {
        quiet: true, env: { PRISMA_SCHEMA_ENGINE_BINARY: process.execPath, CHECKPOINT_DISABLE: "1", PRISMA_HIDE_UPDATE_MESSAGE: "1" },
      });
    }
  });
}

/** What must be there before anything can be checked. Counts for nothing unless it fails. */
export async function prepare() {
  await install();
  await generate();
  return { passed: 0, failed: 0, skipped: 0 };
}

/** Bundles server and workers, and builds the pages, when a source changed. */
export async function buildAll() {
  const { bundleServer } = await import("./build-server.mjs");
  const isSource = (name) => !/\.test\.tsx?$/.test(name) && !name.endsWith(".md");
  const sources = ["app", "components", "lib", "public"].flatMap((folder) => filesUnder(path.join(root, folder), isSource));
  const settings = ["package-lock.json", "next.config.ts", "postcss.config.mjs", "tsconfig.json", "proxy.ts", "instrumentation-client.ts", "prisma/schema.prisma", "scripts/build-server.mjs"];
  const key = `${hashOf([...sources, ...settings.map((f) => path.join(root, f))])} ${process.versions.node}`;
  await once("build", key, path.join(root, ".next/BUILD_ID"), async () => {
    console.log("Building (about a minute; only when sources changed) ...");
    await bundleServer(build);
    await run(process.execPath, [program("next/dist/bin/next"), "build"], { quiet: true, env: { NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1" } });
  });
}
