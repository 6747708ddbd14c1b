import { isJsonObject, type JsonObject, type JsonValue } from "../../model";
import { valueIn, joinedText, type Item } from "./items";
import type { Filling, Job } from "./job";

/** The item after the job, or undefined when the job is not about it or changes nothing; a copy is the new item. The script's `fill` does the same. */
export function filled(job: Job, item: Item): Item | undefined {
  if (job.only !== undefined) {
    const value = valueIn(item, job.only.attribute)?.["S"];
    if (typeof value !== "string" || (job.only.whole === true ? value !== job.only.begins : !value.startsWith(job.only.begins))) return undefined;
  }
  const result = new Map(Object.entries(item));
  for (const { attribute, from, replace } of job.set) {
    if (replace !== true && result.has(attribute)) continue;
    const value = filling(from, item);
    if (value !== undefined) result.set(attribute, value);
  }
  for (const attribute of job.remove) result.delete(attribute);
  if (job.keep !== undefined) for (const attribute of [...result.keys()]) if (!job.keep.includes(attribute)) result.delete(attribute);
  if (job.keys.some((attribute) => !result.has(attribute))) return undefined;
  const after: Item = Object.fromEntries(result);
  return job.from === job.to && JSON.stringify(Object.entries(after).toSorted(byName)) === JSON.stringify(Object.entries(item).toSorted(byName)) ? undefined : after;
}

function byName([a]: readonly [string, JsonValue], [b]: readonly [string, JsonValue]): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function filling(from: Filling, item: Item): JsonObject | undefined {
  if ("copy" in from) return valueIn(item, from.copy);
  if ("value" in from) return from.value;
  if ("join" in from) {
    const texts = from.join.map(({ attribute, pad }) => joinedText(valueIn(item, attribute), pad));
    return texts.some((text) => text === undefined) ? undefined : { S: `${from.prefix}${texts.join("#")}` };
  }
  if ("expiry" in from) {
    const text = valueIn(item, from.expiry)?.["S"];
    const seconds = typeof text === "string" ? Math.floor(Date.parse(text) / 1000) : Number.NaN;
    return Number.isNaN(seconds) ? undefined : { N: `${seconds + from.days * 86_400}` };
  }
  return converted(valueIn(item, from.convert), from.to);
}

/** A value in another type; undefined where it has no such value, which leaves it as it is. */
function converted(value: JsonObject | undefined, to: "S" | "N" | "BOOL"): JsonObject | undefined {
  if (!isJsonObject(value)) return undefined;
  const { S, N, BOOL } = value;
  if (to === "S") return typeof N === "string" ? { S: N } : typeof BOOL === "boolean" ? { S: `${BOOL}` } : undefined;
  if (to === "N") return typeof S === "string" && /^-?\d+(?:\.\d+)?$/.test(S) ? { N: S } : typeof BOOL === "boolean" ? { N: BOOL ? "1" : "0" } : undefined;
  if (typeof N === "string") return { BOOL: Number(N) !== 0 };
  return S === "true" || S === "false" ? { BOOL: S === "true" } : undefined;
}
