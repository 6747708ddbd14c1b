import type { AttributeName, Attributes } from "./attributes";

/** Memory of one large server, GB: assumed where nobody said how much there is. A judgement, and shown as one. */
export const assumedMemoryGb = 256;

/** Steps of a traversal whose depth nobody said: deep, since a fixed short path would be a join. */
export const assumedHops = 3;

/**
 * What stands in for an unknown answer, so that there is a ranking at all; never silently: each becomes a gap. The cautious or the
 * common answer, whichever costs less when it is wrong. Sizes and rates have none: a limit on something unknown neither excludes nor warns.
 */
const defaults = {
  role: "system_of_record",
  deploy: "server",
  tx: "item",
  integrity: "none",
  consistency: "ryw",
  shape: "fixed",
  predictability: "known",
  writers: "many",
  team: "normal",
  licence: "any",
  self_host_required: false,
  updates_to_history: false,
  hot_item_shardable: false,
  unique_without_time: false,
} as const satisfies Attributes;

type Assumable = keyof typeof defaults;

/** The answers with every assumption filled in. */
export type Settled = Attributes & { readonly [A in Assumable]: NonNullable<Attributes[A]> };

/** Fills in what is unknown. What was assumed is in `assumptions`. */
export function settle(answers: Attributes): Settled {
  return {
    ...answers,
    role: answers.role ?? defaults.role,
    deploy: answers.deploy ?? defaults.deploy,
    tx: answers.tx ?? defaults.tx,
    integrity: answers.integrity ?? defaults.integrity,
    consistency: answers.consistency ?? defaults.consistency,
    shape: answers.shape ?? defaults.shape,
    predictability: answers.predictability ?? defaults.predictability,
    writers: answers.writers ?? defaults.writers,
    team: answers.team ?? defaults.team,
    licence: answers.licence ?? defaults.licence,
    self_host_required: answers.self_host_required ?? defaults.self_host_required,
    updates_to_history: answers.updates_to_history ?? defaults.updates_to_history,
    hot_item_shardable: answers.hot_item_shardable ?? defaults.hot_item_shardable,
    unique_without_time: answers.unique_without_time ?? defaults.unique_without_time,
  };
}

/** What is assumed for an attribute nobody answered, as a sentence. */
export const assumptions: Readonly<Partial<Record<AttributeName, string>>> = {
  role: "Assumed to be the only place where these data are.",
  deploy: "Assumed to run on several servers.",
  tx: "Assumed that one write changes one item.",
  integrity: "Assumed that the application looks after references and uniqueness.",
  consistency: "Assumed that a writer must see its own writes.",
  shape: "Assumed that all items of a kind have the same fields.",
  predictability: "Assumed that the questions are known in advance.",
  writers: "Assumed that many processes write at once.",
  team: "Assumed a team that can run a cluster.",
  licence: "Assumed that any licence will do.",
  self_host_required: "Assumed that a hosted service will do.",
  updates_to_history: "Assumed that old rows are neither corrected nor erased.",
  hot_item_shardable: "Assumed that the hottest item cannot be spread over several.",
  unique_without_time: "Assumed that no key must be unique without the time in it.",
  rows_now: "Assumed to be few enough for one server.",
  rows_1y: "Assumed to be few enough for one server.",
  dataset_gb_1y: "Assumed to fit one server and its memory.",
  item_kb_max: "Assumed to be a few KB.",
  reads_s: "Assumed a load that one server carries.",
  writes_s: "Assumed a load that one server carries.",
  p99_ms: "Assumed that no call has to be especially fast.",
  hot_item_writes_s: "Assumed that no item is written much more than others.",
  ttl_s: "Assumed that items do not expire.",
  retention_days: "Assumed that nothing is dropped for its age.",
  history_query_days: "Assumed that no query reads far back.",
  tx_items: "Assumed that a transaction has few items.",
  alternate_keys: "Assumed a few.",
  sequential_writes_s: "Assumed to be few.",
  memory_gb: `Assumed ${assumedMemoryGb} GB, one large server.`,
};
