/** A number with its noun: "1 table", "2 tables", "1,000 rows". Only for nouns whose plural ends in a plain s. */
export function counted(n: number, noun: string): string {
  return `${n.toLocaleString("en")} ${noun}${n === 1 ? "" : "s"}`;
}
