import type { TechnologyId } from "../../model";
import type { NativeSandbox, OpenNativeSandbox } from "./native-sandbox";

export type { CommandOutcome, NativeSandbox, OpenNativeSandbox } from "./native-sandbox";

/** Where commands of native targets are run, by technology. Imported only when opened. A new one adds its line here. */
const sandboxes: Readonly<Partial<Record<TechnologyId, OpenNativeSandbox>>> = {
  mongodb: async (version) => (await import("./mongodb")).openMongoSandbox(version),
  firestore: async (version) => (await import("./firestore")).openFirestoreSandbox(version),
  redis: async (version) => (await import("./redis")).openRedis(version),
  dynamodb: async (version) => (await import("./dynamodb")).openDynamodb(version),
  neo4j: async (version) => (await import("./neo4j")).openNeo4jSandbox(version),
  typesense: async (version) => (await import("./typesense")).openTypesense(version),
  influxdb: async (version) => (await import("./influxdb")).openInfluxdb(version),
  dgraph: async (version) => (await import("./dgraph")).openDgraphSandbox(version),
  elasticsearch: async (version) => (await import("./elasticsearch")).openElasticsearch(version),
};

export function hasNativeSandbox(id: TechnologyId): boolean {
  return sandboxes[id] !== undefined;
}

/** Opens an empty sandbox. Throws for a technology without one: ask `hasNativeSandbox` first. */
export async function openNativeSandbox(id: TechnologyId, version: string): Promise<NativeSandbox> {
  const open = sandboxes[id];
  if (open === undefined) throw new Error(`No sandbox for ${id}`);
  return open(version);
}
