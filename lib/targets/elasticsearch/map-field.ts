import type { ColumnType, Diagnostic, Id, JsonObject } from "../../model";
import { choose } from "../native/choose";
import type { MappingChoices, MappingDecision } from "../native/native";
import type { DocumentField } from "../native/search-documents";
import { named, type ColumnUse } from "../native/search-uses";
import type { EsField } from "./model";
import { keywordCharacters, plainMapping } from "./types";

export interface FieldContext {
  readonly choices: MappingChoices;
  /** In whose panel the decisions stand. */
  readonly table: Id;
  readonly analyzer: string;
  /** All words of the document are copied there; absent: each field is searched by itself. */
  readonly copyTo?: string;
  readonly decisions: MappingDecision[];
  readonly diagnostics: Diagnostic[];
  /** Copies of other rows have no choices of their own. */
  readonly fixed?: true;
}

type TextForm = "keyword" | "words" | "words-only" | "typing" | "stored";

const textForms: readonly { readonly id: TextForm; readonly label: string; readonly help: string }[] = [
  { id: "keyword", label: "keyword", help: "Whole values: filters, sorting, facets." },
  { id: "words", label: "text with keyword beside it", help: "Words are searched, whole values filtered and sorted by its multi-field .keyword." },
  { id: "words-only", label: "text", help: "Words are searched; not sorted, not counted." },
  { id: "typing", label: "search_as_you_type with keyword beside it", help: "Found from the first letters on, in any order of words; about three times the size of text." },
  { id: "stored", label: "Stored, not indexed", help: "Shown with the document, found by nothing; costs no index." },
];

/** The mapping of one column. Texts and decimals, moments and JSON have choices; others have one form. */
export function mapField(field: DocumentField, use: ColumnUse, context: FieldContext): EsField {
  const { column } = field;
  const type = innermost(column.type);
  const mapping = type.kind === "text" || type.kind === "string" ? textMapping(field, use, context)
    : type.kind === "decimal" ? numberMapping(field, type, context)
      : type.kind === "timestamptz" || type.kind === "timestamp" ? momentMapping(field, type, type.precision, context)
        : type.kind === "json" ? jsonMapping(field, use, context) : plainMapping(column.type);
  if (type.kind === "vector" && type.dimensions > 4096) context.diagnostics.push({ code: "elasticsearch-dimensions", severity: "error", message: `${field.table.name}.${column.name} has ${type.dimensions} dimensions; dense_vector takes at most 4096.`, place: { objectId: column.id } });
  const key = field.table.primaryKey?.columns.includes(column.id) === true;
  return { id: field.id, name: field.name, mapping, column: column.id, marks: [...(key ? ["key"] : []), ...(column.nullable || key ? [] : ["required"]), ...(column.type.kind === "array" ? ["list"] : [])] };
}

function innermost(type: ColumnType): ColumnType {
  return type.kind === "array" ? innermost(type.of) : type;
}

function decide<Option extends string>(field: DocumentField, context: FieldContext, choice: string, label: string, options: readonly { readonly id: Option; readonly label: string; readonly help: string }[], proposed: Option, reason: string): Option {
  if (context.fixed === true) return proposed;
  const { chosen, decision } = choose({ about: field.column.id, table: context.table, choice, label, options, proposed, reason }, context.choices);
  context.decisions.push(decision);
  return chosen;
}

function textMapping(field: DocumentField, use: ColumnUse, context: FieldContext): JsonObject {
  const { column, table } = field;
  const type = innermost(column.type);
  const isKey = table.primaryKey?.columns.includes(column.id) === true || table.foreignKeys.some(({ columns }) => columns.includes(column.id));
  const keyword = plainMapping(type);
  const whole = [...use.equality, ...use.sort];
  const unbounded = type.kind === "text";
  const typed = use.text.filter(({ text }) => text === "typo" || text === "prefix");
  const proposed: TextForm = isKey ? "keyword"
    : use.text.length === 0 ? (unbounded && whole.length === 0 && use.range.length === 0 && column.type.kind !== "array" ? "stored" : "keyword")
      : unbounded ? (column.type.kind === "array" || whole.length > 0 ? "words" : "words-only")
        : typed.length > 0 && column.type.kind !== "array" ? "typing" : "words";
  const reason = isKey ? "A key is compared whole."
    : use.text.length > 0 ? `${named(use.text)} ${use.text.length === 1 ? "searches" : "search"} its words${proposed === "typing" ? " while they are typed" : ""}${whole.length > 0 ? `, ${named(whole)} compares or sorts whole values` : ""}.`
      : whole.length > 0 ? `${named(whole)} compares or sorts whole values.`
        : proposed === "stored" ? "Free text that no pattern searches, filters or sorts by." : "Short text that no pattern searches: whole values, for filters.";
  const form = decide(field, context, "text", `How ${table.name}.${column.name} is indexed`, textForms, proposed, reason);
  // Values longer than 256 characters are words to search, never to filter by: Elasticsearch's own default of ignore_above in multi-fields.
  const beside = { fields: { keyword: { type: "keyword", ignore_above: 256 } } };
  const copy = context.copyTo === undefined || use.text.length === 0 ? {} : { copy_to: [context.copyTo] };
  switch (form) {
    case "keyword": return { ...keyword, ...copy };
    case "words": return { type: "text", analyzer: context.analyzer, ...beside, ...copy };
    case "words-only": return { type: "text", analyzer: context.analyzer, ...copy };
    case "typing": return { type: "search_as_you_type", analyzer: context.analyzer, ...beside, ...copy };
    case "stored": return { type: "text", index: false, norms: false };
  }
}

function numberMapping(field: DocumentField, type: ColumnType & { readonly kind: "decimal" }, context: FieldContext): JsonObject {
  const exactly = type.precision !== undefined;
  const factor = 10 ** (type.scale ?? 0);
  const form = decide(field, context, "number", `How ${field.table.name}.${field.column.name} is kept`, [
    ...(exactly ? [{ id: "scaled_float" as const, label: `scaled_float by ${factor}`, help: "A long inside: whole minor units, compact, exact to 15 digits." }] : []),
    { id: "double" as const, label: "double", help: "Binary fraction: 0.1 is not exactly 0.1." },
    { id: "keyword" as const, label: "keyword", help: "Every digit is kept; sorts and compares as text, no arithmetic." },
  ], exactly ? "scaled_float" : "double", exactly ? `${type.scale ?? 0} digits after the point: ${factor} units make one.` : "No number of digits was given.");
  return form === "scaled_float" ? { type: form, scaling_factor: factor } : { type: form };
}

function momentMapping(field: DocumentField, type: ColumnType, precision: number | undefined, context: FieldContext): JsonObject {
  const form = decide(field, context, "moment", `How precise ${field.table.name}.${field.column.name} is`, [
    { id: "date", label: "date, milliseconds", help: "Any year; digits below a millisecond are in the document only." },
    { id: "date_nanos", label: "date_nanos, nanoseconds", help: "Years 1970 to 2262 only." },
  ], "date", `${precision === undefined ? "Nobody asked for more than milliseconds" : `${precision} digits after the second were drawn`}: date takes any year, date_nanos only 1970 to 2262.`);
  return { ...plainMapping(type), type: form };
}

function jsonMapping(field: DocumentField, use: ColumnUse, context: FieldContext): JsonObject {
  const asked = [...use.equality, ...use.range, ...use.sort];
  const form = decide(field, context, "json", `How ${field.table.name}.${field.column.name} is indexed`, [
    { id: "flattened", label: "flattened", help: "One field for the whole object: every value inside can be compared as a keyword, whatever its keys." },
    { id: "stored", label: "object, not enabled", help: "Shown with the document, neither parsed nor indexed." },
  ], asked.length > 0 || use.text.length > 0 ? "flattened" : "stored", asked.length > 0 ? `${named(asked)} looks inside.` : "Its keys are not drawn and no pattern looks inside; it counts as one field either way.");
  return form === "flattened" ? { type: "flattened", ignore_above: keywordCharacters } : { type: "object", enabled: false };
}
