import { isTechnologyId, type TechnologyId } from "@/lib/model";

/** What people call the thirteen technologies. */
export const technologyLabels: Readonly<Record<TechnologyId, string>> = {
  postgresql: "PostgreSQL", mysql: "MySQL", sqlite: "SQLite", mongodb: "MongoDB", firestore: "Firestore", redis: "Redis", dynamodb: "DynamoDB",
  timescaledb: "TimescaleDB", influxdb: "InfluxDB", neo4j: "Neo4j", dgraph: "Dgraph", elasticsearch: "Elasticsearch", typesense: "Typesense",
};

/** The technology's name for people; an id this version does not know is shown as it is. */
export function targetLabel(id: string): string {
  return isTechnologyId(id) ? technologyLabels[id] : id;
}
