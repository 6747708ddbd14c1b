import { openPglite } from "../../../sandbox/pglite";
import type { Sandbox } from "../../../sandbox/sandbox";
import type { CatalogQuery } from "../../target";
import { postgresql } from "../index";
import { catalogFacts } from "./catalog-facts";

/** An engine, and what its catalog says. */
export interface SandboxWithFacts extends Sandbox {
  facts(): Promise<readonly string[]>;
}

/**
 * A PGlite whose facts are read by the query that introspection is given, which keeps its plans: planning the one large query
 * of facts takes the engine much longer than running it.
 */
export async function openWithFacts(): Promise<SandboxWithFacts> {
  let reading: CatalogQuery | undefined;
  const sandbox = await openPglite({
    introspect: (query) => {
      reading = query;
      return postgresql.introspect(query);
    },
  });
  await sandbox.introspect();
  return { ...sandbox, facts: () => catalogFacts(reading ?? sandbox.query) };
}
