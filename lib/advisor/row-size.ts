import type { Column, ColumnType, Table } from "../model";

/** Bytes of a row by its columns. */
export interface RowSize {
  /** What a row usually takes: a guess from types, without indexes. */
  readonly typical: number;
  /** What it can take at most; undefined where a column has no bound (text, json, bytes, arrays). */
  readonly most: number | undefined;
}

/** An unbounded value is usually much shorter than it may be. Judgements. */
const usual = { text: 80, json: 600, bytes: 2000, array: 10 } as const;

/** Size of a row as the application sees it. Numbers, dates and keys as binary engines store them; text as UTF-8 of mostly one byte. */
export function rowSize({ columns }: Pick<Table, "columns">): RowSize {
  return columns.map(sizeOf).reduce<RowSize>(
    (sum, { typical, most }) => ({ typical: sum.typical + typical, most: sum.most === undefined || most === undefined ? undefined : sum.most + most }), { typical: 0, most: 0 },
  );
}

function sizeOf({ type, nullable }: Column): RowSize {
  const { typical, most } = typeSize(type);
  return { typical: nullable ? typical / 2 : typical, most };
}

function typeSize(type: ColumnType): RowSize {
  switch (type.kind) {
    case "boolean": return exactly(1);
    case "int16": return exactly(2);
    case "int32": case "float32": case "date": case "enum": return exactly(4);
    case "int64": case "float64": case "time": case "timestamp": case "timestamptz": return exactly(8);
    case "uuid": case "interval": case "decimal": return exactly(16);
    case "char": return exactly(type.length);
    case "string": return type.length === undefined ? { typical: usual.text, most: undefined } : { typical: Math.min(usual.text, Math.ceil(type.length / 2)), most: type.length * 4 };
    case "vector": return exactly(type.dimensions * 4);
    case "array": return { typical: usual.array * typeSize(type.of).typical, most: undefined };
    case "text": case "native": return { typical: usual.text, most: undefined };
    case "json": return { typical: usual.json, most: undefined };
    case "bytes": return { typical: usual.bytes, most: undefined };
  }
}

function exactly(bytes: number): RowSize {
  return { typical: bytes, most: bytes };
}
