import type { ColumnType } from "../../model";
import type { ValueForms } from "../target";
import { readTypeText } from "./type-names";
import { tokenize } from "./tokenizer";
import { mysqlTypes } from "./types";

/** CAST takes few types here (manual, Cast Functions). */
function castType(type: ColumnType): string {
  const kind = mysqlTypes.normal?.(type) ?? type;
  switch (kind.kind) {
    case "boolean": case "int16": case "int32": case "int64": return "SIGNED";
    case "float32": case "float64": return "DOUBLE";
    case "decimal": return `DECIMAL(${kind.precision ?? 10},${kind.scale ?? 0})`;
    case "date": return "DATE";
    case "time": return "TIME(6)";
    case "timestamp": case "timestamptz": return "DATETIME(6)";
    case "bytes": return "BINARY";
    case "native": {
      const { name = "", words = [] } = readTypeText(kind.text) ?? {};
      if (/int$|^year$|^bit$/.test(name)) return words.length > 0 ? "UNSIGNED" : "SIGNED";
      return /binary$|blob$/.test(name) ? "BINARY" : /^(?:float|double)$/.test(name) ? "DOUBLE" : "CHAR";
    }
    default: return "CHAR";
  }
}

/** Native types whose values are bytes or shapes, and have no text of their own. */
const opaque = /^(?:binary|varbinary|(?:tiny|medium|long)blob|bit|geom|point|multi|linestring|polygon|curve|surface)/;

/** Values of MySQL and MariaDB. */
export const valueForms: ValueForms = {
  cast: (literal, type) => `CAST(${literal} AS ${castType(type)})`,
  asText(column, type) {
    const bytes = type.kind === "bytes" || type.kind === "vector" || (type.kind === "native" && opaque.test(type.text));
    return bytes ? `HEX(${column})` : `CAST(${column} AS CHAR)`;
  },
  defaultRow: "() VALUES ()",
  sample(type, row, position) {
    const text = (value: string): { text: string; bare: boolean } => ({ text: value, bare: false });
    const bare = (value: string | number): { text: string; bare: boolean } => ({ text: String(value), bare: true });
    // TIMESTAMP ends in January 2038; without an offset the session's zone, UTC, counts.
    if (type.kind === "timestamptz") return text(new Date(Date.UTC(2024, 0, 1 + row * 40, position)).toISOString().slice(0, 19).replace("T", " "));
    if (type.kind === "array") return text(JSON.stringify([row + 1]));
    if (type.kind === "vector") return bare(`STRING_TO_VECTOR('[${Array.from({ length: Math.max(1, type.dimensions) }, (_, i) => (i + row) % 7).join(",")}]')`);
    return type.kind === "native" ? native(type.text, row, text, bare) : undefined;
  },
};

type Make<T> = (value: T) => { text: string; bare: boolean };

function native(typeText: string, row: number, text: Make<string>, bare: Make<string | number>): { text: string; bare: boolean } | undefined {
  const type = readTypeText(typeText);
  const size = Number(type?.args[0] ?? 0);
  const bytes = (length: number): string => `x'${(row + 1).toString(16).padStart(2 * length, "0").slice(-2 * length)}'`;
  switch (type?.name) {
    case "tinyint": return bare((row + 1) % 120);
    case "smallint": return bare((10 * (row + 1)) % 32_000);
    case "mediumint": case "int": case "bigint": return bare(10 * (row + 1));
    case "decimal": case "float": case "double": return bare(row + 1);
    case "year": return bare(2000 + (row % 100));
    case "bit": return bare(size <= 1 ? row % 2 : (row + 1) % 2 ** Math.min(size, 30));
    case "binary": return bare(bytes(Math.max(1, size)));
    case "varbinary": return bare(bytes(Math.max(1, Math.min(size, 8))));
    case "tinyblob": case "mediumblob": case "longblob": return bare(bytes(8));
    case "tinytext": case "mediumtext": case "longtext": return text(`text ${row + 1}`);
    case "set": return text(tokenize(type.args[row % Math.max(1, type.args.length)] ?? "''")[0]?.value ?? "");
    case "geometry": case "point": return bare(`ST_GeomFromText('POINT(${row + 1} 2)')`);
    case "linestring": return bare(`ST_GeomFromText('LINESTRING(0 0,${row + 1} 1)')`);
    case "polygon": return bare(`ST_GeomFromText('POLYGON((0 0,${row + 1} 0,0 1,0 0))')`);
    case "multipoint": return bare(`ST_GeomFromText('MULTIPOINT(${row + 1} 2)')`);
    case "geometrycollection": return bare(`ST_GeomFromText('GEOMETRYCOLLECTION(POINT(${row + 1} 2))')`);
    case "uuid": return text(`00000000-0000-4000-8000-${String(row + 1).padStart(12, "0")}`);
    case "inet4": return text(`10.0.0.${(row % 250) + 1}`);
    case "inet6": return text(`::${(row + 1).toString(16)}`);
    default: return undefined;
  }
}
