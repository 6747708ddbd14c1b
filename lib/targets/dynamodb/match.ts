import type { Id } from "../../model";
import type { Key } from "./model";
import type { Read } from "./reads";

/** Keys to look rows up by: a table's own, or an index's. */
export interface KeySchema {
  readonly hash: readonly Key[];
  readonly range: readonly Key[];
}

/** How keys answer a read: how many of the range columns are given by value, and how many give the order. */
export interface Match {
  readonly given: number;
  readonly ordered: number;
}

/** Whether the keys answer the read with one Query or GetItem: all partition columns are given, then range columns from the left, then the order. */
export function matches(schema: KeySchema, read: Pick<Read, "equality" | "order">): Match | undefined {
  const hash = schema.hash.flatMap(({ columns }) => columns);
  const range = schema.range.flatMap(({ columns }) => columns);
  const equality = new Set(read.equality);
  if (hash.length === 0 || hash.some((id) => !equality.has(id))) return undefined;
  const rest = [...equality].filter((id) => !hash.includes(id));
  const given = range.slice(0, rest.length);
  if (given.length < rest.length || given.some((id) => !rest.includes(id))) return undefined;
  const following = range.slice(rest.length, rest.length + read.order.length);
  return following.length === read.order.length && following.every((id, i) => id === read.order[i]) ? { given: rest.length, ordered: read.order.length } : undefined;
}

/** A wanted index, while indexes are being put together. */
export interface Candidate {
  readonly hash: readonly Id[];
  readonly range: readonly Id[];
  readonly reads: readonly Read[];
  /** Released as it is: it answers more reads only if it does so unchanged. */
  readonly released?: true;
}

/**
 * The fewest indexes that answer all reads without giving up that each finds its rows in one stretch: a read joins a candidate whose keys
 * answer it, or could if more range columns followed. Limits: four columns each. Released indexes that answer a read stay as they are.
 */
export function candidates(reads: readonly Read[], released: readonly Pick<Candidate, "hash" | "range">[]): readonly Candidate[] {
  const made: Candidate[] = released.map(({ hash, range }) => ({ hash, range, reads: [], released: true }));
  for (const read of reads.toSorted((a, b) => a.equality.length - b.equality.length)) {
    const at = made.findIndex((candidate) => extended(candidate, read) !== undefined);
    const known = made[at];
    const range = known === undefined ? undefined : extended(known, read);
    if (known !== undefined && range !== undefined) made[at] = { ...known, range, reads: [...known.reads, read] };
    else made.push({ hash: read.equality.slice(0, 4), range: [...read.equality.slice(4), ...read.order].slice(0, 4), reads: [read] });
  }
  return made.filter((candidate) => candidate.reads.length > 0);
}

/** The candidate's range columns so that it answers the read too; undefined when it would spoil it for the others, or be too long. */
function extended(candidate: Candidate, read: Read): readonly Id[] | undefined {
  if (candidate.hash.some((id) => !read.equality.includes(id))) return undefined;
  const rest = read.equality.filter((id) => !candidate.hash.includes(id));
  const given = candidate.range.slice(0, rest.length);
  if (given.some((id) => !rest.includes(id))) return undefined;
  const order = candidate.range.slice(rest.length, rest.length + read.order.length);
  if (order.some((id, i) => id !== read.order[i])) return undefined;
  const wanted = [...given, ...rest.filter((id) => !given.includes(id)), ...read.order];
  const range = wanted.length > candidate.range.length ? wanted : candidate.range;
  return range.length > 4 || (candidate.released === true && range.length > candidate.range.length) ? undefined : range;
}
