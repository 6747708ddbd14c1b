import type { Column, EnumType, Id, Schema } from "../../model";
import { literal, quote, sameName } from "./lexical";
import { isMark, isWord, tokenize } from "./tokenizer";

/**
 * SQLite has no enums. An enum column is TEXT with one check of exactly this shape:
 * `CONSTRAINT enum_<enum> CHECK (<column> IN ('a', 'b'))`. The constraint's name carries the enum's name, so reading the
 * catalog gives the enum back. An enum that no column uses leaves no trace.
 */
const prefix = "enum_";

/** Name of the check that stands for the enum. */
export function enumCheckName(type: Pick<EnumType, "name">): string {
  return prefix + type.name;
}

/** The check's expression for one column. */
export function enumCheckExpression(column: string, values: readonly string[]): string {
  // An empty list is legal in SQLite and matches nothing, as an enum without values does.
  return `${quote(column)} IN (${values.map(literal).join(", ")})`;
}

/** The enum of a column, or undefined when the column is of another type. Throws when the schema does not have it. */
export function enumOf(column: Pick<Column, "type">, schema: Pick<Schema, "enums">): EnumType | undefined {
  if (column.type.kind !== "enum") return undefined;
  const { enumId } = column.type;
  const type = schema.enums.find((e) => e.id === enumId);
  if (type === undefined) throw new Error(`The schema has no enum with id ${enumId}`);
  return type;
}

/** The column's constraint clause, with a leading space, or nothing. */
export function enumClause(column: Column, schema: Pick<Schema, "enums">): string {
  const type = enumOf(column, schema);
  return type === undefined ? "" : ` CONSTRAINT ${quote(enumCheckName(type))} CHECK (${enumCheckExpression(column.name, type.values)})`;
}

/** Reads a check back; undefined when it is an ordinary check. */
export function readEnumCheck(name: string | undefined, expression: string): { readonly name: string; readonly column: string; readonly values: readonly string[] } | undefined {
  if (name === undefined || !name.startsWith(prefix) || name.length === prefix.length) return undefined;
  const [column, word, open, ...rest] = tokenize(expression);
  const close = rest.pop();
  if (column === undefined || (column.kind !== "word" && column.kind !== "quoted")) return undefined;
  if (!isWord(word, "IN") || !isMark(open, "(") || !isMark(close, ")")) return undefined;
  const values: string[] = [];
  for (const [i, token] of rest.entries()) {
    if (i % 2 === 0 ? token.kind !== "string" : !isMark(token, ",")) return undefined;
    if (i % 2 === 0) values.push(token.value);
  }
  return rest.length > 0 && rest.length % 2 === 0 ? undefined : { name: name.slice(prefix.length), column: column.value, values };
}

/** Collects the enums of a catalog: the first column decides the values; a later one that differs keeps its plain check. */
export class EnumReader {
  private readonly found: EnumType[] = [];
  constructor(private readonly nextId: () => Id) {}

  get enums(): readonly EnumType[] { return this.found; }

  idOf(name: string, values: readonly string[]): Id | undefined {
    const known = this.found.find((e) => sameName(e.name, name));
    if (known !== undefined) {
      return known.name === name && known.values.length === values.length && known.values.every((v, i) => v === values[i]) ? known.id : undefined;
    }
    const id = this.nextId();
    this.found.push({ id, name, values });
    return id;
  }
}
