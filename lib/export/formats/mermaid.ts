import { oneLine } from "../escape";
import { relationships, type Cardinality } from "../diagram/relationships";
import type { DocumentInput, ExportFormat } from "../input";
import { qualified, type Schema, type Table } from "../../model";

/** An erDiagram (mermaid 11): entities with types, keys and comments, crow's feet from keys and nullability. */
export const mermaid: ExportFormat = { id: "mermaid", label: "Mermaid", extension: "mmd", mediaType: "text/vnd.mermaid", write: writeMermaid };

const left: Readonly<Record<Cardinality, string>> = { one: "||", "zero-or-one": "|o", "zero-or-many": "}o" };
const right: Readonly<Record<Cardinality, string>> = { one: "||", "zero-or-one": "o|", "zero-or-many": "o{" };

function writeMermaid({ schema, target }: DocumentInput): string {
  const ids = entityIds(schema);
  const idOf = (tableId: string): string => ids.get(tableId) ?? "unknown";
  const lines = ["erDiagram"];
  for (const table of schema.tables) {
    const name = qualified(table.namespace, table.name);
    const id = idOf(table.id);
    lines.push(`  ${id}${id === name || quoted(name) === "" ? "" : `["${quoted(name)}"]`} {`);
    for (const column of table.columns) {
      const marks = keyMarks(table, column.id);
      const comment = column.comment === undefined ? "" : ` "${quoted(column.comment)}"`;
      lines.push(`    ${legal(target.types.print(column.type, schema), "untyped", true)} ${legal(column.name, "column", false)}${marks}${comment}`);
    }
    lines.push("  }");
  }
  for (const relation of relationships(schema)) {
    const child = schema.tables.find((table) => table.id === relation.child);
    const label = relation.childColumns.map((id) => child?.columns.find((column) => column.id === id)?.name ?? "").join(", ");
    const line = relation.identifying ? "--" : "..";
    lines.push(`  ${idOf(relation.parent)} ${left[relation.parentEnd]}${line}${right[relation.childEnd]} ${idOf(relation.child)} : "${quoted(label)}"`);
  }
  return `${lines.join("\n")}\n`;
}

function keyMarks(table: Table, columnId: string): string {
  const marks = [
    ...(table.primaryKey?.columns.includes(columnId) ? ["PK"] : []),
    ...(table.foreignKeys.some((key) => key.columns.includes(columnId)) ? ["FK"] : []),
    ...(table.uniques.some((key) => key.columns.length === 1 && key.columns[0] === columnId) ? ["UK"] : []),
  ];
  return marks.length === 0 ? "" : ` ${marks.join(", ")}`;
}

/** A word the grammar takes as it is, each its own. The true name follows as the entity's label. */
function entityIds(schema: Schema): ReadonlyMap<string, string> {
  const ids = new Map<string, string>();
  const taken = new Set<string>();
  for (const table of schema.tables) {
    const base = legal(qualified(table.namespace, table.name), "table", false);
    let id = base;
    for (let n = 2; taken.has(id.toLowerCase()); n += 1) id = `${base}_${n}`;
    taken.add(id.toLowerCase());
    ids.set(table.id, id);
  }
  return ids;
}

/** Words of mermaid's own grammar that cannot be entities or attributes. */
const reserved = /^(?:erdiagram|title|acctitle|accdescr|style|class|classdef|direction|subgraph|end|one|zero|many|only|optionally|to|u|pk|fk|uk|default)$/i;

/** Letters, digits, underscore; types may also have parentheses and brackets. */
function legal(text: string, fallback: string, isType: boolean): string {
  const word = text.trim().replace(isType ? /[^A-Za-z0-9_()[\]]+/g : /[^A-Za-z0-9_]+/g, "_").replace(/^_+(?=.)|(?<=.)_+$/g, "");
  if (word === "" || word === "_") return fallback;
  return /^[^A-Za-z]/.test(word) || reserved.test(word) ? `_${word}` : word;
}

/** Inside a quoted string nothing but the quote ends it; mermaid reads `#` and `;` as its own escapes. */
function quoted(text: string): string {
  return oneLine(text).replace(/[#"<>\\%]/g, (c) => ({ "%": "#37;", "#": "#35;", '"': "#quot;", "<": "#lt;", ">": "#gt;", "\\": "#92;" })[c] ?? c);
}
