import { isWord, type Node } from "./nodes";

const seconds: Readonly<Record<string, number>> = {
  second: 1, s: 1, minute: 60, min: 60, m: 60, hour: 3600, h: 3600, day: 86_400, d: 86_400, week: 604_800, w: 604_800, month: 2_592_000, mon: 2_592_000, quarter: 7_776_000, year: 31_536_000, y: 31_536_000,
};

function secondsOf(amount: number, unit: string): number | undefined {
  const known = seconds[unit.toLowerCase()] ?? seconds[unit.toLowerCase().replace(/s$/, "")];
  return known === undefined || !Number.isFinite(amount) ? undefined : amount * known;
}

/** "30 days", "1 hour", "-7 days": seconds, without the sign. */
function spanOf(text: string): number | undefined {
  const match = /^[-+]?(\d+(?:\.\d+)?)\s*([a-z]+)$/i.exec(text.replace(/^[a-z]?'|'$/gi, "").trim());
  return match === null ? undefined : secondsOf(Number(match[1]), match[2] ?? "");
}

/** How far back from now an expression goes, in days: `now() - interval '30 days'`, `NOW() - INTERVAL 30 DAY`, `datetime('now', '-30 days')`. */
export function daysBack(nodes: readonly Node[]): number | undefined {
  const flat = flatten(nodes);
  if (!flat.some((node) => isWord(node, "now", "current_timestamp", "current_date", "datetime", "date", "localtimestamp", "curdate", "unixepoch"))) return undefined;
  for (const [i, node] of flat.entries()) {
    const next = flat[i + 1];
    const unit = flat[i + 2];
    const span = node.kind !== "value" ? undefined
      : isWord(flat[i - 1], "interval") && /^\d/.test(node.text) && next?.kind === "name" ? secondsOf(Number(node.text), next.name)
      : spanOf(node.text) ?? (isWord(flat[i - 1], "interval") && next?.kind === "name" ? secondsOf(Number(node.text.replaceAll("'", "")), next.name) : undefined);
    if (span !== undefined && unit !== node) return span / 86_400;
  }
  return undefined;
}

/** Width of the time windows rows are grouped by, in seconds: `date_trunc('hour', t)`, `time_bucket('5 minutes', t)`. */
export function windowOf(nodes: readonly Node[]): number | undefined {
  for (const [i, node] of nodes.entries()) {
    const inner = nodes[i + 1];
    if (node.kind === "group") {
      const found = windowOf(node.nodes);
      if (found !== undefined) return found;
    }
    if (inner?.kind !== "group" || !isWord(node, "date_trunc", "time_bucket", "date_bin", "time_bucket_gapfill")) continue;
    const [first, second] = inner.nodes;
    const value = isWord(first, "interval") ? second : first;
    if (value?.kind !== "value") continue;
    const width = isWord(node, "date_trunc") ? secondsOf(1, value.text.replaceAll("'", "")) : spanOf(value.text);
    if (width !== undefined) return width;
  }
  return undefined;
}

function flatten(nodes: readonly Node[]): readonly Node[] {
  return nodes.flatMap((node) => (node.kind === "group" ? flatten(node.nodes) : [node]));
}
