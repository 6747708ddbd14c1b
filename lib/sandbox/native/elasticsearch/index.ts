import { isJsonObject, type JsonValue } from "../../../model";
import type { CommandOutcome, NativeSandbox } from "../native-sandbox";
import { Cluster } from "./cluster";
import { perform } from "./perform";
import { Refusal } from "./refusal";

/** Distinct nested fields that a mapping may have by default: 50 in 8.x, 100 since 9.0. */
const nestedFields: Readonly<Record<string, number>> = { "8": 50, "9": 100 };

/**
 * An account of templates, indexes, mappings, aliases, data streams and documents by Elasticsearch's documented rules: no Elasticsearch runs
 * in Node, and none can be had as a package.
 */
export async function openElasticsearch(version: string): Promise<NativeSandbox> {
  const most = nestedFields[version] ?? 100;
  let cluster = new Cluster(most);
  return {
    engine: `Documented rules of Elasticsearch ${version}`, fidelity: "grammar",
    missing: "No Elasticsearch was at hand: analysis, Painless scripts and scores were not run. Against a cluster: node run.mjs <migration>, up, --down and up again.",
    async run(command) {
      let read: unknown;
      try {
        read = JSON.parse(command);
      } catch {
        return { ok: false, message: "The command is not JSON" };
      }
      if (!isJsonObject(read) || typeof read["method"] !== "string" || typeof read["path"] !== "string") return { ok: false, message: "A command has a method and a path" };
      return outcome(() => perform(cluster, String(read["method"]), String(read["path"]), read["body"]));
    },
    catalog: async () => cluster.catalog(),
    contents: async () => cluster.contents(),
    async reset() {
      cluster = new Cluster(most);
    },
    async close() {},
  };
}

function outcome(work: () => JsonValue | undefined): CommandOutcome {
  try {
    const note = work();
    return { ok: true, ...(typeof note === "string" ? { note } : {}) };
  } catch (error) {
    if (error instanceof Refusal) return { ok: false, message: error.message };
    throw error;
  }
}
