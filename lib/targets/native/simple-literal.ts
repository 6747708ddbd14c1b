import { typeAt, type Piece } from "./simple-expression-pieces";

/** A literal: its value, and for numbers the digits as written, which may be more than a float keeps. */
export interface SimpleLiteral {
  readonly kind: "literal";
  /** Strings stand for everything written in quotes: texts, dates, JSON, `{}` of an array; the column's type says which. */
  readonly value: string | number | boolean | null;
  readonly text: string;
}

/** A literal at `at` with its casts (`'a'::text`, `DATE '2020-01-01'`, `-1`), and where it ends. */
export function literalAt(pieces: readonly Piece[], at: number): { readonly literal: SimpleLiteral; readonly end: number } | undefined {
  const first = pieces[at];
  if (first === undefined) return undefined;
  let found: SimpleLiteral | undefined;
  let end = at + 1;
  const word = first.kind === "word" ? first.text.toLowerCase() : "";
  if (first.kind === "string") found = text(first.text);
  else if (first.kind === "number") found = number(first.text);
  else if ((first.text === "-" || first.text === "+") && pieces[end]?.kind === "number") {
    found = number(`${first.text === "-" ? "-" : ""}${pieces[end]?.text ?? ""}`);
    end += 1;
  } else if (word === "true" || word === "false") found = { kind: "literal", value: word === "true", text: word };
  else if (word === "null") found = { kind: "literal", value: null, text: "null" };
  else if (["date", "time", "timestamp", "timestamptz"].includes(word) && pieces[end]?.kind === "string") {
    found = text(pieces[end]?.text ?? "");
    end += 1;
  } else if (first.text === "(") {
    const inner = literalAt(pieces, end);
    if (inner === undefined || pieces[inner.end]?.text !== ")") return undefined;
    ({ literal: found } = inner);
    end = inner.end + 1;
  }
  if (found === undefined) return undefined;
  while (pieces[end]?.text === "::") {
    const cast = typeAt(pieces, end + 1);
    // PostgreSQL prints numbers as '-1'::integer.
    if (typeof found.value === "string" && /^(?:smallint|integer|int|int[248]|bigint|numeric|decimal|real|double precision|float[48])\b/.test(cast.text) && /^-?(?:\d+\.?\d*|\.\d+)$/.test(found.value)) found = number(found.value);
    else if (typeof found.value === "string" && /^bool(?:ean)?$/.test(cast.text) && /^(?:true|false|t|f)$/i.test(found.value)) found = { kind: "literal", value: /^t/i.test(found.value), text: /^t/i.test(found.value) ? "true" : "false" };
    ({ end } = cast);
  }
  return { literal: found, end };
}

function text(value: string): SimpleLiteral {
  return { kind: "literal", value, text: value };
}

function number(digits: string): SimpleLiteral {
  return { kind: "literal", value: Number(digits), text: digits };
}
