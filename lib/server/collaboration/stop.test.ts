import path from "node:path";
import { expect, it } from "vitest";
import { composeServices } from "../compose";
import { createFront } from "../http/front";
import { openEditor } from "../testing/editor";
import { bundleForTest } from "../testing/server-process";
import { temporaryDirectory } from "../testing/temporary";

it("a server that stops has noted the last edits in the list of designs", async () => {
  const { worker } = await bundleForTest();
  const environment = { host: "127.0.0.1", port: 0, dataDirectory: path.join(await temporaryDirectory(), "data"), allowOpen: false, development: false };
  const services = await composeServices(environment, { worker, version: "test" });
  const server = createFront({
    rules: { open: false },
    pages: async (_request, response) => void response.end(),
    pagesUpgrade: (_request, socket) => socket.destroy(),
    collaborationUpgrade: (request, socket, head) => services.collaboration.handleUpgrade(request, socket, head),
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (typeof address !== "object" || address === null) throw new Error("Not listening");
  const { workspace, user } = await services.owner();
  await services.store.catalog.createDesign({ id: "d", workspaceId: workspace.id, createdById: user.id, name: "Shop", target: "sqlite", tables: 0 });
  const editor = await openEditor(address.port, "d");
  editor.doc.transact(() => Object.entries({ kind: "table", name: "orders" }).forEach(([property, value]) => editor.entries.set(`t1|${property}`, value)));
  await editor.fence();
  // A store that is slower than the way out.
  const { store, store: { catalog, close } } = services;
  const { updateDesign } = catalog;
  const order: string[] = [];
  catalog.updateDesign = async (id, change) => {
    for (let turn = 0; turn < 200; turn++) await new Promise((resolve) => setImmediate(resolve));
    const design = await updateDesign(id, change);
    order.push("noted");
    return design;
  };
  store.close = () => {
    order.push("closed");
    return close();
  };
  server.close();
  await services.close();
  expect(order).toEqual(["noted", "closed"]);
  editor.close();
  const again = await composeServices(environment, { worker, version: "test" });
  expect(await again.store.catalog.findDesign("d")).toMatchObject({ tables: 1 });
  await again.close();
});
