import type { Citation } from "./advice";

/**
 * Where the facts were read: one place, so that a second reading changes one line. `seen` is the day of reading or, where the page
 * or its commit carries one, its own date. `unread` marks an address that was named by another source but not read itself.
 */
function read(source: string, seen: string): Citation {
  return { source, seen, verified: true };
}

/** An address whose text was not at hand on the day given: what it is cited for is common knowledge of the vendor's page, not verified. */
function unread(source: string, seen: string): Citation {
  return { source, seen, verified: false };
}

export const sources = {
  awsSelect: read("https://github.com/aws/agent-toolkit-for-aws/blob/main/skills/core-skills/aws-database/references/select.md", "2026-08-20"),
  awsElastiCache: read("https://github.com/aws/agent-toolkit-for-aws/blob/main/skills/core-skills/aws-database/assets/elasticache.md", "2026-08-20"),
  dynamodbConstraints: read("https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Constraints.html", "2026-08-20"),
  dynamodbTransactions: read("https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/transaction-apis.html", "2026-08-20"),
  extendDb: read("https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/ExtendDB.html", "2026-11-23"),
  azureModels: read("https://learn.microsoft.com/en-us/azure/architecture/data-guide/technology-choices/understand-data-store-models", "2025-08-21"),
  googleOptions: read("https://cloud.google.com/blog/topics/developers-practitioners/your-google-cloud-database-options-explained", "2023-03-24"),
  firestoreHome: read("https://firebase.google.com/docs/firestore", "2026-11-23"),
  firestoreQuotas: read("https://cloud.google.com/firestore/quotas", "2026-11-23"),
  firestoreCounterExtension: read("https://firebase.google.com/products/extensions/firebase-firestore-counter", "2026-11-23"),
  firestoreCounters: read("https://firebase.google.com/docs/firestore/solutions/counters", "2026-11-23"),
  firestoreEditions: read("https://cloud.google.com/firestore/docs/editions-overview", "2026-11-23"),
  firestoreLargeDocuments: read("https://github.com/firebase/firebase-android-sdk/pull/8363", "2026-08-31"),
  mongodbSkills: read("https://github.com/mongodb/agent-skills", "2026-05-15"),
  mongodbPatterns: read("https://www.mongodb.com/company/blog/building-with-patterns-a-summary", "2026-05-15"),
  mongodbLimits: read("https://www.mongodb.com/docs/manual/reference/limits/", "2026-05-15"),
  mongodbLicence: read("https://github.com/mongodb/mongo/blob/master/LICENSE-Community.txt", "2026-11-23"),
  redisFaq: read("https://redis.io/docs/latest/develop/get-started/faq/", "2026-08-21"),
  redisTransactions: read("https://redis.io/docs/latest/develop/using-commands/transactions/", "2026-08-21"),
  redisUseCases: read("https://redis.io/docs/latest/develop/use-cases/", "2026-08-21"),
  redisLicence: read("https://redis.io/legal/licenses/", "2026-08-21"),
  redisPersistence: unread("https://redis.io/docs/latest/operate/oss_and_stack/management/persistence/", "2026-11-24"),
  sqliteWhen: read("https://www.sqlite.org/whentouse.html", "2026-11-23"),
  sqliteCopyright: read("https://www.sqlite.org/copyright.html", "2026-11-23"),
  pgLimits: read("https://www.postgresql.org/docs/18/limits.html", "2026-11-23"),
  pgLicence: unread("https://www.postgresql.org/about/licence/", "2026-11-23"),
  pgManual: unread("https://www.postgresql.org/docs/current/", "2026-11-24"),
  mysqlManual: unread("https://dev.mysql.com/doc/refman/9.0/en/", "2026-11-24"),
  mysqlCommit: unread("https://dev.mysql.com/doc/refman/9.0/en/implicit-commit.html", "2026-11-23"),
  mysqlInnodbLimits: read("https://dev.mysql.com/doc/refman/9.5/en/innodb-limits.html", "2026-11-24"),
  mysqlLicence: read("https://packages.debian.org/sid/mysql-server-core", "2026-11-23"),
  hypertableGuide: read("https://github.com/timescale/pg-aiguide/blob/main/skills/find-hypertable-candidates/SKILL.md", "2026-06-26"),
  hypertableUnique: read("https://docs.timescale.com/use-timescale/latest/hypertables/hypertables-and-unique-indexes/", "2026-11-23"),
  timescaleLicence: read("https://github.com/timescale/timescaledb/blob/main/tsl/LICENSE-TIMESCALE", "2026-11-23"),
  timescaleRepository: read("https://github.com/timescale/timescaledb/blob/main/LICENSE", "2026-11-23"),
  influxCore: read("https://docs.influxdata.com/influxdb3/core/", "2026-08-21"),
  influxDelete: read("https://docs.influxdata.com/influxdb3/enterprise/admin/delete-data/", "2026-08-21"),
  influxPrinciples: read("https://docs.influxdata.com/influxdb/v2/reference/key-concepts/design-principles/", "2026-11-24"),
  influxLicence: read("https://packages.debian.org/bookworm/influxdb", "2026-11-23"),
  influxCoreLicence: read("https://github.com/influxdata/influxdb/blob/main/README.md", "2026-11-24"),
  influxEnterpriseLicence: read("https://docs.influxdata.com/influxdb3/enterprise/admin/license/", "2026-11-24"),
  neo4jEditions: read("https://neo4j.com/docs/operations-manual/current/introduction/", "2026-11-23"),
  neo4jStores: read("https://neo4j.com/docs/operations-manual/current/database-internals/store-formats/", "2026-11-24"),
  dgraphReadme: read("https://github.com/dgraph-io/dgraph/blob/main/README.md", "2026-08-06"),
  dgraphLicence: read("https://github.com/dgraph-io/dgraph/blob/main/LICENSE", "2026-07-30"),
  dgraphDocs: read("https://docs.dgraph.io/", "2026-03-17"),
  elasticRealTime: read("https://www.elastic.co/docs/manage-data/data-store/near-real-time-search", "2026-11-23"),
  elasticMapping: read("https://www.elastic.co/docs/reference/elasticsearch/index-settings/mapping-limit", "2026-11-23"),
  elasticLicence: read("https://www.elastic.co/pricing/faq/licensing", "2026-11-23"),
  typesenseUses: read("https://typesense.org/docs/overview/use-cases.html", "2026-08-06"),
  typesenseMemory: read("https://typesense.org/docs/guide/system-requirements.html", "2026-08-06"),
  typesenseLicence: read("https://github.com/typesense/typesense", "2026-08-06"),
} as const satisfies Readonly<Record<string, Citation>>;
