import { isKnown, type AttributeName, type Attributes } from "./attributes";
import { assumedMemoryGb } from "./assumptions";

/** A number taken from the answers that a documented limit can bound; undefined while the answers do not say. */
export interface Measure {
  readonly attribute: AttributeName;
  /** Part of a sentence: "The largest item". */
  readonly label: string;
  readonly of: (answers: Attributes) => number | undefined;
}

const known = (value: number | null | undefined): number | undefined => value ?? undefined;

/** What limits are measured against. Units as in the attributes; a limit's unit must be the same. */
export const measures = {
  item_kb: { attribute: "item_kb_max", label: "The largest item", of: ({ item_kb_max }) => known(item_kb_max) },
  dataset_gb: { attribute: "dataset_gb_1y", label: "The data in a year", of: ({ dataset_gb_1y }) => known(dataset_gb_1y) },
  rows: { attribute: "rows_1y", label: "The rows in a year", of: ({ rows_now, rows_1y }) => known(rows_1y) ?? known(rows_now) },
  /** Share of the memory there is that the data take, times 100. */
  memory_share: {
    attribute: "dataset_gb_1y", label: "The data in a year",
    of: ({ dataset_gb_1y, memory_gb }) => !isKnown(dataset_gb_1y) ? undefined : 100 * dataset_gb_1y / (memory_gb ?? assumedMemoryGb),
  },
  hot_writes: { attribute: "hot_item_writes_s", label: "Writes to the hottest item", of: ({ hot_item_writes_s }) => known(hot_item_writes_s) },
  sequential_writes: { attribute: "sequential_writes_s", label: "Writes in the order of an indexed value", of: ({ sequential_writes_s }) => known(sequential_writes_s) },
  tx_items: { attribute: "tx_items", label: "Items in the largest transaction", of: ({ tx, tx_items }) => tx === "multi" ? known(tx_items) : undefined },
  alternate_keys: { attribute: "alternate_keys", label: "Further keys to look up by", of: ({ alternate_keys }) => known(alternate_keys) },
  history_days: { attribute: "history_query_days", label: "The history the widest query reads", of: ({ history_query_days }) => known(history_query_days) },
} as const satisfies Readonly<Record<string, Measure>>;

export type MeasureId = keyof typeof measures;
