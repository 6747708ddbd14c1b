import { z } from "zod";
import { layoutShape } from "./layout-shape";
import { usageShape } from "./usage-shape";
import { referentialActions, simpleTypeKinds, technologyIds, type ColumnType, type Schema } from "../../model";

const id = z.string().min(1).max(200).refine((text) => !text.includes("|"), "An id holds no bar.");
const name = z.string().min(1).max(1000).refine((text) => !text.includes("\0"), "A name holds no NUL character.");
const text = z.string().max(2_000_000);
const ids = z.array(id).max(5000);
const count = z.number().int().min(0).max(1_000_000_000);
const properties = z.record(z.string().max(200), text);
const deferral = z.object({ deferrable: z.boolean(), initiallyDeferred: z.boolean() });

const columnType: z.ZodType<ColumnType> = z.lazy(() => z.discriminatedUnion("kind", [
  z.object({ kind: z.enum(simpleTypeKinds) }),
  z.object({ kind: z.literal("string"), length: z.exactOptional(count) }),
  z.object({ kind: z.literal("char"), length: count }),
  z.object({ kind: z.literal("decimal"), precision: z.exactOptional(count), scale: z.exactOptional(z.number().int().min(-1000).max(16_383)) }),
  z.object({ kind: z.enum(["time", "timestamp", "timestamptz"]), precision: z.exactOptional(count.max(6)) }),
  z.object({ kind: z.literal("enum"), enumId: id }),
  z.object({ kind: z.literal("array"), of: columnType }),
  z.object({ kind: z.literal("vector"), dimensions: count }),
  z.object({ kind: z.literal("native"), text: z.string().min(1).max(1000) }),
]));

const column = z.object({
  id, name, type: columnType, nullable: z.boolean(), default: z.exactOptional(text),
  generated: z.exactOptional(z.object({ expression: text, stored: z.boolean() })),
  identity: z.exactOptional(z.object({ mode: z.enum(["always", "by default"]), options: z.exactOptional(text) })),
  collation: z.exactOptional(z.string().max(1000)), comment: z.exactOptional(text), options: z.exactOptional(properties),
});

const keyParts = { id, name: z.exactOptional(name), columns: ids, include: z.exactOptional(ids), deferral: z.exactOptional(deferral), comment: z.exactOptional(text) };

const foreignKey = z.object({
  id, name: z.exactOptional(name), columns: ids, referencedTable: id, referencedColumns: ids,
  onDelete: z.enum(referentialActions), onUpdate: z.enum(referentialActions), match: z.exactOptional(z.literal("full")),
  deferral: z.exactOptional(deferral), notValid: z.exactOptional(z.boolean()), comment: z.exactOptional(text),
});

const check = z.object({
  id, name: z.exactOptional(name), expression: text, notValid: z.exactOptional(z.boolean()),
  noInherit: z.exactOptional(z.boolean()), comment: z.exactOptional(text),
});

const indexPart = z.object({
  column: z.exactOptional(id), expression: z.exactOptional(text), order: z.exactOptional(z.enum(["asc", "desc"])),
  nulls: z.exactOptional(z.enum(["first", "last"])), collation: z.exactOptional(z.string().max(1000)), operatorClass: z.exactOptional(z.string().max(1000)),
}).refine((part) => (part.column === undefined) !== (part.expression === undefined), "An index part is a column or an expression.");

const index = z.object({
  id, name, unique: z.boolean(), method: z.exactOptional(z.string().max(100)), parts: z.array(indexPart).max(5000),
  include: z.exactOptional(ids), where: z.exactOptional(text), nullsNotDistinct: z.exactOptional(z.boolean()),
  options: z.exactOptional(properties), comment: z.exactOptional(text),
});

const table = z.object({
  id, name, namespace: z.exactOptional(name), comment: z.exactOptional(text), columns: z.array(column).max(5000),
  primaryKey: z.exactOptional(z.object(keyParts)),
  uniques: z.array(z.object({ ...keyParts, nullsNotDistinct: z.exactOptional(z.boolean()) })).max(5000),
  foreignKeys: z.array(foreignKey).max(5000), checks: z.array(check).max(5000), indexes: z.array(index).max(5000), options: properties,
});

/** A schema's shape, without what its ids refer to (references.ts). Unknown properties are dropped, `__proto__` among them. */
export const schemaShape: z.ZodType<Schema> = z.object({
  tables: z.array(table).max(20_000),
  enums: z.array(z.object({
    id, name, namespace: z.exactOptional(name), values: z.array(z.string().max(1000)).max(10_000), comment: z.exactOptional(text),
  })).max(20_000),
  objects: z.array(z.object({
    id, kind: z.string().min(1).max(100), namespace: z.exactOptional(name), name, tableId: z.exactOptional(id), definition: text,
    dependsOn: z.array(z.string().max(2000)).max(10_000), comment: z.exactOptional(text),
  })).max(50_000),
});

/** A file of one schema in its target's language, with its diagram where the writer knew it. */
export const schemaFileShape = z.object({
  strata: z.literal(1),
  target: z.enum(technologyIds),
  schema: schemaShape,
  layout: z.exactOptional(layoutShape),
  usage: z.exactOptional(usageShape),
});
export type SchemaFile = z.infer<typeof schemaFileShape>;
