import type { AccessPattern, Id } from "../../model";
import type { NativeInput } from "../native";
import type { DynamoTable, Entity, SecondaryIndex } from "./model";
import { utf8 } from "./sizes";

/** A call of a plan with what it uses of whose capacity. */
export interface PlannedCall {
  readonly call: string;
  /** Tables and indexes it uses: `units` for one call of the pattern. */
  readonly uses: readonly { readonly table: Id; readonly index?: string; readonly unit: "read" | "write"; readonly units: number }[];
  /** How the units were counted. */
  readonly why: string;
  readonly by: string;
}

/** Rows of a child table for one row of its parent: by the numbers of rows, else the most that were declared; undefined when neither is known. */
export function childrenPerParent(child: Id, parent: Id, input: NativeInput): number | undefined {
  const [few, many] = [input.loads.get(parent)?.rows, input.loads.get(child)?.rows];
  if (few !== undefined && few > 0 && many !== undefined && many > 0) return Math.max(1, Math.ceil(many / few));
  return input.loads.get(child)?.perParent;
}

/** Average bytes of an item as it is read there. */
export function itemBytes(entity: Entity, table: DynamoTable, index: SecondaryIndex | undefined, pattern: AccessPattern, main: boolean): number {
  if (main && pattern.itemBytes !== undefined && index?.projection.type !== "KEYS_ONLY") return pattern.itemBytes;
  if (index === undefined || index.projection.type === "ALL") return entity.bytes;
  const held = new Set([table.hash, ...(table.range === undefined ? [] : [table.range]), ...index.hash, ...index.range].map(({ attribute }) => attribute).concat(index.projection.attributes));
  return entity.attributes.filter(({ name }) => held.has(name)).reduce((sum, { name, bytes }) => sum + utf8(name) + bytes, 0);
}

/** Indexes that a write of the entity goes to as well, each with its units; sparse ones only hold a part, but the dearest case counts. */
export function indexWrites(entity: Entity, table: DynamoTable): readonly { readonly index: string; readonly units: number }[] {
  const names = new Set(entity.attributes.map(({ name }) => name));
  return [...table.local, ...table.global].filter(({ hash, range }) => [...hash, ...range].every(({ attribute }) => names.has(attribute)))
    .map((index) => ({ index: index.name, units: Math.max(1, Math.ceil(itemBytes(entity, table, index, { id: "", name: "", operation: "insert" }, false) / 1024)) }));
}
