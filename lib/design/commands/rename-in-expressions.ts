import type { Column, EnumType, Id, Schema, Table } from "../../model";
import { address } from "../../model";
import { namesOfTable, renameIdentifier, renameLiteral, type IdentifierRename } from "../expression";
import { findTarget } from "../../targets/registry";
import type { Design, Patch } from "../design";
import { combinePatches, writeRecord } from "../patch";

/** What renaming a table does to the texts that name it: expressions, pattern queries, further objects. */
export function renameTableInTexts(design: Design, table: Table, to: string): Patch {
  const strict = design.schema.tables.some((each) => each.columns.some((column) => column.name === table.name));
  const rename: IdentifierRename = { from: table.name, to, as: { kind: "table", strict }, quote: quoteOf(design) };
  // Another table of this name in another namespace makes bare mentions ambiguous in whole queries; expressions only name their own.
  const alone = design.schema.tables.filter((each) => each.name === table.name).length === 1;
  const own = tableTexts(table, (text) => renameIdentifier(text, { from: table.name, to, as: { kind: "qualifier" }, quote: quoteOf(design) }));
  return alone ? combinePatches(own, queryTexts(design, (text) => renameIdentifier(text, rename), (from) => (from === address.table(table) ? address.table({ ...table, name: to }) : from))) : own;
}

/** What renaming a column does to the texts that name it. */
export function renameColumnInTexts(design: Design, table: Table, column: Column, to: string): Patch {
  const own = tableTexts(table, (text) => renameIdentifier(text, { from: column.name, to, as: { kind: "column", qualifiers: [table.name], bare: true }, quote: quoteOf(design) }));
  const inQuery = (query: string): string => {
    const qualifiers = namesOfTable(query, table.name);
    if (qualifiers.length === 0) return query;
    const clash = design.schema.tables.some((other) => other.id !== table.id && other.columns.some((each) => each.name === column.name) && namesOfTable(query, other.name).length > 0);
    return renameIdentifier(query, { from: column.name, to, as: { kind: "column", qualifiers, bare: !clash }, quote: quoteOf(design) });
  };
  return combinePatches(own, queryTexts(design, inQuery, (from) => (from === address.column(table, column.name) ? address.column(table, to) : from)));
}

/** What renaming an enum does to the casts that name it: `'new'::status` in defaults, checks, queries and definitions. */
export function renameEnumInTexts(design: Design, type: EnumType, to: string): Patch {
  const rename = (text: string): string => renameIdentifier(text, { from: type.name, to, as: { kind: "type" } });
  const dependency = (from: string): string => (from === address.enum(type) ? address.enum({ ...type, name: to }) : from);
  return combinePatches(...design.schema.tables.map((table) => tableTexts(table, rename)), queryTexts(design, rename, dependency));
}

/** How the design's target quotes names, where double quotes would not do. */
function quoteOf(design: Design): ((name: string) => string) | undefined {
  const quote = findTarget(design.settings.target)?.quote;
  return quote?.("a b").startsWith('"') === true ? undefined : quote;
}

/** Expressions of a table: checks, defaults, generated columns, index expressions and predicates. */
function tableTexts(table: Table, change: (text: string) => string): Patch {
  const patches: Patch[] = [];
  const set = (id: Id, property: string, text: string | undefined, changed = text === undefined ? undefined : change(text)): void => {
    if (changed !== text && changed !== undefined) patches.push(writeRecord(id, { [property]: changed }));
  };
  for (const column of table.columns) {
    set(column.id, "def", column.default);
    if (column.generated !== undefined) {
      const expression = change(column.generated.expression);
      if (expression !== column.generated.expression) patches.push(writeRecord(column.id, { gen: { expression, stored: column.generated.stored } }));
    }
  }
  for (const check of table.checks) set(check.id, "expr", check.expression);
  for (const index of table.indexes) {
    set(index.id, "where", index.where);
    const parts = index.parts.map((part) => (part.expression === undefined ? part : { ...part, expression: change(part.expression) }));
    if (parts.some((part, i) => part.expression !== index.parts[i]?.expression)) patches.push(writeRecord(index.id, { parts: parts.map((part) => ({ ...part })) }));
  }
  return combinePatches(...patches);
}

/** Whole statements: queries of access patterns, definitions of further objects. */
function queryTexts(design: Design, change: (text: string) => string, dependency: (address: string) => string): Patch {
  const patterns = design.patterns.flatMap((pattern) => {
    const query = pattern.query === undefined ? undefined : change(pattern.query);
    return query === undefined || query === pattern.query ? [] : [writeRecord(pattern.id, { query })];
  });
  const objects = design.schema.objects.flatMap((object) => {
    const definition = change(object.definition);
    const dependsOn = object.dependsOn.map(dependency);
    const same = dependsOn.every((each, i) => each === object.dependsOn[i]);
    return [
      ...(definition === object.definition ? [] : [writeRecord(object.id, { definition })]),
      ...(same ? [] : [writeRecord(object.id, { dependsOn })]),
    ];
  });
  return combinePatches(...patterns, ...objects);
}

/** Replaces a string literal in the defaults and checks of an enum's users when one of its values is renamed. */
export function renameValueInTexts(schema: Schema, enumId: Id, from: string, to: string): Patch {
  const uses = (column: Column): boolean => column.type.kind === "enum" ? column.type.enumId === enumId : column.type.kind === "array" && column.type.of.kind === "enum" && column.type.of.enumId === enumId;
  const users = schema.tables.filter((table) => table.columns.some(uses));
  return from === to ? new Map() : combinePatches(...users.map((table) => tableTexts(table, (text) => renameLiteral(text, from, to))));
}
