import { advise, answeredKinds, attributesOf, technologies, type Advice, type AnswerPath, type AttributePattern, type Attributes, type PatternKind, type UsageAttributes } from "../advisor";
import { labelOfKind } from "../advisor/pattern-kinds";
import type { DocumentChoice } from "../export/input";
import type { TechnologyId } from "../model";
import type { Target } from "../targets/target";
import type { Design } from "./design";

/** What of a design speaks about which technology fits. */
export type DesignUse = Pick<Design, "workload" | "schema" | "loads" | "patterns">;

const kindPrefix = "kinds.";

/** The answer (a weight, 1 to 5) that says that a kind of pattern is asked, before anybody has described it in the table of patterns. */
export function kindAnswer(kind: PatternKind): string {
  return `${kindPrefix}${kind}`;
}

/** What a kind picked in the wizard is called among patterns that have names. */
export function kindLabel(kind: PatternKind): string {
  return kind === "text" ? "Search in text" : labelOfKind(kind);
}

/** The kinds that were picked in the wizard, with their weights. */
export function pickedKinds(workload: Design["workload"]): readonly (AttributePattern & { readonly kind: PatternKind })[] {
  return answeredKinds.flatMap((kind) => {
    const weight = workload.get(kindAnswer(kind));
    return typeof weight === "number" && weight > 0 && weight <= 5 ? [{ kind, weight, name: kindLabel(kind) }] : [];
  });
}

/** The answers to advise on: the wizard's, and what patterns, loads and tables tell. Kinds picked in the wizard follow the design's own patterns. */
export function designAttributes(design: DesignUse): UsageAttributes {
  const usage = attributesOf(design);
  const picked = pickedKinds(design.workload);
  return picked.length === 0 ? usage : { ...usage, attributes: { ...usage.attributes, patterns: [...usage.attributes.patterns ?? [], ...picked] } };
}

/** What a pattern of the answers is called. */
export function patternTitle(attributes: Attributes, path: AnswerPath | number): string {
  const index = typeof path === "number" ? path : Number(/^patterns\[(\d+)\]/.exec(path)?.[1] ?? Number.NaN);
  const pattern = attributes.patterns?.[index];
  return pattern === undefined ? "" : pattern.name ?? kindLabel(pattern.kind);
}

/** Whether anything was said that a technology could be chosen by. */
export function isAsked({ workload, patterns }: DesignUse): boolean {
  return workload.size > 0 || patterns.length > 0;
}

/** Whether another technology ranks before the chosen one, or the answers rule it out: then the decision wants a reason. */
export function isAgainstRanking({ ranking }: Pick<Advice, "ranking">, chosen: TechnologyId): boolean {
  const best = ranking[0];
  const own = ranking.find(({ technology }) => technology === chosen);
  return best !== undefined && (own === undefined || own.score < best.score);
}

/** A rationale to begin with, in Markdown, for a person to edit: what speaks for the technology, what was ruled out, what would change it. */
export function proposeRationale(advice: Advice, chosen: TechnologyId): string {
  const { ranking, excluded, changes } = advice;
  const own = ranking.find(({ technology }) => technology === chosen);
  const { label } = technologies[chosen];
  const best = ranking[0];
  const standing = own === undefined ? `${label} was chosen although the answers rule it out: ${excluded.find(({ technology }) => technology === chosen)?.exclusions[0].sentence ?? ""}`
    : best === own ? advice.sentence : `${label} takes place ${own.place} with ${own.score} points; ${best === undefined ? "" : `${technologies[best.technology].label} has ${best.score}.`}`;
  const strongest = own?.terms.filter(({ value }) => value > 0).toSorted((a, b) => b.value - a.value).slice(0, 3) ?? [];
  const out = excluded.filter(({ technology }) => technology !== chosen).map(({ technology, exclusions }) => `${technologies[technology].label} (${exclusions[0].rule})`);
  const moves = changes.filter(({ first }) => first !== null).slice(0, 2);
  return [
    standing,
    ...(strongest.length === 0 ? [] : [`What speaks for it most: ${strongest.map(({ label: term, reason }) => `${lower(term)} (${lower(reason)})`).join("; ")}.`]),
    ...(out.length === 0 ? [] : [`Ruled out by documented limits: ${out.join(", ")}.`]),
    ...(moves.length === 0 ? [] : [`It would change: ${moves.map(({ sentence }) => lower(sentence).replace(/\.$/, "")).join("; ")}.`]),
  ].join("\n\n");
}

/** The version to switch to: that of the edition somebody answered or the answers need, else the target's first. Editions are versions of their target. */
export function proposeVersion(target: Target, { workload }: Pick<Design, "workload">, { ranking }: Pick<Advice, "ranking">): string | undefined {
  const answered = workload.get(`editions.${target.id}`);
  const wanted = [...(typeof answered === "string" ? [answered] : []), ...ranking.find(({ technology }) => technology === target.id)?.editions ?? []];
  for (const edition of wanted) {
    const version = target.versions.find(({ id }) => id === edition) ?? target.versions.find(({ id }) => id.split("-").includes(edition));
    if (version !== undefined) return version.id;
  }
  return target.versions[0]?.id;
}

/** How the technology was chosen, for the document; undefined where nothing was said to choose by. */
export function documentChoice(design: Design): DocumentChoice | undefined {
  if (!isAsked(design)) return undefined;
  const known = choices.get(design);
  if (known !== undefined) return known;
  const choice = makeChoice(design);
  choices.set(design, choice);
  return choice;
}

/** A design is immutable, and several exports ask for the same one. */
const choices = new WeakMap<Design, DocumentChoice>();

function makeChoice(design: Design): DocumentChoice {
  const { attributes } = designAttributes(design);
  const advice = advise(attributes);
  const { settings: { target, decidedAgainst } } = design;
  const own = advice.ranking.find(({ technology }) => technology === target);
  const label = (id: TechnologyId): string => technologies[id].label;
  return {
    sentence: advice.sentence,
    ...(advice.first === null ? {} : { first: label(advice.first) }),
    ...(own === undefined ? {} : { place: own.place }),
    ...(isAgainstRanking(advice, target) ? { against: decidedAgainst ?? "" } : {}),
    ranking: advice.ranking.map(({ technology, score }) => ({ label: label(technology), score, chosen: technology === target })),
    ...(advice.alternative === null ? {} : { alternative: { label: label(advice.alternative.technology), sentence: advice.alternative.sentence } }),
    changes: advice.changes.map(({ sentence }) => sentence),
    excluded: advice.excluded.flatMap(({ technology, exclusions }) => exclusions.map(({ rule, sentence, limit, source, seen }) => ({ label: label(technology), rule, sentence: withoutLimit(sentence, limit), limit, source, seen }))),
    warnings: own?.warnings.map(({ sentence, limit, source, seen }) => ({ sentence: withoutLimit(sentence, limit), limit, source, seen })) ?? [],
    gaps: advice.gaps.map((gap) => ({ label: gap.label, assumption: gap.assumption, couldBecome: gap.couldBecome.map(label) })),
    ...(advice.combination === null ? {} : {
      combination: {
        sentence: advice.combination.sentence,
        parts: advice.combination.parts.map((part) => [`${label(part.technology)}: ${part.patterns.map((index) => patternTitle(attributes, index)).join(", ")}`, part.sentence, ...(part.sync === undefined ? [] : [part.sync.sentence])].join(". ").replaceAll("..", ".")),
      },
    }),
    licence: technologies[target].licence,
  };
}

/** What a rule says of the answers, without the documented limit, which stands beside it. */
export function withoutLimit(sentence: string, limit: string): string {
  return sentence.endsWith(limit) && sentence.length > limit.length ? sentence.slice(0, -limit.length).trim() : sentence;
}

const lower = (text: string): string => (/^[A-Z][a-z]/.test(text) ? `${text.charAt(0).toLowerCase()}${text.slice(1)}` : text);
