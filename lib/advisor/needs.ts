import { isKnown } from "./attributes";
import { labelOfKind } from "./pattern-kinds";
import { hopsOf, type Situation, type WeighedPattern } from "./situation";
import type { AnswerPath } from "./advice";
import { labelOfAnswer } from "./fields";

/** A need that the answers have: where it stands, and the answer as a person reads it. */
export interface FoundNeed {
  readonly attribute: AnswerPath;
  readonly answer: string;
}

/** Something that a technology either offers or not. Which does not stands in its data file (`lacks`). */
export interface Need {
  /** Beginning of a sentence that the lack ends: "The data live in the device". */
  readonly sentence: string;
  readonly found: (situation: Situation) => FoundNeed | undefined;
}

const answered = (attribute: AnswerPath, answer: string, when: boolean): FoundNeed | undefined => when ? { attribute, answer } : undefined;
const patterned = (found: WeighedPattern | undefined, answer: (pattern: WeighedPattern) => string, member = ""): FoundNeed | undefined =>
  found === undefined ? undefined : { attribute: `patterns[${found.index}]${member}`, answer: answer(found) };
const titled = ({ kind, pattern }: WeighedPattern): string => pattern.name ?? labelOfKind(kind);

/** Every need, in the order of the exclusions shown. */
export const needIds = [
  "device", "client-direct", "network", "many-writers", "self-hosting", "aws",
  "google-cloud", "osi-licence", "system-of-record", "system-of-record-besides-logs", "multi-transactions", "foreign-keys",
  "own-writes", "strong-consistency", "joins", "several-joins", "mostly-ad-hoc", "deep-traversal", "log-search",
  "timeless", "history-updates", "unique-without-time", "time-policies",
] as const;
export type NeedId = (typeof needIds)[number];

/** Everything that can rule a technology out for not offering it. */
export const needs: Readonly<Record<NeedId, Need>> = {
  device: {
    sentence: "The data must live in the device",
    found: ({ answers }) => answered("deploy", "in the device", answers.deploy === "device"),
  },
  "client-direct": {
    sentence: "Clients read and write the database directly",
    found: ({ answers }) => answered("deploy", "directly from mobile and web clients", answers.deploy === "mobile_web_direct"),
  },
  network: {
    sentence: "The data are used over a network",
    found: ({ answers }) => answered("deploy", labelOfAnswer("deploy", answers.deploy), answers.deploy !== "device" && answers.deploy !== "single_server"),
  },
  "many-writers": {
    sentence: "Many processes write at once",
    found: ({ answers }) => answered("writers", "many", answers.writers === "many" && answers.deploy !== "device"),
  },
  "self-hosting": {
    sentence: "It must run on own machines",
    found: ({ answers }) => answered("self_host_required", "yes", answers.self_host_required),
  },
  aws: {
    sentence: "The application runs serverless on AWS",
    found: ({ answers }) => answered("deploy", "serverless on AWS", answers.deploy === "serverless_aws"),
  },
  "google-cloud": {
    sentence: "The application runs serverless on Google Cloud",
    found: ({ answers }) => answered("deploy", "serverless on Google Cloud", answers.deploy === "serverless_gcp"),
  },
  "osi-licence": {
    sentence: "Only licences approved by the OSI will do",
    found: ({ answers }) => answered("licence", "OSI-approved only", answers.licence === "osi"),
  },
  "system-of-record": {
    sentence: "It would be the only place where these data are",
    found: ({ answers }) => answered("role", "system of record", answers.role === "system_of_record"),
  },
  "system-of-record-besides-logs": {
    sentence: "It would be the only place where these data are",
    found: ({ answers, isLogStore }) => answered("role", "system of record", answers.role === "system_of_record" && !isLogStore),
  },
  "multi-transactions": {
    sentence: "One write changes several things together or not at all",
    found: ({ answers }) => answered("tx", "several items", answers.tx === "multi" && answers.role === "system_of_record"),
  },
  "foreign-keys": {
    sentence: "The database must hold references intact",
    found: ({ answers }) => answered("integrity", "foreign keys", answers.integrity === "fk" && answers.role === "system_of_record"),
  },
  "own-writes": {
    sentence: "A writer must see its own writes at once",
    found: ({ answers }) => answered("consistency", labelOfAnswer("consistency", answers.consistency), answers.consistency === "ryw"),
  },
  "strong-consistency": {
    sentence: "Every read must see the latest write",
    found: ({ answers }) => answered("consistency", "strong", answers.consistency === "strong"),
  },
  joins: {
    sentence: "Tables are joined",
    found: ({ find }) => patterned(find("join"), titled),
  },
  "several-joins": {
    sentence: "Three tables and more are joined in one question",
    found: ({ patterns }) => patterned(patterns.find(({ kind, pattern }) => kind === "join" && (pattern.join_depth ?? 0) >= 2), ({ pattern }) => `${pattern.join_depth ?? ""} joins`, ".join_depth"),
  },
  "mostly-ad-hoc": {
    sentence: "Most questions are not known in advance",
    found: ({ answers, share, find }) => answers.predictability === "adhoc"
      ? { attribute: "predictability", answer: "ad hoc" }
      : share("adhoc") >= 0.5 ? patterned(find("adhoc"), titled) : undefined,
  },
  "deep-traversal": {
    sentence: "Relationships are followed three steps and more",
    found: ({ find }) => patterned(find("traverse"), ({ pattern }) => Number.isFinite(hopsOf(pattern)) ? `${hopsOf(pattern)} steps` : "any number of steps", ".hops"),
  },
  "log-search": {
    sentence: "Log lines are searched",
    found: ({ find }) => patterned(find("text-logs"), titled, ".text"),
  },
  timeless: {
    sentence: "Nothing is kept or read by its time",
    found: ({ hasTime }) => answered("patterns", "no appended events, time windows, retention or history", !hasTime),
  },
  "history-updates": {
    sentence: "Old rows are corrected or erased",
    found: ({ answers, find }) => answers.updates_to_history ? { attribute: "updates_to_history", answer: "yes" } : patterned(find("update_history"), titled),
  },
  "unique-without-time": {
    sentence: "A key must be unique over all time",
    found: ({ answers, hasTime }) => answered("unique_without_time", "yes", answers.unique_without_time && hasTime),
  },
  /** Retention by policy, compressed columns or kept aggregates: what Timescale's own licence covers. */
  "time-policies": {
    sentence: "Retention, compression or kept aggregates are needed",
    found: ({ answers, share }) => isKnown(answers.retention_days)
      ? { attribute: "retention_days", answer: `${answers.retention_days} days` }
      : answered("dataset_gb_1y", `${answers.dataset_gb_1y ?? 0} GB read by time windows`, share("window") > 0 && (answers.dataset_gb_1y ?? 0) >= 100),
  },
};
