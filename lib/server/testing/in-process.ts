import path from "node:path";
import { nanoid } from "nanoid";
import { afterAll } from "vitest";
import { composeServices } from "../compose";
import { createFront } from "../http/front";
import type { Services } from "../services";
import { bundleForTest } from "./server-process";
import { temporaryDirectory } from "./temporary";

export interface TestStudio {
  readonly services: Services;
  readonly port: number;
  newDesign(): Promise<string>;
}

/** All services and the front on a free port, inside the test's process; pages answer with their path. */
export async function startInProcess(options: { readonly patience?: number } = {}): Promise<TestStudio> {
  const { worker } = await bundleForTest();
  const dataDirectory = path.join(await temporaryDirectory(), "data");
  const services = await composeServices({ host: "127.0.0.1", port: 0, dataDirectory, allowOpen: false, development: false }, { worker, version: "test", ...options });
  const server = createFront({
    rules: { open: false },
    pages: async (request, response) => void response.end(`page ${request.url ?? ""}`),
    pagesUpgrade: (_request, socket) => socket.end("HTTP/1.1 418 Next\r\n\r\n"),
    collaborationUpgrade: (request, socket, head) => services.collaboration.handleUpgrade(request, socket, head),
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  afterAll(async () => {
    server.close();
    server.closeAllConnections();
    await services.close();
  });
  const address = server.address();
  if (typeof address !== "object" || address === null) throw new Error("Not listening");
  return {
    services, port: address.port,
    async newDesign() {
      const owner = await services.owner();
      const design = await services.store.catalog.createDesign({ id: nanoid(), workspaceId: owner.workspace.id, createdById: owner.user.id, name: "Shop", target: "postgresql", tables: 0 });
      return design.id;
    },
  };
}
