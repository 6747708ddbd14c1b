import type { TypeFacts, Using } from "./act";

/** What a type change does to the rows; `unknown` where the text does not tell. */
export type TypeChangeCost = "none" | "rewrite" | "unknown";

/** Types that other types can become without touching a row (measured on PostgreSQL 18.6). */
const maybeFree = /^(?:text|varchar|citext|numeric|timestamp|timestamptz|inet|varbit|time|timetz|interval|oid|int4|xml|bpchar)$/;
/** Of those, what only a bare column of a nearby type can become: for `integer` that would be oid, which nobody has. */
const rarelyFree = /^(?:int4|oid|xml|bpchar)$/;

/** The cost of ALTER COLUMN ... TYPE, from the type before where it is known. */
export function typeChangeCost(from: TypeFacts | undefined, to: TypeFacts, using: Using, timeZone: string | undefined, version: number): TypeChangeCost {
  if (using === "expression") return "rewrite";
  if (from === undefined) return maybeFree.test(to.name) && !rarelyFree.test(to.name) && !to.array ? "unknown" : "rewrite";
  if (from.array !== to.array) return "rewrite";
  if (from.name === to.name) return sameTypeCost(from, to);
  if (from.array) return "rewrite";
  const [a, b] = [from.name, to.name];
  if (a === "varchar" && b === "text") return "none";
  if (a === "text" && b === "varchar") return to.modifiers.length === 0 ? "none" : "rewrite";
  if ((a === "varchar" || a === "text") && b === "citext") return "unknown";
  if (a === "citext" && (b === "text" || (b === "varchar" && to.modifiers.length === 0))) return "unknown";
  if (a === "cidr" && b === "inet") return "none";
  if (isMoment(a) && isMoment(b)) {
    // A precision of its own is a conversion of its own, even where it is the same.
    if (version < 12 || narrows(from, to, 6) || to.modifiers.length > 0) return "rewrite";
    return timeZone === undefined ? "unknown" : /^(?:utc|gmt|etc\/utc|\+?0+(?::?00)?)$/i.test(timeZone) ? "none" : "rewrite";
  }
  // A name the grammar does not know may be a domain over the old type.
  return knownTypes.test(a) && knownTypes.test(b) ? "rewrite" : "unknown";
}

const knownTypes = /^(?:int2|int4|int8|float4|float8|numeric|text|varchar|bpchar|bool|date|time|timetz|timestamp|timestamptz|interval|uuid|json|jsonb|bytea|inet|cidr|bit|varbit|xml|money|oid|citext|(?:small|big)?serial[248]?)$/;

function isMoment(name: string): boolean {
  return name === "timestamp" || name === "timestamptz";
}

function sameTypeCost(from: TypeFacts, to: TypeFacts): TypeChangeCost {
  const [before, scaleBefore = 0] = from.modifiers;
  const [after, scaleAfter = 0] = to.modifiers;
  if (before === after && scaleBefore === scaleAfter) return "none";
  switch (from.name) {
    case "varchar": case "varbit": return after === undefined || (before !== undefined && after >= before) ? "none" : "rewrite";
    case "numeric": return after === undefined || (before !== undefined && after >= before && scaleAfter === scaleBefore) ? "none" : "rewrite";
    case "timestamp": case "timestamptz": case "time": case "timetz": return narrows(from, to, 6) ? "rewrite" : "none";
    case "interval": return "unknown";
    default: return "rewrite";
  }
}

function narrows(from: TypeFacts, to: TypeFacts, most: number): boolean {
  return (to.modifiers[0] ?? most) < (from.modifiers[0] ?? most);
}
