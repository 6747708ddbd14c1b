import { spawn } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";

export interface BenchedStudio {
  readonly url: string;
  /** Resident memory of the server process in megabytes; undefined where the system does not say. */
  memory(): Promise<number | undefined>;
  stop(): Promise<void>;
}

/** Starts the built server on a free port with an empty data directory. */
export async function startStudio(root: string): Promise<BenchedStudio> {
  const data = await mkdtemp(path.join(tmpdir(), "strata-bench-"));
  const child = spawn(process.execPath, [path.join(root, ".build/server.mjs")], {
    cwd: root, stdio: ["ignore", "pipe", "inherit"],
    env: { ...process.env, NODE_ENV: "production", DATABASE_URL: "", HOST: "127.0.0.1", PORT: "0", STRATA_DATA: data },
  });
  const url = await new Promise<string>((resolve, reject) => {
    let output = "";
    child.stdout.on("data", (chunk: Buffer) => {
      output += chunk.toString();
      const found = /ready on (http:\/\/\S+)/.exec(output)?.[1];
      if (found !== undefined) resolve(found);
    });
    child.once("close", (code) => reject(new Error(`The server ended with ${code}`)));
  });
  return {
    url,
    memory: async () => {
      const status = await readFile(`/proc/${child.pid}/status`, "utf8").catch(() => "");
      const kilobytes = /VmRSS:\s+(\d+)/.exec(status)?.[1];
      return kilobytes === undefined ? undefined : Math.round(Number(kilobytes) / 1024);
    },
    stop: async () => {
      const closed = new Promise((resolve) => child.once("close", resolve));
      child.kill("SIGTERM");
      await closed;
      await rm(data, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}
