import { openPglite } from "../../sandbox/pglite";
import { postgresql } from "../../targets/postgresql";
import { catalogFacts } from "../../targets/postgresql/testing/catalog-facts";
import type { CatalogQuery } from "../../targets/target";
import { PairJudge } from "./judge-pair";

/**
 * A judge of plans on PGlite. Facts are read by the query that introspection is given, which keeps its plans: planning the
 * one large query of facts takes the engine much longer than running it.
 */
export async function openPostgresqlJudge(): Promise<{ readonly judge: PairJudge; close(): Promise<void> }> {
  let reading: CatalogQuery | undefined;
  const sandbox = await openPglite({
    introspect: (query) => {
      reading = query;
      return postgresql.introspect(query);
    },
  });
  await sandbox.introspect();
  return { judge: new PairJudge(postgresql, sandbox, () => catalogFacts(reading ?? sandbox.query)), close: () => sandbox.close() };
}
