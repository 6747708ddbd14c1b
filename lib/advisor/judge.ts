import type { Citation, Exclusion, Warning } from "./advice";
import { assumedMemoryGb } from "./assumptions";
import type { Examined } from "./examine";
import { fieldOf, showAnswer, showNumber } from "./fields";
import { measures, type MeasureId } from "./measures";
import { needs, type FoundNeed } from "./needs";
import type { Edition, EditionFact, Lack, Limit, Technology } from "./technology";

/** A documented fact that the answers run into. Its sentences are made when they are shown. */
export type Hit =
  | { readonly kind: "lack"; readonly fact: Lack; readonly need: FoundNeed; readonly edition: Edition | undefined; readonly out: boolean; readonly share: 1 }
  | { readonly kind: "limit"; readonly fact: Limit; readonly measure: MeasureId; readonly edition: Edition | undefined; readonly out: boolean; readonly share: number };

/** What the documented facts say of a technology in a situation. */
export interface Verdict {
  /** Not empty: it is out. */
  readonly against: readonly Hit[];
  readonly warnings: readonly Hit[];
  /** Editions still in the running, the best first; empty where there are none to choose from. */
  readonly editions: readonly Edition[];
  /** Why the others are not. */
  readonly fallen: readonly Hit[];
}

/** Half of a limit is near enough to say so. */
const near = 0.5;

/** Holds a technology's documented limits and lacks against the answers. */
export function judge(technology: Technology, examined: Examined): Verdict {
  const always = hitsOf(technology, examined, undefined);
  const general = always.filter(({ out }) => out);
  const candidates = candidateEditions(technology, examined).map((edition) => ({ edition, hits: hitsOf(technology, examined, edition) }));
  const alive = candidates.filter(({ hits }) => !hits.some(({ out }) => out)).sort((a, b) => (b.edition.modifier?.points ?? 0) - (a.edition.modifier?.points ?? 0));
  const fallen = candidates.flatMap(({ hits }) => hits.filter(({ out }) => out));
  return {
    against: candidates.length > 0 && alive.length === 0 ? [...general, ...fallen] : general,
    warnings: onePerRule([...always, ...alive[0]?.hits ?? []].filter(({ out }) => !out)),
    editions: alive.map(({ edition }) => edition),
    fallen,
  };
}

/** The answered edition, or all of them. */
function candidateEditions({ id, editions }: Technology, { situation: { answers } }: Examined): readonly Edition[] {
  if (editions.length === 0 || answers.editions === undefined || answers.editions === null) return editions;
  const answered = Object.entries(answers.editions).find(([technology]) => technology === id)?.[1];
  return answered === undefined || answered === null ? editions : editions.filter((edition) => edition.id === answered);
}

/** Facts that hold for all editions when none is given; else those that hold for this one only. */
function concerns({ editions }: EditionFact, edition: Edition | undefined): boolean {
  return edition === undefined ? editions === undefined : editions?.includes(edition.id) === true;
}

function hitsOf({ lacks, limits }: Technology, { situation: { answers }, found }: Examined, edition: Edition | undefined): readonly Hit[] {
  const hits: Hit[] = [];
  for (const fact of lacks) {
    const need = found.get(fact.need);
    if (need !== undefined && concerns(fact, edition)) hits.push({ kind: "lack", fact, need, edition, out: fact.tolerable !== true, share: 1 });
  }
  for (const fact of limits) {
    const { measure } = fact;
    const value = measure === undefined ? undefined : measures[measure].of(answers);
    if (measure === undefined || value === undefined || !concerns(fact, edition)) continue;
    const share = value / fact.value;
    if (share < near) continue;
    const out = share > 1 && (fact.beyond === "exclude" || fact.beyond === "shardable" && !answers.hot_item_shardable);
    hits.push({ kind: "limit", fact, measure, edition, out, share });
  }
  return hits;
}

/** Two limits of one rule (an old and a new size) warn once, by the one that is used up more. */
function onePerRule(hits: readonly Hit[]): readonly Hit[] {
  return hits.filter(({ fact: { rule }, share }, i) => !hits.some((other, j) => other.fact.rule === rule && (other.share > share || other.share === share && j < i)));
}

/** An exclusion for a person. */
export function exclusionOf(technology: Technology, hit: Hit, examined: Examined): Exclusion {
  return { ...statedOf(technology, hit, examined), sentence: sentenceOf(hit, examined), ...(hit.edition === undefined ? {} : { edition: hit.edition.id }) };
}

/** A warning for a person: how near the limit is, or what to do beyond it. */
export function warningOf(technology: Technology, hit: Hit, examined: Examined): Warning {
  const sentence = sentenceOf(hit, examined);
  const degree = hit.kind === "lack" ? "" : hit.share > 1 ? hit.fact.remedy ?? "" : `That is ${Math.round(hit.share * 100)} % of it.`;
  return { ...statedOf(technology, hit, examined), share: hit.share, sentence: degree === "" ? sentence : `${sentence} ${degree}` };
}

function statedOf({ id }: Technology, hit: Hit, examined: Examined): Omit<Warning, "sentence" | "share"> {
  const place = hit.kind === "lack" ? hit.need : { attribute: measures[hit.measure].attribute, answer: answerTo(hit.measure, examined) };
  return { technology: id, rule: hit.fact.rule, limit: hit.fact.text, attribute: place.attribute, answer: place.answer, ...citation(hit.fact) };
}

function sentenceOf(hit: Hit, examined: Examined): string {
  return hit.kind === "lack" ? `${needs[hit.fact.need].sentence}. ${hit.fact.text}` : `${measures[hit.measure].label}: ${answerTo(hit.measure, examined)}. ${hit.fact.text}`;
}

function answerTo(measure: MeasureId, { situation: { answers } }: Examined): string {
  const field = fieldOf(measures[measure].attribute);
  const answer = field === undefined ? "" : showAnswer(field, answers[field.attribute]);
  if (measure !== "memory_share") return answer;
  const { memory_gb: memory } = answers;
  return `${answer} for ${memory === undefined || memory === null ? `${showNumber(assumedMemoryGb, "GB")} of memory (assumed)` : `${showNumber(memory, "GB")} of memory`}`;
}

function citation({ source, seen, verified }: Citation): Citation {
  return { source, seen, verified };
}
