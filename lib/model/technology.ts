/** The thirteen persistence technologies Strata knows, in the order they are listed. */
export const technologyIds = [
  "postgresql", "mysql", "sqlite", "mongodb", "firestore", "redis", "dynamodb",
  "timescaledb", "influxdb", "neo4j", "dgraph", "elasticsearch", "typesense",
] as const;

/** Id of a technology; a target is the implementation of one (lib/targets). */
export type TechnologyId = (typeof technologyIds)[number];

export function isTechnologyId(value: unknown): value is TechnologyId {
  return technologyIds.some((id) => id === value);
}
