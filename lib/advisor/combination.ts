import type { TechnologyId } from "../model";
import type { Combination, CombinationPart, PartRole } from "./advice";
import { isKnown, type Attributes, type Deployment } from "./attributes";
import type { FitKind } from "./pattern-kinds";
import { rank } from "./rank";
import { situationOf, type WeighedPattern } from "./situation";
import { technologies } from "./technologies";

/** A purpose that a second store can serve beside the system of record. */
interface Purpose {
  readonly role: PartRole;
  readonly kinds: readonly FitKind[];
  readonly candidates: readonly TechnologyId[];
  readonly sentence: string;
}

const purposes: readonly Purpose[] = [
  { role: "search-index", kinds: ["text-relevance", "text-typo", "text-logs"], candidates: ["typesense", "elasticsearch"], sentence: "A search index beside it, which can be built anew at any time." },
  { role: "cache", kinds: ["counter", "rank", "queue"], candidates: ["redis"], sentence: "Fast structures in memory, which can be filled again." },
  { role: "time-series", kinds: ["window", "append"], candidates: ["timescaledb", "influxdb"], sentence: "Measurements go straight to a store made for them." },
  { role: "graph", kinds: ["traverse"], candidates: ["neo4j", "dgraph"], sentence: "A graph of the relationships, which can be built anew at any time." },
  { role: "client-copy", kinds: ["sync"], candidates: ["firestore"], sentence: "What clients see live and offline." },
  { role: "reporting", kinds: ["adhoc", "aggregate", "join"], candidates: ["postgresql"], sentence: "A relational copy for reports." },
];

/** A pattern is badly served at this fit or less, well at that or more; between the two one store does. */
const bad = 2.5;
const good = 4;
/** Points by which another must be better at the rest to take the first choice's place. A judgement. */
const farBetter = 20;
/** Less of all weight is not worth a second store. */
const leastShare = 0.1;

/**
 * Several stores, where patterns clearly diverge: the first choice serves some patterns badly, and a specialist serves them well as a
 * copy. Null where one store does: fewer stores are better.
 */
export function combinationOf(answers: Attributes): Combination | null {
  const { patterns, answers: settled } = situationOf(answers);
  if (settled.role !== "system_of_record" || settled.deploy === "device" || patterns.length < 2) return null;
  const provisional = firstWith(answers, patterns);
  if (provisional === undefined) return null;
  const delegated = purposes.flatMap((purpose) => delegate(purpose, answers, patterns, provisional) ?? []);
  if (delegated.length === 0) return null;
  const away = new Set(delegated.flatMap((part) => part.patterns));
  const kept = patterns.filter(({ index }) => !away.has(index));
  const base = kept.length === 0 ? undefined : baseFor(answers, kept, provisional);
  // The rest may choose a specialist itself: then one store less.
  const beside = delegated.filter((part) => part.technology !== base && (base === undefined || !part.served(base)));
  if (base === undefined || beside.length === 0) return null;
  const besides = new Set(beside.flatMap((part) => part.patterns));
  const parts: readonly [CombinationPart, ...CombinationPart[]] = [
    { technology: base, role: "system-of-record", patterns: patterns.filter(({ index }) => !besides.has(index)).map(({ index }) => index), sentence: "The system of record: every write goes here first." },
    ...beside.map(({ technology, purpose, patterns: theirs }): CombinationPart => ({
      technology, role: purpose.role, patterns: theirs, sync: syncOf(purpose, base), sentence: purpose.sentence,
    })),
  ];
  const names = beside.map(({ technology }) => technologies[technology].label).join(" and ");
  const caution = settled.team === "small" ? " A small team starts with one store and adds the other when it has to." : "";
  return { parts, sentence: `${technologies[base].label} as system of record, with ${names} for what it serves badly.${caution}` };
}

interface Delegated {
  readonly technology: TechnologyId;
  readonly purpose: Purpose;
  readonly patterns: readonly number[];
  /** Whether a technology serves these patterns well enough by itself. */
  served(base: TechnologyId): boolean;
}

function delegate(purpose: Purpose, answers: Attributes, patterns: readonly WeighedPattern[], base: TechnologyId): Delegated | undefined {
  const theirs = patterns.filter(({ kind }) => purpose.kinds.includes(kind) && technologies[base].fits[kind].value <= bad);
  const share = theirs.reduce((sum, one) => sum + one.share, 0);
  if (share < leastShare) return undefined;
  const copy: Attributes = {
    ...answers, role: purpose.role === "cache" ? "cache" : "derived", tx: "item", integrity: "none", consistency: "eventual", shape: "fixed", predictability: "known",
    deploy: beside(answers.deploy), patterns: theirs.map(({ pattern }) => pattern),
  };
  const specialist = rank(copy).ranking.find(({ technology }) => purpose.candidates.includes(technology))?.technology;
  if (specialist === undefined || specialist === base) return undefined;
  const fitOf = (technology: TechnologyId): number => theirs.reduce((sum, { kind, share: part }) => sum + technologies[technology].fits[kind].value * part / share, 0);
  if (fitOf(specialist) < good) return undefined;
  return { technology: specialist, purpose, patterns: theirs.map(({ index }) => index), served: (technology) => fitOf(technology) > bad };
}

/** What keeps the rest: the first choice of all, unless another is far better at what is left. */
function baseFor(answers: Attributes, kept: readonly WeighedPattern[], first: TechnologyId): TechnologyId | undefined {
  const { ranking } = rank({ ...answers, patterns: kept.map(({ pattern }) => pattern) });
  const [best] = ranking;
  const stays = ranking.find(({ technology }) => technology === first);
  return best !== undefined && stays !== undefined && best.score - stays.score <= farBetter ? first : best?.technology;
}

/** A second store is reached by servers, also where the first is reached by clients. */
function beside(deploy: Deployment | null | undefined): Deployment | undefined {
  return deploy === "mobile_web_direct" || !isKnown(deploy) ? "server" : deploy;
}

function firstWith(answers: Attributes, patterns: readonly WeighedPattern[]): TechnologyId | undefined {
  return rank({ ...answers, patterns: patterns.map(({ pattern }) => pattern) }).ranking[0]?.technology;
}

/** Technologies whose own transactions can write the change and the note about it together. */
const transactional: readonly TechnologyId[] = ["postgresql", "mysql", "sqlite", "timescaledb", "neo4j"];

function syncOf({ role }: Purpose, base: TechnologyId): NonNullable<CombinationPart["sync"]> {
  const { label } = technologies[base];
  if (role === "time-series") return { method: "ingest-fan-out", sentence: `Measurements are written there at once; the names and groups they refer to are copied from ${label} by an outbox.` };
  if (role === "cache") return { method: "write-through", sentence: `Written together with ${label}, with an expiry as a safety net; what is lost is filled again from ${label}.` };
  return transactional.includes(base)
    ? { method: "outbox", sentence: `Each transaction in ${label} also writes a row into an outbox table; a worker carries it over, in order and more than once if need be.` }
    : { method: "change-data-capture", sentence: `The change stream of ${label} feeds it; a full rebuild covers what the stream no longer has.` };
}
