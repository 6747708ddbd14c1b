import type { TechnologyId } from "../model";
import type { AdviceChange, Gap } from "./advice";
import { assumedHops, assumptions } from "./assumptions";
import type { Attributes } from "./attributes";
import { fields, type Field } from "./fields";
import { fieldMoves, movesOf, type Move } from "./moves";
import { firstOf, type Ranking } from "./rank";
import { situationOf } from "./situation";
import { technologies } from "./technologies";

/** What would change the answer: each answer moved by itself, the nearest move for each other technology it would lead to. */
export function changesOf(answers: Attributes, first: TechnologyId | null): readonly AdviceChange[] {
  const found: { readonly move: Move; readonly first: TechnologyId | null }[] = [];
  for (const move of [...movesOf(answers)].sort((a, b) => a.distance - b.distance)) {
    if (found.some((other) => other.move.attribute === move.attribute && sameSide(answers, other.move, move))) continue;
    const next = firstOf(move.answers);
    if (next === first || found.some((other) => other.move.attribute === move.attribute && other.first === next)) continue;
    found.push({ move, first: next });
  }
  return found.map(({ move, first: next }) => ({
    attribute: move.attribute, label: move.label, from: move.from(), to: move.to(), first: next, sentence: sentenceOf(move, next),
  }));
}

/** Of one number both larger, or both smaller, than the answer: the nearest that changes something says enough. */
function sameSide(answers: Attributes, a: Move, b: Move): boolean {
  const field = fields.find(({ attribute }) => attribute === a.attribute);
  if (field?.kind !== "number") return false;
  const [from, x, y] = [answers[field.attribute], a.answers[field.attribute], b.answers[field.attribute]];
  return typeof from === "number" && typeof x === "number" && typeof y === "number" && Math.sign(x - from) === Math.sign(y - from);
}

function sentenceOf({ label, from, to }: Move, first: TechnologyId | null): string {
  return `With “${label}: ${to()}” instead of “${from()}” ${first === null ? "nothing is left" : `${technologies[first].label} is first`}.`;
}

/** Attributes asked only in depth: their being unknown is a gap when it could change who is in the running or first. */
const deep: readonly Field["attribute"][] = ["memory_gb", "hot_item_shardable", "sequential_writes_s", "tx_items", "alternate_keys", "unique_without_time", "rows_now", "updates_to_history", "ttl_s", "retention_days", "history_query_days"];

/** What is not known, what stands in for it, and what it could lead to. Never filled in silently. */
export function gapsOf(answers: Attributes, { ranking }: Ranking): readonly Gap[] {
  const first = ranking[0]?.technology ?? null;
  const gaps = fields.filter((field) => answers[field.attribute] === undefined || answers[field.attribute] === null && field.none === undefined).flatMap((field): Gap[] => {
    const couldBecome = others(fieldMoves(field, answers), first);
    if (deep.includes(field.attribute) && couldBecome.length === 0) return [];
    return [{ attribute: field.attribute, label: field.label, assumption: assumptions[field.attribute] ?? "Its limits could not be checked.", couldBecome }];
  });
  if (situationOf(answers).patterns.length === 0) {
    gaps.unshift({ attribute: "patterns", label: "What is asked of the data", assumption: "Without access patterns only limits and circumstances decide.", couldBecome: others(movesOf(answers).filter(({ attribute }) => attribute === "patterns"), first) });
  }
  gaps.push(...patternGaps(answers, first));
  const editions = movesOf(answers).filter(({ attribute, from }) => attribute.startsWith("editions.") && from() === "not known");
  const byEdition = others(editions, first);
  if (byEdition.length > 0) gaps.push({ attribute: "editions", label: "Editions", assumption: "Assumed the edition that meets the answers best.", couldBecome: byEdition });
  return gaps;
}

/** What a pattern leaves open: how deep it goes, what its search must do. */
function patternGaps(answers: Attributes, first: TechnologyId | null): readonly Gap[] {
  const open = movesOf(answers).filter(({ attribute, from }) => attribute.startsWith("patterns[") && from() === "not known");
  return [...new Set(open.map(({ attribute }) => attribute))].map((attribute): Gap => {
    const moves = open.filter((move) => move.attribute === attribute);
    const assumption = attribute.endsWith(".hops") ? `Assumed ${assumedHops} steps.` : attribute.endsWith(".text") ? "Assumed a search ranked by relevance." : "Assumed one further table.";
    return { attribute, label: moves[0]?.label ?? attribute, assumption, couldBecome: others(moves, first) };
  });
}

function others(moves: readonly Move[], first: TechnologyId | null): readonly TechnologyId[] {
  return [...new Set(moves.map(({ answers }) => firstOf(answers)))].filter((id): id is TechnologyId => id !== null && id !== first);
}
