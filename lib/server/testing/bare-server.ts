import { composeServices } from "../compose";
import { readEnvironment } from "../environment";
import { createFront } from "../http/front";
import path from "node:path";
import { fileURLToPath } from "node:url";

/** The server without pages, for tests that kill it: a process of its own with the real store, log and collaboration. */
const read = readEnvironment(process.env, false);
if (!read.ok) throw new Error(read.message);
const worker = path.join(path.dirname(fileURLToPath(import.meta.url)), "worker.mjs");
try {
  const services = await composeServices(read.environment, { worker, version: "test" });
  const server = createFront({
    rules: { open: read.environment.allowOpen },
    pages: async (_request, response) => void response.writeHead(404).end(),
    pagesUpgrade: (_request, socket) => socket.destroy(),
    collaborationUpgrade: (request, socket, head) => services.collaboration.handleUpgrade(request, socket, head),
  });
  server.listen(read.environment.port, read.environment.host, () => {
    const address = server.address();
    console.log(`port ${typeof address === "object" && address !== null ? address.port : ""}`);
  });
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}
