import type { Column } from "../../model";
import { readCheck, type SimpleCheck } from "./simple-check";
import { expressionPieces, typeAt, type Piece } from "./simple-expression-pieces";
import { literalAt, type SimpleLiteral } from "./simple-literal";

export { checkColumns, checkParts, comparisons, type Comparison, type SimpleCheck } from "./simple-check";
export type { SimpleLiteral } from "./simple-literal";

/** A default that technologies without SQL can carry over. `now`: the present moment; `today`: its date; `uuid`: a random (version 4) UUID. */
export type SimpleDefault = SimpleLiteral | { readonly kind: "now" } | { readonly kind: "today" } | { readonly kind: "uuid" };

const moments = new Set(["now()", "current_timestamp", "localtimestamp", "transaction_timestamp()", "statement_timestamp()", "clock_timestamp()", "sysdate()", "datetime('now')"]);
const uuids = new Set(["gen_random_uuid()", "uuid_generate_v4()", "public.uuid_generate_v4()", "uuidv4()", "uuid()"]);
const days = new Set(["current_date", "current_date()", "curdate()"]);

/** Reads a column's default: a literal, the present moment, a random UUID; undefined for everything else, which is then listed as lost. */
export function simpleDefault(text: string): SimpleDefault | undefined {
  const pieces = expressionPieces(text);
  if (pieces === undefined) return undefined;
  const bare = unwrapped(pieces);
  const compact = bare.map((piece) => (piece.kind === "string" ? `'${piece.text}'` : piece.text.toLowerCase())).join("").replace(/\(\d\)$/, "").replace(/^(current_timestamp|localtimestamp)\(\)$/, "$1");
  if (moments.has(compact)) return { kind: "now" };
  if (days.has(compact)) return { kind: "today" };
  if (uuids.has(compact)) return { kind: "uuid" };
  if (bare[0]?.kind === "word" && bare[0].text.toLowerCase() === "array" && bare[1]?.text === "[" && bare[2]?.text === "]" && bare.length === 3) return { kind: "literal", value: "{}", text: "{}" };
  const literal = literalAt(bare, 0);
  return literal !== undefined && literal.end === bare.length ? literal.literal : undefined;
}

/** Reads a check; undefined where it says more than a SimpleCheck can. `columns` are those of its table. */
export function simpleCheck(expression: string, columns: readonly Pick<Column, "id" | "name">[]): SimpleCheck | undefined {
  const pieces = expressionPieces(expression);
  return pieces === undefined ? undefined : readCheck(pieces, columns);
}

/** Without parentheses around the whole and without casts behind it. */
function unwrapped(pieces: readonly Piece[]): readonly Piece[] {
  const cast = pieces.findLastIndex(({ text: mark }) => mark === "::");
  if (cast > 0 && typeAt(pieces, cast + 1).end === pieces.length && pieces[cast - 1]?.kind !== "string" && pieces[cast - 1]?.kind !== "number") return unwrapped(pieces.slice(0, cast));
  if (pieces[0]?.text !== "(" || pieces.at(-1)?.text !== ")") return pieces;
  let depth = 0;
  for (const [i, { kind, text: mark }] of pieces.entries()) {
    if (kind !== "mark") continue;
    depth += mark === "(" ? 1 : mark === ")" ? -1 : 0;
    if (depth === 0 && i < pieces.length - 1) return pieces;
  }
  return unwrapped(pieces.slice(1, -1));
}
