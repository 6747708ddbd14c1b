import type { Target } from "../targets/target";
import { openPglite } from "./pglite";
import type { Sandbox } from "./sandbox";
import { asKeptCalls, timescaleExtension } from "./timescale-extension";

/**
 * PostgreSQL in this process with the calls of TimescaleDB kept account of: everything that is PostgreSQL's is really run, what is
 * TimescaleDB's own is checked by its documented rules. No build of it can be had for PGlite.
 */
export async function openTimescale(target: Pick<Target, "introspect">): Promise<Sandbox> {
  const inner = await openPglite(target, timescaleExtension);
  return {
    ...inner,
    engine: `${inner.engine} with TimescaleDB's calls by their documentation`, fidelity: "emulator",
    run: (sql) => inner.run(asKeptCalls(sql)),
    measure: (sql) => inner.measure(asKeptCalls(sql)),
  };
}
