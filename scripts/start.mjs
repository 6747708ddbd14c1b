// npm start: prepares what is missing, then serves.
import { spawn } from "node:child_process";
import path from "node:path";
import { buildAll, checkNode, generate, install, root } from "./steps.mjs";

checkNode();
try {
  await install();
  await generate();
  await buildAll();
} catch (error) {
  console.error(`Strata could not be prepared: ${error.message}`);
  process.exit(1);
}
const server = spawn(process.execPath, ["--enable-source-maps", path.join(root, ".build/server.mjs")], {
  cwd: process.cwd(), stdio: "inherit", env: { ...process.env, NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1" },
});
for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => server.kill(signal));
server.on("close", (code, signal) => process.exit(code ?? (signal === null ? 1 : 0)));
