// npm run dev: Next in development mode inside Strata's own server, which is bundled anew and restarted when lib changes.
import { spawn } from "node:child_process";
import path from "node:path";
import { checkNode, generate, install, root } from "./steps.mjs";

checkNode();
try {
  await install();
  await generate();
} catch (error) {
  console.error(`Strata could not be prepared: ${error.message}`);
  process.exit(1);
}
const { context } = await import("esbuild");
const { bundleOptions, firstPictureOptions } = await import("./build-server.mjs");

const directory = path.join(root, ".build/dev");
let server;
let stopping = false;
let last;

function restart() {
  const begin = () => {
    if (stopping) return;
    server = spawn(process.execPath, ["--enable-source-maps", path.join(directory, "server.mjs")], {
      stdio: "inherit", env: { ...process.env, NODE_ENV: "development", STRATA_DEVELOPMENT: "1", NEXT_TELEMETRY_DISABLED: "1" },
    });
  };
  if (server === undefined || server.exitCode !== null) return begin();
  server.once("close", begin);
  server.kill("SIGTERM");
}

const bundler = await context({
  ...bundleOptions(directory),
  metafile: true,
  plugins: [{
    name: "restart",
    setup: (build) => build.onEnd(({ errors, metafile }) => {
      if (errors.length > 0) return;
      const outputs = JSON.stringify(Object.values(metafile.outputs).map((output) => output.bytes)) + Date.now();
      if (outputs !== last) restart();
      last = outputs;
    }),
  }],
});
const picture = await context(firstPictureOptions(directory, false));
await Promise.all([bundler.watch(), picture.watch()]);

for (const signal of ["SIGINT", "SIGTERM"]) {
  process.on(signal, () => {
    stopping = true;
    server?.once("close", () => process.exit(0));
    server?.kill(signal);
    if (server === undefined || server.exitCode !== null) process.exit(0);
  });
}
