import type { NativeBox, NativePicture } from "../native/native";
import { typeOf, type DgraphModel, type FieldModel } from "./model";
import { predicatesOf } from "./print";
import { sampleNodes } from "./samples";

/** Types as boxes, edges as links; the way back of an edge is a row of its own. */
export function makePicture(model: DgraphModel): NativePicture {
  const nodes = sampleNodes(model);
  const predicates = new Map(predicatesOf(model).map((predicate) => [predicate.name, predicate]));
  return {
    boxes: model.types.map((type): NativeBox => ({
      id: type.id, kind: "type", title: type.name, tables: [type.id], ...(type.stored === type.name ? {} : { subtitle: `kept as ${type.stored}` }),
      rows: [
        ...type.fields.map((field) => ({ depth: 0, name: field.name, type: typeText(field), marks: [...(field.key ? ["key"] : field.unique ? ["unique"] : []), ...(field.required ? ["required"] : []), ...field.search], column: field.id })),
        ...type.edges.map((edge) => ({ depth: 0, name: edge.name, type: edge.list ? `[${typeOf(model, edge.target).name}]` : typeOf(model, edge.target).name, marks: [edge.back ? "way back" : "edge", ...(edge.required ? ["required"] : [])] })),
      ],
      parts: [
        ...type.fields.flatMap(({ predicate }) => {
          const found = predicates.get(predicate);
          return found === undefined || found.directives === "" ? [] : [{ kind: "index", title: predicate, detail: found.directives }];
        }),
        ...(type.auth === undefined ? [] : [{ kind: "authorization", title: type.auth.path.join("."), detail: `equals the caller's ${type.auth.claim}` }]),
      ],
      samples: [{ facet: type.name, columns: type.fields.map(({ name }) => name), items: nodes.filter((each) => each.type.id === type.id).map(({ node }) => type.fields.map(({ predicate }) => text(node[predicate]))) }],
    })),
    links: model.types.flatMap((type) => type.edges.filter(({ back }) => !back).map((edge) => ({ from: type.id, to: edge.target, label: edge.name, kind: "relates" as const }))),
  };
}

function typeText({ type, list, dimensions, enum: enumeration }: FieldModel): string {
  return dimensions !== undefined ? `vector(${dimensions})` : list ? `[${enumeration ?? type}]` : enumeration ?? type;
}

function text(value: unknown): string {
  return typeof value === "string" ? value : JSON.stringify(value) ?? "";
}
