import { counted, type AccessPattern, type ColumnType } from "../../model";

/** Hard limits of the service (Amazon DynamoDB Developer Guide, "Quotas" and "Constraints", read 2026-08). */
export const limits = {
  itemBytes: 400 * 1024, globalIndexes: 20, localIndexes: 5, indexHashAttributes: 4, indexRangeAttributes: 4, projectedPerIndex: 20, projectedPerTable: 100,
  hashBytes: 2048, rangeBytes: 1024, keyNameBytes: 255, transactionItems: 100, transactionBytes: 4 * 1024 * 1024, batchGetItems: 100,
  partitionWrites: 1000, partitionReads: 3000, collectionBytes: 10 * 1024 ** 3,
} as const;

/** Average bytes of a value, where nothing better is known. Numbers take about half a byte a digit and one more; lists and maps 3 and 1 for each member. */
export function valueBytes(type: ColumnType): number {
  switch (type.kind) {
    case "uuid": return 36;
    case "int16": return 3;
    case "int32": case "float32": return 5;
    case "int64": case "float64": return 9;
    case "decimal": return Math.ceil(Math.min(type.precision ?? 18, 38) / 2) + 1;
    case "boolean": return 1;
    case "date": return 10;
    case "time": return 12;
    case "timestamp": case "timestamptz": return 24;
    case "interval": case "enum": return 10;
    case "string": return Math.max(1, Math.ceil((type.length ?? 200) / 2));
    case "char": return type.length;
    case "json": case "bytes": return 1000;
    case "array": return 3 + 4 * (1 + Math.min(valueBytes(type.of), 40));
    case "vector": return 3 + type.dimensions * 6;
    default: return 500;
  }
}

/** Whether a value of the type can be of any length, so that it may outweigh the rest of its item. */
export function isUnbounded(type: ColumnType): boolean {
  return type.kind === "text" || type.kind === "json" || type.kind === "bytes" || type.kind === "native" || (type.kind === "string" && (type.length ?? 10_000) > 1000);
}

/** Bytes in UTF-8. */
export function utf8(text: string): number {
  return new TextEncoder().encode(text).length;
}

/**
 * Read units of one request: a strongly consistent read of up to 4 KB is one unit, an eventually consistent one half, a transactional one two.
 * A Query adds up its items before rounding; separate reads are rounded one by one.
 */
export function readUnits(bytes: number, consistency: "eventual" | "strong" | "transaction"): number {
  const blocks = Math.max(1, Math.ceil(bytes / 4096));
  return consistency === "eventual" ? blocks / 2 : consistency === "strong" ? blocks : blocks * 2;
}

/** Write units of one item: one for each KB begun; two in a transaction. */
export function writeUnits(bytes: number, transaction = false): number {
  return Math.max(1, Math.ceil(bytes / 1024)) * (transaction ? 2 : 1);
}

/** `1.4 KB`, `180 B`. */
export function shownBytes(bytes: number): string {
  if (bytes < 1024) return `${Math.round(bytes)} B`;
  const unit = bytes < 1024 ** 2 ? [1024, "KB"] as const : bytes < 1024 ** 3 ? [1024 ** 2, "MB"] as const : [1024 ** 3, "GB"] as const;
  const value = bytes / unit[0];
  return `${value < 10 ? value.toFixed(1).replace(/\.0$/, "") : Math.round(value)} ${unit[1]}`;
}

/** What one call costs and, where the rate is known, all calls of a second. */
export function shownCost(units: number, unit: "read" | "write", pattern: Pick<AccessPattern, "rate">, why: string): string {
  const each = `${counted(units, `${unit} unit`)} (${why})`;
  return pattern.rate === undefined ? each : `${each}; ${counted(Math.round(units * pattern.rate * 100) / 100, "unit")} per second at ${pattern.rate} calls`;
}
