import type { Advice, Ranked } from "./advice";
import type { Attributes } from "./attributes";
import { changesOf, gapsOf } from "./changes";
import { combinationOf } from "./combination";
import { rank } from "./rank";
import { technologies } from "./technologies";

export interface AdviseOptions {
  /** False leaves out what would change the answer, which takes most of the time. */
  readonly changes?: boolean;
}

/** An alternative is credible with this part of the first's score, and within all documented limits. A judgement. */
const credible = 0.4;

/** What the answers lead to, with every reason. Pure: the same answers give the same advice. */
export function advise(answers: Attributes, options: AdviseOptions = {}): Advice {
  const ranked = rank(answers);
  const { ranking, excluded } = ranked;
  const [best, ...others] = ranking;
  const first = best?.technology ?? null;
  const second = others.find(({ score, warnings }) => best !== undefined && score >= credible * best.score && warnings.every(({ share }) => share <= 1));
  return {
    ranking, excluded, first,
    alternative: best === undefined || second === undefined ? null : { technology: second.technology, sentence: comparison(best, second) },
    changes: options.changes === false ? [] : changesOf(answers, first),
    gaps: gapsOf(answers, ranked),
    combination: combinationOf(answers),
    sentence: headline(best, others[0]),
  };
}

function headline(best: Ranked | undefined, second: Ranked | undefined): string {
  if (best === undefined) return "No technology meets all answers. What would change that is listed below.";
  const { label } = technologies[best.technology];
  if (second === undefined) return `${label}: the only one that meets all answers.`;
  const ahead = Math.round((best.score - second.score) * 10) / 10;
  const other = technologies[second.technology].label;
  return ahead === 0 ? `${label} and ${other} score the same (${best.score}); ${label} is listed first.` : `${label} with ${best.score} points, ${ahead} ahead of ${other}.`;
}

/** Where the second gains most on the first, and where it loses most. */
function comparison(best: Ranked, second: Ranked): string {
  const value = (ranked: Ranked, id: string): number => ranked.terms.find((term) => term.id === id)?.value ?? 0;
  const ids = [...new Set([...best.terms, ...second.terms].map(({ id }) => id))];
  const differences = ids.map((id) => ({
    label: [...second.terms, ...best.terms].find((term) => term.id === id)?.label ?? id, gain: value(second, id) - value(best, id),
  })).sort((a, b) => b.gain - a.gain);
  const strongest = differences[0];
  const weakest = differences.at(-1);
  const { label } = technologies[second.technology];
  const behind = Math.round((best.score - second.score) * 10) / 10;
  const stronger = strongest !== undefined && strongest.gain > 0 ? ` Better at: ${strongest.label.toLowerCase()}.` : "";
  const weaker = weakest !== undefined && weakest.gain < 0 ? ` Worse at: ${weakest.label.toLowerCase()}.` : "";
  return `${label}, ${behind === 0 ? "level" : `${behind} points behind`}.${stronger}${weaker}`;
}
