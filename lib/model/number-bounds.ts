import type { AccessPattern } from "./access-pattern";
import { loadNumbers, type TableLoad } from "./table-load";

/** What a number that a person gives may be; beyond it is a slip of the hand, and is said so where it was typed. */
export interface NumberBounds {
  /** "Calls per second now". */
  readonly label: string;
  /** What one is counted in: "calls per second". */
  readonly unit: string;
  readonly least: number;
  readonly most: number;
  readonly whole: boolean;
}

/** Number properties of an access pattern (`hops` where it is a number), by which forms, resolve and readers of files check them. */
export const patternNumbers = ["rate", "rateInYear", "items", "itemBytes", "p99", "window", "historyDays", "hops", "weight"] as const satisfies readonly (keyof AccessPattern)[];
export type PatternNumber = (typeof patternNumbers)[number];
export type LoadNumber = (typeof loadNumbers)[number];

export const patternBounds: Readonly<Record<PatternNumber, NumberBounds>> = {
  rate: { label: "Calls per second now", unit: "calls per second", least: 0, most: 1e9, whole: false },
  rateInYear: { label: "Calls per second in a year", unit: "calls per second", least: 0, most: 1e9, whole: false },
  items: { label: "Items of one call", unit: "items", least: 1, most: 1e12, whole: true },
  itemBytes: { label: "Size of one item", unit: "bytes", least: 1, most: 1e12, whole: true },
  p99: { label: "99th percentile", unit: "milliseconds", least: 0.001, most: 86_400_000, whole: false },
  window: { label: "Time window", unit: "seconds", least: 0.001, most: 3.2e9, whole: false },
  historyDays: { label: "History read", unit: "days", least: 0, most: 366_000, whole: false },
  hops: { label: "Steps of the traversal", unit: "steps", least: 1, most: 1000, whole: true },
  weight: { label: "Weight", unit: "of 5", least: 1, most: 5, whole: false },
};

export const loadBounds: Readonly<Record<LoadNumber, NumberBounds>> = {
  rows: { label: "Rows now", unit: "rows", least: 0, most: Number.MAX_SAFE_INTEGER, whole: true },
  rowsInYear: { label: "Rows in a year", unit: "rows", least: 0, most: Number.MAX_SAFE_INTEGER, whole: true },
  itemBytes: { label: "Size of the largest row", unit: "bytes", least: 1, most: 1e12, whole: true },
  retentionDays: { label: "Retention", unit: "days", least: 0.001, most: 366_000, whole: false },
  hottestWrites: { label: "Writes to the hottest row", unit: "writes per second", least: 0, most: 1e9, whole: false },
  perParent: { label: "Most rows of one parent", unit: "rows", least: 0, most: 1e12, whole: true },
};

/** What is wrong with a number, as a sentence for the place where it stands; undefined when nothing is. */
export function outOfBounds(value: number, { label, unit, least, most, whole }: NumberBounds): string | undefined {
  if (Number.isFinite(value) && value >= least && value <= most && (!whole || Number.isInteger(value))) return undefined;
  return `${label}: ${whole ? "a whole number" : "a number"} from ${least.toLocaleString("en")} to ${most.toLocaleString("en")} ${unit}.`;
}

/** The first sentence that is wrong with a load's numbers. */
export function wrongInLoad(load: TableLoad): string | undefined {
  for (const key of loadNumbers) {
    const value = load[key];
    const wrong = value === undefined ? undefined : outOfBounds(value, loadBounds[key]);
    if (wrong !== undefined) return wrong;
  }
  return undefined;
}
