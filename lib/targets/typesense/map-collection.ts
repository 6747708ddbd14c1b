import type { Diagnostic, Id, JsonObject, JsonValue } from "../../model";
import { choose } from "../native/choose";
import type { MappingDecision, NativeInput } from "../native/native";
import type { DocumentField, SearchDocument } from "../native/search-documents";
import { documentSql } from "../native/search-feed";
import { sampleDocument } from "../native/search-samples";
import { sizeText, valueBytes } from "../native/search-size";
import type { SearchUses } from "../native/search-uses";
import { simpleDefault } from "../native/simple-expression";
import { mapField, type FieldContext } from "./map-field";
import type { TsCollection, TsField, TsForm } from "./model";
import { inForm, inFormSql, plainForm, typeLoss } from "./types";

export interface MappedCollection {
  /** Without name and version, which depend on the release; references name the table they go to (numbered in map.ts). */
  readonly collection: Omit<TsCollection, "alias" | "base" | "version">;
  /** The team wants changes where the collection stands. */
  readonly inPlace: boolean;
}

/** Stands in a reference for the collection of a table until its version is known. */
export const referenceTo = (table: Id, field: string): string => `\u0001${table}\u0001${field}`;

export function mapCollection(document: SearchDocument, input: NativeInput, uses: SearchUses, decisions: MappingDecision[], diagnostics: Diagnostic[]): MappedCollection {
  const { table } = document;
  const { choices, loads, schema } = input;
  const load = loads.get(table.id);
  const decide = (choice: string, label: string, options: readonly { readonly id: string; readonly label: string; readonly help: string }[], proposed: string, reason: string): string => {
    const { chosen, decision } = choose({ about: table.id, table: table.id, choice, label, options, proposed, reason }, choices);
    decisions.push(decision);
    return chosen;
  };
  const searched = [...document.fields, ...document.groups.flatMap(({ fields }) => fields)].filter(({ column }) => uses.column(column.id).text.length > 0);
  const language = searched.length === 0 ? "any" : decide("language", `Language of ${table.name}`, [
    { id: "any", label: "Any", help: "No stems." }, { id: "en", label: "English", help: "Stems: running finds run." }, { id: "de", label: "German", help: "Stems; umlauts are kept apart." },
    { id: "fr", label: "French", help: "Stems." }, { id: "es", label: "Spanish", help: "Stems." },
  ], "any", "Nobody said which language the texts are in; stems of the wrong language lose words.");
  const counting = uses.readsOf(table.id).find(({ operation, window }) => operation === "aggregate" && window === undefined);
  const context: FieldContext = { choices, table: table.id, decisions, ...(counting === undefined ? {} : { counted: counting.name }), ...(language === "any" ? {} : { locale: language }) };
  // A column called id that is not the key would be taken for the document's id.
  const soleKey = document.key.length === 1 ? document.key[0] : undefined;
  const fields: TsField[] = [];
  const refersTo: Id[] = [];
  const forms = new Map<Id, TsForm>();
  const renamed = (field: DocumentField): DocumentField => (field.name === "id" && soleKey !== "id" ? { ...field, name: "id_" } : field);
  for (const field of document.fields.map(renamed)) {
    const joined = document.references.find(({ foreignKey, joined: follows }) => follows && foreignKey.columns[0] === field.column.id);
    const target = joined === undefined ? undefined : joined.to.columns.find(({ id }) => id === joined.foreignKey.referencedColumns[0]);
    const isTargetKey = joined !== undefined && joined.to.primaryKey?.columns.length === 1 && joined.to.primaryKey.columns[0] === target?.id;
    if (joined !== undefined) refersTo.push(joined.to.id);
    const mapped = mapField(field, uses.column(field.column.id), { ...context, ...(joined === undefined || target === undefined ? {} : { reference: referenceTo(joined.to.id, isTargetKey ? "id" : target.name) }) });
    // References are compared with the other document's id, which is always text.
    const form: TsForm = isTargetKey ? { kind: "text" } : mapped.form;
    forms.set(field.id, form);
    if (field.name === "id" && soleKey === "id") {
      forms.set(field.id, { kind: "text" });
      continue;
    }
    fields.push(isTargetKey && mapped.definition["index"] !== false ? { ...mapped, form, definition: { ...mapped.definition, type: "string" } } : mapped);
  }
  for (const group of document.groups) {
    const many = group.kind === "children";
    const together = uses.readsOf(table.id).some(({ equality = [], range }) => [...equality, ...(range === undefined ? [] : [range])].filter((id) => group.fields.some(({ column }) => column.id === id)).length >= 2);
    if (together && many) fields.push({ id: group.id, name: group.name, definition: { type: "object[]", optional: true }, form: { kind: "json" }, marks: ["list", "asked for by two values of one"] });
    for (const field of group.fields) {
      const mapped = mapField(field, uses.column(field.column.id), { ...context, within: { name: group.name, many }, ...(group.kind === "copy" ? { fixed: true as const } : { table: group.table.id }) });
      forms.set(field.id, mapped.form);
      fields.push(mapped);
    }
  }
  const sortable = fields.filter(({ definition, form, within }) => within === undefined && definition["index"] !== false && definition["optional"] !== true && (form.kind === "number" || form.kind === "float" || form.kind === "parts") && !String(definition["type"]).endsWith("[]"));
  const sortedBy = uses.readsOf(table.id).filter(({ operation, text }) => operation === "search" || text !== undefined).flatMap(({ sort = [] }) => sort.slice(0, 1).filter(({ order }) => order === "desc").map(({ column }) => column));
  const proposedSort = sortable.find(({ column }) => column !== undefined && sortedBy.includes(column)) ?? sortable.find(({ name }) => /(?:popularity|rating|score|sales|views|likes|votes|rank)$/i.test(name));
  const defaultSort = sortable.length === 0 ? "none" : decide("default-sort", `What ${table.name} are ranked by otherwise`, [
    { id: "none", label: "Relevance, then as they came", help: "No default_sorting_field." },
    ...sortable.map(({ id, name }) => ({ id, label: name, help: "Breaks ties of relevance, highest first; required in every document." })),
  ], searched.length > 0 && proposedSort !== undefined ? proposedSort.id : "none", searched.length === 0 ? "Its words are not searched, so nothing is ranked." : proposedSort === undefined ? "No search sorts by a required number, highest first, and none is called like a popularity." : `${proposedSort.name} is a required number by which the better hit is told.`);
  const inPlace = decide("changes", `How ${table.name} gets other fields`, [
    { id: "new-version", label: "By a new version behind the alias", help: "No downtime; the way back is the alias. Needs the memory twice for a while." },
    { id: "patch", label: "In the collection as it is", help: "PATCH: writes to the collection wait meanwhile, one at a time in a cluster. For what PATCH cannot do, a new version is made." },
  ], "new-version", `PATCH makes every write to the collection wait until ${load?.rows === undefined ? "all documents are" : `${load.rows} documents are`} indexed anew.`) === "patch";
  for (const { column, table: of } of [...document.fields, ...document.groups.filter(({ kind }) => kind === "children").flatMap((group) => group.fields)]) {
    const loss = typeLoss(column.type);
    if (loss !== undefined && column.type.kind !== "enum") diagnostics.push({ code: "typesense-type", severity: "info", message: `${of.name}.${column.name}: ${loss}.`, place: { objectId: column.id } });
  }
  const formOf = (field: DocumentField): TsForm => forms.get(field.id) ?? plainForm(field.column.type);
  const shaped: SearchDocument = { ...document, fields: document.fields.map(renamed), key: document.key };
  const searchedBytes = memoryOf(shaped, fields, loads.get(table.id)?.perParent);
  const rows = load?.rowsInYear ?? load?.rows;
  if (rows !== undefined) diagnostics.push(memoryDiagnostic(table.id, table.name, rows, searchedBytes));
  const defaults: JsonObject = Object.fromEntries(shaped.fields.flatMap((field): [string, JsonValue][] => {
    const read = field.column.nullable || field.column.default === undefined ? undefined : simpleDefault(field.column.default);
    if (read?.kind !== "literal" || read.value === null || field.column.type.kind === "json") return [];
    return [[field.name, field.column.type.kind === "array" ? [] : inForm(read.value, formOf(field))]];
  }));
  const sample = (row: number): JsonObject => {
    const made = sampleDocument(shaped, row, schema, (field, value) => inForm(value, formOf(field)));
    return soleKey === "id" || document.key.length === 0 ? made : { id: document.key.map((name) => String(made[name === "id" ? "id_" : name])).join(":"), ...made };
  };
  const feed = documentSql(shaped, (field, column) => inFormSql(column, field.column.type, formOf(field)));
  return {
    inPlace,
    collection: {
      id: table.id, fields, ...(defaultSort === "none" ? {} : sortName(fields, defaultSort)), separators: separatorsOf(searched), key: document.key.map((name) => (name === "id" && soleKey !== "id" ? "id_" : name)),
      tables: [table.id, ...document.groups.filter(({ kind }) => kind === "children").map((group) => group.table.id)], refersTo, searchedBytes, documents: rows ?? null, defaults, samples: [sample(1), sample(2)], feed,
    },
  };
}

function sortName(fields: readonly TsField[], id: Id): { readonly defaultSort?: string } {
  const field = fields.find((other) => other.id === id);
  return field === undefined ? {} : { defaultSort: field.name };
}

/** Codes are written with and without hyphens: where one is searched, its parts are found too. */
function separatorsOf(searched: readonly DocumentField[]): readonly string[] {
  return searched.some(({ column }) => /(?:^|_)(?:sku|code|number|no|isbn|ean|model|serial|email)(?:_|$)/i.test(column.name)) ? ["-", "_", ".", "@"].slice(0, searched.some(({ column }) => /email/i.test(column.name)) ? 4 : 2) : [];
}

/** Bytes of the indexed fields of one document: what memory is counted from. */
function memoryOf(document: SearchDocument, fields: readonly TsField[], perParent: number | undefined): number {
  const indexed = new Set(fields.filter(({ definition }) => definition["index"] !== false).map(({ id }) => id));
  const sum = (list: readonly DocumentField[]): number => list.reduce((total, field) => total + (indexed.has(field.id) ? valueBytes(field.column.type) : 0), 0);
  return sum(document.fields) + document.groups.reduce((total, { fields: inner, kind, atMost = perParent ?? 10 }) => total + sum(inner) * (kind === "copy" ? 1 : Math.max(1, Math.ceil(atMost / 2))), 0);
}

/** Memory by the rule of two to three times the indexed data (typesense.org/docs/guide/system-requirements.html), with its arithmetic. */
export function memoryText(rows: number, bytes: number): string {
  const data = rows * bytes;
  return `${rows} documents x ${bytes} bytes of indexed fields = ${sizeText(data)}; two to three times that in memory: ${sizeText(2 * data)} to ${sizeText(3 * data)}`;
}

function memoryDiagnostic(table: Id, name: string, rows: number, bytes: number): Diagnostic {
  const most = 3 * rows * bytes;
  // What one usual machine has; beyond the largest that clouds rent out, nothing helps.
  const severity = most > 24e12 ? "error" : most > 64e9 ? "warning" : "info";
  return { code: "typesense-memory", severity, message: `${name}: ${memoryText(rows, bytes)}.${severity === "info" ? "" : " Every node holds all of it: index fewer fields, or keep the table in the primary store."}`, place: { objectId: table } };
}

