import { isKnown } from "./attributes";
import type { AnswerPath } from "./advice";
import type { Situation } from "./situation";

interface AnyCondition {
  readonly id: string;
  readonly label: string;
  /** The answer it comes from. */
  readonly attribute: AnswerPath;
  readonly holds: (situation: Situation) => boolean;
}

/** Below these a load is small: any of the thirteen carries it. A judgement. */
const small = { calls: 100, gb: 50, rows: 10_000_000 };

const fast = ({ answers }: Situation): boolean => isKnown(answers.p99_ms) && answers.p99_ms <= 10;
const calls = ({ callsPerSecond }: Situation): number => callsPerSecond ?? 0;
/** What expires within a day is missed less when it is lost. */
const isShortLived = ({ answers }: Situation): boolean => isKnown(answers.ttl_s) && answers.ttl_s <= 86_400;
const appends = (situation: Situation): boolean => situation.share("append") > 0;

const list = [
  { id: "answers-within-2-ms",
    label: "Answers within 2 ms", attribute: "p99_ms",
    holds: ({ answers }) => isKnown(answers.p99_ms) && answers.p99_ms <= 2,
  },
  { id: "fast-at-20k",
    label: "Answers within 10 ms at 20,000 calls a second and more", attribute: "p99_ms",
    holds: (situation) => fast(situation) && calls(situation) >= 20_000,
  },
  {
    id: "calls-20k", label: "20,000 calls a second and more", attribute: "reads_s",
    holds: (situation) => calls(situation) >= 20_000 && calls(situation) < 100_000,
  },
  { id: "calls-100k",
    label: "100,000 calls a second and more", attribute: "reads_s",
    holds: (situation) => calls(situation) >= 100_000,
  },
  { id: "ingest-200k",
    label: "200,000 appended entries a second and more", attribute: "writes_s",
    holds: (situation) => appends(situation) && (situation.answers.writes_s ?? 0) >= 200_000,
  },
  { id: "writes-1k",
    label: "1,000 writes a second and more", attribute: "writes_s",
    holds: ({ answers }) => (answers.writes_s ?? 0) >= 1000,
  },
  { id: "beyond-one-server",
    label: "More data than one server keeps well", attribute: "dataset_gb_1y",
    holds: ({ answers }) => (answers.dataset_gb_1y ?? 0) >= 4000 || (answers.rows_1y ?? 0) >= 10_000_000_000,
  },
  { id: "small-load",
    label: "A small load", attribute: "reads_s",
    holds: ({ answers, callsPerSecond }) => callsPerSecond !== undefined && callsPerSecond <= small.calls
      && (answers.dataset_gb_1y ?? 0) <= small.gb && (answers.rows_1y ?? 0) <= small.rows,
  },
  {
    id: "plain-look-ups", label: "Plain look-ups that need not be especially fast", attribute: "p99_ms",
    holds: ({ answers, share }) => answers.role === "system_of_record" && (answers.p99_ms ?? 100) > 10 && share("point", "write_point", "range", "filter") >= 0.5,
  },
  {
    id: "fixed-shape", label: "Records whose fields are the same", attribute: "shape",
    holds: ({ answers, share }) => answers.shape === "fixed" && answers.role === "system_of_record" && share("point", "write_point", "range", "filter", "join", "write_tx", "adhoc") >= 0.5,
  },
  { id: "polymorphic", label: "Items of a kind differ in their fields", attribute: "shape", holds: ({ answers }) => answers.shape === "polymorphic" },
  { id: "evolving", label: "Fields change often", attribute: "shape", holds: ({ answers }) => answers.shape === "evolving" },
  { id: "foreign-keys", label: "The database holds references intact", attribute: "integrity", holds: ({ answers }) => answers.integrity === "fk" },
  { id: "unique-keys", label: "The database holds keys unique", attribute: "integrity", holds: ({ answers }) => answers.integrity === "unique" },
  { id: "several-items-at-once", label: "Several items change together or not at all", attribute: "tx", holds: ({ answers }) => answers.tx === "multi" },
  { id: "ad-hoc", label: "Questions are not known in advance", attribute: "predictability", holds: ({ answers }) => answers.predictability === "adhoc" },
  { id: "partly-ad-hoc", label: "Some questions are not known in advance", attribute: "predictability", holds: ({ answers }) => answers.predictability === "mixed" },
  { id: "small-team", label: "A small team", attribute: "team", holds: ({ answers }) => answers.team === "small" },
  { id: "expiry", label: "Items expire", attribute: "ttl_s", holds: ({ answers }) => isKnown(answers.ttl_s) },
  { id: "retention", label: "Old rows are dropped", attribute: "retention_days", holds: ({ answers }) => isKnown(answers.retention_days) },
  { id: "serverless-aws", label: "Serverless on AWS", attribute: "deploy", holds: ({ answers }) => answers.deploy === "serverless_aws" },
  { id: "serverless-google", label: "Serverless on Google Cloud", attribute: "deploy", holds: ({ answers }) => answers.deploy === "serverless_gcp" },
  { id: "several-servers", label: "Runs on several servers", attribute: "deploy", holds: ({ answers }) => answers.deploy === "server" },
  { id: "single-server", label: "Runs beside one server process", attribute: "deploy", holds: ({ answers }) => answers.deploy === "single_server" },
  { id: "time-and-joins",
    label: "Measurements over time, joined with other tables", attribute: "patterns",
    holds: ({ share, answers }) => share("append", "window") > 0 && (share("join") > 0 || answers.integrity === "fk"),
  },
  { id: "little-history",
    label: "Fewer rows than make a time-series table worth it", attribute: "rows_1y",
    holds: ({ answers, hasTime }) => hasTime && isKnown(answers.rows_1y) && answers.rows_1y < 1_000_000,
  },
  { id: "time-is-minor",
    label: "Most of what is asked is not about time", attribute: "patterns",
    holds: ({ hasTime, share, patterns }) => hasTime && patterns.length > 0 && share("append", "window", "update_history", "range", "aggregate") < 0.5,
  },
  {
    id: "time-not-read", label: "Appended, but neither read nor dropped by time", attribute: "history_query_days",
    holds: ({ answers, hasTime, share }) => hasTime && !isKnown(answers.retention_days) && answers.history_query_days === null && share("window", "update_history", "text-logs") === 0,
  },
  { id: "cache", label: "A cache", attribute: "role", holds: ({ answers }) => answers.role === "cache" },
  { id: "system-of-record", label: "The only place where these data are", attribute: "role", holds: (situation) => situation.answers.role === "system_of_record" && !isShortLived(situation) },
  { id: "short-lived-record", label: "The only place where these data are, for a day at most", attribute: "role", holds: (situation) => situation.answers.role === "system_of_record" && isShortLived(situation) },
  { id: "no-traversal", label: "No relationships are followed", attribute: "patterns", holds: ({ hops, share }) => hops === 0 && share("graphql") < 0.25 },
  { id: "shallow-traversal", label: "Relationships are followed one or two steps only", attribute: "patterns", holds: ({ hops, share }) => hops > 0 && hops <= 2 || hops === 0 && share("graphql") >= 0.25 },
] as const satisfies readonly AnyCondition[];

export type ConditionId = (typeof list)[number]["id"];

/** Something in the answers that gives or takes points, whatever the patterns. How many stands in each technology's data file. */
export interface Condition extends AnyCondition {
  readonly id: ConditionId;
}

/** Every condition, in the order of the lines of a score. */
export const conditions: readonly Condition[] = list;
