import { oneLine, type Column, type Diagnostic, type Id, type Schema, type Table } from "../../model";
import { camelCase, freeName, nameWords } from "../native/words";
import type { Decisions } from "../native/choose";
import { decideDecimal, decideNames } from "./decide";
import { defaultOf } from "./expressions";
import type { PropertyModel } from "./model";
import { propertyType } from "./types";

/** The properties of a table's columns, in drawing order; `diagnostics` gets what defaults and generated columns lose. */
export function makeProperties(table: Table, columns: readonly Column[], schema: Pick<Schema, "enums">, decisions: Decisions, diagnostics: Diagnostic[]): readonly PropertyModel[] {
  const style = decideNames(table, decisions);
  const taken = new Set<string>();
  return columns.map((column): PropertyModel => {
    const type = propertyType(column.type, decideDecimal(table, column, decisions));
    const fallback = column.default === undefined ? undefined : defaultOf(column.default, type);
    if (column.default !== undefined && fallback === undefined) diagnostics.push(lost(column.id, `The default of ${table.name}.${column.name}, ${oneLine(column.default)}, is not carried over: the application sets it.`));
    if (column.generated !== undefined) diagnostics.push(lost(column.id, `${table.name}.${column.name} is generated; a graph generates nothing, so the application writes it.`));
    if (column.identity !== undefined) diagnostics.push(lost(column.id, `${table.name}.${column.name} numbers its rows; Neo4j has no sequences: the application gives the number, or use randomUUID().`));
    const values = column.type.kind === "enum" ? schema.enums.find(({ id }) => column.type.kind === "enum" && id === column.type.enumId)?.values : undefined;
    return {
      id: column.id, name: freeName(propertyName(column.name, style), taken), ...type, required: !column.nullable, column: column.name,
      ...(fallback === undefined ? {} : { default: fallback }), ...(values === undefined ? {} : { values }), ...(column.comment === undefined ? {} : { comment: column.comment }),
    };
  });
}

function propertyName(drawn: string, style: "camel-case" | "as-drawn"): string {
  const camel = style === "camel-case" ? camelCase(nameWords(drawn)) : "";
  return camel === "" ? oneLine(drawn) || "value" : camel;
}

function lost(objectId: Id, message: string): Diagnostic {
  return { code: "neo4j-not-carried-over", severity: "info", message, place: { objectId } };
}
