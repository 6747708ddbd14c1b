import type { Mapped, NativeInput } from "../native";
import { findingsOf } from "./limits";
import type { DynamoModel, DynamoTable, SecondaryIndex } from "./model";
import { pictureOf } from "./picture";
import { plansOf, unitsPerSecond, type Planned } from "./plans";
import { shapeOf } from "./shape";

/** The entities as DynamoDB tables, by the patterns' keys. */
export function map(input: NativeInput): Omit<Mapped, "model"> & { readonly model: DynamoModel } {
  const shape = shapeOf(input);
  const bare: DynamoModel = { technology: "dynamodb", tables: shape.tables, entities: shape.entities, patterns: [] };
  const planned = plansOf(shape, bare);
  const tables = shape.tables.map((table) => withCapacity(table, planned, input));
  const model: DynamoModel = {
    ...bare, tables,
    patterns: planned.map(({ plan, calls }) => ({
      id: plan.pattern, name: input.patterns.find(({ id }) => id === plan.pattern)?.name ?? plan.pattern, calls: calls.length > 0 ? calls.map(({ call }) => call) : plan.call === undefined ? [] : [plan.call],
      ...(plan.by === undefined ? {} : { by: plan.by }), ...(plan.cost === undefined ? {} : { cost: plan.cost }), ...(plan.problem === undefined ? {} : { problem: plan.problem }),
    })),
  };
  return {
    model, decisions: shape.decisions, plans: planned.map(({ plan }) => plan), picture: pictureOf(model, input),
    diagnostics: [...shape.diagnostics, ...findingsOf(model, input, planned)],
  };
}

/** Provisioned units: what the patterns take by their known rates, and a fifth more, so that one throttled second is not the rule. */
function withCapacity(table: DynamoTable, planned: readonly Planned[], { patterns }: NativeInput): DynamoTable {
  if (table.capacity === undefined) return table;
  const capacity = (index: string | undefined): { read: number; write: number } => ({
    read: Math.max(1, Math.ceil(unitsPerSecond(planned, patterns, table, index, "read") * 1.2)), write: Math.max(1, Math.ceil(unitsPerSecond(planned, patterns, table, index, "write") * 1.2)),
  });
  return { ...table, capacity: capacity(undefined), global: table.global.map((index): SecondaryIndex => ({ ...index, capacity: capacity(index.name) })) };
}
