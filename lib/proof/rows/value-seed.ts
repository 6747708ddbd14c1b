/** A value before it is written as SQL: its text, and whether that is a string or a bare token (number, TRUE). */
export interface RawValue {
  readonly text: string;
  readonly bare: boolean;
}

/** What makes one value differ from another: the row it is for and the column's position in its table. */
export interface ValueSeed {
  /** 0-based. Different rows get different values wherever the type has enough of them. */
  readonly row: number;
  /** 0-based; later columns of one row get larger numbers and later times, so that `starts_at < ends_at` holds. */
  readonly position: number;
  /** The column's name, for readable texts. */
  readonly name: string;
}

/** `length` letters that count in base 26, at most eight of them counting: `aaab`. */
export function letters(row: number, length: number): string {
  let digits = "";
  for (let rest = row; digits.length < Math.min(length, 8); rest = Math.floor(rest / 26)) digits = String.fromCharCode(97 + (rest % 26)) + digits;
  return digits.padStart(length, "a");
}
