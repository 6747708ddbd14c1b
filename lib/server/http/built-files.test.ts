import { mkdir, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import path from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { temporaryDirectory } from "../testing/temporary";
import { createBuiltFiles } from "./built-files";

async function serve(keep: boolean) {
  const directory = await temporaryDirectory();
  await mkdir(path.join(directory, "static/chunks"), { recursive: true });
  await writeFile(path.join(directory, "static/chunks/0a-b~c.js"), `console.log("${"x".repeat(5_000)}")`);
  await writeFile(path.join(directory, "secret.js"), "secret");
  await writeFile(path.join(directory, "script.js"), "first");
  const files = createBuiltFiles({ hashed: path.join(directory, "static"), scripts: { "/script.js": path.join(directory, "script.js") }, keep });
  const server = createServer((request, response) => {
    if (!files(request, response)) response.writeHead(418).end();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  afterAll(() => void server.close());
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  return { directory, get: (url: string, init: RequestInit = {}) => fetch(`http://127.0.0.1:${port}${url}`, init) };
}

describe("files of the build", () => {
  test("come compressed, for ever under a hashed name and checked under a fixed one", async () => {
    const { get } = await serve(true);
    const hashed = await get("/_next/static/chunks/0a-b~c.js");
    expect([hashed.status, hashed.headers.get("content-encoding"), hashed.headers.get("content-type")]).toEqual([200, "gzip", "text/javascript; charset=utf-8"]);
    expect(hashed.headers.get("cache-control")).toContain("immutable");
    expect(await hashed.text()).toContain("xxxx");
    const script = await get("/script.js");
    expect([await script.text(), script.headers.get("cache-control")]).toEqual(["first", "no-cache"]);
  });

  test("are left to Next when they are others, or asked for otherwise", async () => {
    const { get } = await serve(true);
    for (const url of ["/", "/_next/static/../secret.js", "/_next/static/%2e%2e/secret.js", "/_next/static/chunks/..%2fsecret.js", "/_next/static/x/map.unknown", "/constructor"]) {
      expect([url, (await get(url)).status]).toEqual([url, 418]);
    }
    for (const init of [{ method: "HEAD" }, { headers: { range: "bytes=0-1" } }, { headers: { "accept-encoding": "br" } }]) {
      expect((await get("/_next/static/chunks/0a-b~c.js", init)).status).toBe(418);
    }
  });

  test("that are not there are not found, and may come later", async () => {
    const { get, directory } = await serve(true);
    expect((await get("/_next/static/chunks/late.js")).status).toBe(404);
    await writeFile(path.join(directory, "static/chunks/late.js"), "late");
    expect(await (await get("/_next/static/chunks/late.js")).text()).toBe("late");
  });

  test("are read anew each time in development", async () => {
    const { get, directory } = await serve(false);
    expect(await (await get("/script.js")).text()).toBe("first");
    await writeFile(path.join(directory, "script.js"), "second");
    expect(await (await get("/script.js")).text()).toBe("second");
  });
});
