import { readFile } from "node:fs/promises";
import type { IncomingMessage, ServerResponse } from "node:http";
import path from "node:path";
import { promisify } from "node:util";
import { gzip } from "node:zlib";

/** Answers a request for a file of the build, or says that it is none. */
export type BuiltFiles = (request: IncomingMessage, response: ServerResponse) => boolean;

export interface BuiltFilesOptions {
  /** Next's `.next/static`, whose file names change with what is in them; absent in development. */
  readonly hashed?: string;
  /** Further files by their path on the server. */
  readonly scripts: Readonly<Record<string, string>>;
  /** Whether files stay as they are while the server runs. */
  readonly keep: boolean;
}

const types: Readonly<Record<string, string>> = {
  ".js": "text/javascript; charset=utf-8", ".css": "text/css; charset=utf-8", ".json": "application/json; charset=utf-8", ".svg": "image/svg+xml", ".woff2": "font/woff2",
};
const compressed = new Set([".js", ".css", ".json", ".svg"]);
const hashedPrefix = "/_next/static/";

interface File {
  readonly body: Buffer;
  readonly headers: Readonly<Record<string, string>>;
}

/**
 * Serves what the browser loads first from memory, compressed once. Next compresses every file for every request, which costs a
 * fifth of a second of computing for one page, while the page waits. Other files, and clients without gzip, are left to Next.
 */
export function createBuiltFiles({ hashed, scripts, keep }: BuiltFilesOptions): BuiltFiles {
  const files = new Map<string, Promise<File | undefined>>();

  /** Where a file is. Nothing encoded and no dots in folders: the path cannot lead elsewhere. */
  function locate(url: string): string | undefined {
    if (Object.hasOwn(scripts, url)) return scripts[url];
    return hashed !== undefined && /^\/_next\/static\/[\w/~-]+\.[\w.-]+$/.test(url) ? path.join(hashed, url.slice(hashedPrefix.length)) : undefined;
  }

  async function load(url: string, file: string, type: string): Promise<File | undefined> {
    const extension = path.extname(file);
    const content = await readFile(file).catch(() => undefined);
    if (content === undefined) return undefined;
    const zipped = compressed.has(extension) && content.length > 1024;
    const body = zipped ? await promisify(gzip)(content) : content;
    return {
      body,
      headers: {
        "Content-Type": type, "Content-Length": `${body.length}`, Vary: "Accept-Encoding", ...(zipped ? { "Content-Encoding": "gzip" } : {}),
        // Asked for by a fixed name, a script must be the one of this build.
        "Cache-Control": !Object.hasOwn(scripts, url) ? "public, max-age=31536000, immutable" : "no-cache",
      },
    };
  }

  return (request, response) => {
    const { url = "/", method, headers } = request;
    if (method !== "GET" || headers.range !== undefined || !(headers["accept-encoding"] ?? "").includes("gzip")) return false;
    const place = locate(url), type = place === undefined ? undefined : types[path.extname(place)];
    if (place === undefined || type === undefined) return false;
    let file = files.get(url);
    if (file === undefined) {
      file = load(url, place, type);
      files.set(url, file);
    }
    void file.then((found) => {
      // What is not there is not remembered: anybody may ask for any name.
      if (found === undefined || !keep) files.delete(url);
      response.writeHead(found === undefined ? 404 : 200, found?.headers ?? { "Cache-Control": "no-store" });
      response.end(found?.body);
    });
    return true;
  };
}
