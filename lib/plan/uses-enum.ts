import type { ColumnType, Id } from "../model";

/** Whether a type is the enum, or an array of it. */
export function usesEnum(type: ColumnType, id: Id): boolean {
  return type.kind === "enum" ? type.enumId === id : type.kind === "array" && usesEnum(type.of, id);
}
