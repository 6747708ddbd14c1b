import type { Term, Warning } from "./advice";
import { labelOfKind } from "./pattern-kinds";
import type { Examined } from "./examine";
import type { Edition, Fit, Modifier, Technology } from "./technology";

/** Points of a pattern that takes all the weight and is served perfectly: 20 x 5. */
const perFit = 20;
/** What passing a limit that can be lived with costs. A judgement. */
const passedLimit = -10;

/** The score by itself: the sum of the lines that `termsOf` makes, without making them. */
export function pointsOf(technology: Technology, { situation, held }: Examined, edition: Edition | undefined, passed: number): number {
  let sum = (edition?.modifier?.points ?? 0) + passed * passedLimit;
  for (const { kind, share } of situation.patterns) sum += tenths(perFit * technology.fits[kind].value * share);
  for (const { id } of held) sum += technology.modifiers[id]?.points ?? 0;
  return tenths(sum);
}

/** The lines whose values add up to the score: a pattern each, then conditions, the edition, and limits passed. */
export function termsOf(technology: Technology, { situation, held }: Examined, edition: Edition | undefined, warnings: readonly Warning[]): readonly Term[] {
  const patterns = situation.patterns.map(({ index, pattern, kind, share }): Term => {
    const fit = technology.fits[kind];
    return {
      id: `pattern-${index}`, label: pattern.name ?? labelOfKind(kind), value: tenths(perFit * fit.value * share), reason: fit.reason,
      attribute: `patterns[${index}]`, basis: basisOf(fit), fit: fit.value, share,
    };
  });
  const modified = held.flatMap((condition): Term[] => {
    const modifier = technology.modifiers[condition.id];
    return modifier === undefined ? [] : [{
      id: condition.id, label: condition.label, value: modifier.points, reason: modifier.reason, attribute: condition.attribute, basis: basisOf(modifier),
    }];
  });
  const ofEdition: Term[] = edition?.modifier === undefined ? [] : [{
    id: "edition", label: `Edition ${edition.label}`, value: edition.modifier.points, reason: edition.modifier.reason, attribute: `editions.${technology.id}`, basis: basisOf(edition.modifier),
  }];
  const passed = warnings.filter(({ share }) => share > 1).map((warning): Term => ({
    id: `limit-${warning.rule}`, label: "Beyond a documented limit", value: passedLimit, reason: warning.limit, attribute: warning.attribute, basis: warning.source,
  }));
  return [...patterns, ...modified, ...ofEdition, ...passed];
}

/** The sum of the lines, free of the dust of binary fractions. */
export function sumOf(terms: readonly Term[]): number {
  return tenths(terms.reduce((sum, { value }) => sum + value, 0));
}

/** Rounds to a tenth; first to a millionth, so that the dust of binary fractions cannot decide between two tenths. */
function tenths(value: number): number {
  return Math.round(Math.round(value * 1e6) / 1e5) / 10;
}

function basisOf({ basis }: Fit | Modifier): string {
  return basis === "judgement" ? basis : basis.source;
}
