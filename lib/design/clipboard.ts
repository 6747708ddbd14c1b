import { z } from "zod";
import type { ColumnType, Id, Schema, Table } from "../model";
import { technologyIds } from "../model";
import type { Design, StoredValue } from "./design";
import { toEntries } from "./to-entries";

/**
 * What copying puts on the clipboard, as JSON: tables and notes with what they need, as entries. Whoever pastes resolves
 * the entries, so nothing in a foreign payload is trusted.
 */
export interface ClipboardPayload {
  readonly strata: "selection";
  readonly version: 1;
  readonly target: string;
  readonly entries: Readonly<Record<string, StoredValue>>;
  /** Tables in the entries that were not copied: only referenced, and matched by id or name when pasted. */
  readonly referenced: readonly Id[];
}

const stored: z.ZodType<StoredValue> = z.lazy(() => z.union([z.null(), z.boolean(), z.number(), z.string(), z.array(stored), z.record(z.string(), stored)]));
const payload = z.object({
  strata: z.literal("selection"), version: z.literal(1), target: z.enum(technologyIds),
  entries: z.record(z.string(), stored), referenced: z.array(z.string()),
});

/** Longest clipboard text that is looked at, in characters. */
const limit = 20_000_000;

/** Tables (also those of selected groups) and notes of a selection. */
export function copySelection(design: Design, ids: readonly Id[]): ClipboardPayload {
  const wanted = new Set(ids);
  const { schema, layout } = design;
  const groups = layout.groups.filter((group) => wanted.has(group.id));
  const copied = schema.tables.filter((table) => wanted.has(table.id) || wanted.has(layout.groupOf.get(table.id) ?? ""));
  const copiedIds = new Set(copied.map((table) => table.id));
  const referenced = schema.tables.filter((table) => !copiedIds.has(table.id)).flatMap((table) => stub(table, copied));
  const enums = new Set(copied.flatMap((table) => table.columns.flatMap((column) => enumOf(column.type) ?? [])));
  const part: Schema = { tables: [...copied, ...referenced], enums: schema.enums.filter((type) => enums.has(type.id)), objects: [] };
  const entries = toEntries(part, {
    positions: layout.positions, groupOf: layout.groupOf, groups, notes: layout.notes.filter((note) => wanted.has(note.id)),
  }, undefined, [], { loads: new Map([...design.loads].filter(([id]) => copiedIds.has(id))) });
  return { strata: "selection", version: 1, target: design.settings.target, entries: Object.fromEntries(entries), referenced: referenced.map((table) => table.id) };
}

/** A table reduced to the columns that the copied ones reference. */
function stub(table: Table, copied: readonly Table[]): readonly Table[] {
  const columns = new Set(copied.flatMap((each) => each.foreignKeys.filter((key) => key.referencedTable === table.id).flatMap((key) => key.referencedColumns)));
  if (columns.size === 0) return [];
  return [{
    id: table.id, name: table.name, ...(table.namespace === undefined ? {} : { namespace: table.namespace }),
    columns: table.columns.filter((column) => columns.has(column.id)).map((column) => ({ ...column, type: enumOf(column.type) === undefined ? column.type : { kind: "text" } })),
    uniques: [], foreignKeys: [], checks: [], indexes: [], options: {},
  }];
}

export function enumOf(type: ColumnType): Id | undefined {
  return type.kind === "enum" ? type.enumId : type.kind === "array" ? enumOf(type.of) : undefined;
}

/** Reads a clipboard text; undefined when it is not a selection of a design. */
export function parseClipboard(text: string): ClipboardPayload | undefined {
  if (text.length > limit || !text.startsWith("{")) return undefined;
  try {
    const parsed = payload.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data : undefined;
  } catch {
    return undefined;
  }
}
