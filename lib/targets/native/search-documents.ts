import type { Column, ColumnType, Diagnostic, ForeignKey, Id, Schema, Table } from "../../model";
import { choose } from "./choose";
import type { MappingDecision, NativeInput } from "./native";
import { placeTables, type Placement, type SearchWords } from "./search-placement";
import { searchUses, type SearchUses } from "./search-uses";

export type { Placement, SearchWords } from "./search-placement";

/** A value of a document. `id` is stable: the column's, after the reference's it was copied along. */
export interface DocumentField {
  readonly id: Id;
  readonly name: string;
  readonly table: Table;
  readonly column: Column;
}

/** Rows of another table within a document: children it owns, or a copy of the row it refers to. */
export interface DocumentGroup {
  readonly id: Id;
  readonly name: string;
  readonly kind: "children" | "copy";
  readonly table: Table;
  readonly foreignKey: ForeignKey;
  readonly fields: readonly DocumentField[];
  /** Most children of one document, where it was said. */
  readonly atMost?: number;
}

/** One document per row of `table`, with what lies within it. */
export interface SearchDocument {
  readonly table: Table;
  /** The documents are only added, by this column's time. */
  readonly time?: Column;
  /** Names of the fields that make the document's id, in key order; empty: the engine numbers documents. */
  readonly key: readonly string[];
  readonly fields: readonly DocumentField[];
  readonly groups: readonly DocumentGroup[];
  /** References to documents of other tables: by the engine's join, where it has one. */
  readonly references: readonly { readonly foreignKey: ForeignKey; readonly to: Table; readonly joined: boolean }[];
}

export interface SearchDocuments {
  readonly documents: readonly SearchDocument[];
  readonly placements: ReadonlyMap<Id, Placement>;
  readonly decisions: readonly MappingDecision[];
  readonly diagnostics: readonly Diagnostic[];
  readonly uses: SearchUses;
}

/**
 * Turns entities into documents: one per thing that is looked for; bounded children that are only read with their parent lie within it;
 * what a document refers to and is read with is copied or joined; what nobody reads stays in the primary store.
 */
export function searchDocuments(input: NativeInput, words: SearchWords): SearchDocuments {
  const { schema } = input;
  const uses = searchUses(schema, input.patterns);
  const { placements, decisions, diagnostics } = placeTables(input, uses, words);
  const documents = schema.tables.flatMap((table): SearchDocument[] => {
    const placement = placements.get(table.id);
    return placement?.kind === "own" || placement?.kind === "stream" ? [documentOf(table, placement)] : [];
  });
  return { documents, placements, decisions, diagnostics, uses };

  function documentOf(table: Table, placement: Placement): SearchDocument {
    const names = new Map<string, number>();
    const fields = fieldsOf(table, names, words.fieldName);
    const groups: DocumentGroup[] = [];
    for (const child of schema.tables) {
      const within = placements.get(child.id);
      if (within?.kind !== "within" || within.parent !== table.id) continue;
      const hidden = new Set(within.foreignKey.columns);
      const atMost = input.loads.get(child.id)?.perParent;
      groups.push({
        id: child.id, name: unique(words.fieldName(child.name), names), kind: "children", table: child, foreignKey: within.foreignKey, ...(atMost === undefined ? {} : { atMost }),
        fields: fieldsOf(child, new Map(), words.fieldName).filter(({ column }) => !hidden.has(column.id)),
      });
    }
    const references: SearchDocument["references"][number][] = [];
    for (const foreignKey of table.foreignKeys) {
      const to = schema.tables.find(({ id }) => id === foreignKey.referencedTable);
      if (to === undefined || foreignKey.columns.length === 0) continue;
      const joined = uses.readsOf(table.id).filter(({ joins }) => joins?.includes(to.id) === true);
      const target = placements.get(to.id)?.kind;
      const canJoin = words.join !== undefined && target === "own" && foreignKey.columns.length === 1 && to.id !== table.id;
      const proposed = joined.length === 0 ? "id" : canJoin ? "join" : "copy";
      const { chosen, decision } = choose({
        about: foreignKey.id, table: table.id, choice: "reference", label: `${to.name} of ${table.name}`, proposed,
        options: [
          { id: "id", label: "Its id only", help: "A further look-up by id where more of it is needed." },
          { id: "copy", label: "A copy within", help: "Read in one call; every change of it is written to all documents that hold it." },
          ...(canJoin && words.join !== undefined ? [words.join] : []),
        ],
        reason: joined.length === 0 ? `No pattern reads ${to.name} along with ${table.name}.` : `${joined.map(({ name }) => `"${name}"`).join(", ")} reads ${to.name} along, and ${canJoin ? "one level of references can be joined at query time." : "a search reads one index: what it shows has to be in its documents."}`,
      }, input.choices);
      references.push({ foreignKey, to, joined: chosen === "join" });
      decisions.push(decision);
      if (chosen !== "copy") continue;
      const first = table.columns.find(({ id }) => id === foreignKey.columns[0]);
      const base = first !== undefined && /_?id$/i.test(first.name) && first.name.replace(/_?id$/i, "") !== "" ? first.name.replace(/_?id$/i, "") : to.name;
      groups.push({
        id: foreignKey.id, name: unique(words.fieldName(base), names), kind: "copy", table: to, foreignKey,
        fields: fieldsOf(to, new Map(), words.fieldName)
          .filter(({ column }) => !foreignKey.referencedColumns.includes(column.id) && copied(column.type))
          .map((field) => ({ ...field, id: `${foreignKey.id}/${field.id}` })),
      });
    }
    const key = (table.primaryKey?.columns ?? []).flatMap((id) => fields.find(({ column }) => column.id === id)?.name ?? []);
    return { table, ...(placement.kind === "stream" ? { time: placement.time } : {}), key: placement.kind === "stream" ? [] : key, fields, groups, references };
  }
}

/** Free texts, JSON and binaries of another row would make every document as large as the row it copies. */
function copied(type: ColumnType): boolean {
  return type.kind !== "json" && type.kind !== "bytes" && type.kind !== "vector" && type.kind !== "text";
}

function fieldsOf(table: Table, taken: Map<string, number>, nameOf: SearchWords["fieldName"]): readonly DocumentField[] {
  return table.columns.map((column) => ({ id: column.id, name: unique(nameOf(column.name), taken), table, column }));
}

/** The name, with a number behind it when it is taken. */
export function unique(name: string, taken: Map<string, number>): string {
  let given = name;
  for (let i = 2; taken.has(given); i += 1) given = `${name}_${i}`;
  taken.set(given, 1);
  return given;
}

/** What a search engine keeps of no entity: one sentence for a table, or undefined. */
export function lostOf(table: Table, schema: Schema): string | undefined {
  const lost = [
    table.foreignKeys.length > 0 ? `${table.foreignKeys.length} foreign ${table.foreignKeys.length === 1 ? "key" : "keys"}` : "",
    table.uniques.length > 0 ? `${table.uniques.length} unique ${table.uniques.length === 1 ? "key" : "keys"}` : "",
    table.checks.length > 0 ? `${table.checks.length} ${table.checks.length === 1 ? "check" : "checks"}` : "",
    table.columns.some((column) => column.default !== undefined || column.identity !== undefined) ? "defaults" : "",
    table.columns.some(({ type }) => type.kind === "enum" && schema.enums.some(({ id }) => id === type.enumId)) ? "the values of enums" : "",
    table.columns.some((column) => column.generated !== undefined) ? "generated columns (their values are fed)" : "",
  ].filter((part) => part !== "");
  return lost.length === 0 ? undefined : `${table.name}: the search engine enforces no ${lost.join(", no ")}; the primary store does, before a document is fed.`;
}
