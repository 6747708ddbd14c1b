import type { JsonValue } from "../../../model";
import { refuse } from "./refusal";

export type FieldType = "int64" | "uint64" | "float64" | "bool" | "utf8";

/** A point as a line of line protocol says it. */
export interface Point {
  readonly table: string;
  readonly tags: ReadonlyMap<string, string>;
  readonly fields: ReadonlyMap<string, { readonly type: FieldType; readonly value: JsonValue }>;
  /** Nanoseconds; integers of more than 53 bits stay text. */
  readonly time: string;
}

/** Reads one line; refuses what is none (docs.influxdata.com, line protocol reference). */
export function readLine(line: string): Point {
  let at = 0;
  const until = (ends: string, escapable: string): string => {
    let text = "";
    while (at < line.length && !ends.includes(line[at] ?? "")) {
      if (line[at] === "\\" && escapable.includes(line[at + 1] ?? "\u0000")) at += 1;
      text += line[at] ?? "";
      at += 1;
    }
    return text;
  };
  const table = until(", ", ", ");
  if (table === "") refuse("unable to parse: missing measurement");
  if (table.startsWith("_")) refuse(`unable to parse '${table}': names that begin with _ are reserved`);
  const tags = new Map<string, string>();
  while (line[at] === ",") {
    at += 1;
    const key = until("=, ", ",= ");
    if (line[at] !== "=" || key === "") refuse("unable to parse: missing tag value");
    at += 1;
    const value = until(", ", ",= ");
    if (value === "") refuse("unable to parse: missing tag value");
    if (line[at] === "=" || tags.has(key)) refuse("unable to parse: duplicate tags");
    tags.set(key, value);
  }
  if (line[at] !== " ") refuse("unable to parse: missing fields");
  at += 1;
  const fields = new Map<string, { readonly type: FieldType; readonly value: JsonValue }>();
  for (;;) {
    const key = until("=, ", ",= ");
    if (line[at] !== "=" || key === "") refuse("unable to parse: missing field key");
    at += 1;
    if (tags.has(key)) refuse(`unable to parse: ${key} is a tag and a field`);
    fields.set(key, line[at] === '"' ? quoted() : plain(until(", ", "")));
    if (line[at] !== ",") break;
    at += 1;
  }
  const time = line.slice(at).trim();
  if (!/^-?\d{1,19}$/.test(time)) refuse(`unable to parse: bad timestamp ${time}`);
  return { table, tags, fields, time };

  function quoted(): { readonly type: FieldType; readonly value: JsonValue } {
    at += 1;
    const value = until('"', '"\\');
    if (line[at] !== '"') refuse("unable to parse: unbalanced quotes");
    at += 1;
    return { type: "utf8", value };
  }
}

function plain(text: string): { readonly type: FieldType; readonly value: JsonValue } {
  if (/^-?\d+i$/.test(text)) {
    const number = BigInt(text.slice(0, -1));
    if (number < -(2n ** 63n) || number >= 2n ** 63n) refuse(`unable to parse integer ${text}: value out of range`);
    return { type: "int64", value: Number.isSafeInteger(Number(number)) ? Number(number) : String(number) };
  }
  if (/^\d+u$/.test(text)) return { type: "uint64", value: text.slice(0, -1) };
  if (/^(?:t|T|true|True|TRUE)$/.test(text)) return { type: "bool", value: true };
  if (/^(?:f|F|false|False|FALSE)$/.test(text)) return { type: "bool", value: false };
  if (/^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/.test(text)) return { type: "float64", value: Number(text) };
  return refuse(`unable to parse: invalid field value ${text}`);
}
