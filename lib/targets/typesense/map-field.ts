import type { ColumnType, Id, JsonObject } from "../../model";
import { choose } from "../native/choose";
import type { MappingChoices, MappingDecision } from "../native/native";
import type { DocumentField } from "../native/search-documents";
import { named, type ColumnUse } from "../native/search-uses";
import type { TsField, TsForm } from "./model";
import { fieldType, plainForm } from "./types";

export interface FieldContext {
  readonly choices: MappingChoices;
  readonly table: Id;
  /** `de`, ..: stems and its own tokens; absent: any language. */
  readonly locale?: string;
  readonly decisions: MappingDecision[];
  /** Copies of other rows have no choices of their own. */
  readonly fixed?: true;
  /** The object it lies in, and whether there are several. */
  readonly within?: { readonly name: string; readonly many: boolean };
  /** A pattern counts the table up, so its numbers are facets: those give least, most, sum and mean. */
  readonly counted?: string;
  /** `users_v1.id`, where a join follows it. */
  readonly reference?: string;
}

/** The field of one column: indexed in memory where a pattern uses it, else only stored on disk. */
export function mapField(field: DocumentField, use: ColumnUse, context: FieldContext): TsField {
  const { column, table } = field;
  const list = column.type.kind === "array";
  const inner = innermost(column.type);
  const form = formOf(field, inner, context);
  const text = form.kind === "text";
  const used = [...use.equality, ...use.range, ...use.sort, ...use.text.map(({ name }) => name)];
  const category = inner.kind === "enum" || inner.kind === "boolean" || (list && text);
  const isKey = table.primaryKey?.columns.includes(column.id) === true || table.foreignKeys.some(({ columns }) => columns.includes(column.id));
  const unindexable = inner.kind === "bytes" || (list && inner.kind === "vector");
  const measured = context.counted !== undefined && !isKey && !list && (form.kind === "number" || form.kind === "float" || (form.kind === "parts" && form.of === "decimal"));
  const proposed = measured && !unindexable && inner.kind !== "vector" ? "facet" : unindexable || (used.length === 0 && context.reference === undefined && inner.kind !== "vector") ? "stored" : category ? "facet" : "indexed";
  const options = [
    { id: "indexed", label: text ? "Indexed: searched and filtered" : "Indexed: filtered and sorted", help: "Held in memory." },
    ...(text ? [{ id: "infix", label: "Indexed, also found within words", help: "For codes and addresses; a good deal more memory." }] : []),
    ...(form.kind === "json" || inner.kind === "vector" ? [] : [{ id: "facet", label: "Indexed with facets", help: "Values are counted beside the hits and can be grouped by; some more memory." }]),
    { id: "stored", label: "Stored only", help: "On disk, shown with the hits; found by nothing, no memory." },
  ];
  const reason = unindexable ? "Binary values are not searched."
    : measured ? `"${context.counted ?? ""}" counts it up: facets of numbers give the least, the most, sum and mean.`
      : context.reference !== undefined && used.length === 0 ? "A join follows it."
      : used.length > 0 ? `${named(used)} ${new Set(used).size === 1 ? "uses" : "use"} it${category ? ", and it has few values" : ""}.` : inner.kind === "vector" ? "Vectors are there to be searched." : "No pattern searches, filters or sorts by it; what is indexed is held in memory two to three times over.";
  let chosen = proposed;
  if (context.fixed !== true && !unindexable) {
    const made = choose({ about: column.id, table: context.table, choice: "indexing", label: `How ${table.name}.${column.name} is indexed`, options, proposed, reason }, context.choices);
    ({ chosen } = made);
    context.decisions.push(made.decision);
  }
  const many = list || context.within?.many === true || inner.kind === "vector";
  const name = context.within === undefined ? field.name : `${context.within.name}.${field.name}`;
  const indexed = chosen !== "stored";
  const definition: JsonObject = {
    type: `${fieldType(inner, form)}${many ? "[]" : ""}`,
    ...(chosen === "facet" ? { facet: true } : {}),
    // Not in the schema (model.ts: isStored); `index: false` only says so in the shape.
    ...(indexed ? (column.nullable || context.within !== undefined ? { optional: true } : {}) : { index: false, optional: true }),
    ...(indexed && text && use.sort.length > 0 && !many ? { sort: true } : {}),
    ...(indexed && chosen === "infix" ? { infix: true } : {}),
    ...(indexed && text && use.text.length > 0 && context.locale !== undefined ? { locale: context.locale, stem: true } : {}),
    ...(indexed && use.range.length > 0 && !text && form.kind !== "bool" && form.kind !== "json" ? { range_index: true } : {}),
    ...(inner.kind === "vector" && indexed ? { num_dim: inner.dimensions } : {}),
    ...(context.reference === undefined || !indexed ? {} : { reference: context.reference, async_reference: true }),
  };
  return {
    id: field.id, name, definition, form, column: column.id, ...(context.within === undefined ? {} : { within: context.within.name }),
    marks: [...(isKey ? ["key"] : []), ...(indexed ? [] : ["stored only"]), ...(chosen === "facet" ? ["facet"] : []), ...(definition["optional"] === true ? [] : ["required"])],
  };
}

function innermost(type: ColumnType): ColumnType {
  return type.kind === "array" ? innermost(type.of) : type;
}

function formOf(field: DocumentField, type: ColumnType, context: FieldContext): TsForm {
  const decide = (choice: string, label: string, options: readonly { readonly id: string; readonly label: string; readonly help: string }[], proposed: string, reason: string): string => {
    if (context.fixed === true) return proposed;
    const { chosen, decision } = choose({ about: field.column.id, table: context.table, choice, label, options, proposed, reason }, context.choices);
    context.decisions.push(decision);
    return chosen;
  };
  const name = `${field.table.name}.${field.column.name}`;
  if (type.kind === "decimal" && type.precision !== undefined && (type.scale ?? 0) > 0) {
    const factor = 10 ** (type.scale ?? 0);
    const form = decide("number", `How ${name} is kept`, [
      { id: "minor-units", label: `Whole numbers of 1/${factor}`, help: `19.99 is ${Math.round(19.99 * factor)}: exact; the application divides.` },
      { id: "float", label: "float", help: "As it is written; about 7 digits are compared and sorted by." },
    ], "minor-units", `float is of single precision (about 7 digits) and ${type.precision} were drawn: whole numbers of 1/${factor} are exact.`);
    return form === "float" ? { kind: "float" } : { kind: "parts", of: "decimal", factor };
  }
  if (type.kind === "timestamptz" || type.kind === "timestamp") {
    const form = decide("moment", `How precise ${name} is`, [
      { id: "seconds", label: "Seconds since 1970", help: "What Typesense's guides use." },
      { id: "milliseconds", label: "Milliseconds since 1970", help: "What JavaScript uses." },
    ], "seconds", "Moments are int64; nobody asked for more than seconds.");
    return { kind: "parts", of: "moment", factor: form === "milliseconds" ? 1000 : 1 };
  }
  return plainForm(type);
}
