import type { Column, Id } from "../../model";
import { typeAt, type Piece } from "./simple-expression-pieces";
import { literalAt, type SimpleLiteral } from "./simple-literal";

export const comparisons = ["=", "<>", "<", "<=", ">", ">="] as const;
export type Comparison = (typeof comparisons)[number];

/**
 * A check that technologies without SQL can carry over. As in SQL, a null passes every one of them but `not-null`.
 * `length` counts characters, `count` the items of an array; both bounds are inclusive. `between` includes its ends.
 * `matches`: a regular expression of the part that all engines share (classes, repetitions, groups, anchors), found anywhere.
 */
export type SimpleCheck =
  | { readonly kind: "compare"; readonly column: Id; readonly operator: Comparison; readonly value: SimpleLiteral }
  | { readonly kind: "between"; readonly column: Id; readonly low: SimpleLiteral; readonly high: SimpleLiteral }
  | { readonly kind: "in"; readonly column: Id; readonly values: readonly SimpleLiteral[]; readonly negated: boolean }
  | { readonly kind: "length" | "count"; readonly column: Id; readonly min?: number; readonly max?: number }
  | { readonly kind: "matches"; readonly column: Id; readonly pattern: string }
  | { readonly kind: "columns"; readonly left: Id; readonly operator: Comparison; readonly right: Id }
  | { readonly kind: "not-null"; readonly column: Id }
  | { readonly kind: "all"; readonly of: readonly SimpleCheck[] };

type Operand =
  | { readonly kind: "column"; readonly column: Id }
  | { readonly kind: "measure"; readonly measure: "length" | "count"; readonly column: Id; /** Null for the empty array, so it bounds only from above. */ readonly nullWhenEmpty: boolean }
  | SimpleLiteral;
/** `null-test`: `x IS NULL`, which only makes sense beside an OR. */
type Node = { readonly operand: Operand } | { readonly check: SimpleCheck } | { readonly nullTest: Id };

const flipped: Readonly<Record<Comparison, Comparison>> = { "=": "=", "<>": "<>", "<": ">", "<=": ">=", ">": "<", ">=": "<=" };
const opposite: Readonly<Record<Comparison, Comparison>> = { "=": "<>", "<>": "=", "<": ">=", "<=": ">", ">": "<=", ">=": "<" };
/** Casts of a column that change nothing a check looks at. */
const harmless = /^(?:text|varchar|character varying|bpchar|numeric|decimal|double precision)(?: \(.*)?$/;
const lengths = new Set(["length", "char_length", "character_length"]);
const counts = new Set(["cardinality", "jsonb_array_length", "json_array_length"]);
/** A regular expression of the part that PCRE, RE2, ECMAScript, Lucene-like and PostgreSQL read alike: no look-around, back reference or POSIX class. */
const portablePattern = /^(?:[^\\[\](){}]|\\[.\\^$*+?()[\]{}|/dwsDWS-]|\[\^?(?:[^\\[\]]|\\[\\\]^dws.-])+\]|\((?!\?)|\)|\{\d+(?:,\d*)?\})*$/;

/** The check that the pieces say as a whole; undefined where they say something else. */
export function readCheck(pieces: readonly Piece[], columns: readonly Pick<Column, "id" | "name">[]): SimpleCheck | undefined {
  const reader = new Reader(pieces, columns);
  const node = reader.either();
  return node === undefined || !reader.atEnd() ? undefined : asCheck(node);
}

function asCheck(node: Node): SimpleCheck | undefined {
  if ("check" in node) return node.check;
  // A column by itself is a boolean one.
  return "operand" in node && node.operand.kind === "column" ? compare(node.operand.column, "=", { kind: "literal", value: true, text: "true" }) : undefined;
}

function compare(column: Id, operator: Comparison, value: SimpleLiteral): SimpleCheck | undefined {
  return value.value === null ? undefined : { kind: "compare", column, operator, value };
}

/** Recursive descent; each method leaves its place behind what it read, and answers undefined for what is beyond a SimpleCheck. */
class Reader {
  private at = 0;
  constructor(private readonly pieces: readonly Piece[], private readonly columns: readonly Pick<Column, "id" | "name">[]) {}

  atEnd(): boolean {
    return this.at === this.pieces.length;
  }

  either(): Node | undefined {
    const nodes = this.list("or", () => this.both());
    const [only] = nodes ?? [];
    if (nodes === undefined || nodes.length === 1) return only;
    const tests = nodes.flatMap((node) => ("nullTest" in node ? [node.nullTest] : []));
    const checks = nodes.flatMap((node) => ("nullTest" in node ? [] : [asCheck(node)]));
    // A null passes anyway, so `x IS NULL OR check of x` is the check; one of several equalities is membership.
    const [first] = checks;
    if (first === undefined || checks.some((check) => check === undefined)) return undefined;
    const joined = checks.length === 1 ? first : membership(checks);
    const column = joined === undefined ? undefined : soleColumn(joined);
    return joined === undefined || (tests.length > 0 && (column === undefined || tests.some((test) => test !== column))) ? undefined : { check: joined };
  }

  private both(): Node | undefined {
    const nodes = this.list("and", () => this.negation());
    const [only] = nodes ?? [];
    if (nodes === undefined || nodes.length === 1) return only;
    const checks = nodes.map(asCheck);
    return checks.some((check) => check === undefined) ? undefined : { check: { kind: "all", of: checks.flatMap((check) => (check === undefined ? [] : check.kind === "all" ? check.of : [check])) } };
  }

  private list(word: string, item: () => Node | undefined): Node[] | undefined {
    const nodes: Node[] = [];
    do {
      const node = item();
      if (node === undefined) return undefined;
      nodes.push(node);
    } while (this.word(word));
    return nodes;
  }

  private negation(): Node | undefined {
    if (!this.word("not")) return this.predicate();
    const node = this.negation();
    if (node === undefined) return undefined;
    if ("nullTest" in node) return { check: { kind: "not-null", column: node.nullTest } };
    const check = asCheck(node);
    if (check?.kind === "compare" || check?.kind === "columns") return { check: { ...check, operator: opposite[check.operator] } };
    return check?.kind === "in" ? { check: { ...check, negated: !check.negated } } : undefined;
  }

  private predicate(): Node | undefined {
    const left = this.primary();
    if (left === undefined || !("operand" in left)) return left;
    const { operand } = left;
    if (this.word("is")) {
      const negated = this.word("not");
      if (operand.kind !== "column") return undefined;
      if (this.word("null")) return negated ? { check: { kind: "not-null", column: operand.column } } : { nullTest: operand.column };
      // IS TRUE refuses null, which no other SimpleCheck of a value does.
      return undefined;
    }
    const negated = this.word("not");
    if (this.word("between")) return negated ? undefined : this.between(operand);
    if (this.word("in")) return operand.kind === "column" ? this.among(operand.column, "(", ")", negated) : undefined;
    if (this.word("like")) return negated ? undefined : this.like(operand);
    if (negated) return undefined;
    if (this.mark("~~")) return this.like(operand);
    if (this.mark("~")) return this.pattern(operand);
    const operator = this.operator();
    if (operator === undefined) return left;
    if (operand.kind === "column" && ((operator === "=" && this.word("any")) || (operator === "<>" && this.word("all")))) return this.array(operand.column, operator === "<>");
    const right = this.primary();
    return right === undefined || !("operand" in right) ? undefined : wrap(compared(operand, operator, right.operand));
  }

  private between(operand: Operand): Node | undefined {
    const low = this.literal();
    const high = this.word("and") ? this.literal() : undefined;
    if (low === undefined || high === undefined || low.value === null || high.value === null) return undefined;
    if (operand.kind === "column") return { check: { kind: "between", column: operand.column, low, high } };
    return operand.kind === "measure" && typeof low.value === "number" && typeof high.value === "number" ? wrap(bounded(operand, Math.ceil(low.value), Math.floor(high.value))) : undefined;
  }

  /** `ANY (ARRAY['a'::text, 'b'::text])`, with any casts of the whole array. */
  private array(column: Id, negated: boolean): Node | undefined {
    const open = this.at;
    let depth = 0;
    while (this.mark("(")) depth += 1;
    if (depth === 0 || !this.word("array")) return undefined;
    const node = this.among(column, "[", "]", negated);
    for (; depth > 0; depth -= 1) {
      this.casts();
      if (!this.mark(")")) return undefined;
    }
    return this.at > open ? node : undefined;
  }

  private among(column: Id, open: string, close: string, negated: boolean): Node | undefined {
    if (!this.mark(open)) return undefined;
    const values: SimpleLiteral[] = [];
    do {
      const value = this.literal();
      if (value === undefined || value.value === null) return undefined;
      values.push(value);
    } while (this.mark(","));
    return this.mark(close) ? { check: { kind: "in", column, values, negated } } : undefined;
  }

  private like(operand: Operand): Node | undefined {
    const value = this.literal()?.value;
    if (operand.kind !== "column" || typeof value !== "string" || value.includes("\\") || this.word("escape")) return undefined;
    const body = value.replace(/[.*+?^${}()|[\]\\/]/g, "\\$&").replaceAll("%", ".*").replaceAll("_", ".");
    return { check: { kind: "matches", column: operand.column, pattern: `^${body}$`.replace(/^\^\.\*/, "").replace(/\.\*\$$/, "") } };
  }

  private pattern(operand: Operand): Node | undefined {
    const value = this.literal()?.value;
    return operand.kind === "column" && typeof value === "string" && portablePattern.test(value) ? { check: { kind: "matches", column: operand.column, pattern: value } } : undefined;
  }

  private primary(): Node | undefined {
    const literal = this.literal();
    if (literal !== undefined) return { operand: literal };
    if (this.mark("(")) {
      const inner = this.either();
      if (inner === undefined || !this.mark(")")) return undefined;
      return this.cast(inner);
    }
    const piece = this.pieces[this.at];
    if (piece === undefined || (piece.kind !== "word" && piece.kind !== "name")) return undefined;
    this.at += 1;
    if (this.pieces[this.at]?.text === "(" && piece.kind === "word") return this.measure(piece.text.toLowerCase());
    const column = this.columns.find(({ name }) => name === piece.text) ?? (piece.kind === "word" ? this.columns.find(({ name }) => name.toLowerCase() === piece.text.toLowerCase()) : undefined);
    return column === undefined ? undefined : this.cast({ operand: { kind: "column", column: column.id } });
  }

  private measure(name: string): Node | undefined {
    const first = name === "array_length";
    const measure = lengths.has(name) ? "length" : counts.has(name) || first ? "count" : undefined;
    if (measure === undefined || !this.mark("(")) return undefined;
    const inner = this.primary();
    if (first && !(this.mark(",") && this.literal()?.value === 1)) return undefined;
    if (inner === undefined || !("operand" in inner) || inner.operand.kind !== "column" || !this.mark(")")) return undefined;
    return { operand: { kind: "measure", measure, column: inner.operand.column, nullWhenEmpty: first } };
  }

  private cast(node: Node): Node | undefined {
    while (this.pieces[this.at]?.text === "::") {
      const type = typeAt(this.pieces, this.at + 1);
      if (!("operand" in node) || !harmless.test(type.text)) return undefined;
      this.at = type.end;
    }
    return node;
  }

  private casts(): void {
    while (this.pieces[this.at]?.text === "::") this.at = typeAt(this.pieces, this.at + 1).end;
  }

  private literal(): SimpleLiteral | undefined {
    const found = literalAt(this.pieces, this.at);
    if (found === undefined) return undefined;
    this.at = found.end;
    return found.literal;
  }

  private operator(): Comparison | undefined {
    const text = this.pieces[this.at]?.text;
    const found = comparisons.find((operator) => operator === (text === "!=" ? "<>" : text === "==" ? "=" : text));
    if (found !== undefined) this.at += 1;
    return found;
  }

  private word(text: string): boolean {
    const piece = this.pieces[this.at];
    if (piece?.kind !== "word" || piece.text.toLowerCase() !== text) return false;
    this.at += 1;
    return true;
  }

  private mark(text: string): boolean {
    const piece = this.pieces[this.at];
    if (piece?.kind !== "mark" || piece.text !== text) return false;
    this.at += 1;
    return true;
  }
}

function wrap(check: SimpleCheck | undefined): Node | undefined {
  return check === undefined ? undefined : { check };
}

function compared(left: Operand, operator: Comparison, right: Operand): SimpleCheck | undefined {
  if (left.kind === "literal") return right.kind === "literal" ? undefined : compared(right, flipped[operator], left);
  if (left.kind === "measure") {
    const n = right.kind === "literal" ? right.value : undefined;
    if (typeof n !== "number") return undefined;
    switch (operator) {
      case "=": return Number.isInteger(n) ? bounded(left, n, n) : undefined;
      case "<>": return n === 0 ? bounded(left, 1, undefined) : undefined;
      case "<": return bounded(left, undefined, Math.ceil(n) - 1);
      case "<=": return bounded(left, undefined, Math.floor(n));
      case ">": return bounded(left, Math.floor(n) + 1, undefined);
      case ">=": return bounded(left, Math.ceil(n), undefined);
    }
  }
  if (right.kind === "measure") return undefined;
  return right.kind === "literal" ? compare(left.column, operator, right) : { kind: "columns", left: left.column, operator, right: right.column };
}

function bounded({ measure, column, nullWhenEmpty }: Extract<Operand, { kind: "measure" }>, min: number | undefined, max: number | undefined): SimpleCheck | undefined {
  if (nullWhenEmpty && min !== undefined && min > 0) return undefined;
  return { kind: measure, column, ...(min === undefined || min <= 0 ? {} : { min }), ...(max === undefined ? {} : { max }) };
}

function membership(checks: readonly (SimpleCheck | undefined)[]): SimpleCheck | undefined {
  const values: SimpleLiteral[] = [];
  let column: Id | undefined;
  for (const check of checks) {
    const mine = check?.kind === "compare" && check.operator === "=" ? [check.value] : check?.kind === "in" && !check.negated ? check.values : undefined;
    if (check === undefined || mine === undefined || !("column" in check) || (column !== undefined && column !== check.column)) return undefined;
    ({ column } = check);
    values.push(...mine);
  }
  return column === undefined ? undefined : { kind: "in", column, values, negated: false };
}

function soleColumn(check: SimpleCheck): Id | undefined {
  if (check.kind === "columns" || check.kind === "not-null") return undefined;
  if (check.kind !== "all") return check.column;
  const [first, ...rest] = check.of.map(soleColumn);
  return rest.every((column) => column === first) ? first : undefined;
}

/** The checks that hold one by one where this one holds: the parts of an AND, however deep. */
export function checkParts(check: SimpleCheck): readonly Exclude<SimpleCheck, { readonly kind: "all" }>[] {
  return check.kind === "all" ? check.of.flatMap(checkParts) : [check];
}

/** The columns a check looks at. */
export function checkColumns(check: SimpleCheck): readonly Id[] {
  return [...new Set(checkParts(check).flatMap((part) => (part.kind === "columns" ? [part.left, part.right] : [part.column])))];
}
