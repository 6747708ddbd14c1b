import type { TechnologyId } from "../../model";
import type { Attributes } from "../attributes";

/** A situation of our own, with what the documents say about it. */
export interface Scenario {
  readonly name: string;
  /** The rule of the documents that decides. */
  readonly why: string;
  readonly answers: Attributes;
  /** Any of these may be first. */
  readonly first: readonly TechnologyId[];
  /** None of these may be first or second. */
  readonly not: readonly TechnologyId[];
}

/** An ordinary application on servers; scenarios say what is different. */
const ordinary: Attributes = {
  rows_now: 50_000, rows_1y: 2_000_000, item_kb_max: 3, dataset_gb_1y: 15, reads_s: 400, writes_s: 60, hot_item_writes_s: 0, p99_ms: 120,
  consistency: "ryw", tx: "item", integrity: "none", shape: "fixed", predictability: "known", ttl_s: null, retention_days: null, history_query_days: null,
  updates_to_history: false, role: "system_of_record", deploy: "server", self_host_required: false, writers: "many", team: "normal", licence: "any",
};

export const scenarios: readonly Scenario[] = [
  {
    name: "a booking system for many clinics with reports", why: "strict multi-entity transactions and ad hoc reports: relational",
    answers: { ...ordinary, tx: "multi", integrity: "fk", consistency: "strong", predictability: "mixed", patterns: [{ kind: "join", weight: 4, join_depth: 3 }, { kind: "filter", weight: 3 }, { kind: "write_tx", weight: 3 }, { kind: "adhoc", weight: 2 }] },
    first: ["postgresql"], not: ["mongodb", "dynamodb", "redis", "firestore", "neo4j", "elasticsearch", "sqlite"],
  },
  {
    name: "log-ins of a shop, kept for an hour", why: "key-value with expiry, in memory",
    answers: { ...ordinary, role: "cache", ttl_s: 3600, reads_s: 9000, writes_s: 3000, p99_ms: 3, dataset_gb_1y: 6, shape: "evolving", patterns: [{ kind: "point", weight: 4 }, { kind: "write_point", weight: 3 }] },
    first: ["redis"], not: ["postgresql", "neo4j", "elasticsearch", "influxdb", "sqlite"],
  },
  {
    name: "high scores of a mobile game's season", why: "rankings in sorted sets",
    answers: { ...ordinary, role: "derived", reads_s: 12_000, writes_s: 6000, p99_ms: 8, dataset_gb_1y: 4, patterns: [{ kind: "rank", weight: 5 }, { kind: "write_point", weight: 2 }] },
    first: ["redis"], not: ["postgresql", "mysql", "influxdb", "neo4j"],
  },
  {
    name: "greenhouse sensors joined with sites and growers", why: "time series with relational dimensions in one SQL",
    answers: { ...ordinary, rows_1y: 900_000_000, dataset_gb_1y: 90, writes_s: 2500, reads_s: 60, item_kb_max: 0.4, integrity: "fk", retention_days: 400, history_query_days: 200, patterns: [{ kind: "append", weight: 4 }, { kind: "window", weight: 3 }, { kind: "join", weight: 2, join_depth: 2 }] },
    first: ["timescaledb"], not: ["influxdb", "dynamodb", "redis", "firestore"],
  },
  {
    name: "log lines of four hundred services", why: "log search belongs in a search engine; Typesense advises against logs",
    answers: { ...ordinary, role: "derived", consistency: "eventual", tx: "none", rows_1y: 40_000_000_000, dataset_gb_1y: 9000, writes_s: 60_000, reads_s: 40, retention_days: 14, history_query_days: 14, patterns: [{ kind: "text", text: "logs", weight: 5 }, { kind: "append", weight: 3 }, { kind: "window", weight: 1 }] },
    first: ["elasticsearch"], not: ["typesense", "postgresql", "mysql", "redis", "mongodb"],
  },
  {
    name: "log lines kept nowhere else", why: "a log store is the one search index that may be the only copy",
    answers: { ...ordinary, consistency: "eventual", tx: "none", rows_1y: 2_000_000_000, dataset_gb_1y: 600, writes_s: 4000, retention_days: 30, history_query_days: 30, patterns: [{ kind: "text", text: "logs", weight: 4 }, { kind: "append", weight: 2 }] },
    first: ["elasticsearch"], not: ["typesense", "redis", "sqlite"],
  },
  {
    name: "search as shoppers type, beside an existing shop", why: "typo-tolerant search-as-you-type over a copy",
    answers: { ...ordinary, role: "derived", consistency: "eventual", tx: "none", team: "small", p99_ms: 50, reads_s: 900, dataset_gb_1y: 6, patterns: [{ kind: "text", text: "typo", weight: 5 }, { kind: "filter", weight: 2 }] },
    first: ["typesense"], not: ["postgresql", "mysql", "dynamodb", "neo4j", "influxdb"],
  },
  {
    name: "search in a library of court decisions", why: "relevance and linguistic analysis over more than memory holds",
    answers: { ...ordinary, role: "derived", consistency: "eventual", tx: "none", p99_ms: 400, dataset_gb_1y: 450, item_kb_max: 800, patterns: [{ kind: "text", text: "relevance", weight: 5 }, { kind: "aggregate", weight: 2 }, { kind: "filter", weight: 1 }] },
    first: ["elasticsearch"], not: ["typesense", "redis", "mysql", "dynamodb"],
  },
  {
    name: "who knows whom, six steps", why: "deep relationship traversal: graph",
    answers: { ...ordinary, tx: "multi", rows_1y: 400_000_000, dataset_gb_1y: 120, patterns: [{ kind: "traverse", hops: 6, weight: 4 }, { kind: "point", weight: 2 }, { kind: "write_point", weight: 1 }] },
    first: ["neo4j", "dgraph"], not: ["redis", "dynamodb", "mongodb", "elasticsearch", "timescaledb", "influxdb"],
  },
  {
    name: "rings of accounts that share cards and phones", why: "fraud rings are a graph workload",
    answers: { ...ordinary, tx: "multi", consistency: "strong", predictability: "mixed", patterns: [{ kind: "traverse", hops: "unbounded", weight: 5 }, { kind: "adhoc", weight: 2 }] },
    first: ["neo4j"], not: ["redis", "dynamodb", "influxdb", "typesense", "firestore"],
  },
  {
    name: "a newsroom's articles, each kind with its own blocks", why: "content management with differing fields: documents",
    answers: { ...ordinary, shape: "polymorphic", item_kb_max: 90, patterns: [{ kind: "point", weight: 4 }, { kind: "filter", weight: 3 }, { kind: "range", weight: 1 }] },
    first: ["mongodb"], not: ["redis", "mysql", "influxdb", "neo4j", "typesense", "elasticsearch"],
  },
  {
    name: "the same newsroom with OSI licences only", why: "SSPL is not approved by the OSI; JSON columns hold the blocks",
    answers: { ...ordinary, licence: "osi", shape: "polymorphic", item_kb_max: 90, patterns: [{ kind: "point", weight: 4 }, { kind: "filter", weight: 3 }, { kind: "range", weight: 1 }] },
    first: ["postgresql"], not: ["mongodb", "firestore", "dynamodb"],
  },
  {
    name: "inspection forms filled in without network", why: "clients reach it directly, offline: Firestore alone",
    answers: { ...ordinary, deploy: "mobile_web_direct", team: "small", shape: "evolving", reads_s: 80, writes_s: 20, patterns: [{ kind: "sync", weight: 4 }, { kind: "point", weight: 2 }, { kind: "range", weight: 1 }] },
    first: ["firestore"], not: ["postgresql", "sqlite", "dynamodb", "mongodb", "redis"],
  },
  {
    name: "a catalogue of photographs on a laptop", why: "data live in the device: SQLite's checklist",
    answers: { ...ordinary, deploy: "device", writers: "one", reads_s: 30, writes_s: 4, dataset_gb_1y: 1, tx: "multi", integrity: "fk", patterns: [{ kind: "filter", weight: 3 }, { kind: "join", weight: 2, join_depth: 2 }, { kind: "text", text: "prefix", weight: 1 }] },
    first: ["sqlite"], not: ["postgresql", "mysql", "mongodb", "redis", "firestore", "typesense"],
  },
  {
    name: "sensor buffer inside a machine", why: "an embedded device without a person looking after it, even for time series",
    answers: { ...ordinary, deploy: "device", writers: "one", writes_s: 50, reads_s: 2, retention_days: 7, history_query_days: 7, patterns: [{ kind: "append", weight: 4 }, { kind: "window", weight: 2 }] },
    first: ["sqlite"], not: ["influxdb", "timescaledb", "redis"],
  },
  {
    name: "postings of a savings bank", why: "financial ledger: relational, nothing without transactions and references",
    answers: { ...ordinary, tx: "multi", integrity: "fk", consistency: "strong", rows_1y: 300_000_000, dataset_gb_1y: 200, writes_s: 900, patterns: [{ kind: "write_tx", weight: 5 }, { kind: "append", weight: 2 }, { kind: "range", weight: 2 }, { kind: "aggregate", weight: 1 }] },
    first: ["postgresql", "mysql"], not: ["redis", "mongodb", "dynamodb", "elasticsearch", "influxdb", "timescaledb", "firestore"],
  },
  {
    name: "who changed what, kept for years and read by month", why: "an event table read by time is a good hypertable",
    answers: { ...ordinary, rows_1y: 500_000_000, dataset_gb_1y: 250, writes_s: 1500, reads_s: 20, retention_days: 2500, history_query_days: 90, patterns: [{ kind: "append", weight: 4 }, { kind: "range", weight: 3 }, { kind: "filter", weight: 1 }] },
    first: ["timescaledb", "postgresql"], not: ["redis", "neo4j", "typesense", "firestore"],
  },
  {
    name: "events of aggregates, read by their id and never by time", why: "without time in the questions a hypertable only costs",
    answers: { ...ordinary, integrity: "unique", consistency: "strong", rows_1y: 80_000_000, dataset_gb_1y: 60, writes_s: 800, patterns: [{ kind: "append", weight: 3 }, { kind: "range", weight: 4 }] },
    first: ["postgresql", "mysql", "mongodb"], not: ["timescaledb", "influxdb", "redis", "elasticsearch"],
  },
  {
    name: "feature flags asked on every request", why: "feature flags are a key-value workload; 2 ms means memory",
    answers: { ...ordinary, role: "cache", reads_s: 60_000, writes_s: 5, p99_ms: 1, dataset_gb_1y: 0.1, patterns: [{ kind: "point", weight: 5 }] },
    first: ["redis"], not: ["postgresql", "mysql", "mongodb", "neo4j", "influxdb"],
  },
  {
    name: "messages of a chat on AWS, by conversation", why: "known keys at high rates, serverless on AWS",
    answers: { ...ordinary, deploy: "serverless_aws", rows_1y: 6_000_000_000, dataset_gb_1y: 3000, reads_s: 30_000, writes_s: 12_000, p99_ms: 10, patterns: [{ kind: "range", weight: 4 }, { kind: "write_point", weight: 3 }] },
    first: ["dynamodb"], not: ["redis", "firestore", "sqlite", "neo4j", "timescaledb"],
  },
  {
    name: "parcels near a line on a map", why: "geospatial analysis with ad hoc questions: PostGIS",
    answers: { ...ordinary, predictability: "mixed", patterns: [{ kind: "geo", weight: 4 }, { kind: "join", weight: 2, join_depth: 1 }, { kind: "adhoc", weight: 1 }] },
    first: ["postgresql"], not: ["redis", "dynamodb", "firestore"],
  },
  {
    name: "call records at an operator that takes OSI licences only", why: "retention policies of TimescaleDB need its own licence; a high-rate append remains",
    answers: { ...ordinary, licence: "osi", self_host_required: true, consistency: "eventual", tx: "none", rows_1y: 30_000_000_000, dataset_gb_1y: 3000, writes_s: 40_000, reads_s: 10, retention_days: 365, history_query_days: 31, patterns: [{ kind: "append", weight: 4 }, { kind: "window", weight: 3 }] },
    first: ["influxdb"], not: ["timescaledb", "mongodb", "dynamodb", "firestore", "redis", "sqlite"],
  },
  {
    name: "eight terabytes by id on own machines", why: "more than memory, no hosted service: documents in shards",
    answers: { ...ordinary, self_host_required: true, rows_1y: 8_000_000_000, dataset_gb_1y: 8000, reads_s: 6000, writes_s: 900, p99_ms: 25, patterns: [{ kind: "point", weight: 5 }, { kind: "write_point", weight: 2 }] },
    first: ["mongodb"], not: ["redis", "dynamodb", "firestore", "sqlite", "typesense", "elasticsearch"],
  },
  {
    name: "GraphQL straight over a graph of parts", why: "a GraphQL database, spread over machines, OSI licence",
    answers: { ...ordinary, licence: "osi", self_host_required: true, tx: "multi", rows_1y: 15_000_000_000, dataset_gb_1y: 5000, patterns: [{ kind: "graphql", weight: 4 }, { kind: "traverse", hops: 5, weight: 3 }, { kind: "filter", weight: 1 }] },
    first: ["dgraph"], not: ["mongodb", "firestore", "dynamodb", "redis"],
  },
  {
    name: "the first product of two people", why: "a small, changing application: SQL, and not DynamoDB",
    answers: { ...ordinary, deploy: "serverless_aws", team: "small", shape: "evolving", predictability: "mixed", reads_s: 20, writes_s: 4, rows_1y: 200_000, dataset_gb_1y: 1, patterns: [{ kind: "filter", weight: 3 }, { kind: "point", weight: 2 }, { kind: "write_tx", weight: 1 }] },
    first: ["postgresql"], not: ["dynamodb", "redis", "elasticsearch", "dgraph", "neo4j"],
  },
  {
    name: "analysts asking whatever comes to mind", why: "questions not known in advance: SQL; never a key-value store",
    answers: { ...ordinary, role: "derived", predictability: "adhoc", dataset_gb_1y: 300, patterns: [{ kind: "adhoc", weight: 5 }, { kind: "aggregate", weight: 3 }, { kind: "join", weight: 2, join_depth: 4 }] },
    first: ["postgresql"], not: ["dynamodb", "redis", "firestore", "typesense", "elasticsearch", "influxdb"],
  },
  {
    name: "calls allowed per key and minute", why: "atomic counters with expiry",
    answers: { ...ordinary, role: "cache", ttl_s: 60, reads_s: 30_000, writes_s: 30_000, hot_item_writes_s: 1500, p99_ms: 2, dataset_gb_1y: 0.5, patterns: [{ kind: "counter", weight: 5 }, { kind: "point", weight: 1 }] },
    first: ["redis"], not: ["dynamodb", "firestore", "postgresql", "mysql", "sqlite"],
  },
  {
    name: "jobs for two hundred workers", why: "lists and streams hand out jobs",
    answers: { ...ordinary, role: "derived", reads_s: 4000, writes_s: 4000, p99_ms: 20, dataset_gb_1y: 3, patterns: [{ kind: "queue", weight: 5 }] },
    first: ["redis"], not: ["elasticsearch", "typesense", "neo4j", "influxdb"],
  },
  {
    name: "measurements of a million meters every five seconds", why: "ingest at this rate is what InfluxDB is made for",
    answers: { ...ordinary, consistency: "eventual", tx: "none", rows_1y: 6_000_000_000_000, dataset_gb_1y: 2500, writes_s: 250_000, reads_s: 30, p99_ms: 600, retention_days: 20, history_query_days: 2, patterns: [{ kind: "append", weight: 4 }, { kind: "window", weight: 3 }] },
    first: ["influxdb"], not: ["postgresql", "mysql", "mongodb", "dynamodb", "redis"],
  },
  {
    name: "a club's website on one machine", why: "few writers beside one server process, far under 100,000 hits a day",
    answers: { ...ordinary, deploy: "single_server", writers: "few", team: "small", reads_s: 15, writes_s: 1, rows_1y: 80_000, dataset_gb_1y: 0.5, tx: "multi", integrity: "fk", patterns: [{ kind: "filter", weight: 3 }, { kind: "point", weight: 2 }, { kind: "join", weight: 2, join_depth: 2 }] },
    first: ["sqlite"], not: ["mongodb", "elasticsearch", "neo4j", "dynamodb"],
  },
  {
    name: "baskets of a shop on AWS at sale time", why: "carts by key, thousands a second, serverless",
    answers: { ...ordinary, deploy: "serverless_aws", shape: "evolving", reads_s: 18_000, writes_s: 9000, p99_ms: 10, ttl_s: 2_600_000, dataset_gb_1y: 60, patterns: [{ kind: "point", weight: 3 }, { kind: "write_point", weight: 3 }] },
    first: ["dynamodb"], not: ["postgresql", "mysql", "neo4j", "influxdb", "firestore", "elasticsearch"],
  },
  {
    name: "profiles of an application on Google Cloud", why: "serverless at home in Google Cloud, documents by key",
    answers: { ...ordinary, deploy: "serverless_gcp", shape: "evolving", reads_s: 700, writes_s: 90, patterns: [{ kind: "point", weight: 3 }, { kind: "filter", weight: 2 }, { kind: "sync", weight: 1 }] },
    first: ["firestore"], not: ["dynamodb", "redis", "sqlite", "neo4j", "influxdb"],
  },
  {
    name: "departments and their parents, two levels", why: "shallow relationships: a graph is overhead",
    answers: { ...ordinary, tx: "multi", integrity: "fk", patterns: [{ kind: "traverse", hops: 2, weight: 2 }, { kind: "join", join_depth: 2, weight: 3 }, { kind: "point", weight: 2 }] },
    first: ["postgresql", "mysql"], not: ["neo4j", "dgraph", "redis", "dynamodb"],
  },
  {
    name: "invoices kept only in a search engine", why: "a search index as primary store is an antipattern",
    answers: { ...ordinary, tx: "multi", integrity: "unique", consistency: "strong", patterns: [{ kind: "text", text: "relevance", weight: 4 }, { kind: "write_tx", weight: 3 }, { kind: "filter", weight: 2 }] },
    first: ["postgresql", "mysql"], not: ["elasticsearch", "typesense", "influxdb", "redis"],
  },
  {
    name: "scanned contracts of eight megabytes as JSON", why: "above 400 KB and 1 MiB, below 16 MB",
    answers: { ...ordinary, shape: "polymorphic", item_kb_max: 8000, dataset_gb_1y: 900, reads_s: 20, writes_s: 3, patterns: [{ kind: "point", weight: 4 }, { kind: "filter", weight: 2 }] },
    first: ["mongodb"], not: ["dynamodb", "redis", "influxdb", "neo4j"],
  },
  {
    name: "models of thirty megabytes in one document", why: "above MongoDB's 16 MB; a field of PostgreSQL holds 1 GB",
    answers: { ...ordinary, item_kb_max: 30_000, dataset_gb_1y: 800, patterns: [{ kind: "point", weight: 5 }] },
    first: ["postgresql", "mysql"], not: ["mongodb", "dynamodb", "firestore"],
  },
  {
    name: "the last ticket, two thousand buyers a second", why: "one hot item beyond a partition's rate, with transactions over several things",
    answers: { ...ordinary, tx: "multi", integrity: "fk", consistency: "strong", reads_s: 5000, writes_s: 3000, hot_item_writes_s: 2000, p99_ms: 80, patterns: [{ kind: "write_tx", weight: 5 }, { kind: "counter", weight: 2 }, { kind: "point", weight: 1 }] },
    first: ["postgresql", "mysql"], not: ["dynamodb", "firestore", "sqlite", "redis", "elasticsearch"],
  },
  {
    name: "who may see which document, through groups of groups", why: "nested groups of unknown depth: graph",
    answers: { ...ordinary, tx: "multi", hot_item_writes_s: 1, patterns: [{ kind: "traverse", hops: 8, weight: 5 }, { kind: "write_point", weight: 1 }] },
    first: ["neo4j", "dgraph"], not: ["redis", "dynamodb", "firestore", "mongodb", "typesense"],
  },
  {
    name: "ready answers of a model for every customer", why: "precomputed look-ups within 2 ms: memory",
    answers: { ...ordinary, role: "derived", reads_s: 90_000, writes_s: 3000, p99_ms: 2, dataset_gb_1y: 60, patterns: [{ kind: "point", weight: 5 }] },
    first: ["redis"], not: ["postgresql", "mysql", "neo4j", "elasticsearch", "mongodb"],
  },
  {
    name: "a cache larger than any memory", why: "a data set cannot be larger than memory",
    answers: { ...ordinary, role: "cache", dataset_gb_1y: 6000, reads_s: 30_000, writes_s: 4000, p99_ms: 10, ttl_s: 86_400, patterns: [{ kind: "point", weight: 5 }] },
    first: ["dynamodb"], not: ["redis", "typesense", "sqlite"],
  },
  {
    name: "prices by the second, corrected afterwards", why: "InfluxDB restricts updates and deletes; hypertables allow them",
    answers: { ...ordinary, self_host_required: true, updates_to_history: true, rows_1y: 700_000_000, dataset_gb_1y: 70, writes_s: 3000, retention_days: 1500, history_query_days: 900, patterns: [{ kind: "append", weight: 3 }, { kind: "window", weight: 3 }, { kind: "update_history", weight: 2 }] },
    first: ["timescaledb"], not: ["influxdb", "redis", "dynamodb", "firestore"],
  },
  {
    name: "a hundred servers of a ticket office", why: "one writer at any instant, and data across a network: not SQLite",
    answers: { ...ordinary, tx: "multi", integrity: "fk", writes_s: 1500, patterns: [{ kind: "write_tx", weight: 4 }, { kind: "filter", weight: 3 }] },
    first: ["postgresql", "mysql"], not: ["sqlite", "redis", "elasticsearch", "firestore"],
  },
  {
    name: "which machine depends on which, in an OSI-only company", why: "the community edition of Neo4j is GPL",
    answers: { ...ordinary, licence: "osi", self_host_required: true, tx: "multi", patterns: [{ kind: "traverse", hops: 7, weight: 4 }, { kind: "filter", weight: 2 }] },
    first: ["neo4j", "dgraph"], not: ["mongodb", "dynamodb", "firestore", "redis"],
  },
  {
    name: "log-ins kept nowhere else, for an hour", why: "what expires within an hour is missed little",
    answers: { ...ordinary, ttl_s: 3600, reads_s: 9000, writes_s: 3000, p99_ms: 5, dataset_gb_1y: 6, shape: "evolving", patterns: [{ kind: "point", weight: 4 }, { kind: "write_point", weight: 3 }] },
    first: ["redis", "dynamodb"], not: ["postgresql", "mysql", "neo4j", "elasticsearch", "sqlite"],
  },
  {
    name: "messages appended to conversations on AWS, by conversation", why: "appended, but never read by time: no time series",
    answers: { ...ordinary, deploy: "serverless_aws", rows_1y: 4_000_000_000, dataset_gb_1y: 1500, reads_s: 25_000, writes_s: 9000, p99_ms: 25, patterns: [{ kind: "append", weight: 3 }, { kind: "range", weight: 4 }] },
    first: ["dynamodb"], not: ["timescaledb", "influxdb", "redis", "firestore"],
  },
  {
    name: "a few thousand weighings of a laboratory", why: "a million rows and more make a hypertable worth it",
    answers: { ...ordinary, rows_1y: 60_000, writes_s: 1, reads_s: 5, dataset_gb_1y: 0.2, tx: "multi", integrity: "fk", history_query_days: 365, patterns: [{ kind: "append", weight: 2 }, { kind: "window", weight: 2 }, { kind: "join", weight: 3, join_depth: 2 }] },
    first: ["postgresql"], not: ["influxdb", "redis", "mongodb", "dynamodb"],
  },
  {
    name: "settings of a small tool on AWS, by key", why: "AWS does not recommend DynamoDB for small workloads",
    answers: { ...ordinary, deploy: "serverless_aws", reads_s: 8, writes_s: 1, rows_1y: 40_000, dataset_gb_1y: 0.2, patterns: [{ kind: "point", weight: 3 }, { kind: "filter", weight: 2 }] },
    first: ["postgresql", "mysql"], not: ["dynamodb", "redis", "elasticsearch"],
  },
  {
    name: "citations of all papers, seven terabytes, OSI licences only", why: "clustering and sharding of Neo4j are not in its free edition",
    answers: { ...ordinary, licence: "osi", self_host_required: true, rows_1y: 12_000_000_000, dataset_gb_1y: 7000, tx: "multi", patterns: [{ kind: "traverse", hops: 4, weight: 4 }, { kind: "point", weight: 2 }] },
    first: ["dgraph"], not: ["mongodb", "redis", "dynamodb", "firestore"],
  },
  {
    name: "drivers and their places, twenty thousand updates a second", why: "short-lived positions in memory",
    answers: { ...ordinary, role: "derived", ttl_s: 90, reads_s: 8000, writes_s: 20_000, p99_ms: 8, dataset_gb_1y: 1, patterns: [{ kind: "geo", weight: 3 }, { kind: "write_point", weight: 4 }] },
    first: ["redis"], not: ["neo4j", "influxdb", "typesense", "mysql"],
  },
  {
    name: "jobs that must not be lost when the order is saved", why: "the job and the order change together or not at all",
    answers: { ...ordinary, tx: "multi", integrity: "fk", patterns: [{ kind: "queue", weight: 2 }, { kind: "write_tx", weight: 4 }, { kind: "point", weight: 1 }] },
    first: ["postgresql", "mysql"], not: ["redis", "dynamodb", "elasticsearch", "mongodb"],
  },
];
