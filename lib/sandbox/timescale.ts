import type { Target } from "../targets/target";
import { openPglite } from "./pglite";
import type { Sandbox } from "./sandbox";
import { asKeptCalls, timescaleExtension } from "./timescale-extension";
import { TimescaleServer } from "./timescale-server";

/**
 * PostgreSQL in this process with the calls of TimescaleDB kept account of: everything that is PostgreSQL's is really run, what is
 * TimescaleDB's own is checked by its documented rules, since no build of it can be had for PGlite. Where a server is named, it runs every
 * statement too and may refuse it.
 */
export async function openTimescale(target: Pick<Target, "introspect">, url: string | undefined): Promise<Sandbox> {
  const server = url === undefined ? undefined : await TimescaleServer.open(url);
  const inner = await openPglite(target, timescaleExtension);
  return {
    ...inner,
    get engine() {
      if (server === undefined) return `${inner.engine} with TimescaleDB's calls by their documentation`;
      return `${inner.engine} and TimescaleDB ${server.version}${server.refused === 0 ? "" : ", whose edition lacks some calls: those by their documentation"}`;
    },
    get fidelity() {
      return server !== undefined && server.refused === 0 ? "engine" : "emulator";
    },
    run: async (sql) => {
      await inner.run(asKeptCalls(sql));
      await server?.run(sql);
    },
    measure: async (sql) => {
      const observation = await inner.measure(asKeptCalls(sql));
      await server?.run(sql);
      return observation;
    },
    reset: async () => {
      await inner.reset();
      await server?.reset();
    },
    close: async () => {
      await inner.close();
      await server?.close();
    },
  };
}
