/** One of the values a cell chooses from. */
export interface SheetOption {
  readonly value: string;
  readonly label: string;
  /** Dimmed beside the label. */
  readonly hint?: string;
}

/** How a cell is edited. `commit` answers with what is wrong, in one sentence; then nothing was written. */
export type SheetEditor<T> =
  | { readonly kind: "text"; value(row: T): string; commit(row: T, text: string): string | undefined; readonly numeric?: boolean; readonly placeholder?: string }
  | {
      readonly kind: "pick";
      readonly multiple: boolean;
      options(row: T): readonly SheetOption[];
      chosen(row: T): readonly string[];
      commit(row: T, values: readonly string[]): string | undefined;
    };

/** One column of a sheet. */
export interface SheetColumn<T> {
  readonly id: string;
  readonly header: string;
  /** What it means, on hover. */
  readonly hint?: string;
  /** In pixels. */
  readonly width: number;
  readonly align?: "right";
  readonly mono?: boolean;
  /** What stands in the cell; undefined: nobody said. */
  text(row: T): string | undefined;
  /** What stands where there is nothing and nothing is missed; else "not said". */
  readonly blank?: (row: T) => string | undefined;
  /** What is wrong with the row, in one sentence: a sign before the text. */
  readonly mark?: (row: T) => string | undefined;
  /** What is computed where nobody said: shown as such. */
  computed?(row: T): { readonly text: string; readonly how: string } | undefined;
  /** Absent: cannot be edited. */
  readonly editor?: SheetEditor<T>;
  /** Makes it unknown again. Absent: it always says something. */
  clear?(row: T): void;
}
