import { technologyIds, type TechnologyId } from "../model";
import type { Excluded, Ranked } from "./advice";
import type { Attributes } from "./attributes";
import { examine } from "./examine";
import { exclusionOf, judge, warningOf } from "./judge";
import { pointsOf, sumOf, termsOf } from "./score";
import { technologies } from "./technologies";

/** Who is in the running and in which order, and who is not. */
export interface Ranking {
  readonly ranking: readonly Ranked[];
  readonly excluded: readonly Excluded[];
}

/** Ranks all thirteen. Equal scores stand in the order of `technologyIds`. */
export function rank(answers: Attributes): Ranking {
  const examined = examine(answers);
  const scored: Omit<Ranked, "place">[] = [];
  const excluded: Excluded[] = [];
  for (const id of technologyIds) {
    const technology = technologies[id];
    const verdict = judge(technology, examined);
    const [first, ...more] = verdict.against.map((hit) => exclusionOf(technology, hit, examined));
    if (first !== undefined) {
      excluded.push({ technology: id, exclusions: [first, ...more] });
      continue;
    }
    const warnings = verdict.warnings.map((hit) => warningOf(technology, hit, examined));
    const terms = termsOf(technology, examined, verdict.editions[0], warnings);
    scored.push({
      technology: id, score: sumOf(terms), terms, warnings,
      editions: verdict.editions.map((edition) => edition.id), fallenEditions: verdict.fallen.map((hit) => exclusionOf(technology, hit, examined)),
    });
  }
  scored.sort((a, b) => b.score - a.score);
  return { ranking: scored.map((one, i) => ({ ...one, place: i + 1 })), excluded };
}

/** The technologies in the running, best first: the order of `rank` without its reasons, which take most of the time. */
export function orderOf(answers: Attributes): readonly TechnologyId[] {
  const examined = examine(answers);
  const scored: { readonly id: TechnologyId; readonly score: number }[] = [];
  for (const id of technologyIds) {
    const { against, warnings, editions } = judge(technologies[id], examined);
    if (against.length > 0) continue;
    scored.push({ id, score: pointsOf(technologies[id], examined, editions[0], warnings.filter(({ share }) => share > 1).length) });
  }
  return scored.sort((a, b) => b.score - a.score).map(({ id }) => id);
}

/** Who would be first; null when nothing is left. */
export function firstOf(answers: Attributes): TechnologyId | null {
  return orderOf(answers)[0] ?? null;
}
