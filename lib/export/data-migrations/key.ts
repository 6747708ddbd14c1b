import type { ColumnType } from "../../model";

/** How values of a key column travel: as text with a mark for what they are, so that any of the scripts can go on where another stopped. */
export type KeyKind = "integer" | "float" | "decimal" | "bytes" | "text";

/** The kind of a key column's values. */
export function keyKind(type: ColumnType): KeyKind {
  switch (type.kind) {
    case "int16": case "int32": case "int64": return "integer";
    case "float32": case "float64": return "float";
    case "decimal": return "decimal";
    case "bytes": return "bytes";
    case "native": return nativeKind(type.text);
    default: return "text";
  }
}

function nativeKind(text: string): KeyKind {
  if (/^(?:tiny|small|medium|big)?int|^integer|^serial|^bigserial|^year/i.test(text)) return "integer";
  if (/^(?:float|double|real)/i.test(text)) return "float";
  if (/^(?:decimal|numeric)/i.test(text)) return "decimal";
  return /binary|blob|^bytea/i.test(text) ? "bytes" : "text";
}

/** A condition on the key, with the places of its values. */
export interface KeyCondition {
  readonly sql: string;
  /** Which value of the key each place takes, in order. */
  readonly order: readonly number[];
}

/** How a database compares keys of several columns. */
export interface KeyForm {
  /** It walks an index by `(a, b) > (x, y)`; otherwise the comparison is spelled out. */
  readonly rows: boolean;
  /** The place of the key's i-th value. */
  place(i: number): string;
}

/** "The key is greater than", or at most, the values. */
export function keyCondition(columns: readonly string[], operator: ">" | "<=", form: KeyForm): KeyCondition {
  const places = columns.map((_, i) => form.place(i));
  const order = columns.map((_, i) => i);
  if (columns.length === 1) return { sql: `${columns[0] ?? ""} ${operator} ${places[0] ?? ""}`, order };
  if (form.rows) return { sql: `(${columns.join(", ")}) ${operator} (${places.join(", ")})`, order };
  const strict = operator === ">" ? ">" : "<";
  const terms: string[] = [];
  const used: number[] = [];
  for (const [i, column] of columns.entries()) {
    const last = i === columns.length - 1;
    const equal = columns.slice(0, i).map((name, j) => `${name} = ${places[j] ?? ""}`);
    terms.push([...equal, `${column} ${last ? operator : strict} ${places[i] ?? ""}`].join(" AND "));
    used.push(...order.slice(0, i), i);
  }
  return { sql: `(${terms.map((term, i) => (i === 0 ? term : `(${term})`)).join(" OR ")})`, order: used };
}
