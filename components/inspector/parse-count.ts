const units: Readonly<Record<string, number>> = { "": 1, k: 1e3, thousand: 1e3, m: 1e6, million: 1e6, b: 1e9, billion: 1e9 };

/** A count as people write it: `25000`, `25,000`, `3M`, `1.5 million`. Null when nothing is written, undefined when it is no count. */
export function parseCount(text: string): number | null | undefined {
  const plain = text.trim().toLowerCase();
  if (plain === "") return null;
  const match = /^(\d[\d,_ ]*(?:\.\d+)?)\s*([a-z]*)$/.exec(plain);
  const unit = units[match?.[2] ?? ""];
  if (match?.[1] === undefined || unit === undefined) return undefined;
  const count = Math.round(Number(match[1].replaceAll(/[,_ ]/g, "")) * unit);
  return Number.isSafeInteger(count) ? count : undefined;
}
