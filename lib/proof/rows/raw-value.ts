import type { ColumnType, EnumType, Id } from "../../model";
import { letters, type RawValue, type ValueSeed } from "./value-seed";
import { rawNative } from "./raw-native";

/** First number of columns that count by themselves: rows a migration inserts keep the low ones. */
const countedFrom = 1_000_001;
const day = 86_400_000;
const firstDay = Date.UTC(2024, 0, 1);

/** A value of a type, the same for the same seed; undefined when nothing is known about the type. */
export function rawValue(type: ColumnType, seed: ValueSeed, enums: readonly EnumType[], counted: boolean): RawValue | undefined {
  const { row, position } = seed;
  const number = counted ? countedFrom + row : 10 * (row + 1) + Math.min(position, 9);
  switch (type.kind) {
    case "int16": return bare(counted ? 30_001 + row : number);
    case "int32": case "int64": return bare(number);
    case "float32": case "float64": return bare(`${number}.5`);
    case "decimal": return bare(decimal(number, type.precision, type.scale));
    case "boolean": return bare(row % 2 === 0 ? "TRUE" : "FALSE");
    case "uuid": return text(`00000000-0000-4000-8${String(position % 1000).padStart(3, "0")}-${String(row + 1).padStart(12, "0")}`);
    case "text": return text(words(seed, undefined));
    case "string": return text(words(seed, type.length));
    case "char": return text(letters(row, type.length));
    case "date": return text(new Date(firstDay + (row * 40 + position) * day).toISOString().slice(0, 10));
    case "time": return text(`${String((row + 1) % 24).padStart(2, "0")}:${String(position % 60).padStart(2, "0")}:00`);
    case "timestamp": return text(moment(row, position).replace("T", " ").slice(0, 19));
    case "timestamptz": return text(`${moment(row, position).replace("T", " ").slice(0, 19)}+00`);
    case "interval": return text(`${row + position + 1} hours`);
    case "json": return text(JSON.stringify({ [seed.name]: row + 1 }));
    case "bytes": return text(letters(row, 4));
    case "vector": return text(`[${Array.from({ length: Math.max(type.dimensions, 1) }, (_, i) => (i + row) % 7).join(",")}]`);
    case "enum": return enumValue(type.enumId, row, enums);
    case "array": return arrayOf(type.of, seed, enums);
    case "native": return rawNative(type.text, seed);
  }
}

function bare(value: number | string): RawValue {
  return { text: String(value), bare: true };
}

function text(value: string): RawValue {
  return { text: value, bare: false };
}

function moment(row: number, position: number): string {
  return new Date(firstDay + row * 40 * day + position * 3_600_000).toISOString();
}

function decimal(number: number, precision: number | undefined, scale = 0): string {
  if (precision === undefined) return `${number}.25`;
  const whole = Math.max(precision - Math.max(scale, 0), 0);
  const integer = whole === 0 ? "0" : String(number % 10 ** Math.min(whole, 9));
  return scale > 0 ? `${integer}.${String((number * 7) % 10 ** Math.min(scale, 6)).padStart(Math.min(scale, 6), "0")}` : integer;
}

function words({ name, row, position }: ValueSeed, length: number | undefined): string {
  const long = /mail/i.test(name) ? `${name.toLowerCase().replaceAll(/\W/g, "")}.${row + 1}@example.com` : `${name} ${row + 1}`;
  return length === undefined || long.length <= length ? long : letters(row * 10 + (position % 10), length);
}

function enumValue(enumId: Id, row: number, enums: readonly EnumType[]): RawValue | undefined {
  const values = enums.find((type) => type.id === enumId)?.values ?? [];
  const value = values[row % Math.max(values.length, 1)];
  return value === undefined ? undefined : text(value);
}

function arrayOf(of: ColumnType, seed: ValueSeed, enums: readonly EnumType[]): RawValue | undefined {
  const element = rawValue(of, seed, enums, false);
  if (element === undefined) return undefined;
  // Arrays of arrays are one type with more braces.
  return text(of.kind === "array" ? `{${element.text}}` : `{"${element.text.replaceAll(/["\\]/g, "\\$&")}"}`);
}
