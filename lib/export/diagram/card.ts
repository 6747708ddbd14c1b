import type { Column, ColumnType, EnumType, Id, Table } from "../../model";
import type { DiagramDetail } from "./input";
import { ellipsis, fonts, type MeasureText, oneLine } from "./text";
import { enumOf } from "./type-text";

/** Measures of a card in canvas pixels; all multiples of the 8-pixel grid where they add up to a size. */
export const card = {
  header: 32, row: 24, bottom: 8, radius: 8, minWidth: 168, maxWidth: 376, pad: 12, gap: 16, markWidth: 13, slot: 12, edge: 3,
} as const;

/** One column as drawn. Texts are cut to the card; the full ones are there for tooltips and screen readers. */
export interface CardRow {
  readonly column: Column;
  readonly name: string;
  readonly type: string;
  readonly fullName: string;
  readonly fullType: string;
  readonly primaryKey: boolean;
  readonly foreignKey: boolean;
  readonly unique: boolean;
  readonly notNull: boolean;
  readonly indexed: boolean;
  /** Was in the base and is gone from the goal. */
  readonly ghost: boolean;
  /** Top of the row below the card's top. */
  readonly top: number;
}

/** What a table's card shows, apart from where it stands. */
export interface CardContent {
  readonly table: Table;
  readonly title: string;
  readonly fullTitle: string;
  readonly width: number;
  readonly height: number;
  readonly rows: readonly CardRow[];
  /** Row of a column, by column id. Columns hidden by the detail have none. */
  readonly rowOf: ReadonlyMap<Id, CardRow>;
  /** Where names begin, and where types end, from the card's left. */
  readonly nameX: number;
  readonly typeX: number;
  /** Centres of the U, N and I letters from the card's left; absent when no row needs the letter. */
  readonly slots: { readonly unique?: number; readonly notNull?: number; readonly indexed?: number };
  /** Every column is there as a row. */
  readonly complete: boolean;
}

/** What a card depends on besides its table. */
export interface CardContext {
  readonly detail: DiagramDetail;
  readonly typeText: (type: ColumnType) => string;
  readonly measure: MeasureText;
  readonly removedColumns: readonly Column[];
}

interface KeyRoles {
  readonly primary: ReadonlySet<Id>;
  readonly foreign: ReadonlySet<Id>;
  readonly unique: ReadonlySet<Id>;
  readonly indexed: ReadonlySet<Id>;
}

function rolesOf(table: Table): KeyRoles {
  return {
    primary: new Set(table.primaryKey?.columns),
    foreign: new Set(table.foreignKeys.flatMap((key) => key.columns)),
    unique: new Set([
      ...table.uniques.flatMap((key) => key.columns),
      ...table.indexes.flatMap((index) => (index.unique ? index.parts.flatMap((part) => part.column ?? []) : [])),
    ]),
    indexed: new Set(table.indexes.flatMap((index) => (index.unique ? [] : index.parts.flatMap((part) => part.column ?? [])))),
  };
}

/** Lays out one table's card. */
export function layOutCard(table: Table, context: CardContext): CardContent {
  const { measure } = context;
  const roles = rolesOf(table);
  const isKey = (column: Column) => roles.primary.has(column.id) || roles.foreign.has(column.id) || roles.unique.has(column.id);
  const shown = context.detail === "names" ? [] : context.detail === "keys" ? table.columns.filter(isKey) : table.columns;
  const ghosts = context.detail === "all" ? context.removedColumns : [];
  const columns = [...shown, ...ghosts];

  const anyBoth = columns.some((column) => roles.primary.has(column.id) && roles.foreign.has(column.id));
  const anyKey = columns.some((column) => roles.primary.has(column.id) || roles.foreign.has(column.id));
  const nameX = card.pad + (anyBoth ? 2 * card.markWidth + 8 : anyKey ? card.markWidth + 6 : 0);
  const used = {
    unique: columns.some((column) => roles.unique.has(column.id)),
    notNull: columns.some((column) => showsNotNull(column, roles)),
    indexed: columns.some((column) => roles.indexed.has(column.id)),
  };
  const slotCount = Number(used.unique) + Number(used.notNull) + Number(used.indexed);
  const slotsWidth = slotCount === 0 ? 0 : slotCount * card.slot + 2;

  const fullTitle = oneLine(table.namespace === undefined ? table.name : `${table.namespace}.${table.name}`);
  const names = columns.map((column) => oneLine(column.name));
  const types = columns.map((column) => oneLine(context.typeText(column.type)));
  const nameWidths = names.map((name) => measure(name, fonts.row));
  const typeWidths = types.map((type) => measure(type, fonts.type));
  const widestName = Math.max(0, ...nameWidths), widestType = Math.max(0, ...typeWidths);
  const frame = nameX + card.gap + slotsWidth + card.pad;
  const wanted = Math.max(frame + widestName + widestType, measure(fullTitle, fonts.title) + 2 * card.pad + 4);
  const width = Math.ceil(Math.min(card.maxWidth, Math.max(card.minWidth, wanted)) / 8) * 8;
  const typeX = width - card.pad - slotsWidth;

  const rows = columns.map((column, i): CardRow => {
    const room = width - frame;
    const typeRoom = Math.max(room - (nameWidths[i] ?? 0), room * 0.42);
    const type = ellipsis(types[i] ?? "", fonts.type, typeRoom, measure);
    const nameRoom = room - measure(type, fonts.type);
    return {
      column, type, fullName: names[i] ?? "", fullType: types[i] ?? "",
      name: ellipsis(names[i] ?? "", fonts.row, nameRoom, measure),
      primaryKey: roles.primary.has(column.id), foreignKey: roles.foreign.has(column.id), unique: roles.unique.has(column.id),
      notNull: showsNotNull(column, roles), indexed: roles.indexed.has(column.id), ghost: i >= shown.length,
      top: card.header + i * card.row,
    };
  });
  let slotX = typeX + card.slot / 2 + 4;
  const take = () => { const at = slotX; slotX += card.slot; return at; };
  return {
    table, fullTitle, title: ellipsis(fullTitle, fonts.title, width - 2 * card.pad, measure), width,
    height: rows.length === 0 ? card.header + (context.detail === "names" ? 0 : card.bottom) : card.header + rows.length * card.row + card.bottom,
    rows, rowOf: new Map(rows.map((row) => [row.column.id, row])), nameX, typeX,
    slots: { ...(used.unique ? { unique: take() } : {}), ...(used.notNull ? { notNull: take() } : {}), ...(used.indexed ? { indexed: take() } : {}) },
    complete: shown.length === table.columns.length,
  };
}

/** A primary key says not null already. */
function showsNotNull(column: Column, roles: KeyRoles): boolean {
  return !column.nullable && !roles.primary.has(column.id);
}

/** Whether a card shows the name of an enum, so that it must follow the enum's changes. */
export function usesEnum(table: Table): boolean {
  return table.columns.some((column) => enumOf(column.type) !== undefined);
}

/** What an enum's card shows. */
export interface EnumContent {
  readonly type: EnumType;
  readonly title: string;
  readonly fullTitle: string;
  readonly width: number;
  readonly height: number;
  readonly values: readonly string[];
}

const shownValues = 8;

/** Lays out an enum's card; long lists are cut and say how many more there are. */
export function layOutEnum(type: EnumType, detail: DiagramDetail, measure: MeasureText): EnumContent {
  const fullTitle = oneLine(type.namespace === undefined ? type.name : `${type.namespace}.${type.name}`);
  const all = detail === "all" ? type.values.map(oneLine) : [];
  const values = all.length > shownValues ? [...all.slice(0, shownValues - 1), `${all.length - shownValues + 1} more`] : all;
  const wanted = Math.max(measure(fullTitle, fonts.title) + 2 * card.pad + 48, ...values.map((v) => measure(v, fonts.row) + 2 * card.pad));
  const width = Math.ceil(Math.min(card.maxWidth, Math.max(card.minWidth, wanted)) / 8) * 8;
  return {
    type, fullTitle, title: ellipsis(fullTitle, fonts.title, width - 2 * card.pad - 44, measure), width,
    height: card.header + values.length * card.row + (values.length === 0 ? 0 : card.bottom),
    values: values.map((value) => ellipsis(value, fonts.row, width - 2 * card.pad, measure)),
  };
}
