import { outOfBounds, type NumberBounds } from "@/lib/model";

/** What a number is a number of: decides which units may be typed behind it and how it is shown. */
export type QuantityKind = "count" | "rate" | "milliseconds" | "seconds" | "bytes" | "days" | "weight";

const thousands = { k: 1e3, m: 1e6, mio: 1e6, million: 1e6, b: 1e9, bn: 1e9, billion: 1e9 };
const units: Readonly<Record<QuantityKind, Readonly<Record<string, number>>>> = {
  count: thousands,
  rate: thousands,
  weight: {},
  milliseconds: { ms: 1, us: 0.001, "µs": 0.001, s: 1000, sec: 1000, min: 60_000 },
  seconds: { s: 1, sec: 1, second: 1, seconds: 1, ms: 0.001, m: 60, min: 60, minute: 60, minutes: 60, h: 3600, hour: 3600, hours: 3600, d: 86_400, day: 86_400, days: 86_400, w: 604_800, week: 604_800, weeks: 604_800 },
  bytes: { b: 1, byte: 1, bytes: 1, k: 1024, kb: 1024, kib: 1024, m: 1024 ** 2, mb: 1024 ** 2, mib: 1024 ** 2, g: 1024 ** 3, gb: 1024 ** 3, gib: 1024 ** 3 },
  days: { d: 1, day: 1, days: 1, h: 1 / 24, hour: 1 / 24, hours: 1 / 24, w: 7, week: 7, weeks: 7, mo: 30, month: 30, months: 30, y: 365, year: 365, years: 365 },
};
const perSecond = /\s*(?:\/\s*s(?:ec)?|per\s+s(?:econd)?)$/;
const examples: Readonly<Record<QuantityKind, string>> = {
  count: "250, 30k, 2M", rate: "200, 1.5k, 0.2", milliseconds: "50, 2 s", seconds: "30 s, 5 min, 1 h, 1 d", bytes: "400, 4 KB, 1.5 MB", days: "90, 12 h, 6 months, 2 years", weight: "1 to 5",
};

export type Parsed = { readonly ok: true; /** `null`: nothing is written. */ readonly value: number | null } | { readonly ok: false; readonly message: string };

/** A number as people write it, with a unit where the kind has some: `1.5k`, `25,000`, `4 KB`, `2 s`. What cannot be is refused with a sentence. */
export function parseQuantity(text: string, kind: QuantityKind, bounds: NumberBounds): Parsed {
  const plain = text.trim().toLowerCase().replace(kind === "rate" ? perSecond : /$^/, "");
  if (plain === "") return { ok: true, value: null };
  const match = /^([-+]?)(\d[\d,_ \u00a0\u202f]*(?:\.\d+)?|\.\d+)\s*([a-zµ]*)$/.exec(plain);
  const unit = match?.[3] ?? "";
  const factor = unit === "" ? 1 : Object.hasOwn(units[kind], unit) ? units[kind][unit] : undefined;
  if (match === null || factor === undefined) return { ok: false, message: `${bounds.label}: a number such as ${examples[kind]}.` };
  const number = Number((match[2] ?? "").replaceAll(/[,_ \u00a0\u202f]/g, "")) * factor * (match[1] === "-" ? -1 : 1);
  const value = bounds.whole ? Math.round(number) : Number(number.toPrecision(12));
  const wrong = outOfBounds(value, bounds);
  return wrong === undefined ? { ok: true, value } : { ok: false, message: wrong };
}

const short = new Intl.NumberFormat("en", { maximumFractionDigits: 3 });
const full = new Intl.NumberFormat("en", { maximumFractionDigits: 6 });

/** A number for a narrow cell: "1.5k", "50 ms", "4 KB", "30 d". */
export function showQuantity(value: number, kind: QuantityKind): string {
  const scale = (steps: readonly (readonly [least: number, size: number, unit: string])[]): string => {
    const [, size, unit] = steps.find(([least]) => value >= least) ?? [0, 1, ""];
    return size === 1 && value < 1 ? `${full.format(value)}${unit}` : `${short.format(value / size)}${unit}`;
  };
  switch (kind) {
    case "count": case "rate": return scale([[1e9, 1e9, "B"], [1e6, 1e6, "M"], [1e4, 1e3, "k"], [0, 1, ""]]);
    case "milliseconds": return value >= 1000 ? `${short.format(value / 1000)} s` : `${short.format(value)} ms`;
    case "seconds": return scale([[604_800, 604_800, " w"], [86_400, 86_400, " d"], [3600, 3600, " h"], [60, 60, " min"], [0, 1, " s"]]);
    case "bytes": return scale([[1024 ** 3, 1024 ** 3, " GB"], [1024 ** 2, 1024 ** 2, " MB"], [1024, 1024, " KB"], [0, 1, " B"]]);
    case "days": return value >= 730 && value % 365 === 0 ? `${value / 365} years` : value < 1 ? `${short.format(value * 24)} h` : `${short.format(value)} d`;
    case "weight": return short.format(value);
  }
}

/** A number as it is put into a field to be changed; typed back it gives the same number. */
export function editQuantity(value: number | undefined): string {
  return value === undefined ? "" : String(value);
}
