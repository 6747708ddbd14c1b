import type { AnswerPath } from "./advice";
import { isKnown, type Attributes, type EditionedTechnology } from "./attributes";
import { fieldOf, type PlainAttribute } from "./fields";
import { fieldMoves, movesOf } from "./moves";
import { answeredKinds, labelOfKind } from "./pattern-kinds";
import { orderOf, rank, type Ranking } from "./rank";
import { technologies } from "./technologies";

/** An answer offered by one press: choices, and round numbers where a number is asked. */
export interface QuestionOption {
  readonly value: string | number | boolean | null;
  readonly label: string;
}

/** One question of the wizard, in plain words. */
export interface Question {
  readonly id: string;
  /** The attribute it sets: `deploy`, `editions.neo4j`, or `patterns`. */
  readonly attribute: AnswerPath;
  readonly text: string;
  /** Why it is asked. */
  readonly help: string;
  /** "patterns" picks kinds of access patterns, or leads to their table. */
  readonly kind: "choice" | "number" | "flag" | "patterns";
  readonly unit?: string;
  readonly options: readonly QuestionOption[];
  /** "first": asked of everybody, few enough for two minutes; "deep": only where it can still change the answer. */
  readonly depth: "first" | "deep";
}

const yesNo: readonly QuestionOption[] = [{ value: true, label: "Yes" }, { value: false, label: "No" }];
const sizes = (unit: string, ...values: readonly number[]): readonly QuestionOption[] => values.map((value) => ({ value, label: `${value.toLocaleString("en")}${unit}` }));

function ask(attribute: PlainAttribute, depth: Question["depth"], text: string, help: string, presets: readonly QuestionOption[] = []): Question {
  const field = fieldOf(attribute);
  if (field === undefined) throw new Error(`There is no field ${attribute}.`);
  const none: readonly QuestionOption[] = field.none === undefined ? [] : [{ value: null, label: field.none }];
  switch (field.kind) {
    case "choice": return { id: attribute, attribute, depth, text, help, kind: "choice", options: field.options };
    case "flag": return { id: attribute, attribute, depth, text, help, kind: "flag", options: yesNo };
    case "number": return { id: attribute, attribute, depth, text, help, kind: "number", unit: field.unit, options: [...none, ...presets] };
  }
}

const firstQuestions: readonly Question[] = [
  ask("deploy", "first", "Where will the data live?", "A device, one server, many servers or a cloud's services: each rules some technologies out."),
  ask("role", "first", "Is this the only place where these data are?", "What may be lost or made again can be kept in memory or in a search index; the only copy cannot."),
  {
    id: "patterns", attribute: "patterns", depth: "first", kind: "patterns", text: "What will be asked of the data?",
    help: "Pick what the application does most. Each kind can be weighed, and described in full in the table of access patterns.",
    options: answeredKinds.map((kind) => ({ value: kind, label: kind === "text" ? "Search in text" : kind === "traverse" ? "Follow relationships several steps" : labelOfKind(kind) })),
  },
  ask("dataset_gb_1y", "first", "How much data will there be in a year?", "Memory, one machine, or many: a rough size is enough.", sizes(" GB", 1, 20, 200, 2000, 10_000)),
  ask("reads_s", "first", "How many reads a second at the peak?", "Most applications stay under a hundred; some technologies only pay from thousands on.", sizes(" a second", 10, 100, 1000, 20_000, 200_000)),
  ask("tx", "first", "What must change together or not at all?", "Moving money between two accounts changes two things together; saving a profile changes one."),
  ask("licence", "first", "Which licences will do?", "MongoDB's and parts of others' are not approved by the OSI; hosted services are proprietary."),
];

const deepQuestions: readonly Question[] = [
  ask("self_host_required", "deep", "Must it run on your own machines?", "DynamoDB and Firestore exist as services only."),
  ask("team", "deep", "Who runs it?", "A cluster wants people who size, upgrade and watch it."),
  ask("predictability", "deep", "Are the questions known in advance?", "Keys and indexes can be made for known questions; for others SQL is made."),
  ask("integrity", "deep", "What must the database itself hold intact?", "Foreign keys and unique keys are enforced by some, left to the application by others."),
  ask("shape", "deep", "Do items of one kind have the same fields?", "Documents may differ; tables want one shape."),
  ask("consistency", "deep", "What must a read see?", "Search indexes and copies lag behind; a ledger must not."),
  ask("p99_ms", "deep", "How fast must 99 of 100 calls be answered?", "Within 2 ms means memory; within 10 ms at high rates leaves few.", sizes(" ms", 1, 5, 20, 100, 500)),
  ask("writes_s", "deep", "How many writes a second at the peak?", "One writer, one primary or many partitions.", sizes(" a second", 1, 50, 1000, 20_000, 250_000)),
  ask("writers", "deep", "How many processes write?", "SQLite lets one write at any instant."),
  ask("rows_1y", "deep", "How many rows will there be in a year?", "Some stores count nodes; some only pay from a million rows on.", sizes("", 100_000, 2_000_000, 500_000_000, 20_000_000_000)),
  ask("item_kb_max", "deep", "How large is the largest item?", "400 KB in DynamoDB, 1 MiB in Firestore, 16 MB in MongoDB.", sizes(" KB", 4, 100, 1000, 10_000)),
  ask("hot_item_writes_s", "deep", "How often is the item written that is written most?", "One document of Firestore takes about one a second, one key of DynamoDB a thousand.", sizes(" a second", 0, 1, 100, 2000)),
  ask("hot_item_shardable", "deep", "Can that item be spread over several?", "A counter can be kept in parts and added up."),
  ask("sequential_writes_s", "deep", "How many writes a second come in the order of an indexed value?", "An indexed time or counting id limits Firestore to 500 a second.", sizes(" a second", 10, 100, 1000)),
  ask("memory_gb", "deep", "How much memory is there for the data?", "Redis keeps all of it in memory, Typesense two to three times what is searched.", sizes(" GB", 8, 64, 256, 1000)),
  ask("ttl_s", "deep", "Do items expire?", "Expiry is built into some, a nightly job in others.", [{ value: 3600, label: "after an hour" }, { value: 86_400, label: "after a day" }, { value: 2_592_000, label: "after a month" }]),
  ask("retention_days", "deep", "Are old rows dropped?", "Time-series stores drop whole ranges at once.", sizes(" days", 7, 30, 365)),
  ask("history_query_days", "deep", "How far back do queries read?", "InfluxDB 3 Core reads about three days per query.", sizes(" days", 1, 30, 365)),
  ask("updates_to_history", "deep", "Are old rows corrected or erased?", "Time-series stores restrict it."),
  ask("unique_without_time", "deep", "Is there a key that is unique over all time?", "A hypertable's unique keys must contain its time."),
  ask("tx_items", "deep", "How many items does the largest transaction have?", "DynamoDB takes a hundred.", sizes("", 2, 10, 100, 1000)),
  ask("alternate_keys", "deep", "By how many further keys are items looked up?", "DynamoDB has 20 secondary indexes a table by default.", sizes("", 0, 3, 10, 25)),
  ...editionQuestions(),
];

function editionQuestions(): readonly Question[] {
  return Object.values(technologies).filter(({ editions }) => editions.length > 0).map(({ id, label, editions }) => ({
    id: `editions.${id}`, attribute: `editions.${id}`, depth: "deep", kind: "choice", text: `Which edition of ${label}?`,
    help: editions.map((edition) => `${edition.label}: ${edition.facts[0]?.text ?? ""}`).join(" "),
    options: editions.map((edition) => ({ value: edition.id, label: edition.label })),
  }));
}

/** Every question, first those asked of everybody. */
export const questions: readonly Question[] = [...firstQuestions, ...deepQuestions];

/**
 * The questions to show: the first ones, those answered already, and of the others those whose answer can still change who is first,
 * who is second, or who is out of the running among the first three. Editions only while their technology is among the first three.
 */
export function openQuestions(answers: Attributes, ranked: Ranking = rank(answers)): readonly Question[] {
  return questions.filter((question) => question.depth === "first" || isAnswered(question, answers) || matters(question, answers, ranked));
}

/** Whether there is an answer; "none" is one. */
export function isAnswered({ attribute }: Question, answers: Attributes): boolean {
  const edition = editionedTechnology(attribute);
  if (edition !== undefined) return isKnown(answers.editions?.[edition]);
  if (attribute === "patterns") return (answers.patterns ?? []).length > 0;
  const field = fieldOf(attribute);
  return field !== undefined && (isKnown(answers[field.attribute]) || answers[field.attribute] === null && field.none !== undefined);
}

function editionedTechnology(attribute: AnswerPath): EditionedTechnology | undefined {
  const id = attribute.startsWith("editions.") ? attribute.slice("editions.".length) : undefined;
  const known: readonly EditionedTechnology[] = ["firestore", "influxdb", "neo4j", "timescaledb"];
  return known.find((technology) => technology === id);
}

function matters({ attribute }: Question, answers: Attributes, { ranking }: Ranking): boolean {
  const edition = editionedTechnology(attribute);
  if (edition !== undefined) return ranking.slice(0, 3).some(({ technology }) => technology === edition);
  const field = fieldOf(attribute);
  const moves = field === undefined ? movesOf(answers).filter((move) => move.attribute === attribute) : fieldMoves(field, answers);
  const leaders = ranking.slice(0, 3).map(({ technology }) => technology);
  return moves.some((move) => {
    const next = orderOf(move.answers);
    return next[0] !== leaders[0] || next[1] !== leaders[1] || leaders.some((leader) => !next.includes(leader));
  });
}
