import type { JsonValue } from "../../model";
import { command } from "./commands";
import { typeOf, type DgraphModel, type FieldModel, type TypeModel } from "./model";

/** Two nodes of each type, with their edges: as a JSON mutation, which names new nodes by `_:`. Deterministic. */
export function sampleNodes(model: DgraphModel): readonly { readonly type: TypeModel; readonly row: number; readonly node: { readonly [key: string]: JsonValue } }[] {
  return model.types.flatMap((type) => [1, 2].map((row) => {
    const node: { [key: string]: JsonValue } = { uid: blank(type, row), "dgraph.type": type.stored };
    for (const field of type.fields) node[field.predicate] = sampleValue(field, model, row);
    for (const edge of type.edges) {
      if (edge.back && model.form === "dql") continue;
      const target = typeOf(model, edge.target);
      const other = { uid: blank(target, edge.target === type.id ? 3 - row : row) };
      node[edge.predicate] = edge.list ? [other] : other;
    }
    return { type, row, node };
  }));
}

function blank({ stored }: TypeModel, row: number): string {
  return `_:${stored.replace(/[^A-Za-z0-9]/g, "")}${row}`;
}

export function sampleValue({ type, list, dimensions, columns, enum: enumeration, name }: FieldModel, { enums }: Pick<DgraphModel, "enums">, row: number): JsonValue {
  const values = enums.find((each) => each.name === enumeration)?.values;
  if (dimensions !== undefined) return JSON.stringify(Array.from({ length: Math.min(dimensions, 4) }, (_, i) => row + i / 10));
  const one = (): JsonValue => {
    if (values !== undefined) return values[(row - 1) % values.length] ?? "";
    switch (type) {
      case "Int": case "Int64": return row;
      case "Float": return row + 0.5;
      case "Boolean": return row === 1;
      case "DateTime": return `2026-01-0${row}T09:30:00Z`;
      case "Point": return { type: "Point", coordinates: [row, 50] };
      case "String": return columns.length > 1 ? `${columns.join("-")}/${row}` : `${name} ${row}`;
    }
  };
  return list ? [one()] : one();
}

/** The sample nodes as one mutation, since edges join nodes that only it names. */
export function samples(model: DgraphModel): readonly string[] {
  const nodes = sampleNodes(model).map(({ node }) => node);
  return nodes.length === 0 ? [] : [command("/mutate?commitNow=true", { set: nodes })];
}
