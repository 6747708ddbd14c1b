import { spawn, type ChildProcess } from "node:child_process";
import { mkdir, mkdtemp, rm } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { afterAll } from "vitest";

const root = fileURLToPath(new URL("../../..", import.meta.url));

/** Bundles the bare server and the workers into a directory of this test file's own inside the project. */
export async function bundleForTest(): Promise<{ readonly server: string; readonly worker: string }> {
  await mkdir(path.join(root, ".build"), { recursive: true });
  const directory = await mkdtemp(path.join(root, ".build", "test-"));
  afterAll(() => rm(directory, { recursive: true, force: true }));
  await build({
    absWorkingDir: root, entryPoints: { server: "lib/server/testing/bare-server.ts", worker: "lib/server/workers/worker.ts" }, outdir: directory,
    outExtension: { ".js": ".mjs" }, bundle: true, platform: "node", format: "esm", target: "node20", packages: "external", logLevel: "error",
  });
  return { server: path.join(directory, "server.mjs"), worker: path.join(directory, "worker.mjs") };
}

export interface ServerProcess {
  readonly port: number;
  /** Ends it as a power cut would. */
  kill(): Promise<void>;
}

const running = new Set<ChildProcess>();

/** Starts the bare server on a free port. Rejects with what it printed when it does not come up. */
export async function startServerProcess(server: string, variables: Readonly<Record<string, string>>): Promise<ServerProcess> {
  const child = spawn(process.execPath, [server], { env: { ...process.env, DATABASE_URL: "", HOST: "", PORT: "0", ...variables }, stdio: ["ignore", "pipe", "pipe"] });
  running.add(child);
  let output = "";
  const ended = new Promise<void>((resolve) => child.once("close", () => {
    running.delete(child);
    resolve();
  }));
  const port = await new Promise<number>((resolve, reject) => {
    const read = (data: Buffer) => {
      output += data.toString();
      const found = /port (\d+)/.exec(output)?.[1];
      if (found !== undefined) resolve(Number(found));
    };
    child.stdout.on("data", read);
    child.stderr.on("data", read);
    child.once("close", (code) => reject(new Error(output.trim() || `The server ended with ${code}`)));
  });
  return {
    port,
    async kill() {
      child.kill("SIGKILL");
      await ended;
    },
  };
}

// A failing test must not leave a server behind.
process.once("exit", () => {
  for (const child of running) child.kill("SIGKILL");
});
