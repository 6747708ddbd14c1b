import type { Column, ColumnType, Schema } from "../../model";
import type { Target } from "../target";

/** A schema that uses what the target's capabilities promise, and expressions every engine keeps as they are written. */
export function sampleSchema(target: Target): Schema {
  const { capabilities: can } = target;
  const comment = (text: string): { comment?: string } => (can.comments ? { comment: text } : {});
  const column = (id: string, name: string, kind: "int64" | "text" | "int32", more: Partial<Column> = {}): Column => ({ id, name, type: { kind }, nullable: true, ...more });
  const identity = can.identity[0] === undefined ? {} : { identity: { mode: can.identity[0] } };
  const keyName = (name: string): { name?: string } => (can.namelessPrimaryKeys === true ? {} : { name });
  // What stands in keys, and under expressions that an index is made of.
  const word: ColumnType = can.unkeyedTypes?.includes("text") === true ? { kind: "string", length: 40 } : { kind: "text" };
  return {
    enums: [{ id: "mood", name: can.inlineEnums === true ? "Child rows_feeling" : "mood", values: ["fine", "it's ok", ""], ...(can.enumTypes && can.inlineEnums !== true ? comment("How it goes") : {}) }],
    tables: [
      {
        id: "parent", name: "parent", ...comment("It's a parent"), options: {}, checks: [], foreignKeys: [], uniques: [{ id: "pu", name: "parent_code", columns: ["p2", "p1"] }],
        columns: [column("p1", "id", "int64", { nullable: false, ...identity }), { ...column("p2", "code", "text", { nullable: false, ...comment("Short \\ code") }), type: word }],
        primaryKey: { id: "pk", ...keyName("parent_pk"), columns: ["p1"] }, indexes: [],
      },
      {
        id: "child", name: "Child rows", options: {},
        columns: [
          column("c1", "id", "int64", { nullable: false }), column("c2", "parent_id", "int64"), column("c3", "boss", "int64"),
          column("c4", "amount", "int32", { nullable: false, default: "7" }), { id: "c5", name: "feeling", type: { kind: "enum", enumId: "mood" }, nullable: true },
          { ...column("c6", "select", "text"), type: word }, column("c7", "note", "text"),
        ],
        primaryKey: { id: "ck", ...keyName("child_pk"), columns: ["c1"] },
        uniques: [{ id: "cu", name: "child_pair", columns: ["c2", "c4"] }],
        checks: [{ id: "cc", name: "child_amount", expression: "amount > 0" }],
        foreignKeys: [
          { id: "f1", name: "child_parent", columns: ["c2"], referencedTable: "parent", referencedColumns: ["p1"], onDelete: "cascade", onUpdate: "no action", ...(can.deferrableConstraints ? { deferral: { deferrable: true, initiallyDeferred: true } } : {}) },
          { id: "f2", name: "child_boss", columns: ["c3"], referencedTable: "child", referencedColumns: ["c1"], onDelete: "set null", onUpdate: "restrict" },
        ],
        indexes: [
          ...(can.partialIndexes ? [{ id: "i1", name: "child_big", unique: true, parts: [{ column: "c4" }], where: "amount > 100" }] : []),
          ...(can.expressionIndexes ? [{ id: "i2", name: "child_lower", unique: false, parts: [{ expression: `lower(${target.quote("select")})` }] }] : []),
          ...(can.includeColumns ? [{ id: "i3", name: "child_carries", unique: false, parts: [{ column: "c2" }], include: ["c4"] }] : []),
          { id: "i4", name: "child_order", unique: false, parts: [{ column: "c2" }, { column: "c4", order: "desc" }] },
        ],
      },
    ],
    objects: [],
  };
}
