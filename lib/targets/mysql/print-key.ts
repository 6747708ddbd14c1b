import { columnNames } from "../target";
import type { Check, ForeignKey, Id, Index, Schema, Table, UniqueKey } from "../../model";
import { plainString, quote } from "./lexical";
import { checkName, foreignKeyName, uniqueName } from "./names";
import { indexOptions, tableOptions } from "./options";
import type { VersionFacts } from "./versions";

/** `PRIMARY KEY (...)`: the name of a primary key is PRIMARY whatever is said. */
export function primaryKeyClause(columns: readonly Id[], table: Table): string {
  const lengths = table.options[tableOptions.keyPrefix]?.split(",") ?? [];
  const parts = columnNames(table, columns).map((name, i) => quote(name) + (/^\d+$/.test(lengths[i] ?? "") ? `(${lengths[i] ?? ""})` : ""));
  return `PRIMARY KEY (${parts.join(", ")})`;
}

/** `UNIQUE KEY name (...)`. */
export function uniqueClause(key: UniqueKey, table: Table): string {
  return `UNIQUE INDEX ${quote(uniqueName(key, table))} (${list(table, key.columns)})${commentClause(key.comment)}`;
}

/** An index as it stands in CREATE TABLE and after ADD. */
export function indexClause(index: Index, table: Table, facts: VersionFacts): string {
  const { options = {} } = index;
  const prefixes = options[indexOptions.prefix]?.split(",") ?? [];
  const special = index.method === "fulltext" || index.method === "spatial";
  const usual = /^memory$/i.test(table.options[tableOptions.engine] ?? "") ? "hash" : "btree";
  const parts = index.parts.map((part, i) => {
    const length = prefixes[i];
    const what = part.column === undefined ? `(${part.expression ?? ""})` : quote(columnNames(table, [part.column])[0] ?? "");
    return what + (length !== undefined && /^\d+$/.test(length) ? `(${length})` : "") + (part.order === "desc" && !special ? " DESC" : "");
  });
  const kind = special ? `${index.method?.toUpperCase() ?? ""} ` : index.unique ? "UNIQUE " : "";
  const tail = [
    ...(special || (index.method ?? "btree") === usual ? [] : [`USING ${(index.method ?? "btree").toUpperCase()}`]),
    ...(options[indexOptions.keyBlockSize] === undefined ? [] : [`KEY_BLOCK_SIZE=${Number(options[indexOptions.keyBlockSize])}`]),
    ...(options[indexOptions.parser] === undefined ? [] : [`WITH PARSER ${quote(options[indexOptions.parser] ?? "")}`]),
    ...(index.comment === undefined ? [] : [`COMMENT ${plainString(index.comment)}`]),
    ...(options[indexOptions.hidden] === "true" && facts.hiddenIndex !== undefined ? [facts.hiddenIndex] : []),
  ];
  return [`${kind}INDEX ${quote(index.name)} (${parts.join(", ")})`, ...tail].join(" ");
}

/** `CONSTRAINT name FOREIGN KEY ...`. Throws when the parent is not in the schema. */
export function foreignKeyClause(key: ForeignKey, table: Table, schema: Pick<Schema, "tables">, facts: VersionFacts): string {
  const parent = table.id === key.referencedTable ? table : schema.tables.find(({ id }) => id === key.referencedTable);
  if (parent === undefined) throw new Error(`A foreign key of ${table.name} references a table that is not in the schema`);
  let sql = `CONSTRAINT ${quote(foreignKeyName(key, table))} FOREIGN KEY (${list(table, key.columns)}) REFERENCES ${quote(parent.name)} (${list(parent, key.referencedColumns)})`;
  if (key.onDelete !== facts.defaultAction) sql += ` ON DELETE ${key.onDelete.toUpperCase()}`;
  if (key.onUpdate !== facts.defaultAction) sql += ` ON UPDATE ${key.onUpdate.toUpperCase()}`;
  return sql;
}

/** `CONSTRAINT name CHECK (...)`. */
export function checkClause(check: Check, table: Table, facts: VersionFacts): string {
  return `CONSTRAINT ${quote(checkName(check, table))} CHECK (${check.expression})${check.notValid === true && facts.unenforcedChecks ? " NOT ENFORCED" : ""}`;
}

function list(table: Table, ids: readonly Id[]): string {
  return columnNames(table, ids).map(quote).join(", ");
}

function commentClause(comment: string | undefined): string {
  return comment === undefined ? "" : ` COMMENT ${plainString(comment)}`;
}
