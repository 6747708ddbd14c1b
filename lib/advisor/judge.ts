import { isKnown } from "./attributes";
import type { Citation, Exclusion, Warning } from "./advice";
import { assumedMemoryGb } from "./assumptions";
import { fieldOf, showAnswer, showNumber } from "./fields";
import { measures, type MeasureId } from "./measures";
import { needs } from "./needs";
import type { Edition, EditionFact, Limit, Technology } from "./technology";
import type { Examined } from "./examine";
import type { Situation } from "./situation";

/** What the documented facts say of a technology in a situation. */
export interface Verdict {
  /** Not empty: it is out. */
  readonly exclusions: readonly Exclusion[];
  readonly warnings: readonly Warning[];
  /** Editions still in the running, the best first; empty where there are none to choose from. */
  readonly editions: readonly Edition[];
  /** Why the others are not. */
  readonly fallen: readonly Exclusion[];
}

/** Half of a limit is near enough to say so. */
const near = 0.5;

/** Holds a technology's documented limits and lacks against the answers. */
export function judge(technology: Technology, examined: Examined): Verdict {
  const { situation } = examined;
  const candidates = candidateEditions(technology, situation);
  const always = findings(technology, examined, undefined);
  const general = exclusionsOf(always);
  const byEdition = candidates.map((edition) => {
    const found = findings(technology, examined, edition);
    return { edition, found, exclusions: exclusionsOf(found) };
  });
  const alive = byEdition.filter(({ exclusions }) => exclusions.length === 0).sort((a, b) => (b.edition.modifier?.points ?? 0) - (a.edition.modifier?.points ?? 0));
  const fallen = byEdition.flatMap(({ exclusions }) => exclusions);
  const warnings = [...always, ...alive[0]?.found ?? []].flatMap(({ warning }) => warning ?? []);
  return {
    exclusions: candidates.length > 0 && alive.length === 0 ? [...general, ...fallen] : general,
    warnings: onePerRule(warnings),
    editions: alive.map(({ edition }) => edition),
    fallen,
  };
}

/** The answered edition, or all of them. */
function candidateEditions({ id, editions }: Technology, { answers }: Situation): readonly Edition[] {
  const answered = Object.entries(answers.editions ?? {}).find(([technology]) => technology === id)?.[1];
  return !isKnown(answered) ? editions : editions.filter((edition) => edition.id === answered);
}

/** Facts that hold for all editions when none is given; else those that hold for this one only. */
function concerns({ editions }: EditionFact, edition: Edition | undefined): boolean {
  return edition === undefined ? editions === undefined : editions?.includes(edition.id) === true;
}

interface Finding {
  readonly exclusion?: Exclusion;
  readonly warning?: Warning;
}

function exclusionsOf(found: readonly Finding[]): readonly Exclusion[] {
  return found.flatMap(({ exclusion }) => exclusion ?? []);
}

/** What holds for all editions when none is given; else what holds for this one only. */
function findings(technology: Technology, examined: Examined, edition: Edition | undefined): readonly Finding[] {
  return [...lacking(technology, examined, edition), ...limits(technology, examined, edition)];
}

function lacking(technology: Technology, { found: needed }: Examined, edition: Edition | undefined): readonly Finding[] {
  return technology.lacks.filter((lack) => concerns(lack, edition)).flatMap((lack): readonly Finding[] => {
    const need = needs[lack.need];
    const found = needed.get(lack.need);
    if (found === undefined) return [];
    const stated = {
      technology: technology.id, rule: lack.rule, sentence: `${need.sentence}. ${lack.text}`, limit: lack.text, ...found, ...citation(lack),
      ...(edition === undefined ? {} : { edition: edition.id }),
    };
    return [lack.tolerable === true ? { warning: { ...stated, share: 1 } } : { exclusion: stated }];
  });
}

function limits(technology: Technology, { situation }: Examined, edition: Edition | undefined): readonly Finding[] {
  return technology.limits.filter((limit) => concerns(limit, edition)).map((limit) => {
    const share = shareOf(limit, situation);
    if (limit.measure === undefined || share < near) return {};
    const { label, attribute } = measures[limit.measure];
    const answer = answerTo(limit.measure, situation);
    const stated = { technology: technology.id, rule: limit.rule, limit: limit.text, attribute, answer, ...citation(limit), ...(edition === undefined ? {} : { edition: edition.id }) };
    const passed = share > 1;
    const out = passed && (limit.beyond === "exclude" || limit.beyond === "shardable" && !situation.answers.hot_item_shardable);
    const sentence = `${label}: ${answer}. ${limit.text}`;
    if (out) return { exclusion: { ...stated, sentence } };
    const degree = passed ? `${sentence}${limit.remedy === undefined ? "" : ` ${limit.remedy}`}` : `${sentence} That is ${Math.round(share * 100)} % of it.`;
    return { warning: { ...stated, share, sentence: degree } };
  });
}

/** How much of a limit the answers use; 0 where they do not say. */
function shareOf(limit: Limit, { answers }: Situation): number {
  const value = limit.measure === undefined ? undefined : measures[limit.measure].of(answers);
  return value === undefined ? 0 : value / limit.value;
}

function answerTo(measure: MeasureId, { answers }: Situation): string {
  const field = fieldOf(measures[measure].attribute);
  const memory = measure === "memory_share" ? ` for ${showNumber(answers.memory_gb ?? assumedMemoryGb, "GB")} of memory${!isKnown(answers.memory_gb) ? " (assumed)" : ""}` : "";
  return `${field === undefined ? "" : showAnswer(field, answers[field.attribute])}${memory}`;
}

function citation({ source, seen, verified }: Citation): Citation {
  return { source, seen, verified };
}

/** Two limits of one rule (an old and a new size) warn once, by the one that is used up more. */
function onePerRule(warnings: readonly Warning[]): Warning[] {
  return warnings.filter(({ rule, share }, i) => !warnings.some((other, j) => other.rule === rule && (other.share > share || other.share === share && j < i)));
}
