import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { sameType, simpleTypeKinds, type ColumnType } from "../../model";
import { declaredType, sqliteTypes } from "./types";

const none = { enums: [] };
const precision = fc.integer({ min: 0, max: 6 });
const types: fc.Arbitrary<ColumnType> = fc.oneof(
  fc.constantFrom(...simpleTypeKinds).map((kind): ColumnType => ({ kind })),
  fc.constantFrom<ColumnType>({ kind: "string" }, { kind: "decimal" }, { kind: "time" }, { kind: "timestamp" }, { kind: "timestamptz" }),
  fc.integer({ min: 1, max: 65535 }).map((length): ColumnType => ({ kind: "string", length })),
  fc.integer({ min: 1, max: 255 }).map((length): ColumnType => ({ kind: "char", length })),
  fc.tuple(fc.integer({ min: 1, max: 38 }), fc.nat(20)).map(([p, scale]): ColumnType => ({ kind: "decimal", precision: p, scale })),
  fc.tuple(fc.constantFrom("time", "timestamp", "timestamptz"), precision).map(([kind, p]): ColumnType => ({ kind, precision: p })),
  fc.integer({ min: 1, max: 4096 }).map((dimensions): ColumnType => ({ kind: "vector", dimensions })),
);

describe("types of SQLite", () => {
  test("each type the target has reads back as itself", () => {
    fc.assert(fc.property(types, (type) => { expect(sameType(sqliteTypes.parse(sqliteTypes.print(type, none), none), type)).toBe(true); }), { seed: 7 });
  });

  test("a declared type is printed exactly as it was declared", () => {
    const declared = fc.oneof(
      fc.constantFrom("bigint", "NVARCHAR(160)", "timestamp", "unsigned big int", "ANY", "decimal(10, 2)", "native character(70)", "datetime(9)", ""),
      fc.stringMatching(/^[a-zA-Z_ ]{0,12}(\([0-9]{1,4}(,[0-9]{1,3})?\))?$/).map((text) => text.trim().replace(/\s+/g, " ")),
    );
    fc.assert(fc.property(declared, (text) => { expect(declaredType(sqliteTypes.parse(text, none), text, none)).toBe(text); }), { seed: 7 });
  });

  test("a declared spelling gives way when the type was changed", () => {
    expect(declaredType({ kind: "text" }, "bigint", none)).toBe("TEXT");
    expect(declaredType({ kind: "int64" }, "bigint", none)).toBe("bigint");
  });

  test("what the picker offers reads as known types", () => {
    for (const text of sqliteTypes.common) if (text !== "ANY") expect(sqliteTypes.parse(text, none).kind).not.toBe("native");
  });
});
