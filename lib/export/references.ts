import type { TechnologyId } from "../model";

/** The maker's documentation of each technology, for the document's references. */
export const documentation: Readonly<Record<TechnologyId, { readonly title: string; readonly url: string }>> = {
  postgresql: { title: "PostgreSQL Documentation", url: "https://www.postgresql.org/docs/current/" },
  mysql: { title: "MySQL Reference Manual", url: "https://dev.mysql.com/doc/refman/en/" },
  sqlite: { title: "SQLite Documentation", url: "https://www.sqlite.org/docs.html" },
  mongodb: { title: "MongoDB Manual", url: "https://www.mongodb.com/docs/manual/" },
  firestore: { title: "Firestore Documentation", url: "https://firebase.google.com/docs/firestore" },
  redis: { title: "Redis Documentation", url: "https://redis.io/docs/latest/" },
  dynamodb: { title: "DynamoDB Developer Guide", url: "https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/" },
  timescaledb: { title: "TimescaleDB Documentation", url: "https://docs.timescale.com/" },
  influxdb: { title: "InfluxDB Documentation", url: "https://docs.influxdata.com/" },
  neo4j: { title: "Neo4j Documentation", url: "https://neo4j.com/docs/" },
  dgraph: { title: "Dgraph Documentation", url: "https://docs.dgraph.io/" },
  elasticsearch: { title: "Elasticsearch Documentation", url: "https://www.elastic.co/docs/reference/elasticsearch/" },
  typesense: { title: "Typesense Documentation", url: "https://typesense.org/docs/" },
};
