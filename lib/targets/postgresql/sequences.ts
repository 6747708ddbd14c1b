import { qualify } from "./lexical";

/** A sequence's settings as pg_sequence has them; numbers as text, since they go beyond 2^53. */
export interface SequenceSettings {
  readonly sequence_type?: string | undefined;
  readonly start?: string | undefined;
  readonly increment?: string | undefined;
  readonly minimum?: string | undefined;
  readonly maximum?: string | undefined;
  readonly cache?: string | undefined;
  readonly cycle?: boolean | null | undefined;
}

const largest: Readonly<Record<string, bigint>> = { smallint: 32767n, integer: 2147483647n, bigint: 9223372036854775807n };

/** The settings that differ from what CREATE SEQUENCE chooses, as it wants them written. */
export function sequenceParameters(row: SequenceSettings): string[] {
  const increment = BigInt(row.increment ?? "1");
  const ascending = increment > 0n;
  const top = largest[row.sequence_type ?? "bigint"] ?? 0n;
  const minimum = BigInt(row.minimum ?? "1");
  const maximum = BigInt(row.maximum ?? top);
  const parts: string[] = [];
  if (increment !== 1n) parts.push(`INCREMENT BY ${increment}`);
  if (minimum !== (ascending ? 1n : -top - 1n)) parts.push(`MINVALUE ${minimum}`);
  if (maximum !== (ascending ? top : -1n)) parts.push(`MAXVALUE ${maximum}`);
  if (row.start !== undefined && BigInt(row.start) !== (ascending ? minimum : maximum)) parts.push(`START WITH ${row.start}`);
  if (row.cache !== undefined && row.cache !== "1") parts.push(`CACHE ${row.cache}`);
  if (row.cycle === true) parts.push("CYCLE");
  return parts;
}

/** CREATE SEQUENCE's name for the sequence behind an identity, which lives in its table's namespace. */
export function sequenceName(name: string, namespace: string | undefined): string {
  return qualify(namespace, name);
}
