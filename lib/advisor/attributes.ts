import type { PatternKind, TextNeed } from "./pattern-kinds";

export const deployments = ["device", "single_server", "server", "mobile_web_direct", "serverless_aws", "serverless_gcp"] as const;
export type Deployment = (typeof deployments)[number];
export const consistencies = ["eventual", "ryw", "strong"] as const;
export type Consistency = (typeof consistencies)[number];
export const transactionScopes = ["none", "item", "multi"] as const;
export type TransactionScope = (typeof transactionScopes)[number];
export const integrities = ["none", "unique", "fk"] as const;
export type Integrity = (typeof integrities)[number];
export const shapes = ["fixed", "evolving", "polymorphic"] as const;
export type Shape = (typeof shapes)[number];
export const predictabilities = ["known", "mixed", "adhoc"] as const;
export type Predictability = (typeof predictabilities)[number];
export const roles = ["system_of_record", "derived", "cache"] as const;
export type Role = (typeof roles)[number];
export const writerCounts = ["one", "few", "many"] as const;
export type WriterCount = (typeof writerCounts)[number];
export const teamSizes = ["small", "normal"] as const;
export type TeamSize = (typeof teamSizes)[number];
export const licenceWishes = ["any", "osi"] as const;
export type LicenceWish = (typeof licenceWishes)[number];

/** Editions that change the answer; asked only while the technology is still in the running. */
export const editionIds = {
  firestore: ["standard", "enterprise"],
  influxdb: ["2", "3-core", "3-enterprise"],
  neo4j: ["community", "enterprise"],
  timescaledb: ["apache", "community"],
} as const;
export type EditionedTechnology = keyof typeof editionIds;
export type EditionAnswers = { readonly [T in EditionedTechnology]?: (typeof editionIds)[T][number] | null | undefined };

/** One access pattern as the advisor weighs it. */
export interface AttributePattern {
  readonly kind: PatternKind;
  /** How much it matters among the patterns; a positive number, 1 when absent. Only the proportions count. */
  readonly weight?: number | null | undefined;
  /** Steps of a traversal, at most. */
  readonly hops?: number | "unbounded" | null | undefined;
  /** Tables joined beyond the first. */
  readonly join_depth?: number | null | undefined;
  readonly text?: TextNeed | null | undefined;
  /** What the team calls it; shown, never weighed. */
  readonly name?: string | null | undefined;
}

/**
 * The answers a technology is chosen by, in the form they are written to files (`strata advise`). Everything is optional: an absent
 * answer, and `null`, is unknown and becomes a gap; for `ttl_s`, `retention_days` and `history_query_days` `null` means "none".
 */
export interface Attributes {
  readonly rows_now?: number | null | undefined;
  readonly rows_1y?: number | null | undefined;
  /** Largest item, KB. */
  readonly item_kb_max?: number | null | undefined;
  /** All data in a year, GB. */
  readonly dataset_gb_1y?: number | null | undefined;
  /** Peak reads per second. */
  readonly reads_s?: number | null | undefined;
  /** Peak writes per second. */
  readonly writes_s?: number | null | undefined;
  /** Writes per second to the one item that is written most. */
  readonly hot_item_writes_s?: number | null | undefined;
  /** Whether the hottest item can be spread over several (a counter in shards). */
  readonly hot_item_shardable?: boolean | null | undefined;
  /** What 99 of 100 calls must stay under, milliseconds. */
  readonly p99_ms?: number | null | undefined;
  readonly consistency?: Consistency | null | undefined;
  /** What one write changes together or not at all. */
  readonly tx?: TransactionScope | null | undefined;
  /** Items in the largest transaction. */
  readonly tx_items?: number | null | undefined;
  readonly integrity?: Integrity | null | undefined;
  readonly shape?: Shape | null | undefined;
  readonly predictability?: Predictability | null | undefined;
  /** Seconds after which items expire; `null`: they do not. */
  readonly ttl_s?: number | null | undefined;
  /** Days after which old rows are dropped; `null`: never. */
  readonly retention_days?: number | null | undefined;
  /** Days of history the widest query reads; `null`: no history is read. */
  readonly history_query_days?: number | null | undefined;
  /** Whether old rows are corrected or erased. */
  readonly updates_to_history?: boolean | null | undefined;
  /** Whether a key must be unique over all time, without the time column in it. */
  readonly unique_without_time?: boolean | null | undefined;
  /** Further keys that rows are looked up by (secondary indexes). */
  readonly alternate_keys?: number | null | undefined;
  /** Writes per second to one collection in the order of an indexed value (a time, a counting id). */
  readonly sequential_writes_s?: number | null | undefined;
  /** Memory there is for data, GB. */
  readonly memory_gb?: number | null | undefined;
  readonly role?: Role | null | undefined;
  readonly deploy?: Deployment | null | undefined;
  readonly self_host_required?: boolean | null | undefined;
  readonly writers?: WriterCount | null | undefined;
  readonly team?: TeamSize | null | undefined;
  readonly licence?: LicenceWish | null | undefined;
  readonly editions?: EditionAnswers | null | undefined;
  readonly patterns?: readonly AttributePattern[] | null | undefined;
}

export type AttributeName = keyof Attributes;

/** Whether there is an answer: neither absent nor `null`. */
export function isKnown<T>(value: T | null | undefined): value is T {
  return value !== undefined && value !== null;
}
