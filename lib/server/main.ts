import { readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import next from "next";
import { firstPictureScript } from "../design/first-picture";
import { composeServices } from "./compose";
import { readEnvironment, type Environment } from "./environment";
import { createBuiltFiles } from "./http/built-files";
import { createFront } from "./http/front";
import { provideServices } from "./services";
import { StoreFailure } from "./store/failure";
import { prepareImport } from "./use-cases/prepare-import";

/** This file runs bundled as .build/server.mjs or .build/dev/server.mjs, with worker.mjs beside it (scripts/build-server.mjs). */
const here = path.dirname(fileURLToPath(import.meta.url));
const root = here.slice(0, here.lastIndexOf(`${path.sep}.build`));

/** What a new design is for unless something else is chosen. */
const defaultTarget = "postgresql";

async function start(environment: Environment): Promise<void> {
  const { version } = parsePackage(readFileSync(path.join(root, "package.json"), "utf8"));
  const app = next({ dev: environment.development, dir: root, hostname: environment.host, port: environment.port, customServer: true });
  // Side by side: both take about a second. Requests are taken only when both are there.
  const [services] = await Promise.all([composeServices(environment, { version, worker: path.join(here, "worker.mjs") }), app.prepare()]);
  provideServices(services);
  const pages = app.getRequestHandler();
  const pagesUpgrade = app.getUpgradeHandler();
  const server = createFront({
    rules: { open: environment.allowOpen },
    files: createBuiltFiles({
      // Next serves its own in development: they change.
      ...(environment.development ? {} : { hashed: path.join(root, ".next/static") }),
      scripts: { [firstPictureScript]: path.join(here, "first-picture.js") }, keep: !environment.development,
    }),
    pages: (request, response) => pages(request, response),
    pagesUpgrade: (request, socket, head) => void pagesUpgrade(request, socket, head),
    collaborationUpgrade: (request, socket, head) => services.collaboration.handleUpgrade(request, socket, head),
  });

  const stop = () => {
    server.close();
    server.closeIdleConnections();
    void services.close().then(() => process.exit(0), (error: unknown) => {
      console.error(error);
      process.exit(1);
    });
  };
  process.once("SIGINT", stop);
  process.once("SIGTERM", stop);
  // What is in the log stays; ending everybody's session over one bug would not make it better.
  process.on("unhandledRejection", (error) => console.error("Unhandled rejection:", error));

  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(environment.port, environment.host, resolve);
  });
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : environment.port;
  const host = environment.host.includes(":") ? `[${environment.host}]` : environment.host;
  console.log(`Strata is ready on http://${host}:${port}`);
  // Pages come first. An engine that nobody wants is ended with its worker after a while.
  if (!environment.development) setTimeout(() => prepareImport(services, defaultTarget), 1_000).unref();
}

function parsePackage(text: string): { readonly version: string } {
  const parsed: unknown = JSON.parse(text);
  const version: unknown = typeof parsed === "object" && parsed !== null ? Reflect.get(parsed, "version") : undefined;
  return { version: typeof version === "string" ? version : "0.0.0" };
}

/** What keeps the server from starting, as one line that says what to do. */
function explain(error: unknown, environment: Environment): string | undefined {
  if (error instanceof StoreFailure) return error.message;
  const code: unknown = error instanceof Error ? Reflect.get(error, "code") : undefined;
  if (code === "EADDRINUSE") return `Port ${environment.port} is in use. Stop what uses it, or set PORT to another number.`;
  if (code === "EACCES") return `Port ${environment.port} may not be opened by this user. Set PORT to a number above 1023.`;
  if (code === "EADDRNOTAVAIL") return `This machine has no address ${environment.host}. Correct HOST.`;
  return undefined;
}

const read = readEnvironment(process.env, process.env.STRATA_DEVELOPMENT === "1");
if (!read.ok) {
  console.error(read.message);
  process.exit(1);
}
start(read.environment).catch((error: unknown) => {
  console.error(explain(error, read.environment) ?? error);
  process.exit(1);
});
