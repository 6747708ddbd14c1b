import type { AnswerPath } from "./advice";
import { editionIds, type Attributes, type AttributePattern, isKnown } from "./attributes";
import { fields, showAnswer, type Field, type NumberField } from "./fields";
import { measures } from "./measures";
import { answeredKinds, labelOfKind, fitKindOf, textNeeds } from "./pattern-kinds";
import { hopsOf } from "./situation";
import { technologies } from "./technologies";

/** One answer moved by itself. */
export interface Move {
  readonly attribute: AnswerPath;
  readonly label: string;
  /** Texts are made when they are shown: most moves change nothing. */
  readonly from: () => string;
  readonly to: () => string;
  readonly answers: Attributes;
  /** How far it is: 1 is another choice; a number ten times as large is 1 away too. Nearer moves are shown first. */
  readonly distance: number;
}

/** Round values on both sides of what conditions and needs look at; those of documented limits are added from the data. */
const landmarks: Readonly<Partial<Record<NumberField["attribute"], readonly number[]>>> = {
  rows_1y: [100_000, 5_000_000, 1_000_000_000, 20_000_000_000, 40_000_000_000],
  dataset_gb_1y: [1, 40, 100, 500, 5000],
  item_kb_max: [4, 100],
  memory_gb: [8, 64, 1000],
  reads_s: [10, 1000, 25_000, 120_000],
  writes_s: [10, 1500, 25_000, 250_000],
  hot_item_writes_s: [0, 10],
  p99_ms: [1, 5, 20, 200],
  ttl_s: [3600],
  retention_days: [90],
  history_query_days: [1, 365],
  tx_items: [10],
  alternate_keys: [3],
};

/** Every move of one answer that could matter, without the question whether it does. */
export function movesOf(answers: Attributes): readonly Move[] {
  return [...fields.flatMap((field) => fieldMoves(field, answers)), ...editionMoves(answers), ...patternMoves(answers)];
}

/** Moves of one attribute only. */
export function fieldMoves(field: Field, answers: Attributes): readonly Move[] {
  const value = answers[field.attribute];
  const unknown = value === undefined || value === null && field.none === undefined;
  const move = (to: Attributes[Field["attribute"]], distance: number): Move => ({
    attribute: field.attribute, label: field.label, from: () => unknown ? "not known" : showAnswer(field, value), to: () => showAnswer(field, to),
    answers: { ...answers, [field.attribute]: to }, distance,
  });
  switch (field.kind) {
    case "choice": return field.options.filter((option) => option.value !== value).map((option) => move(option.value, 1));
    case "flag": return [true, false].filter((flag) => flag !== value).map((flag) => move(flag, 1));
    case "number": {
      const targets = numberTargets(field).filter((target) => target !== value);
      const none = field.none !== undefined && typeof value === "number" ? [move(null, 1)] : [];
      return [...none, ...targets.map((target) => move(target, distanceOf(value, target)))];
    }
  }
}

function distanceOf(from: unknown, to: number): number {
  return typeof from === "number" ? Math.max(0.1, Math.abs(Math.log10((to + 0.1) / (from + 0.1)))) : 1;
}

/** Landmarks, and a step beyond each documented limit of the attribute. */
function numberTargets(field: NumberField): readonly number[] {
  const limits = Object.values(technologies).flatMap(({ limits: documented }) => documented)
    .filter(({ measure }) => measure !== undefined && measure !== "memory_share" && measures[measure].attribute === field.attribute)
    .map(({ value }) => roundUp(value * 1.2));
  return [...new Set([...landmarks[field.attribute] ?? [], ...limits])].filter((value) => value <= field.max).sort((a, b) => a - b);
}

/** To two digits, so that it reads as an example. */
function roundUp(value: number): number {
  const unit = 10 ** Math.max(0, Math.floor(Math.log10(value)) - 1);
  return Math.ceil(value / unit) * unit;
}

function editionMoves(answers: Attributes): readonly Move[] {
  return Object.keys(editionIds).flatMap((key) => {
    const technology = Object.values(technologies).find(({ id }) => id === key);
    const now = Object.entries(answers.editions ?? {}).find(([id]) => id === key)?.[1];
    return (technology?.editions ?? []).filter(({ id }) => id !== now).map((edition): Move => ({
      attribute: `editions.${key}`, label: `Edition of ${technology?.label ?? key}`, from: () => technology?.editions.find(({ id }) => id === now)?.label ?? "not known", to: () => edition.label,
      answers: { ...answers, editions: { ...answers.editions, [key]: edition.id } }, distance: 1,
    }));
  });
}

function patternMoves(answers: Attributes): readonly Move[] {
  const patterns = answers.patterns ?? [];
  const withPatterns = (next: readonly AttributePattern[]): Attributes => ({ ...answers, patterns: next });
  const replaced = (index: number, change: AttributePattern): Attributes => withPatterns(patterns.map((other, i) => i === index ? change : other));
  const heaviest = Math.max(1, ...patterns.map(({ weight }) => weight ?? 1));
  const own = patterns.flatMap((pattern, index): readonly Move[] => {
    const path = `patterns[${index}]`;
    const title = pattern.name ?? labelOfKind(fitKindOf(pattern));
    const weight = pattern.weight ?? 1;
    const hops = hopsOf(pattern);
    return [
      ...patterns.length < 2 ? [] : [{ attribute: path, label: title, from: () => "asked", to: () => "not asked", answers: withPatterns(patterns.filter((_, i) => i !== index)), distance: 1.5 }],
      ...patterns.length < 2 ? [] : [{ attribute: `${path}.weight`, label: `Weight of “${title}”`, from: () => String(weight), to: () => String(weight * 3), answers: replaced(index, { ...pattern, weight: weight * 3 }), distance: 1.2 }],
      ...pattern.kind !== "traverse" ? [] : [hops > 2 ? 1 : 4].map((to) => ({ attribute: `${path}.hops`, label: `Steps of “${title}”`, from: () => isKnown(pattern.hops) ? String(pattern.hops) : "not known", to: () => String(to), answers: replaced(index, { ...pattern, hops: to }), distance: 1 })),
      ...pattern.kind !== "text" ? [] : textNeeds.filter((need) => need !== (pattern.text ?? "relevance")).map((need) => ({
        attribute: `${path}.text`, label: `What “${title}” needs`, from: () => isKnown(pattern.text) ? labelOfKind(`text-${pattern.text}`) : "not known", to: () => labelOfKind(`text-${need}`), answers: replaced(index, { ...pattern, text: need }), distance: 1,
      })),
      ...pattern.kind !== "join" ? [] : [(pattern.join_depth ?? 0) >= 2 ? 1 : 3].map((to) => ({ attribute: `${path}.join_depth`, label: `Joins of “${title}”`, from: () => isKnown(pattern.join_depth) ? String(pattern.join_depth) : "not known", to: () => String(to), answers: replaced(index, { ...pattern, join_depth: to }), distance: 1 })),
    ];
  });
  const present = new Set(patterns.map(({ kind }) => kind));
  const further = answeredKinds.filter((kind) => !present.has(kind)).map((kind): Move => {
    const added: AttributePattern = { kind, weight: heaviest, ...kind === "traverse" ? { hops: 4 } : kind === "text" ? { text: "relevance" } : {} };
    return { attribute: "patterns", label: "What is asked", from: () => "as it is", to: () => `also: ${labelOfKind(fitKindOf(added))}`, answers: withPatterns([...patterns, added]), distance: 3 };
  });
  return [...own, ...further];
}
