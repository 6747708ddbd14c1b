import { execFile } from "node:child_process";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { promisify } from "node:util";

export interface Answer {
  readonly status: number;
  readonly body: string;
}

/** A server on loopback for the time of a test: what exported scripts talk to. */
export async function withServer<T>(answer: (method: string, path: string, body: string) => Promise<Answer> | Answer, work: (url: string) => Promise<T>): Promise<T> {
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on("data", (part: Buffer) => parts.push(part));
    request.on("end", () => {
      void Promise.resolve(answer(request.method ?? "", request.url ?? "", Buffer.concat(parts).toString("utf8"))).then(({ status, body }) => response.writeHead(status, { "content-type": "application/json" }).end(body), (error: unknown) => response.writeHead(599).end(String(error)));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  try {
    const address = server.address();
    if (address === null || typeof address === "string") throw new Error("No port");
    return await work(`http://127.0.0.1:${address.port}`);
  } finally {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
}

/** Writes exported files into a folder, lets `work` run them by Node, and removes them. */
export async function withFiles<T>(files: readonly { readonly path: string; readonly content: string }[], work: (run: (script: string, options: readonly string[], environment: Readonly<Record<string, string>>, input?: string) => Promise<string>) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), "strata-scripts-"));
  try {
    for (const { path, content } of files) {
      await mkdir(dirname(join(folder, path)), { recursive: true });
      await writeFile(join(folder, path), content);
    }
    return await work(async (script, options, environment, input) => {
      const running = promisify(execFile)(process.execPath, [script, ...options], { cwd: folder, env: { ...process.env, ...environment } });
      running.child.stdin?.end(input ?? "");
      return (await running).stdout;
    });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
