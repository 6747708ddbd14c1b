import type { Check, Column, Diagnostic, EnumType, ForeignKey, Id, Index, PrimaryKey, Schema, Table, UniqueKey } from "../../model";
import type { Target } from "../../targets/target";
import type { ImportedGroup, ImportedNote } from "../import-result";
import { columnType } from "./column-type";
import { at, elements, missing, type DbmlModel } from "./model";
import { relate, type TableDraft } from "./relate";

type DbmlTable = DbmlModel["tables"][number];

/** What a DBML file says, in Strata's model. */
export interface BuiltSchema {
  readonly schema: Schema;
  readonly groups: readonly ImportedGroup[];
  readonly notes: readonly ImportedNote[];
  readonly diagnostics: readonly Diagnostic[];
}

/** Turns the parser's normalised model into a schema of the target. Ids are fresh. */
export function buildSchema(model: DbmlModel, target: Target): BuiltSchema {
  const diagnostics: Diagnostic[] = [];
  let count = 0;
  const newId = (kind: string): Id => `${kind}${(count += 1)}`;
  const place = (schemaId: number, name: string): { name: string; namespace?: string } => {
    const schema = at(model.schemas, schemaId).name;
    if (schema === "public") return { name };
    return target.capabilities.namespaces ? { name, namespace: schema } : { name: `${schema}_${name}` };
  };

  const enumIds = new Map<number, Id>();
  const enums: EnumType[] = elements(model.enums).map((type) => {
    const id = newId("enum");
    enumIds.set(type.id, id);
    return {
      id, ...place(type.schemaId, type.name), values: type.valueIds.map((value) => at(model.enumValues, value).name), ...comment(type.note),
    };
  });

  const drafts = new Map<number, TableDraft>();
  for (const table of elements(model.tables)) {
    const columnIds = new Map<string, Id>();
    const columns = table.fieldIds.map((fieldId): Column => {
      const field = at(model.fields, fieldId);
      const id = newId("column");
      columnIds.set(field.name, id);
      const { type, serial } = columnType(field, target, enums, field.enumId === null ? undefined : enumIds.get(field.enumId));
      const [identity] = target.capabilities.identity.includes("by default") ? ["by default" as const] : target.capabilities.identity;
      const value = defaultOf(field, target);
      return {
        id, name: field.name, type, nullable: field.not_null !== true && field.pk !== true,
        ...((field.increment || serial) && identity !== undefined ? { identity: { mode: identity } } : {}),
        ...(value === undefined ? {} : { default: value }), ...comment(field.note),
      };
    });
    drafts.set(table.id, keysOf(table, { id: newId("table"), ...place(table.schemaId, table.name), columns, columnIds }, model, newId));
  }

  const junctions = relate(model, drafts, newId, diagnostics);
  const tables = [...drafts.values(), ...junctions].map(finished);
  const dropped = Object.keys(model.records).length;
  if (dropped > 0) {
    diagnostics.push({ code: "import-rows-left-out", severity: "info", message: `The rows of ${dropped} ${dropped === 1 ? "table" : "tables"} were left out: a design holds no rows.` });
  }
  const noted = elements(model.enumValues).filter((value) => value.note !== null).length;
  if (noted > 0) {
    diagnostics.push({ code: "import-enum-notes-left-out", severity: "info", message: `Notes on ${noted} enum ${noted === 1 ? "value" : "values"} were left out: values have no comments.` });
  }
  return {
    schema: { tables, enums, objects: [] },
    groups: elements(model.tableGroups).map((group) => ({
      name: group.name, tables: group.tableIds.flatMap((id) => drafts.get(id)?.id ?? []),
    })),
    notes: elements(model.notes).map((note) => ({ text: note.content })),
    diagnostics,
  };
}

function finished({ id, name, namespace, comment: said, columns, primaryKey, uniques, foreignKeys, checks, indexes, options }: TableDraft): Table {
  return {
    id, name, ...(namespace === undefined ? {} : { namespace }), ...(said === undefined ? {} : { comment: said }),
    columns, ...(primaryKey === undefined ? {} : { primaryKey }), uniques, foreignKeys, checks, indexes, options,
  };
}

type Keyless = Pick<TableDraft, "id" | "name" | "namespace" | "columns" | "columnIds">;

function keysOf(table: DbmlTable, draft: Keyless, model: DbmlModel, newId: (kind: string) => Id): TableDraft {
  const fields = table.fieldIds.map((id) => at(model.fields, id));
  const idOf = (name: string): Id => draft.columnIds.get(name) ?? missing(`column ${name}`);
  const uniques: UniqueKey[] = fields.filter((field) => field.unique && !field.pk).map((field) => ({ id: newId("unique"), columns: [idOf(field.name)] }));
  let keyColumns: readonly Id[] = fields.filter((field) => field.pk).map((field) => idOf(field.name));
  let keyName: string | undefined;
  const indexes: Index[] = [];
  for (const index of table.indexIds.map((id) => at(model.indexes, id))) {
    const parts = index.columnIds.map((id) => at(model.indexColumns, id));
    const plain = parts.every((part) => part.type === "column");
    if (Boolean(index.pk) && plain) {
      keyColumns = parts.map((part) => idOf(part.value));
      keyName = index.name ?? undefined;
    } else if (index.unique && plain && typeof index.type !== "string") {
      // DBML has no other way to write a unique key of several columns; an index says its type.
      uniques.push({ id: newId("unique"), ...(index.name ? { name: index.name } : {}), columns: parts.map((part) => idOf(part.value)), ...comment(index.note) });
    } else {
      const method: unknown = index.type;
      indexes.push({
        id: newId("index"), unique: index.unique === true,
        name: index.name ?? [table.name, ...parts.map((part) => part.value.replaceAll(/\W+/g, "_")), "idx"].join("_"),
        ...(typeof method === "string" ? { method: method.toLowerCase() } : {}),
        parts: parts.map((part) => (part.type === "column" ? { column: idOf(part.value) } : { expression: part.value })), ...comment(index.note),
      });
    }
  }
  const key = new Set(keyColumns);
  const primaryKey: PrimaryKey | undefined = key.size === 0 ? undefined : { id: newId("pk"), ...(keyName === undefined ? {} : { name: keyName }), columns: keyColumns };
  const checks: Check[] = [...fields.flatMap((field) => field.checkIds), ...table.checkIds].map((id) => at(model.checks, id)).map((check) => ({
    id: newId("check"), ...(check.name ? { name: check.name } : {}), expression: check.expression,
  }));
  const foreignKeys: ForeignKey[] = [];
  return {
    ...draft, columns: draft.columns.map((column) => (key.has(column.id) ? { ...column, nullable: false } : column)),
    ...(primaryKey === undefined ? {} : { primaryKey }), uniques, foreignKeys, checks, indexes, options: {}, ...comment(table.note),
  };
}

function defaultOf(field: DbmlModel["fields"][number], target: Target): string | undefined {
  const value = field.dbdefault;
  if (value === undefined || value === null) return undefined;
  const text = String(value.value);
  if (value.type === "string") return target.literal(text);
  return value.type === "boolean" && text.toLowerCase() === "null" ? undefined : text;
}

function comment(note: string | null | undefined): { comment?: string } {
  return note === null || note === undefined || note === "" ? {} : { comment: note };
}
