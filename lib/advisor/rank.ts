import { technologyIds, type TechnologyId } from "../model";
import type { Excluded, Ranked } from "./advice";
import type { Attributes } from "./attributes";
import { judge } from "./judge";
import { examine } from "./examine";
import { sumOf, termsOf } from "./score";
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
    const { exclusions: [first, ...more], warnings, editions, fallen } = judge(technology, examined);
    if (first !== undefined) {
      excluded.push({ technology: id, exclusions: [first, ...more] });
      continue;
    }
    const terms = termsOf(technology, examined, editions[0], warnings);
    scored.push({ technology: id, score: sumOf(terms), terms, warnings, editions: editions.map((edition) => edition.id), fallenEditions: fallen });
  }
  scored.sort((a, b) => b.score - a.score);
  return { ranking: scored.map((one, i) => ({ ...one, place: i + 1 })), excluded };
}

/** Who would be first; null when nothing is left. */
export function firstOf(answers: Attributes): TechnologyId | null {
  return rank(answers).ranking[0]?.technology ?? null;
}
