import type { NativeBox, NativeLink, NativePicture, NativeRow } from "../native/native";
import type { ConstraintModel, IndexModel, Neo4jModel, PropertyModel } from "./model";
import { sampleGraph } from "./sample-graph";

/** Labels as boxes, relationship types as links; a type with properties has a box of its own on its way. */
export function makePicture(model: Neo4jModel): NativePicture {
  const samples = sampleGraph(model);
  const boxes: NativeBox[] = model.nodes.map((node) => ({
    id: node.id, kind: "node label", title: node.name, tables: [node.id],
    ...(node.key.length === 0 ? { subtitle: "no key" } : { subtitle: `key ${node.properties.filter(({ id }) => node.key.includes(id)).map(({ name }) => name).join(", ")}` }),
    rows: node.properties.map((property) => row(property, node.key, model.constraints)), parts: parts(node.id, model),
    samples: [{ facet: node.name, columns: node.properties.map(({ name }) => name), items: samples.nodes.filter(({ of }) => of.id === node.id).map(({ values }) => values.map(({ text }) => text)) }],
  }));
  const links: NativeLink[] = [];
  for (const relationship of model.relationships) {
    const { id, name, from, to, properties, source, key } = relationship;
    if (!relationship.junction) {
      links.push({ from: from.node, to: to.node, label: name, kind: "relates" });
      continue;
    }
    boxes.push({ id: `${id} relationship`, kind: "relationship type", title: name, subtitle: `${label(model, from.node)} to ${label(model, to.node)}`, tables: [source], rows: properties.map((property) => row(property, key, model.constraints)), parts: parts(id, model) });
    links.push({ from: from.node, to: `${id} relationship`, label: name, kind: "relates" }, { from: `${id} relationship`, to: to.node, label: name, kind: "relates" });
  }
  return { boxes, links };
}

function label({ nodes }: Neo4jModel, id: string): string {
  return nodes.find((node) => node.id === id)?.name ?? id;
}

function row(property: PropertyModel, key: readonly string[], constraints: readonly ConstraintModel[]): NativeRow {
  const unique = constraints.some((each) => each.kind === "unique" && each.properties.length === 1 && each.id.endsWith(" unique") && each.properties[0] === property.name && each.on.of === "node") && !key.includes(property.id);
  const marks = [...(key.includes(property.id) ? ["key"] : []), ...(property.required ? ["required"] : []), ...(unique ? ["unique"] : []), ...(property.encoding === undefined || property.encoding === "uuid text" ? [] : [property.encoding])];
  return { depth: 0, name: property.name, type: property.type, marks, column: property.id };
}

function parts(owner: string, { constraints, indexes }: Neo4jModel): NativeBox["parts"] {
  const words: Readonly<Record<ConstraintModel["kind"], string>> = { unique: "IS UNIQUE", key: "IS NODE KEY", exists: "IS NOT NULL", type: "IS ::" };
  return [
    ...constraints.filter(({ on }) => on.owner === owner).map(({ name, kind, properties, type }) => ({ kind: "constraint", title: name, detail: `(${properties.join(", ")}) ${words[kind]}${type === undefined ? "" : ` ${type}`}` })),
    ...indexes.filter(({ on }: IndexModel) => on.owner === owner).map(({ name, kind, properties, dimensions }) => ({ kind: `${kind} index`, title: name, detail: `(${properties.join(", ")})${dimensions === undefined ? "" : `, ${dimensions} dimensions`}` })),
  ];
}
